//! The command line: one command per file, and what they share.
//!
//! Exit codes: 0 when all is well, 1 when the content has errors, 2 on wrong usage or when the disk fails.

mod ask;
mod build;
mod check;
mod completions;
mod deny;
mod diff;
mod examples;
mod explain;
mod history;
mod init;
mod licenses;
mod man;
mod progress;
mod redline;
mod reference;
mod release;
mod schema;
mod serve;
mod speech;
mod terminal;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, SourcePath};
use crate::language::Language;
use crate::law::{self, Asked};
use crate::parse::Site;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::speech::Speech;
use crate::shell::report::{self, Colour, Quotes};
use crate::shell::{Error, clock};
use crate::sources::Sources;
use crate::template::Templates;
use crate::{check as checks, parse, shell};

/// Privacy documents, every version of them, as a site.
#[derive(Debug, Parser)]
#[command(version = env!("HELDER_VERSION"), about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Build(build::Args),
    Serve(serve::Args),
    Check(check::Args),
    History(history::Args),
    Diff(diff::Args),
    Release(release::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
    Licenses(licenses::Args),
}

/// What every command that reads content takes.
#[derive(Debug, clap::Args)]
struct ContentArgs {
    /// The folder with `site.yaml`, the registers and the documents
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    content: PathBuf,
    /// The day to take for today, as year-month-day [default: today in UTC]
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, on the error stream
    Human,
    /// For programs, on the output stream
    Json,
    /// SARIF 2.1.0, on the output stream
    Sarif,
    /// Commands of a GitHub workflow, on the output stream
    Github,
}

/// How a run ended, short of a failure to operate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    ContentErrors,
}

/// Returns the command line with its examples.
fn command() -> clap::Command {
    examples::add(Cli::command())
}

/// Returns the reference of all commands, as Markdown.
pub fn reference() -> String {
    reference::reference(command())
}

/// Runs the program.
pub fn run() -> ExitCode {
    let cli = match command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Nothing can be said when the terminal itself is gone.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let result = match cli.command {
        Command::Init(args) => init::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::History(args) => history::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Release(args) => release::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
        Command::Licenses(args) => licenses::run(&args),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::ContentErrors) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// A site that was read and parsed, with what was found on the way.
struct Loaded {
    sources: Sources,
    /// None when `site.yaml` can't be read; the reason is among the diagnostics.
    site: Option<(Site, Templates)>,
    diagnostics: Vec<Diagnostic>,
    /// The language in which the law was told, once it was asked.
    law: Option<Language>,
    today: Date,
}

impl Loaded {
    /// Sorts the diagnostics and writes those that the filter keeps.
    fn report(&mut self, format: Format, keep: impl Fn(&Diagnostic) -> bool) -> Result<(), Error> {
        diagnostic::sort(&mut self.diagnostics);
        let shown: Vec<Diagnostic> = self.diagnostics.iter().filter(|found| keep(found)).cloned().collect();
        self.write(&shown, format)
    }

    /// Writes diagnostics with their source lines.
    fn write(&self, shown: &[Diagnostic], format: Format) -> Result<(), Error> {
        let sources = self.sources.content.values().chain(self.sources.themes.values());
        let theme = self.site.iter().flat_map(|(site, _)| site.theme.files());
        let quotes = Quotes::new(sources.chain(theme).map(|file| (&file.path, &*file.text)));
        match format {
            Format::Human => {
                write_stream(io::stderr(), &report::human(shown, &quotes, colour(&io::stderr()), self.law.as_ref()))
            }
            Format::Json => write_stream(io::stdout(), &report::json(shown, &quotes)),
            Format::Sarif => write_stream(io::stdout(), &report::sarif(shown, &quotes)),
            Format::Github => write_stream(io::stdout(), &report::github(shown, &quotes)),
        }
    }

    fn outcome(&self, deny: Deny) -> Outcome {
        if deny.forbids(&self.diagnostics) { Outcome::ContentErrors } else { Outcome::Clean }
    }
}

/// Reads and parses the content.
fn load(args: &ContentArgs) -> Result<Loaded, Error> {
    Ok(read(args)?.parse())
}

/// Reads the content.
fn read(args: &ContentArgs) -> Result<Loaded, Error> {
    let (sources, diagnostics) = shell::load::load(&args.content)?;
    Ok(Loaded { sources, site: None, diagnostics, law: None, today: args.today.unwrap_or_else(clock::today) })
}

impl Loaded {
    /// Parses what was read.
    fn parse(mut self) -> Loaded {
        let (site, parsed) = parse::parse(&self.sources);
        self.diagnostics = diagnostic::join(self.diagnostics, parsed);
        self.site = site.map(|site| {
            let (templates, found) = Templates::load(&site);
            self.diagnostics.extend(found);
            (site, templates)
        });
        self
    }

    /// Adds what the checks find. What is broken already is not checked further: one cause is one diagnostic.
    fn check(&mut self) {
        if let Some((site, templates)) = &self.site {
            let (_, found) = crate::history::timelines(site, self.today);
            self.diagnostics.extend(found);
            self.diagnostics.extend(checks::check(site, templates));
        }
    }

    /// Adds what the law asks, told in this language, or else in the site's first.
    fn judge(&mut self, speech: Option<Speech>, only: &[String]) {
        if let Some((site, templates)) = &self.site {
            let speech = speech.map_or_else(|| site.authoritative().clone(), Speech::language);
            let asked = Asked { today: self.today, speech: &speech, only };
            self.diagnostics.extend(law::judge(site, templates, &asked));
            self.law = Some(speech);
        }
    }
}

/// Returns whether a stream takes colour: a terminal does, unless `NO_COLOR` is set.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads the environment")]
fn colour(stream: &impl IsTerminal) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !refused { Colour::Always } else { Colour::Never }
}

/// Writes to a stream; a reader that went away is no failure.
fn write_stream(mut stream: impl Write, text: &str) -> Result<(), Error> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Error::Report),
    }
}

/// Names a path that the user did not type.
fn document_path(args: &ContentArgs) -> SourcePath {
    SourcePath::new(args.content.to_string_lossy())
}

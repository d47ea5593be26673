//! The command line: one command per file, and what they share.
//!
//! Exit codes: 0 when all is well, 1 when the content has errors, 2 on wrong usage or when the disk fails.

mod ask;
mod build;
mod check;
mod completions;
mod content;
mod deny;
mod diff;
mod examples;
mod explain;
mod history;
mod init;
mod law_language;
mod licenses;
mod man;
mod progress;
mod redline;
mod reference;
mod release;
mod schema;
mod serve;
mod terminal;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::shell::Error;
use crate::shell::report::Colour;

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

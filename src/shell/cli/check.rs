//! `helder check`: reports everything that is wrong, and writes nothing.

use crate::law;
use crate::shell::Error;
use crate::shell::cli::content::ContentArgs;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::law_language::LawLanguage;
use crate::shell::cli::output::Format;
use crate::shell::cli::unknown_name::UnknownName;
use crate::shell::message::message;
use crate::shell::report;

/// Checks the content and writes nothing.
///
/// Reports every finding of a run with its place and what to do: errors, which stop a build, warnings, and advice.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    content: ContentArgs,
    /// How to report what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// From what weight on a finding makes the exit code 1
    #[arg(long, value_enum, default_value_t = Deny::Errors)]
    deny: Deny,
    /// The language in which the law is told [default: the site's first]
    #[arg(long, value_enum)]
    language: Option<LawLanguage>,
    /// Of the rules of the law apply these alone
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = rule)]
    only: Vec<String>,
    /// Check the structure alone, as a build does
    #[arg(long, conflicts_with_all = ["language", "only"])]
    structure: bool,
}

/// Reads the id of a rule.
pub(super) fn rule(id: &str) -> Result<String, UnknownName> {
    if law::rules().any(|rule| rule.id == id) {
        return Ok(id.to_owned());
    }
    Err(UnknownName::new(id, law::rules().map(|rule| rule.id), "`helder explain --list` lists every rule"))
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    let mut content = args.content.read()?;
    content.check();
    if !args.structure {
        content.judge(args.language, &args.only);
    }
    content.report(args.format, |_| true)?;
    if content.diagnostics.is_empty() && args.format == Format::Human {
        message!("nothing found");
    }
    if let (Some(language), Format::Human) = (&content.law_language, args.format) {
        message!("{}", report::disclaimer(language));
    }
    Ok(content.exit_status(args.deny))
}

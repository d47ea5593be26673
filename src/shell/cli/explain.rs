//! `helder explain`: a rule of the law, and why it is one.

use crate::law;
use crate::shell::Error;
use crate::shell::cli::check;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::law_language::LawLanguage;
use crate::shell::cli::output::write_output;

/// Explains a rule: what it finds, why, with an example and how to mend it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The rule, as it stands in a report
    #[arg(value_parser = check::rule, required_unless_present = "list")]
    rule: Option<String>,
    /// List every rule with its weight and who asks for it
    #[arg(long, conflicts_with = "rule")]
    list: bool,
    /// The language of the list; the pages hold the messages in both
    #[arg(long, value_enum, default_value_t = LawLanguage::En)]
    language: LawLanguage,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    let text = match &args.rule {
        Some(id) => law::rules().filter(|rule| rule.id == id).map(law::page::page).collect(),
        None => law::page::list(&args.language.language()),
    };
    write_output(&text)?;
    Ok(ExitStatus::Clean)
}

//! `helder check`: everything that is wrong, nothing written.

use crate::language::Language;
use crate::shell::Error;
use crate::shell::cli::{ContentArgs, Format, Outcome, load};
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
    /// The language in which the law is told [default: the site's first]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
    /// Apply these rules of the law alone
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Check the structure alone, as a build does
    #[arg(long, conflicts_with_all = ["language", "only"])]
    structure: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = load(&args.content)?;
    loaded.check();
    if !args.structure {
        loaded.judge(args.language.as_ref(), &args.only);
    }
    loaded.report(args.format, |_| true)?;
    if loaded.diagnostics.is_empty() && args.format == Format::Human {
        eprintln!("nothing found");
    }
    if let (Some(language), Format::Human) = (&loaded.law, args.format) {
        eprintln!("{}", report::disclaimer(language));
    }
    Ok(loaded.outcome())
}

//! `helder check`: everything that is wrong, nothing written.

use crate::shell::Error;
use crate::shell::cli::{ContentArgs, Format, Outcome, load};

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
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = load(&args.content)?;
    loaded.check();
    loaded.report(args.format, |_| true)?;
    if loaded.diagnostics.is_empty() && args.format == Format::Human {
        eprintln!("nothing found");
    }
    Ok(loaded.outcome())
}

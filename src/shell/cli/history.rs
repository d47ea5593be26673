//! `helder history`: a table of documents and versions, and whether any of them has changed.

mod list;
mod verify;

use std::io;
use std::path::PathBuf;

use crate::check;
use crate::diagnostic::{Severity, has_errors};
use crate::shell::Error;
use crate::shell::cli::content::ContentArgs;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::history::list::ListFormat;
use crate::shell::cli::output::{Format, colour, write_output};

/// Lists every document with its versions, dates and states.
///
/// With `--verify` it holds every published file against `history.lock`, and with `--against` against a copy of the site's
/// `versions.json` that somebody kept.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    content: ContentArgs,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    format: ListFormat,
    /// Verify that no published file has changed, and print each document's digest over all its versions
    #[arg(long)]
    verify: bool,
    /// A `versions.json` of an earlier day to verify the versions against
    #[arg(long, value_name = "FILE", requires = "verify")]
    against: Option<PathBuf>,
    /// Add published files that `history.lock` does not list yet; what it lists stays as it is
    #[arg(long, conflicts_with = "verify")]
    record: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    let mut content = args.content.read()?;
    if args.record {
        return verify::record(&mut content, &args.content);
    }
    let Some(snapshot) = &content.snapshot else {
        content.report(Format::Human, |_| true)?;
        return Ok(ExitStatus::Denied);
    };
    content.diagnostics.extend(check::order(&snapshot.site));
    let text = if args.verify {
        let kept = args.against.as_deref().map(verify::KeptVersions::read).transpose()?;
        content.diagnostics.extend(verify::check(snapshot, kept.as_ref()));
        if has_errors(&content.diagnostics) { String::new() } else { verify::chains(&snapshot.timelines, args.format) }
    } else {
        match args.format {
            ListFormat::Human => list::table(&snapshot.timelines, colour(&io::stdout())),
            ListFormat::Markdown => list::markdown(&snapshot.timelines),
            ListFormat::Json => list::json(&snapshot.timelines),
        }
    };
    write_output(&text)?;
    content.report(Format::Human, |found| found.severity == Severity::Error)?;
    Ok(content.exit_status(Deny::Errors))
}

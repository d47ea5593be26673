//! `helder history`: a table of documents and versions, and whether they are still what they were.

mod list;
mod verify;

use std::io;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::diagnostic::Severity;
use crate::history::timelines;
use crate::shell::Error;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::{ContentArgs, Format, Outcome, colour, load, write_stream};

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

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For a pull request
    Markdown,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = load(&args.content)?;
    if args.record {
        return verify::record(&mut loaded, &args.content);
    }
    let Some((site, _)) = &loaded.site else {
        loaded.report(Format::Human, |_| true)?;
        return Ok(Outcome::ContentErrors);
    };
    let (timelines, found) = timelines(site, loaded.today);
    let mut text = String::new();
    let mut diagnostics = found;
    if args.verify {
        let held = args.against.as_deref().map(verify::Held::read).transpose()?;
        diagnostics.extend(verify::check(site, &timelines, held.as_ref()));
        if !crate::diagnostic::has_errors(&diagnostics) && !crate::diagnostic::has_errors(&loaded.diagnostics) {
            text = verify::chains(&timelines, args.format);
        }
    } else {
        text = match args.format {
            ListFormat::Human => list::table(&timelines, colour(&io::stdout())),
            ListFormat::Markdown => list::markdown(&timelines),
            ListFormat::Json => list::json(&timelines),
        };
    }
    loaded.diagnostics.extend(diagnostics);
    write_stream(io::stdout(), &text)?;
    loaded.report(Format::Human, |found| found.severity == Severity::Error)?;
    Ok(loaded.outcome(Deny::Errors))
}

//! Redlines as a reader sees them, in a compact notation.
//!
//! A fixture is written in lines: `## id: Title`, `> quote`, `* item` (deeper by two spaces), `1. item` (any number), `| cell | cell |`,
//! `term = detail; detail`, `---`, anything else a paragraph; runs may be `**strong**`, `‹link›` or `‹words->target›`. A redline is shown
//! in the same lines, with `[-deleted-]`, `{+inserted+}`, `[~old style~new style~]` and `¶` where paragraphs are split or joined.

pub(crate) mod fixture;
mod show;

mod blocks;
mod containers;
mod moves;
mod parts;
mod summaries;
mod words;

use fixture::text;
use show::show;

use crate::redline::{Redline, redline};

/// Compares two fixtures and asserts how the redline reads.
fn check(before: &str, after: &str, expected: &str) -> Redline {
    let (before, after) = (text(before), text(after));
    let redline = redline(&before, &after);
    assert_eq!(redline.before(), before);
    assert_eq!(redline.after(), after);
    let expected: Vec<&str> = expected.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let indent = expected.first().map_or(0, |line| line.len() - line.trim_start().len());
    let expected: Vec<&str> = expected.iter().map(|line| line.get(indent..).unwrap_or(line)).collect();
    assert_eq!(show(redline.nodes()).join("\n"), expected.join("\n"));
    redline
}

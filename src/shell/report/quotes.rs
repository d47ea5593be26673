//! The source lines that a report quotes: from a place in a file to its line, column and text.

use std::collections::BTreeMap;

use crate::diagnostic::{Place, SourcePath};

/// The text of the files that a report may quote.
pub struct Quotes<'a> {
    files: BTreeMap<&'a SourcePath, &'a str>,
}

impl<'a> Quotes<'a> {
    pub fn new(files: impl IntoIterator<Item = (&'a SourcePath, &'a str)>) -> Quotes<'a> {
        Quotes { files: files.into_iter().collect() }
    }
}

/// Where a place begins. Lines and columns count from 1, columns in characters.
pub(super) struct Position<'a> {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) text: &'a str,
    /// The number of characters of the place on its first line.
    pub(super) width: usize,
}

/// Finds a place in the text of its file. Returns `None` where the report does not have the file.
pub(super) fn position<'a>(place: &Place, quotes: &Quotes<'a>) -> Option<Position<'a>> {
    let text = *quotes.files.get(&place.path)?;
    let start = (place.span.start as usize).min(text.len());
    let end = (place.span.end as usize).clamp(start, text.len());
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[..start].matches('\n').count() + 1;
    let column = text[line_start..start].chars().count() + 1;
    let width = text.get(start..end.min(line_end).max(start))?.chars().count();
    Some(Position { line, column, text: text[line_start..line_end].trim_end(), width })
}

//! Diagnostics to words: for people with the source line and a hint, for programs as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::json;

use crate::diagnostic::{Diagnostic, Place, Severity, SourcePath};

/// The text of the files that a report may quote.
pub struct Quotes<'a> {
    files: BTreeMap<&'a SourcePath, &'a str>,
}

/// Whether to set words in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Always,
    Never,
}

impl<'a> Quotes<'a> {
    /// Gathers the files.
    pub fn new(files: impl IntoIterator<Item = (&'a SourcePath, &'a str)>) -> Quotes<'a> {
        Quotes { files: files.into_iter().collect() }
    }
}

/// Where a place begins, for people: lines and columns count from 1, columns in characters.
struct Position<'a> {
    line: usize,
    column: usize,
    text: &'a str,
    width: usize,
}

fn position<'a>(place: &Place, quotes: &Quotes<'a>) -> Option<Position<'a>> {
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

/// Writes diagnostics for people: the fact, the place, the line, the hint.
pub fn human(diagnostics: &[Diagnostic], quotes: &Quotes<'_>, colour: Colour) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        one(&mut out, diagnostic, quotes, colour).expect("writing to a string does not fail");
    }
    if let Some(summary) = summary(diagnostics) {
        out.push_str(&summary);
        out.push('\n');
    }
    out
}

fn one(out: &mut String, diagnostic: &Diagnostic, quotes: &Quotes<'_>, colour: Colour) -> std::fmt::Result {
    let paint = |code: &'static str, text: &str| match colour {
        Colour::Always => format!("\x1b[{code}m{text}\x1b[0m"),
        Colour::Never => text.to_owned(),
    };
    let shade = match diagnostic.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Advice => "1;36",
    };
    let head = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.rule);
    writeln!(out, "{}: {}", paint(shade, &head), paint("1", &diagnostic.message))?;
    if let Some(place) = &diagnostic.place {
        match position(place, quotes) {
            Some(at) if !at.text.trim().is_empty() => {
                let number = at.line.to_string();
                let margin = " ".repeat(number.len());
                writeln!(out, "{margin}{} {}:{}:{}", paint("34", "-->"), place.path, at.line, at.column)?;
                // A paragraph on one line is shown from a little before the place.
                let skip = if at.column > LINE_SHOWN_MAX * 3 / 4 { at.column - LINE_SHOWN_MAX / 2 } else { 0 };
                let column = at.column - skip;
                let shown: String = at.text.chars().skip(skip).take(LINE_SHOWN_MAX).collect();
                writeln!(out, "{} {shown}", paint("34", &format!("{number} |")))?;
                let indent: String =
                    shown.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
                let marks = "^".repeat(at.width.clamp(1, LINE_SHOWN_MAX + 1 - column));
                writeln!(out, "{} {indent}{}", paint("34", &format!("{margin} |")), paint(shade, &marks))?;
            }
            Some(at) => writeln!(out, " {} {}:{}:{}", paint("34", "-->"), place.path, at.line, at.column)?,
            None => writeln!(out, " {} {}", paint("34", "-->"), place.path)?,
        }
    }
    if let Some(hint) = &diagnostic.hint {
        writeln!(out, "{}: {hint}", paint("1", "hint"))?;
    }
    writeln!(out)
}

/// A longer source line is cut.
const LINE_SHOWN_MAX: usize = 160;

fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let words: Vec<String> = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Advice), "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
    .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Writes diagnostics for programs: `{"version": 1, "diagnostics": […]}`, lines and columns from 1.
pub fn json(diagnostics: &[Diagnostic], quotes: &Quotes<'_>) -> String {
    let rows: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.as_ref();
            let at = place.and_then(|place| position(place, quotes));
            json!({
                "severity": diagnostic.severity.as_str(),
                "rule": diagnostic.rule,
                "message": diagnostic.message,
                "path": place.map(|place| place.path.as_str()),
                "line": at.as_ref().map(|at| at.line),
                "column": at.as_ref().map(|at| at.column),
                "hint": diagnostic.hint,
            })
        })
        .collect();
    let mut text =
        serde_json::to_string_pretty(&json!({"version": 1, "diagnostics": rows})).expect("diagnostics are plain data");
    text.push('\n');
    text
}

//! The exceptions of a text: `<!-- helder-allow: RULE: reason -->` before a paragraph or a section, and `allow` in its front matter.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::parse::{VersionText, markdown};

/// A rule that a text or a part of it may break, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    pub rule: String,
    /// Empty if the text gives no reason.
    pub reason: String,
    /// Where the exception is written.
    pub place: Place,
    /// The part of the file to which it applies; without one, the whole file.
    pub scope: Option<Range<u32>>,
}

const OPEN: &str = "<!-- helder-allow:";

/// Finds the exceptions of a text.
pub fn allows(text: &VersionText) -> Vec<Allow> {
    let source = &*text.source;
    let front_matter = text.front_matter();
    let mut found: Vec<Allow> = text
        .allow
        .iter()
        .map(|(rule, reason)| Allow {
            rule: rule.clone(),
            reason: reason.trim().to_owned(),
            place: front_matter.key(&["allow", rule]),
            scope: None,
        })
        .collect();
    let body = text.body.segments.first().map_or(source.len(), |segment| segment.place().span.start as usize);
    // Most texts contain no exception, and parsing one costs more than searching it.
    let (html, literal) = match source[body..].contains(OPEN) {
        true => (markdown::html(&source[body..]), markdown::literal(&source[body..])),
        false => (Vec::new(), Vec::new()),
    };
    let comments = html.iter().flat_map(|span| {
        let start = body + span.start;
        source[start..body + span.end].match_indices(OPEN).map(move |(at, _)| start + at)
    });
    for at in comments {
        let Some(length) = source[at..].find("-->") else { continue };
        let inner = &source[at + OPEN.len()..at + length];
        let (rule, reason) = inner.split_once(':').unwrap_or((inner, ""));
        let end = at + length + "-->".len();
        let scope = following(source, end, |at| literal.iter().any(|span| span.contains(&(at - body))));
        found.push(Allow {
            rule: rule.trim().to_owned(),
            reason: reason.trim().to_owned(),
            place: Place::new(&text.path, at..end),
            scope: Some(offset(scope.start)..offset(scope.end)),
        });
    }
    found
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Returns the section or paragraph after a comment. A section ends at the next heading of the same or a higher level, but not at a
/// line of code that looks like one.
fn following(source: &str, end: usize, is_code: impl Fn(usize) -> bool) -> Range<usize> {
    let rest = &source[end..];
    let start = end + (rest.len() - rest.trim_start().len());
    let level = level(source[start..].lines().next().unwrap_or_default());
    let mut at = start;
    for (index, line) in source[start..].split_inclusive('\n').enumerate() {
        let is_over = match level {
            Some(level) => index > 0 && self::level(line).is_some_and(|other| other <= level) && !is_code(at),
            None => line.trim().is_empty(),
        };
        if is_over {
            break;
        }
        at += line.len();
    }
    start..at
}

/// Returns the level of a heading.
fn level(line: &str) -> Option<usize> {
    let marks = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&marks) && line[marks..].starts_with(' ')).then_some(marks)
}

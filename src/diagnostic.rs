//! A finding about the content: a fact, its place, and how to fix it.
//!
//! Every stage returns diagnostics, and only `shell::report` prints them, with their source lines.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::address::Edition;
use crate::authority::Authority;
use crate::document::DocumentId;
use crate::structure::StructureRule;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The id of a legal rule, or of one in [`StructureRule`].
    pub rule: &'static str,
    /// The fact: lower case, no final period, names in backticks.
    pub message: String,
    pub place: Option<Place>,
    /// What to do.
    pub hint: Option<String>,
    /// For a legal rule: who requires it.
    pub legal: Option<Box<Legal>>,
}

/// The origin of a legal finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legal {
    pub authority: Authority,
    /// The articles, judgments and guidelines, as they are cited.
    pub sources: &'static [&'static str],
    /// What it was found in; `None` for the site as a whole.
    pub subject: Option<Subject>,
}

/// The edition of a document in which a legal finding was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub document: DocumentId,
    pub edition: Edition,
    /// What readers call it, in the language of the findings: `Privacy statement 2.0`.
    pub name: String,
}

/// The severity of a diagnostic. Only errors stop a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Advice,
}

/// Bytes in a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: SourcePath,
    pub span: Range<Offset>,
}

/// A byte offset in a source file; files are far smaller than 4 GiB.
pub type Offset = u32;

/// A source file's path as the user would type it, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl Diagnostic {
    /// Makes an error: the content cannot be built as it is.
    pub fn error(rule: StructureRule, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, rule.id(), message.into())
    }

    /// Makes a warning: the content can be built, but something is likely wrong.
    pub fn warning(rule: StructureRule, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, rule.id(), message.into())
    }

    /// Makes a piece of advice: worth a look, no more.
    pub fn advice(rule: StructureRule, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Advice, rule.id(), message.into())
    }

    /// Makes a diagnostic of any severity.
    pub fn new(severity: Severity, rule: &'static str, message: String) -> Diagnostic {
        Diagnostic { severity, rule, message, place: None, hint: None, legal: None }
    }

    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// Sets the hint "did you mean …" if one of the candidates is close to the name that was typed.
    #[must_use]
    pub fn did_you_mean<'a>(mut self, typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        if let Some(hint) = did_you_mean(typed, candidates) {
            self.hint = Some(hint);
        }
        self
    }
}

/// Returns the hint "did you mean …", or the list of candidates if none is close and there are only a few.
pub(crate) fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut candidates: Vec<&str> = candidates.into_iter().collect();
    candidates.sort_unstable();
    candidates.dedup();
    if let Some(name) = nearest(typed, &candidates) {
        Some(format!("did you mean `{name}`?"))
    } else if !candidates.is_empty() && candidates.len() <= LISTED_MAX {
        Some(format!("it can be {}", list(&candidates)))
    } else {
        None
    }
}

/// A hint lists at most this many names.
const LISTED_MAX: usize = 16;

/// Below this similarity a candidate is probably another word.
const SIMILARITY_MIN: f64 = 0.82;

/// Returns the candidate that was probably meant.
fn nearest<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let scored = candidates.iter().map(|name| (strsim::jaro_winkler(typed, name), *name));
    let (similarity, name) = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (similarity > SIMILARITY_MIN).then_some(name)
}

/// Writes names as prose: `a`, `b` or `c`.
fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match &quoted[..] {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

impl Place {
    /// Makes a place from byte offsets in a file's text.
    pub fn new(path: &SourcePath, span: Range<usize>) -> Place {
        let start = Offset::try_from(span.start).unwrap_or(Offset::MAX);
        let end = Offset::try_from(span.end).unwrap_or(Offset::MAX);
        Place { path: path.clone(), span: start..end }
    }

    /// Makes a place for a file as a whole; reports show its first line.
    pub fn file(path: &SourcePath) -> Place {
        Place { path: path.clone(), span: 0..0 }
    }
}

impl SourcePath {
    /// Makes a path from the folder that the user typed and a path below it.
    pub fn new(path: impl AsRef<str>) -> SourcePath {
        SourcePath(path.as_ref().into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Severity {
    /// Returns the word that reports print.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

/// Sorts by path and place, and removes duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    diagnostics.dedup();
}

fn sort_key(diagnostic: &Diagnostic) -> impl Ord {
    let place = diagnostic.place.as_ref().map(|place| (&place.path, place.span.start, place.span.end));
    (place, diagnostic.severity, diagnostic.rule, &diagnostic.message)
}

/// Joins the diagnostics of reading files with those of parsing them, without the latter for files that were not read in full.
pub fn join(reading: Vec<Diagnostic>, parsing: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let unread: BTreeSet<SourcePath> = reading
        .iter()
        .filter(|found| {
            [StructureRule::FileTooLarge, StructureRule::Unreadable].iter().any(|rule| rule.id() == found.rule)
        })
        .filter_map(|found| Some(found.place.as_ref()?.path.clone()))
        .collect();
    let mut all = reading;
    all.extend(
        parsing.into_iter().filter(|found| found.place.as_ref().is_none_or(|place| !unread.contains(&place.path))),
    );
    all
}

/// Returns whether any of them is an error, which stops a build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, StructureRule};

    fn hint(typed: &str, candidates: &[&str]) -> Option<String> {
        Diagnostic::error(StructureRule::UnusedFile, "message").did_you_mean(typed, candidates.iter().copied()).hint
    }

    #[test]
    fn suggests_the_name_that_was_probably_meant() {
        assert_eq!(hint("efective", &["version", "effective"]).as_deref(), Some("did you mean `effective`?"));
    }

    #[test]
    fn lists_the_names_if_none_is_close_and_they_are_few() {
        assert_eq!(hint("xyz", &["b", "a"]).as_deref(), Some("it can be `a` or `b`"));
        assert_eq!(hint("xyz", &[]), None);
    }
}

//! Diagnostics for programs, as JSON. `docs/checking.md` says what each key contains.

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::shell::report::quotes::{Quotes, position};
use crate::shell::visible;

/// The version of the format. Keys may be added to it; no key is removed or given another meaning.
const VERSION: u32 = 1;

/// Writes `{"version": 1, "diagnostics": […]}`, lines and columns from 1.
pub fn json(diagnostics: &[Diagnostic], quotes: &Quotes<'_>) -> String {
    let rows: Vec<_> = diagnostics.iter().map(|diagnostic| row(diagnostic, quotes)).collect();
    let report = json!({"version": VERSION, "diagnostics": rows});
    let mut text = serde_json::to_string_pretty(&report).expect("diagnostics are plain data");
    text.push('\n');
    visible::json(&text).into_owned()
}

/// Writes one diagnostic.
pub fn row(diagnostic: &Diagnostic, quotes: &Quotes<'_>) -> Value {
    let place = diagnostic.place.as_ref();
    let at = place.and_then(|place| position(place, quotes));
    let legal = diagnostic.legal.as_ref();
    json!({
        "severity": diagnostic.severity.as_str(),
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "path": place.map(|place| place.path.as_str()),
        "line": at.as_ref().map(|at| at.line),
        "column": at.as_ref().map(|at| at.column),
        "hint": diagnostic.hint,
        "authority": legal.map(|legal| legal.authority.as_str()),
        "sources": legal.map_or(&[][..], |legal| legal.sources),
        "subject": legal.and_then(|legal| legal.subject.as_ref()).map(|subject| subject.name.as_str()),
    })
}

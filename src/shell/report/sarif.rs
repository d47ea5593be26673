//! Diagnostics as SARIF 2.1.0, which code hosts show next to the lines.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::law;
use crate::shell::report::quotes::{Quotes, position};
use crate::shell::visible;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes the log of one run, with a description of each rule that found something. Columns count characters, from 1.
pub fn sarif(diagnostics: &[Diagnostic], quotes: &Quotes<'_>) -> String {
    let mut ids: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    ids.sort_unstable();
    ids.dedup();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &ids, quotes)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "helder",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": ids.iter().map(|id| rule(id)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("diagnostics are plain data");
    text.push('\n');
    visible::json(&text).into_owned()
}

fn rule(id: &str) -> Value {
    let Some(rule) = law::rules().find(|rule| rule.id == id) else {
        // The message of a structural rule says everything.
        return json!({"id": id});
    };
    json!({
        "id": id,
        "shortDescription": {"text": rule.message.en},
        "help": {"text": rule.about, "markdown": rule.about},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"authority": rule.authority.as_str(), "sources": rule.sources, "tags": [rule.authority.words().en]},
    })
}

fn result(diagnostic: &Diagnostic, ids: &[&str], quotes: &Quotes<'_>) -> Value {
    let mut text = diagnostic.message.clone();
    if let Some(hint) = &diagnostic.hint {
        text.push_str("\nhint: ");
        text.push_str(hint);
    }
    json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": ids.binary_search(&diagnostic.rule).unwrap_or_default(),
        "level": level(diagnostic.severity),
        "message": {"text": text},
        "locations": diagnostic.place.iter().map(|place| location(place, quotes)).collect::<Vec<_>>(),
    })
}

fn location(place: &Place, quotes: &Quotes<'_>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(place.path.as_str())}});
    if let Some(at) = position(place, quotes) {
        physical["region"] = json!({
            "startLine": at.line,
            "startColumn": at.column,
            "endColumn": at.column + at.width.max(1),
        });
    }
    json!({"physicalLocation": physical})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// The characters that a relative URI can't contain as they are.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Writes a path as a relative URI, percent-encoded.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_written_as_a_uri() {
        assert_eq!(uri("content/één map/1.0.nl.md"), "content/%C3%A9%C3%A9n%20map/1.0.nl.md");
    }
}

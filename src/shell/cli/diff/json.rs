//! A comparison for programs.

use serde_json::{Value, json};

use crate::redline::{Redline, SectionChange};
use crate::register::change::{Register, RegisterChange, RegisterChangeKind};
use crate::shell::cli::diff::Compared;
use crate::shell::cli::redline::{self, Markup};
use crate::shell::visible;

/// Writes the changed sections, the changed registers, and the redline as a terminal without colour shows it.
pub(super) fn write(compared: &Compared<'_>) -> String {
    let summary = compared.redline.summary();
    let sections: Vec<Value> = summary
        .sections
        .iter()
        .map(|section| {
            let changes: Vec<Value> = section.changes.iter().map(change).collect();
            json!({"id": section.id, "title": section.title, "changes": changes})
        })
        .collect();
    let registers: Vec<Value> = compared.registers.iter().map(register).collect();
    let file = json!({
        "version": 1,
        "document": compared.document,
        "language": compared.language.as_str(),
        "from": compared.from,
        "to": compared.to,
        "words_inserted": summary.words_inserted,
        "words_deleted": summary.words_deleted,
        "links_changed": summary.links_changed,
        "emphases_changed": summary.emphases_changed,
        "sections": sections,
        "registers": registers,
        "redline": text(&compared.redline),
    });
    let mut text = serde_json::to_string_pretty(&file).expect("plain data");
    text.push('\n');
    visible::json(&text).into_owned()
}

fn text(changed: &Redline) -> String {
    if changed.is_empty() { String::new() } else { redline::body(changed, Markup::Plain) }
}

fn change(change: &SectionChange) -> Value {
    match change {
        SectionChange::Added => json!({"kind": "added"}),
        SectionChange::Removed => json!({"kind": "removed"}),
        SectionChange::Moved => json!({"kind": "moved"}),
        SectionChange::Renamed { before } => json!({"kind": "renamed", "before": before}),
        SectionChange::Changed => json!({"kind": "changed"}),
    }
}

fn register(change: &RegisterChange) -> Value {
    let register = match change.register {
        Register::Organisation => "organisation",
        Register::Activities => "activities",
        Register::Recipients => "processors",
        Register::Services => "services",
        Register::Storage => "storage",
        Register::Measures => "measures",
    };
    let (kind, field, before, after) = match &change.kind {
        RegisterChangeKind::Added => ("added", None, None, None),
        RegisterChangeKind::Removed => ("removed", None, None, None),
        RegisterChangeKind::Changed { field, before, after } => {
            ("changed", Some(field), value(before.as_ref()), value(after.as_ref()))
        }
    };
    json!({
        "register": register,
        "service": change.service,
        "row": change.row,
        "kind": kind,
        "field": field,
        "before": before,
        "after": after,
    })
}

fn value(json: Option<&String>) -> Option<Value> {
    json.and_then(|json| serde_json::from_str(json).ok())
}

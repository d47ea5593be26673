//! The list of versions, for people and for programs.

use clap::ValueEnum;
use serde_json::json;

use crate::history::{State, Timeline};
use crate::shell::report::Colour;

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For a pull request
    Markdown,
}

/// Writes the versions in columns, the newest first.
pub(super) fn table(timelines: &[Timeline], colour: Colour) -> String {
    let rows = rows(timelines);
    let widths: [usize; 7] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    rows.iter().map(|row| line(row, &widths, colour)).collect()
}

fn line(row: &VersionRow, widths: &[usize; 7], colour: Colour) -> String {
    let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
    let line = cells.join("  ");
    let line = line.trim_end();
    match paint(row, colour) {
        Some(code) => format!("\x1b[{code}m{line}\x1b[0m\n"),
        None => format!("{line}\n"),
    }
}

/// Writes the versions as a table for a pull request or a page.
pub(super) fn markdown(timelines: &[Timeline]) -> String {
    markdown_table(&rows(timelines))
}

/// Writes rows as a Markdown table, the first one as its head.
pub(super) fn markdown_table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(COLUMNS)));
        }
    }
    text
}

type VersionRow = [String; 7];

/// Returns the colour of a line: versions in force stand out, superseded ones are dimmed.
fn paint(row: &VersionRow, colour: Colour) -> Option<u8> {
    match (colour, row[4].as_str()) {
        (Colour::Never, _) => None,
        (Colour::Always, "state") => Some(1),
        (Colour::Always, "in force") => Some(32),
        (Colour::Always, "announced") => Some(33),
        (Colour::Always, "draft") => Some(36),
        (Colour::Always, _) => Some(2),
    }
}

/// Returns the head and a row for each version and draft.
fn rows(timelines: &[Timeline]) -> Vec<VersionRow> {
    let mut rows =
        vec![["document", "version", "published", "effective", "state", "change", "languages"].map(String::from)];
    for timeline in timelines {
        let document = &timeline.document;
        if let Some(draft) = &document.draft {
            let label = draft.label.map_or_else(|| "-".into(), |label| label.to_string());
            let languages = draft.texts.keys().map(|language| language.as_str()).collect::<Vec<_>>().join(" ");
            let dash = "-".to_owned();
            rows.push([document.id.to_string(), label, dash.clone(), dash.clone(), "draft".into(), dash, languages]);
        }
        for moment in timeline.moments().rev() {
            let version = moment.version;
            rows.push([
                document.id.to_string(),
                version.label.to_string(),
                version.published.to_string(),
                version.effective.to_string(),
                state(moment.state).into(),
                if version.label.is_material() { "material" } else { "editorial" }.into(),
                version.texts.keys().map(|language| language.as_str()).collect::<Vec<_>>().join(" "),
            ]);
        }
    }
    rows
}

fn state(state: State) -> &'static str {
    match state {
        State::Superseded => "superseded",
        State::InForce => "in force",
        State::Announced => "announced",
    }
}

pub(super) fn json(timelines: &[Timeline]) -> String {
    let documents: Vec<_> = timelines
        .iter()
        .map(|timeline| {
            let versions: Vec<_> = timeline
                .moments()
                .rev()
                .map(|moment| {
                    json!({
                        "version": moment.version.label.to_string(),
                        "published": moment.version.published.to_string(),
                        "effective": moment.version.effective.to_string(),
                        "state": moment.state.as_str(),
                        "material": moment.version.label.is_material(),
                        "languages": moment.version.texts.keys().collect::<Vec<_>>(),
                    })
                })
                .collect();
            json!({"id": timeline.document.id.as_str(), "kind": timeline.document.kind.as_str(), "versions": versions})
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&json!({"version": 1, "documents": documents})).expect("plain data");
    text.push('\n');
    text
}

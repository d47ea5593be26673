//! `helder history`: a table of documents and versions.

use std::io;

use clap::ValueEnum;
use serde_json::json;

use crate::history::{State, Timeline, timelines};
use crate::shell::Error;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::{ContentArgs, Format, Outcome, load, write_stream};

/// Lists every document with its versions, dates and states.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    content: ContentArgs,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    format: ListFormat,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = load(&args.content)?;
    let Some((site, _)) = &loaded.site else {
        loaded.report(Format::Human, |_| true)?;
        return Ok(Outcome::ContentErrors);
    };
    let (timelines, found) = timelines(site, loaded.today);
    let text = match args.format {
        ListFormat::Human => table(&timelines),
        ListFormat::Json => json(&timelines),
    };
    loaded.diagnostics.extend(found);
    write_stream(io::stdout(), &text)?;
    loaded.report(Format::Human, |found| found.severity == crate::diagnostic::Severity::Error)?;
    Ok(loaded.outcome(Deny::Errors))
}

/// Writes the versions in columns, the newest first.
fn table(timelines: &[Timeline<'_>]) -> String {
    let mut rows =
        vec![["document", "version", "published", "effective", "state", "change", "languages"].map(String::from)];
    for timeline in timelines {
        let document = timeline.document;
        if let Some(draft) = &document.draft {
            let label = draft.label.map_or_else(|| "-".into(), |label| label.to_string());
            let languages = draft.texts.keys().map(|language| language.as_str()).collect::<Vec<_>>().join(" ");
            let dash = || "-".to_owned();
            rows.push([document.id.to_string(), label, dash(), dash(), "draft".into(), dash(), languages]);
        }
        for moment in timeline.moments.iter().rev() {
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
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    let line = |row: &[String; 7]| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn state(state: State) -> &'static str {
    match state {
        State::Superseded => "superseded",
        State::InForce => "in force",
        State::Announced => "announced",
    }
}

fn json(timelines: &[Timeline<'_>]) -> String {
    let documents: Vec<_> = timelines
        .iter()
        .map(|timeline| {
            let versions: Vec<_> = timeline
                .moments
                .iter()
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

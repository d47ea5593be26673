//! What stands over a page while it is written: a script and a style of their own, put into pages that are served and never into a
//! build, and what they show.

use serde_json::{Map, Value, json};

use crate::address::Address;
use crate::document::Audience;
use crate::language::Language;
use crate::parse::Document;
use crate::readability::Formula;
use crate::session::{PageSubject, Preview};
use crate::shell::load::Locations;
use crate::shell::report::{self, Quotes};
use crate::shell::serve::editor::Editor;
use crate::shell::serve::latest::State;
use crate::shell::serve::site::{Root, mount, place};

/// Where the overlay's files and news stand; no document can have this path.
pub(super) const FOLDER: &str = "/-/serve/";

const SCRIPT: &str = include_str!("overlay/overlay.js");
const STYLE: &str = include_str!("overlay/overlay.css");

/// Returns one of the overlay's files.
pub(super) fn file(name: &str) -> Option<&'static str> {
    match name {
        "overlay.js" => Some(SCRIPT),
        "overlay.css" => Some(STYLE),
        _ => None,
    }
}

/// Puts the script into a page, at the end of its head.
pub(super) fn put_into(page: Vec<u8>, generation: u64) -> Vec<u8> {
    let tag = tag(generation);
    let find = |mark: &[u8]| page.windows(mark.len()).position(|part| part.eq_ignore_ascii_case(mark));
    let at = find(b"</head>").or_else(|| find(b"<body")).unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + tag.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(tag.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

fn tag(generation: u64) -> String {
    format!("<script type=\"module\" src=\"{FOLDER}overlay.js?generation={generation}\"></script>")
}

/// Writes the page that stands in the place of one that can't be made.
pub(super) fn waiting(generation: u64) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>helder serve</title>\n{}\n</head>\n<body>\n\
         <h1>This page can't be shown yet</h1>\n<p>It appears here as soon as the errors are mended.</p>\n</body>\n</html>\n",
        tag(generation)
    )
}

/// Makes links to places in files.
#[derive(Clone, Debug)]
pub(super) struct Links {
    pub(super) locations: Locations,
    /// None where nothing is to be opened.
    pub(super) editor: Option<Editor>,
}

impl Links {
    /// Adds the link to the row of a report.
    pub(super) fn linked(&self, mut row: Value) -> Value {
        let number = |key: &str| row[key].as_u64().unwrap_or(1);
        let open = row["path"].as_str().and_then(|path| self.to(path, number("line"), number("column")));
        row["open"] = json!(open);
        row
    }

    fn to(&self, shown: &str, line: u64, column: u64) -> Option<String> {
        Some(self.editor.as_ref()?.link(&self.locations.locate(shown)?, line, column))
    }
}

/// Writes what the overlay shows on a page, as JSON.
pub(super) fn state(root: &Root, state: &State, page: &str) -> String {
    let mut problems: Vec<Value> =
        state.problems.iter().chain(state.law.iter().flat_map(|law| law.iter())).cloned().collect();
    let mut out = json!({ "generation": state.generation, "behind": state.is_behind, "law": state.law.is_some() });
    if let Some(preview) = &state.preview {
        let (audience, inner) = place(root.audience, preview, page).unwrap_or((root.audience, String::new()));
        let address = Address::new(inner);
        if preview.has_failed() {
            let name = format!("{}/{}", audience.as_str(), address.file());
            let rows = preview.file(&name).problems;
            problems.splice(..0, rows.iter().map(|found| root.links.linked(report::row(found, &Quotes::new([])))));
        }
        let subject = preview.subject(audience, &address);
        out["document"] = json!(subject.map(|subject| title(subject.document, subject.language)));
        out["draft"] = subject.map_or(Value::Null, |subject| draft(root, preview, subject.document, subject.language));
        out["drafts"] = drafts(root, preview);
        out["site"] = site(root, preview);
        for row in &mut problems {
            let is_here = |subject: PageSubject<'_>| row["path"].as_str().is_some_and(|path| subject.is_about(path));
            row["here"] = json!(subject.is_some_and(is_here));
        }
    }
    out["problems"] = json!(problems);
    out.to_string()
}

fn title<'a>(document: &'a Document, language: &Language) -> &'a str {
    document.title.get(language).unwrap_or_default()
}

fn href(root: &Root, preview: &Preview, audience: Audience, address: &Address) -> String {
    format!("{}{}", mount(root.audience, preview, audience), address.as_str())
}

/// What is known of the draft of the document to which the page belongs.
fn draft(root: &Root, preview: &Preview, document: &Document, language: &Language) -> Value {
    let Some(report) = preview.draft(document, language) else { return Value::Null };
    let href = |address: &Address| href(root, preview, document.audience, address);
    let text = document.draft.as_ref().and_then(|draft| draft.texts.get(language).or(draft.texts.values().next()));
    let path = text.map(|text| text.path.as_str());
    let since = report.since.as_ref().map(|(label, summary)| {
        json!({
            "version": label,
            "inserted": summary.words_inserted,
            "deleted": summary.words_deleted,
            "sections": summary.sections.len(),
        })
    });
    let readability = report.readability.as_ref().map(|(formula, measure)| {
        json!({
            "formula": match formula {
                Formula::Flesch => "Flesch",
                Formula::Douma => "Douma",
            },
            "score": measure.score.round(),
            "words": measure.words,
            "words_per_sentence": (measure.words as f64 / measure.sentences as f64).round(),
            "longest": measure.longest.first(),
        })
    });
    json!({
        "page": href(&report.page),
        "changes": report.changes.as_ref().map(href),
        "since": since,
        "readability": readability,
        "path": path,
        "open": path.and_then(|path| root.links.to(path, 1, 1)),
    })
}

/// Every draft: a document of which nothing is published is linked to from no page.
fn drafts(root: &Root, preview: &Preview) -> Value {
    let row = |(document, language, address): (&Document, &Language, Address)| {
        json!({
            "title": title(document, language),
            "language": language.as_str(),
            "href": href(root, preview, document.audience, &address),
        })
    };
    preview.drafts().into_iter().map(row).collect()
}

/// Where the site will stand, and where each audience's pages stand here: texts of one audience link to the other's in full.
fn site(root: &Root, preview: &Preview) -> Value {
    let mounts: Map<String, Value> = Audience::ALL
        .into_iter()
        .map(|audience| (audience.as_str().to_owned(), json!(mount(root.audience, preview, audience))))
        .collect();
    json!({ "base_url": preview.site().config.base_url.as_str(), "mounts": mounts })
}

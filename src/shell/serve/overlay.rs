//! The overlay on pages that are served: a script and a style that are added to these pages and never to a build, and the data that
//! they show.

use serde_json::{Map, Value, json};

use crate::address::Address;
use crate::document::Audience;
use crate::language::Language;
use crate::locale::Locale;
use crate::parse::Document;
use crate::readability::Formula;
use crate::session::Preview;
use crate::shell::report::{self, Quotes};
use crate::shell::serve::context::{Context, mount, place};
use crate::shell::serve::latest::SiteState;

/// The folder of the overlay's files and events; no document can have this path.
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
    let at = find(&page, b"</head>").or_else(|| find(&page, b"<body")).unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + tag.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(tag.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

fn find(page: &[u8], tag: &[u8]) -> Option<usize> {
    page.windows(tag.len()).position(|part| part.eq_ignore_ascii_case(tag))
}

fn tag(generation: u64) -> String {
    format!("<script type=\"module\" src=\"{FOLDER}overlay.js?generation={generation}\"></script>")
}

/// Writes the page that replaces one that can't be rendered.
pub(super) fn waiting(generation: u64) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>helder serve</title>\n{}\n</head>\n<body>\n\
         <h1>This page can't be shown yet</h1>\n<p>It appears here as soon as the errors are mended.</p>\n</body>\n</html>\n",
        tag(generation)
    )
}

/// Writes what the overlay shows on a page, as JSON.
pub(super) fn state(context: &Context, state: &SiteState, page: &str) -> String {
    let mut problems: Vec<Value> =
        state.problems.iter().chain(state.law.iter().flat_map(|law| law.iter())).cloned().collect();
    let mut out = json!({ "generation": state.generation, "behind": state.is_behind, "law": state.law.is_some() });
    if let Some(preview) = &state.preview {
        let (audience, inner) = place(context.audience, preview, page).unwrap_or((context.audience, String::new()));
        let address = Address::new(inner);
        if preview.has_failed() {
            let name = format!("{}/{}", audience.as_str(), address.file());
            let rows = preview.file(&name).problems;
            problems.splice(..0, rows.iter().map(|found| context.links.linked(report::row(found, &Quotes::new([])))));
        }
        let subject = preview.subject(audience, &address);
        out["document"] = json!(subject.map(|subject| title(preview, subject.document, subject.language)));
        out["draft"] =
            subject.map_or(Value::Null, |subject| draft(context, preview, subject.document, subject.language));
        out["drafts"] = drafts(context, preview);
        out["site"] = site(context, preview);
        for row in &mut problems {
            let is_here = subject.zip(row["path"].as_str()).is_some_and(|(subject, path)| subject.is_about(path));
            row["here"] = json!(is_here);
        }
    }
    out["problems"] = json!(problems);
    out.to_string()
}

fn title<'a>(preview: &Preview, document: &'a Document, language: &Language) -> &'a str {
    Locale::new(preview.site(), language).text(&document.title)
}

fn href(context: &Context, preview: &Preview, audience: Audience, address: &Address) -> String {
    format!("{}{}", mount(context.audience, preview, audience), address.as_str())
}

/// Writes what is known about the draft of a page's document.
fn draft(context: &Context, preview: &Preview, document: &Document, language: &Language) -> Value {
    let Some(report) = preview.draft(document, language) else { return Value::Null };
    let href = |address: &Address| href(context, preview, document.audience, address);
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
        "open": path.and_then(|path| context.links.to(path, 1, 1)),
    })
}

/// Lists every draft; no page links to a document without a published version.
fn drafts(context: &Context, preview: &Preview) -> Value {
    let mut drafts = Vec::new();
    for (document, language, address) in preview.drafts() {
        drafts.push(json!({
            "title": title(preview, document, language),
            "language": language.as_str(),
            "href": href(context, preview, document.audience, &address),
        }));
    }
    Value::Array(drafts)
}

/// Writes the address of the site, and the path of each audience's pages here: texts of one audience link to the other's in full.
fn site(context: &Context, preview: &Preview) -> Value {
    let mounts: Map<String, Value> = Audience::ALL
        .into_iter()
        .map(|audience| (audience.as_str().to_owned(), json!(mount(context.audience, preview, audience))))
        .collect();
    json!({ "base_url": preview.site().config.base_url.as_str(), "mounts": mounts })
}

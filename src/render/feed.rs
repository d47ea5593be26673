//! Atom feeds (RFC 4287): one per document, and one for all.
//!
//! An entry's id is a `tag:` address (RFC 4151) with a year that never changes, so that a feed reader shows a version once,
//! wherever the site moves.

use serde::Serialize;
use tera::Context;

use crate::address::{Address, Edition};
use crate::diagnostic::Diagnostic;
use crate::history::{Moment, Timeline};
use crate::render::frame::Frame;
use crate::render::index;

/// The year in which the `tag:` addresses were minted; changing it would show every version as new.
const TAG_YEAR: &str = "2026";

/// More entries than this no reader keeps; `versions.json` has them all.
const ENTRIES_MAX: usize = 100;

#[derive(Serialize)]
struct FeedView {
    title: String,
    id: String,
    self_href: Option<String>,
    html_href: String,
    updated: String,
    author: String,
    language: String,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    title: String,
    id: String,
    href: String,
    updated: String,
    published: String,
    summary: String,
    category: &'static str,
}

/// Renders the feed of one document.
pub(super) fn render_document(frame: &Frame<'_>, timeline: &Timeline) -> Result<(), Diagnostic> {
    let document = &timeline.document;
    let slug = &document.slugs[frame.language];
    let address = frame.addresses().feed(slug);
    if !frame.wants(&address) {
        return Ok(());
    }
    let entries = timeline.moments().rev().take(ENTRIES_MAX);
    let id = format!("{}/{}", document.id, frame.language);
    let title = frame.locale.text(&document.title);
    let site = frame.locale.text(&frame.site.config.title);
    feed(frame, address, &id, &format!("{title} – {site}"), &frame.addresses().history(slug), entries.collect())
}

/// Renders the feed of all documents.
pub(super) fn render_all(frame: &Frame<'_>) -> Result<(), Diagnostic> {
    let address = frame.addresses().file("feed.xml");
    if !frame.wants(&address) {
        return Ok(());
    }
    let title = frame.locale.text(&frame.site.config.title);
    let entries = index::newest(frame, ENTRIES_MAX);
    feed(frame, address, frame.language.as_str(), title, &frame.addresses().index(), entries)
}

fn feed(
    frame: &Frame<'_>,
    address: Address,
    id: &str,
    title: &str,
    html: &Address,
    entries: Vec<Moment<'_>>,
) -> Result<(), Diagnostic> {
    let href = |to: &Address| frame.absolute(to).unwrap_or_else(|| to.from(&address));
    // Nothing says when a day's version went out; midnight is the same everywhere.
    let midnight = |date| format!("{date}T00:00:00Z");
    let updated = entries.iter().map(|moment| moment.version.published).max();
    let Some(updated) = updated else { return Ok(()) };
    let view = FeedView {
        title: title.to_owned(),
        id: tag(frame, id),
        self_href: frame.absolute(&address),
        html_href: href(html),
        updated: midnight(updated),
        author: frame.locale.text(&frame.site.config.title).to_owned(),
        language: frame.language.to_string(),
        entries: entries
            .into_iter()
            .map(|Moment { timeline, version, .. }| {
                let document = &timeline.document;
                let slug = &document.slugs[frame.language];
                let (_, text) = frame.text(&version.texts);
                let label = version.label.to_string();
                EntryView {
                    title: frame.locale.filled(
                        "page",
                        "index_update",
                        &[("title", frame.title(document)), ("label", &label)],
                    ),
                    id: tag(frame, &format!("{}/{}/{label}", document.id, frame.language)),
                    href: href(&frame.addresses().edition(slug, Edition::Version(version.label))),
                    updated: midnight(version.published),
                    published: midnight(version.published),
                    summary: text.summary.clone().unwrap_or_default(),
                    category: if version.label.is_material() { "material" } else { "editorial" },
                }
            })
            .collect(),
    };
    let mut context = Context::new();
    context.insert("feed", &view);
    let xml = frame.templates.page(&frame.site.theme, "feed.xml", &context)?;
    frame.emit(&address, xml);
    Ok(())
}

fn tag(frame: &Frame<'_>, name: &str) -> String {
    format!("tag:{},{TAG_YEAR}:{name}", frame.site.config.base_url.host())
}

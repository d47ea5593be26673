//! Atom feeds (RFC 4287): one per document, and one for all.
//!
//! An entry's id is a `tag:` address (RFC 4151) with a year that never changes, so that a feed reader shows a version once,
//! wherever the site moves.

use serde::Serialize;
use tera::Context;

use crate::address::{Address, Edition};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::history::{Moment, Timeline};
use crate::pages::Page;
use crate::render::index;
use crate::render::page_context::PageContext;

/// The year in which the `tag:` addresses were minted; changing it would show every version as new.
const TAG_YEAR: &str = "2026";

/// No reader keeps more entries than this; `versions.json` has them all.
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

/// What differs between the feed of a document and the feed of the site.
struct FeedSubject {
    id: String,
    title: String,
    /// The page that shows the same to people.
    page: Address,
}

/// Writes the feed of one document.
pub(super) fn of_document(
    context: &PageContext<'_>,
    page: Page<'_>,
    timeline: &Timeline,
) -> Result<String, Diagnostic> {
    let document = &timeline.document;
    let entries = timeline.moments().rev().take(ENTRIES_MAX);
    let (title, site) = (context.locale.text(&document.title), context.locale.text(&context.site.config.title));
    let subject = FeedSubject {
        id: format!("{}/{}", document.id, context.language()),
        title: format!("{title} – {site}"),
        page: context.addresses().history(&document.slugs[context.language()]),
    };
    feed(context, page, subject, &entries.collect::<Vec<_>>())
}

/// Writes the feed of all documents.
pub(super) fn of_site(context: &PageContext<'_>, page: Page<'_>) -> Result<String, Diagnostic> {
    let subject = FeedSubject {
        id: context.language().to_string(),
        title: context.locale.text(&context.site.config.title).to_owned(),
        page: context.addresses().index(),
    };
    feed(context, page, subject, &index::newest(context, ENTRIES_MAX))
}

fn feed(
    context: &PageContext<'_>,
    page: Page<'_>,
    subject: FeedSubject,
    versions: &[Moment<'_>],
) -> Result<String, Diagnostic> {
    let here = page.address();
    let updated = versions.iter().map(|moment| moment.version.published).max();
    let view = FeedView {
        title: subject.title,
        id: tag(context, &subject.id),
        self_href: context.absolute(&here),
        html_href: href(context, &here, &subject.page),
        updated: updated.map_or_else(String::new, midnight),
        author: context.locale.text(&context.site.config.title).to_owned(),
        language: context.language().to_string(),
        entries: versions.iter().map(|version| entry(context, &here, *version)).collect(),
    };
    let mut values = Context::new();
    values.insert("feed", &view);
    context.templates.page(&context.site.theme, "feed.xml", &values)
}

fn entry(context: &PageContext<'_>, here: &Address, moment: Moment<'_>) -> EntryView {
    let Moment { timeline, version, .. } = moment;
    let document = &timeline.document;
    let slug = &document.slugs[context.language()];
    let (_, text) = context.text(&version.texts);
    let label = version.label.to_string();
    let values = [("title", context.locale.text(&document.title)), ("label", &label)];
    EntryView {
        title: context.locale.filled("page", "index_update", &values),
        id: tag(context, &format!("{}/{}/{label}", document.id, context.language())),
        href: href(context, here, &context.addresses().edition(slug, Edition::Version(version.label))),
        updated: midnight(version.published),
        published: midnight(version.published),
        summary: text.summary.clone().unwrap_or_default(),
        category: if version.label.is_material() { "material" } else { "editorial" },
    }
}

fn href(context: &PageContext<'_>, here: &Address, to: &Address) -> String {
    context.absolute(to).unwrap_or_else(|| to.from(here))
}

/// A version has a day and no time; midnight is the same everywhere.
fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

fn tag(context: &PageContext<'_>, name: &str) -> String {
    format!("tag:{},{TAG_YEAR}:{name}", context.site.config.base_url.host())
}

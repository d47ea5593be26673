//! The first page of a language, and the page for an address that does not exist.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::history::Moment;
use crate::language::Language;
use crate::render::frame::{Frame, Head};
use crate::render::view::{DocumentView, VersionView};

/// How many of the newest versions the first page tells.
const UPDATES_MAX: usize = 5;

#[derive(Serialize)]
struct Card<'a> {
    document: DocumentView<'a>,
    in_force: Option<VersionView<'a>>,
    announced: Vec<VersionView<'a>>,
    newest: VersionView<'a>,
}

#[derive(Serialize)]
struct Update<'a> {
    document: DocumentView<'a>,
    version: VersionView<'a>,
}

/// Renders the first page and the page for lost visitors.
pub(super) fn render(frame: &Frame<'_>) -> Result<(), Diagnostic> {
    first(frame)?;
    lost(frame)
}

fn first(frame: &Frame<'_>) -> Result<(), Diagnostic> {
    let same = |language: &Language| frame.addresses_in(language).index();
    if !frame.wants(&same(frame.language)) {
        return Ok(());
    }
    let title = frame.locale.text(&frame.site.config.title);
    let head = Head {
        kind: "index",
        address: same(frame.language),
        title: title.to_owned(),
        heading: title.to_owned(),
        description: None,
        listed: true,
        document: None,
        in_language: &same,
        is_written_in: &|_| true,
        relations: Vec::new(),
        binds_from: None,
    };
    let here = &head.address;
    let cards: Vec<Card<'_>> = frame
        .timelines
        .iter()
        .filter_map(|timeline| {
            Some(Card {
                document: frame.document_view(&timeline.document, here),
                in_force: timeline.in_force().map(|moment| frame.version_view(moment, here)),
                announced: timeline.announced().map(|moment| frame.version_view(moment, here)).collect(),
                newest: frame.version_view(timeline.newest()?, here),
            })
        })
        .collect();
    let updates: Vec<Update<'_>> = newest(frame, UPDATES_MAX)
        .into_iter()
        .map(|moment| Update {
            document: frame.document_view(&moment.timeline.document, here),
            version: frame.version_view(moment, here),
        })
        .collect();
    let mut context = Context::new();
    context.insert("documents", &cards);
    context.insert("updates", &updates);
    frame.page(&head, "index.html", context)
}

/// Returns the newest versions of all documents, the last published one first.
pub(super) fn newest<'a>(frame: &Frame<'a>, most: usize) -> Vec<Moment<'a>> {
    let mut all: Vec<Moment<'_>> = frame.timelines.iter().flat_map(|timeline| timeline.moments()).collect();
    all.sort_by_cached_key(|Moment { timeline, version, .. }| {
        (std::cmp::Reverse((version.published, version.effective)), timeline.document.id.clone())
    });
    all.truncate(most);
    all
}

/// A server shows this page at any depth, so that its addresses begin at the root of the host.
fn lost(frame: &Frame<'_>) -> Result<(), Diagnostic> {
    let same = |language: &Language| frame.addresses_in(language).file("404.html");
    if !frame.wants(&same(frame.language)) {
        return Ok(());
    }
    let heading = frame.locale.string("page", "lost").to_owned();
    let head = Head {
        kind: "not-found",
        address: same(frame.language),
        title: heading.clone(),
        heading,
        description: None,
        listed: false,
        document: None,
        in_language: &same,
        is_written_in: &|_| true,
        relations: Vec::new(),
        binds_from: None,
    };
    frame.page(&head, "not-found.html", Context::new())
}

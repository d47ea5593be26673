//! The first page of a language, and the page for an address that does not exist.

use std::cmp::Reverse;

use serde::Serialize;
use tera::Context;

use crate::history::Moment;
use crate::pages::Page;
use crate::render::layout::{Head, PageContent};
use crate::render::page_context::PageContext;
use crate::render::view::{DocumentView, VersionView};

/// How many of the newest versions the first page lists.
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

/// Makes the first page.
pub(super) fn index<'a>(context: &PageContext<'a>, page: Page<'a>) -> PageContent<'a> {
    let head = Head::new(page, context.locale.text(&context.site.config.title));
    let here = &head.address;
    let cards: Vec<Card<'_>> = context
        .timelines
        .iter()
        .filter_map(|timeline| {
            Some(Card {
                document: context.document_view(&timeline.document, here),
                in_force: timeline.in_force().map(|moment| context.version_view(moment, here)),
                announced: timeline.announced().map(|moment| context.version_view(moment, here)).collect(),
                newest: context.version_view(timeline.newest()?, here),
            })
        })
        .collect();
    let updates: Vec<Update<'_>> = newest(context, UPDATES_MAX)
        .into_iter()
        .map(|moment| Update {
            document: context.document_view(&moment.timeline.document, here),
            version: context.version_view(moment, here),
        })
        .collect();
    let mut values = Context::new();
    values.insert("documents", &cards);
    values.insert("updates", &updates);
    PageContent { head, template: "index.html", values }
}

/// Returns the newest versions of all documents, the last published one first.
pub(super) fn newest<'a>(context: &PageContext<'a>, count_max: usize) -> Vec<Moment<'a>> {
    let mut all: Vec<Moment<'_>> = context.timelines.iter().flat_map(|timeline| timeline.moments()).collect();
    all.sort_by_cached_key(|Moment { timeline, version, .. }| {
        (Reverse((version.published, version.effective)), timeline.document.id.clone())
    });
    all.truncate(count_max);
    all
}

/// Makes the page that a server shows for an unknown address.
pub(super) fn not_found<'a>(context: &PageContext<'a>, page: Page<'a>) -> PageContent<'a> {
    let head = Head::new(page, context.locale.string("page", "lost"));
    PageContent { head, template: "not-found.html", values: Context::new() }
}

//! What the pages of one document share: its composed texts, the body of a page, and the table of contents.
//!
//! The pages of versions and the pages of redlines both use this; it knows neither.

use serde::Serialize;

use crate::address::Edition;
use crate::compose::{Heading, Texts, Written};
use crate::date::Date;
use crate::history::{Moment, Timeline};
use crate::locale::own_name;
use crate::pages::PageKind;
use crate::render::html;
use crate::render::layout::Head;
use crate::render::links;
use crate::render::page_context::PageContext;

/// One document with its composed texts, in the language of the pages to render.
pub(super) struct Composition<'a> {
    pub(super) context: &'a PageContext<'a>,
    pub(super) timeline: &'a Timeline,
    pub(super) texts: &'a Texts<'a>,
}

impl<'a> Composition<'a> {
    /// Returns the text of a version.
    pub(super) fn text(&self, moment: Moment<'_>) -> Written<'a> {
        self.texts.get(Edition::Version(moment.version.label), self.context.language())
    }

    /// Returns the text of the draft, which the document must have.
    pub(super) fn draft(&self) -> Written<'a> {
        self.texts.get(Edition::Draft, self.context.language())
    }
}

/// Renders the body of a page; `write` gets the page's links and labels.
pub(super) fn body(
    context: &PageContext<'_>,
    head: &Head<'_>,
    write: impl FnOnce(&html::Setting<'_>) -> String,
) -> String {
    let others = context.site.config.languages.iter().filter(|language| *language != context.language());
    let alternates: Vec<(String, String, String)> = others
        .map(|language| {
            let href = head.page.in_language(language).from(&head.address);
            (language.to_string(), own_name(language).to_owned(), href)
        })
        .collect();
    let setting = html::Setting {
        link: &|to| links::resolve(context, to, head),
        anchor_label: context.locale.string("page", "anchor"),
        ids: true,
        titled: matches!(head.page.kind, PageKind::Document(_) | PageKind::Version(_) | PageKind::Draft(_)),
        alternates: &alternates,
    };
    write(&setting)
}

/// An entry of a table of contents.
#[derive(Serialize)]
pub(super) struct OutlineEntry<'a> {
    id: &'a str,
    title: &'a str,
    children: Vec<OutlineEntry<'a>>,
}

/// Nests the headings of levels 2 and 3; deeper ones would make the table too long to read.
pub(super) fn contents(headings: &[Heading]) -> Vec<OutlineEntry<'_>> {
    let mut entries: Vec<OutlineEntry<'_>> = Vec::new();
    for heading in headings.iter().filter(|heading| !heading.id.is_empty()) {
        let entry = OutlineEntry { id: &heading.id, title: &heading.title, children: Vec::new() };
        match (heading.level, entries.last_mut()) {
            (2, _) | (3, None) => entries.push(entry),
            (3, Some(parent)) => parent.children.push(entry),
            _ => {}
        }
    }
    entries
}

/// Returns the earliest day on which a draft can take effect: not before the newest version does.
pub(super) fn draft_date(timeline: &Timeline) -> Option<Date> {
    let newest = timeline.newest().map(|moment| moment.version.effective);
    timeline.document.draft.as_ref().and_then(|draft| draft.effective).or(newest)
}

/// Returns the text with a lower-case first letter, for use after a colon.
pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

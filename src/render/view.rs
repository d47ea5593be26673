//! What templates see: names and values ready to print. Every address is as seen from the page.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::address::{Address, Edition};
use crate::date::Date;
use crate::history::{Moment, State, Timeline};
use crate::language::Language;
use crate::parse::{Document, VersionText};
use crate::render::page_context::PageContext;

#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    pub(super) title: &'a str,
    pub(super) home: String,
    pub(super) stylesheet: Stylesheet<'a>,
    pub(super) icon: String,
    /// None before a version is published.
    pub(super) feed: Option<FeedLink>,
    pub(super) documents: Vec<DocumentLink<'a>>,
    pub(super) domains: &'a [String],
    /// The page on which a visitor changes a choice; none for a site that asks for no consent.
    pub(super) preferences: Option<Preferences>,
    /// The consent banner's script; none for a site that asks for no consent.
    pub(super) script: Option<Script<'a>>,
}

#[derive(Serialize)]
pub(super) struct Preferences {
    pub(super) href: String,
}

#[derive(Serialize)]
pub(super) struct Script<'a> {
    pub(super) href: String,
    pub(super) integrity: &'a str,
}

#[derive(Serialize)]
pub(super) struct Stylesheet<'a> {
    pub(super) href: String,
    pub(super) integrity: &'a str,
}

#[derive(Serialize)]
pub(super) struct FeedLink {
    pub(super) href: String,
    pub(super) title: String,
}

#[derive(Serialize)]
pub(super) struct DocumentLink<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    pub(super) current: bool,
}

#[derive(Serialize)]
pub(super) struct PageView<'a> {
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    pub(super) heading: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) canonical: Option<String>,
    pub(super) robots: Option<&'static str>,
    pub(super) csp: &'a str,
    pub(super) languages: Vec<Alternate<'a>>,
    pub(super) relations: Vec<Relation<'a>>,
    pub(super) feeds: Vec<FeedLink>,
}

#[derive(Serialize)]
pub(super) struct Alternate<'a> {
    pub(super) language: &'a str,
    pub(super) name: &'a str,
    pub(super) href: String,
    pub(super) absolute: Option<String>,
    pub(super) current: bool,
}

#[derive(Serialize)]
pub(super) struct Relation<'a> {
    pub(super) rel: &'a str,
    pub(super) href: String,
}

/// A day for machines and for people.
#[derive(Serialize)]
pub(super) struct DateView {
    pub(super) iso: String,
    pub(super) text: String,
}

/// Another version that a page links to.
#[derive(Serialize)]
pub(super) struct VersionLink {
    pub(super) href: String,
    pub(super) label: String,
}

#[derive(Serialize)]
pub(super) struct DocumentView<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    pub(super) href: String,
    /// None for a document without a published version.
    pub(super) history: Option<String>,
    pub(super) feed: String,
    pub(super) audience: &'static str,
}

#[derive(Serialize)]
pub(super) struct VersionView<'a> {
    pub(super) label: String,
    pub(super) state: &'static str,
    pub(super) published: Option<DateView>,
    pub(super) effective: Option<DateView>,
    /// The day on which the next version takes effect.
    pub(super) until: Option<DateView>,
    pub(super) material: bool,
    pub(super) summary: Option<&'a str>,
    pub(super) summary_language: &'a str,
    pub(super) href: String,
    /// The page's own address in full, if it is known.
    pub(super) address: Option<String>,
    pub(super) changes: Option<VersionLink>,
    pub(super) since: Option<VersionLink>,
    pub(super) previous: Option<VersionLink>,
    pub(super) next: Option<VersionLink>,
    pub(super) sha256: Option<&'a str>,
}

impl<'a> PageContext<'a> {
    pub(super) fn date(&self, date: Date) -> DateView {
        DateView { iso: date.to_string(), text: self.locale.date(date) }
    }

    pub(super) fn document_view(&self, document: &'a Document, here: &Address) -> DocumentView<'a> {
        let addresses = self.addresses();
        let slug = self.slug(document);
        DocumentView {
            id: document.id.as_str(),
            kind: document.kind.as_str(),
            title: self.title(document),
            href: addresses.document(slug).from(here),
            history: self.is_published(document).then(|| addresses.history(slug).from(here)),
            feed: addresses.feed(slug).from(here),
            audience: document.audience.as_str(),
        }
    }

    /// Returns the text of a version in the page's language, or the authoritative one, with its language.
    pub(super) fn text<'t>(&self, texts: &'t BTreeMap<Language, VersionText>) -> (&'a Language, &'t VersionText) {
        self.locale.pick(texts).expect("every edition has its authoritative text")
    }

    pub(super) fn version_view(&self, moment: Moment<'a>, here: &Address) -> VersionView<'a> {
        let Moment { timeline, version, state, .. } = moment;
        let document = &timeline.document;
        let addresses = self.addresses();
        let slug = self.slug(document);
        let edition = Edition::Version(version.label);
        let own = addresses.edition(slug, edition);
        let (summary_language, text) = self.text(&version.texts);
        let since =
            timeline.in_force().filter(|_| state == State::Superseded && self.options.redlines).map(|current| {
                let href = addresses.since(slug, edition).from(here);
                VersionLink { href, label: current.version.label.to_string() }
            });
        let before = moment.before();
        VersionView {
            label: version.label.to_string(),
            state: state.as_str(),
            published: Some(self.date(version.published)),
            effective: Some(self.date(version.effective)),
            until: moment.until().map(|date| self.date(date)),
            material: version.label.is_material(),
            summary: text.summary.as_deref(),
            summary_language: summary_language.as_str(),
            href: own.from(here),
            address: self.absolute(&own),
            changes: before.filter(|_| self.options.redlines).map(|before| VersionLink {
                href: addresses.changes(slug, edition).from(here),
                label: before.version.label.to_string(),
            }),
            since,
            previous: before.map(|before| self.version_link(before, here)),
            next: moment.after().map(|after| self.version_link(after, here)),
            sha256: Some(&text.sha256),
        }
    }

    /// Links to the version in force.
    pub(super) fn in_force(&self, timeline: &Timeline, here: &Address) -> Option<VersionLink> {
        Some(self.version_link(timeline.in_force()?, here))
    }

    fn version_link(&self, moment: Moment<'_>, here: &Address) -> VersionLink {
        let label = moment.version.label;
        let own = self.edition_in(&moment.timeline.document, Edition::Version(label), self.language());
        VersionLink { href: own.from(here), label: label.to_string() }
    }

    pub(super) fn draft_view(&self, timeline: &'a Timeline, here: &Address) -> Option<VersionView<'a>> {
        let document = &timeline.document;
        let draft = document.draft.as_ref()?;
        let addresses = self.addresses();
        let slug = self.slug(document);
        let (summary_language, text) = self.text(&draft.texts);
        let before = timeline.newest().map(|moment| moment.version.label);
        Some(VersionView {
            label: self.draft_label(document),
            state: "draft",
            published: None,
            effective: draft.effective.map(|date| self.date(date)),
            until: None,
            material: draft.label.is_none_or(|label| label.is_material()),
            summary: text.summary.as_deref(),
            summary_language: summary_language.as_str(),
            href: addresses.edition(slug, Edition::Draft).from(here),
            address: None,
            changes: before.filter(|_| self.options.redlines).map(|label| VersionLink {
                href: addresses.changes(slug, Edition::Draft).from(here),
                label: label.to_string(),
            }),
            since: None,
            previous: before.map(|label| VersionLink {
                href: addresses.edition(slug, Edition::Version(label)).from(here),
                label: label.to_string(),
            }),
            next: None,
            sha256: None,
        })
    }

    /// Returns the label that a draft will probably have, or a dash.
    pub(super) fn draft_label(&self, document: &Document) -> String {
        document.draft.as_ref().and_then(|draft| draft.label).map_or_else(|| "–".into(), |label| label.to_string())
    }
}

//! What the pages of one audience in one language have in common: the site as it is seen from them.

use std::sync::Arc;

use crate::address::{Address, Addresses, Edition};
use crate::document::{Audience, Slug};
use crate::history::Timeline;
use crate::language::Language;
use crate::locale::Locale;
use crate::pages::Pages;
use crate::parse::{Document, Site};
use crate::render::assets::Assets;
use crate::render::consent::parts::BannerParts;
use crate::render::options::Options;
use crate::template::Templates;

/// One language of one audience's site.
pub(super) struct PageContext<'a> {
    pub(super) site: &'a Site,
    pub(super) templates: &'a Templates,
    pub(super) pages: Pages<'a>,
    pub(super) options: &'a Options,
    pub(super) audience: Audience,
    pub(super) locale: Locale<'a>,
    /// Those of the audience's documents.
    pub(super) timelines: Vec<&'a Timeline>,
    pub(super) assets: Arc<Assets>,
    /// None for a site that asks for no consent.
    pub(super) banner: Option<Arc<BannerParts>>,
}

impl<'a> PageContext<'a> {
    pub(super) fn language(&self) -> &'a Language {
        self.locale.language
    }

    /// Returns the addresses in this language.
    pub(super) fn addresses(&self) -> Addresses {
        self.addresses_in(self.language())
    }

    /// Returns the addresses in another language.
    pub(super) fn addresses_in(&self, language: &Language) -> Addresses {
        Addresses::new(language, self.site.authoritative())
    }

    /// Returns a document's slug in this language.
    pub(super) fn slug(&self, document: &'a Document) -> &'a Slug {
        &document.slugs[self.language()]
    }

    /// Returns a document's title in this language.
    pub(super) fn title(&self, document: &'a Document) -> &'a str {
        self.locale.text(&document.title)
    }

    /// Returns the address of an edition in a language.
    pub(super) fn edition_in(&self, document: &Document, edition: Edition, language: &Language) -> Address {
        self.addresses_in(language).edition(&document.slugs[language], edition)
    }

    /// Returns an absolute address. Pages for customers have none: nobody knows where they are read.
    pub(super) fn absolute(&self, address: &Address) -> Option<String> {
        (self.audience == Audience::Public).then(|| self.in_full(address))
    }

    /// Returns an address of the public site with its host.
    pub(super) fn in_full(&self, address: &Address) -> String {
        format!("{}/{}", self.site.config.base_url.as_str(), address.as_str())
    }

    /// Returns whether a version of a document is published, so that it has a history and a feed.
    pub(super) fn is_published(&self, document: &Document) -> bool {
        self.timelines.iter().any(|timeline| timeline.document.id == document.id && !timeline.is_empty())
    }
}

//! All texts of a document. Each is composed at most once; the checks and all pages use the same result.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::address::Edition;
use crate::compose::{Composed, Source, compose};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::locale::Locale;
use crate::parse::{Document, Site};
use crate::template::Templates;

/// A document's texts: those of all versions and of the draft, in each language they are written in.
pub struct Texts<'a> {
    pub document: &'a Document,
    site: &'a Site,
    templates: &'a Templates,
    texts: BTreeMap<(Edition, &'a Language), Lazy<'a>>,
}

/// A text that is composed on first use.
struct Lazy<'a> {
    source: Source<'a>,
    made: OnceLock<(Composed, Vec<Diagnostic>)>,
}

/// One text with its source and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    pub source: &'a Source<'a>,
    pub composed: &'a Composed,
    pub diagnostics: &'a [Diagnostic],
}

impl<'a> Written<'a> {
    /// Returns the ids of the text's sections, in reading order.
    pub fn sections(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.composed.headings.iter().map(|heading| heading.id.as_str()).filter(|id| !id.is_empty())
    }
}

impl<'a> Texts<'a> {
    /// Composes all texts of a document.
    pub fn compose(site: &'a Site, document: &'a Document, templates: &'a Templates) -> Texts<'a> {
        let texts = Texts::on_demand(site, document, templates);
        texts.texts.par_iter().for_each(|(_, lazy)| {
            texts.made(lazy);
        });
        texts
    }

    /// Returns the texts of a document, each to be composed on first use.
    pub fn on_demand(site: &'a Site, document: &'a Document, templates: &'a Templates) -> Texts<'a> {
        let texts = sources(site, document)
            .into_iter()
            .map(|(edition, source)| ((edition, source.language), Lazy { source, made: OnceLock::new() }))
            .collect();
        Texts { document, site, templates, texts }
    }

    /// Returns an edition's text in a language, or the authoritative one where there is no translation.
    ///
    /// # Panics
    ///
    /// If the document has no such edition; every edition has an authoritative text.
    pub fn get(&self, edition: Edition, language: &'a Language) -> Written<'_> {
        let text = Locale::new(self.site, language)
            .preference()
            .into_iter()
            .find_map(|language| self.texts.get(&(edition, language)));
        self.written(text.expect("every edition of a document has an authoritative text"))
    }

    /// Returns every text with its edition.
    pub fn iter(&self) -> impl Iterator<Item = (Edition, Written<'_>)> {
        self.texts.iter().map(|((edition, _), lazy)| (*edition, self.written(lazy)))
    }

    fn written<'b>(&'b self, lazy: &'b Lazy<'a>) -> Written<'b> {
        let (composed, diagnostics) = self.made(lazy);
        Written { source: &lazy.source, composed, diagnostics }
    }

    fn made<'b>(&self, lazy: &'b Lazy<'a>) -> &'b (Composed, Vec<Diagnostic>) {
        lazy.made.get_or_init(|| compose(&lazy.source, self.site, self.templates))
    }
}

/// Returns every text of a document in every language it is written in.
fn sources<'a>(site: &'a Site, document: &'a Document) -> Vec<(Edition, Source<'a>)> {
    let versions = document.versions.iter().flat_map(|version| {
        let edition = Edition::Version(version.label);
        version.texts.keys().map(move |language| (edition, Source::version(site, document, version, language)))
    });
    let drafts = document.draft.iter().flat_map(|draft| {
        draft.texts.keys().map(move |language| (Edition::Draft, Source::draft(site, document, draft, language)))
    });
    versions.chain(drafts).collect()
}

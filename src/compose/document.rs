//! Every text of a document, composed once: its check and all its pages work on the same.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::address::Edition;
use crate::compose::{Composed, Source, compose};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::parse::{Document, Site};
use crate::template::Templates;

/// A document's texts: those of all versions and of the draft, in each language they are written in.
pub struct Texts<'a> {
    pub document: &'a Document,
    authoritative: &'a Language,
    written: BTreeMap<(Edition, &'a Language), Written<'a>>,
}

/// One text with what it was made of and what is wrong with it.
pub struct Written<'a> {
    pub source: Source<'a>,
    pub composed: Composed,
    pub diagnostics: Vec<Diagnostic>,
}

impl Written<'_> {
    /// Returns the ids of the text's sections, in reading order.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.composed.headings.iter().map(|heading| heading.id.as_str()).filter(|id| !id.is_empty())
    }
}

impl<'a> Texts<'a> {
    /// Composes a document's texts.
    pub fn compose(site: &'a Site, document: &'a Document, templates: &Templates) -> Texts<'a> {
        let written = sources(site, document)
            .into_par_iter()
            .map(|(edition, source)| {
                let (composed, diagnostics) = compose(&source, site, templates);
                ((edition, source.language), Written { source, composed, diagnostics })
            })
            .collect::<Vec<_>>();
        Texts { document, authoritative: site.authoritative(), written: written.into_iter().collect() }
    }

    /// Returns an edition's text in a language, or the authoritative one where there is no translation.
    ///
    /// # Panics
    ///
    /// When the document has no such edition; every edition has its authoritative text.
    pub fn get(&self, edition: Edition, language: &'a Language) -> &Written<'a> {
        self.written.get(&(edition, language)).unwrap_or_else(|| &self.written[&(edition, self.authoritative)])
    }

    /// Returns every text with its edition.
    pub fn iter(&self) -> impl Iterator<Item = (Edition, &Written<'a>)> {
        self.written.iter().map(|((edition, _), written)| (*edition, written))
    }
}

/// Returns every text of a document, each in the languages in which it is written.
fn sources<'a>(site: &'a Site, document: &'a Document) -> Vec<(Edition, Source<'a>)> {
    let versions = document.versions.iter().flat_map(|version| {
        let of = move |language| (Edition::Version(version.label), Source::version(site, document, version, language));
        version.texts.keys().map(of)
    });
    let drafts = document.draft.iter().flat_map(|draft| {
        draft.texts.keys().map(move |language| (Edition::Draft, Source::draft(site, document, draft, language)))
    });
    versions.chain(drafts).collect()
}

//! What is wrong with a site beyond the shape of its files: texts, links, sections, addresses, open questions.
//!
//! Takes the parsed site and its composed texts, returns diagnostics. Texts are checked as composed, since a shortcode can
//! break a link as well as an editor can. A build checks each document just before it renders it; `helder check` checks all.

mod addresses;
mod links;
mod questions;
mod registers;
mod sections;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::address::Edition;
use crate::compose::{Composed, Source, Texts, Written};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::parse::{Document, Site};
use crate::template::Templates;

/// What is kept of a composed text to check it against the others.
struct Outline<'a> {
    document: &'a Document,
    edition: Edition,
    language: &'a Language,
    sections: BTreeSet<String>,
    /// To sections of other documents; all others are checked with the text.
    links: Vec<(String, crate::diagnostic::Place)>,
}

/// What is known of a document's texts when each of them has been checked by itself.
#[derive(Default)]
pub struct Outlines<'a>(BTreeMap<(&'a str, Edition, &'a Language), Outline<'a>>);

/// Checks a site.
pub fn check(site: &Site, templates: &Templates) -> Vec<Diagnostic> {
    let checked: Vec<_> =
        site.documents.par_iter().map(|one| document(site, &Texts::compose(site, one, templates))).collect();
    let mut diagnostics = Vec::new();
    let mut outlines = Outlines::default();
    for (found, more) in checked {
        diagnostics.extend(more);
        outlines.add(found);
    }
    diagnostics.extend(before_texts(site));
    diagnostics.extend(across_documents(site, &outlines));
    diagnostics
}

/// Checks what can be known of a site without its texts.
pub fn before_texts(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    addresses::check(site, &mut diagnostics);
    questions::check(site, &mut diagnostics);
    diagnostics
}

/// Checks the texts of one document, each by itself.
pub fn document<'a>(site: &Site, texts: &Texts<'a>) -> (Outlines<'a>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut outlines = Outlines::default();
    for (edition, written) in texts.iter() {
        let outline = text(edition, written, site, &mut diagnostics);
        outlines.0.insert((outline.document.id.as_str(), outline.edition, outline.language), outline);
    }
    (outlines, diagnostics)
}

/// Checks what texts say about each other: links between documents, and translations.
pub fn across_documents<'a>(site: &'a Site, outlines: &Outlines<'a>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    links::check(site, outlines, &mut diagnostics);
    sections::check_translations(site, outlines, &mut diagnostics);
    diagnostics
}

impl<'a> Outlines<'a> {
    /// Adds those of another document.
    pub fn add(&mut self, others: Outlines<'a>) {
        self.0.extend(others.0);
    }

    fn iter(&self) -> impl Iterator<Item = &Outline<'a>> {
        self.0.values()
    }

    fn get(&self, document: &'a str, edition: Edition, language: &'a Language) -> Option<&Outline<'a>> {
        self.0.get(&(document, edition, language))
    }
}

fn text<'a>(edition: Edition, written: &Written<'a>, site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Outline<'a> {
    let Written { source, composed, diagnostics: found } = written;
    if let Some(found) = registers::missing(edition, source) {
        // Without its registers every shortcode would be reported too; one cause is one diagnostic.
        diagnostics.push(found);
        return outline(edition, source, &Composed::default());
    }
    let is_damaged = registers::are_damaged(edition, source, site);
    let is_own = |found: &&Diagnostic| !(is_damaged && registers::FOLLOWING.contains(&found.rule));
    diagnostics.extend(found.iter().filter(is_own).cloned());
    sections::check(composed, source, diagnostics);
    links::check_text(composed, source, site, diagnostics);
    outline(edition, source, composed)
}

fn outline<'a>(edition: Edition, source: &Source<'a>, composed: &Composed) -> Outline<'a> {
    let ids = composed.headings.iter().map(|heading| &heading.id);
    let sections = ids.filter(|id| !id.is_empty()).cloned().collect();
    let links = composed.links.iter().filter(|(to, _)| to.starts_with('@') && to.contains('#')).cloned().collect();
    Outline { document: source.document, edition, language: source.language, sections, links }
}

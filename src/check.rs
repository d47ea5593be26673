//! What is wrong with a site beyond the shape of its files: texts, links, sections, addresses, open questions.
//!
//! Takes the parsed site and its composed texts, returns diagnostics. Texts are checked as composed, since a shortcode can
//! break a link as well as an editor can. A build checks each document just before it renders it; `helder check` checks all.

mod addresses;
mod links;
mod questions;
mod registers;
mod sections;
mod services;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::address::Edition;
use crate::compose::{Texts, Written};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Audience, DocumentId};
use crate::parse::Site;
use crate::template::Templates;

/// What is kept of a document's texts, to check other documents against it.
pub struct Outline {
    document: DocumentId,
    audience: Audience,
    /// The sections that any of its texts has: a published text can't be mended when the one it refers to moves on.
    sections: BTreeSet<String>,
    /// Links to sections of other documents, each with its places: a hundred versions say the same a hundred times.
    links: BTreeMap<String, Vec<Place>>,
}

/// Checks a site.
pub fn check(site: &Site, templates: &Templates) -> Vec<Diagnostic> {
    let checked: Vec<_> =
        site.documents.par_iter().map(|one| document(site, &Texts::compose(site, one, templates))).collect();
    let mut diagnostics = before_texts(site);
    let mut outlines = Vec::new();
    for (outline, found) in checked {
        outlines.push(outline);
        diagnostics.extend(found);
    }
    diagnostics.extend(across_documents(site, &outlines));
    diagnostics
}

/// Checks what can be known of a site without its texts.
pub fn before_texts(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    addresses::check(site, &mut diagnostics);
    services::check(site, &mut diagnostics);
    questions::check(site, &mut diagnostics);
    diagnostics
}

/// Checks the texts of one document, each by itself and against its translations.
pub fn document(site: &Site, texts: &Texts<'_>) -> (Outline, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (document, audience) = (texts.document.id.clone(), texts.document.audience);
    let mut outline = Outline { document, audience, sections: BTreeSet::new(), links: BTreeMap::new() };
    for (edition, written) in texts.iter() {
        text(edition, written, site, &mut outline, &mut diagnostics);
    }
    sections::check_translations(site, texts, &mut diagnostics);
    (outline, diagnostics)
}

/// Checks what documents say about each other.
pub fn across_documents<'a>(site: &Site, outlines: impl IntoIterator<Item = &'a Outline>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    links::check(site, &outlines.into_iter().collect::<Vec<_>>(), &mut diagnostics);
    diagnostics
}

fn text(edition: Edition, written: Written<'_>, site: &Site, outline: &mut Outline, diagnostics: &mut Vec<Diagnostic>) {
    let Written { source, composed, diagnostics: found } = written;
    if let Some(found) = registers::missing(edition, source) {
        // Without its registers every shortcode would be reported too; one cause is one diagnostic.
        diagnostics.push(found);
        return;
    }
    let is_damaged = registers::are_damaged(edition, source, site);
    let is_own = |found: &&Diagnostic| !(is_damaged && registers::FOLLOWING.iter().any(|rule| rule.id() == found.rule));
    diagnostics.extend(found.iter().filter(is_own).cloned());
    sections::check(composed, source, diagnostics);
    links::check_text(composed, source, site, diagnostics);
    for id in written.sections() {
        if !outline.sections.contains(id) {
            outline.sections.insert(id.to_owned());
        }
    }
    for (to, place) in composed.links.iter().filter(|(to, _)| to.starts_with('@') && to.contains('#')) {
        match outline.links.get_mut(to) {
            Some(places) => places.push(place.clone()),
            None => drop(outline.links.insert(to.clone(), vec![place.clone()])),
        }
    }
}

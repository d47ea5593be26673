//! Checks a site beyond the shape of its files: texts, links, sections, addresses, services, open questions.
//!
//! Takes the parsed site and its composed texts, returns diagnostics. Texts are checked as composed, since a shortcode can
//! break a link as well as an editor can. A build checks each document just before it renders it, `helder serve` only documents
//! that changed; all of them end in [`findings`], and so find the same.

mod addresses;
mod links;
mod order;
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
use crate::snapshot::Snapshot;

/// The parts of a document's texts that other documents are checked against.
struct Outline {
    document: DocumentId,
    audience: Audience,
    /// The sections of all of its texts: a published text can't be changed when the text that it links to changes.
    sections: BTreeSet<String>,
    /// Links to sections of other documents, each with its places: a hundred versions contain the same link a hundred times.
    links: BTreeMap<String, Vec<Place>>,
}

/// One document with what was found in its texts.
pub struct Checked {
    outline: Outline,
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a site, with the texts of as many documents in memory as there are threads.
pub fn check(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Snapshot { site, templates, .. } = snapshot;
    let checked: Vec<Checked> =
        site.documents.par_iter().map(|one| document(site, &Texts::compose(site, one, templates))).collect();
    findings(snapshot, &checked)
}

/// Adds what is wrong with the site as a whole to what was found in each of its documents, given in the order of the site.
pub fn findings<'a>(snapshot: &Snapshot, checked: impl IntoIterator<Item = &'a Checked>) -> Vec<Diagnostic> {
    let mut diagnostics = without_texts(snapshot);
    let mut outlines = Vec::new();
    for Checked { outline, diagnostics: found } in checked {
        outlines.push(outline);
        diagnostics.extend(found.iter().cloned());
    }
    links::check(&snapshot.site, &outlines, &mut diagnostics);
    diagnostics
}

/// Checks the dates of all versions.
pub fn order(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    order::check(site, &mut diagnostics);
    diagnostics
}

/// Checks everything that does not depend on composed texts.
pub fn without_texts(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut diagnostics = order(&snapshot.site);
    addresses::check(snapshot, &mut diagnostics);
    services::check(&snapshot.site, &mut diagnostics);
    questions::check(&snapshot.site, &mut diagnostics);
    diagnostics
}

/// Checks the texts of one document, each by itself and against its translations.
pub fn document(site: &Site, texts: &Texts<'_>) -> Checked {
    let mut diagnostics = Vec::new();
    let (document, audience) = (texts.document.id.clone(), texts.document.audience);
    let mut outline = Outline { document, audience, sections: BTreeSet::new(), links: BTreeMap::new() };
    for (edition, written) in texts.iter() {
        text(edition, written, site, &mut outline, &mut diagnostics);
    }
    sections::check_translations(site, texts, &mut diagnostics);
    Checked { outline, diagnostics }
}

fn text(edition: Edition, written: Written<'_>, site: &Site, outline: &mut Outline, diagnostics: &mut Vec<Diagnostic>) {
    let Written { source, composed, diagnostics: found } = written;
    if let Some(found) = registers::missing(edition, source) {
        // Without its registers every shortcode would be reported too; one cause should give one diagnostic.
        diagnostics.push(found);
        return;
    }
    let is_damaged = registers::are_damaged(edition, source, site);
    for found in found {
        if !(is_damaged && registers::FOLLOWING.iter().any(|rule| rule.id() == found.rule)) {
            diagnostics.push(found.clone());
        }
    }
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

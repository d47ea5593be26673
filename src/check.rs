//! What is wrong with a site beyond the shape of its files: texts, links, sections, addresses, open questions.
//!
//! Takes the parsed site and its timelines, returns diagnostics. It composes every text, since a shortcode can break a link
//! as well as an editor can; it renders nothing.

mod addresses;
mod links;
mod questions;
mod registers;
mod sections;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::address::Edition;
use crate::compose::{Composed, Source, compose};
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
    /// To other documents; the others are checked with the text.
    links: Vec<(String, crate::diagnostic::Place)>,
}

/// The outlines of a site's texts, for looking up sections.
type Outlines<'a> = BTreeMap<(&'a str, Edition, &'a Language), Outline<'a>>;

/// Checks a site.
pub fn check(site: &Site, templates: &Templates) -> Vec<Diagnostic> {
    let sources: Vec<(Edition, Source<'_>)> =
        site.documents.iter().flat_map(|document| sources(site, document)).collect();
    let checked: Vec<(Outline<'_>, Vec<Diagnostic>)> =
        sources.par_iter().map(|(edition, source)| text(*edition, source, site, templates)).collect();
    let mut diagnostics = Vec::new();
    let mut outlines = Outlines::new();
    for (outline, found) in checked {
        diagnostics.extend(found);
        outlines.insert((outline.document.id.as_str(), outline.edition, outline.language), outline);
    }
    links::check(site, &outlines, &mut diagnostics);
    sections::check_translations(site, &outlines, &mut diagnostics);
    addresses::check(site, &mut diagnostics);
    questions::check(site, &mut diagnostics);
    diagnostics
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

fn text<'a>(
    edition: Edition,
    source: &Source<'a>,
    site: &Site,
    templates: &Templates,
) -> (Outline<'a>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if let Some(found) = registers::missing(edition, source) {
        // Without its registers every shortcode would be reported too; one cause is one diagnostic.
        diagnostics.push(found);
        return (outline(edition, source, Composed::default()), diagnostics);
    }
    let (composed, mut found) = compose(source, site, templates);
    if registers::are_damaged(edition, source, site) {
        found.retain(|found| !registers::FOLLOWING.contains(&found.rule));
    }
    diagnostics.extend(found);
    sections::check(&composed, source, &mut diagnostics);
    links::check_text(&composed, &mut diagnostics);
    (outline(edition, source, composed), diagnostics)
}

fn outline<'a>(edition: Edition, source: &Source<'a>, composed: Composed) -> Outline<'a> {
    let sections = composed.headings.into_iter().map(|heading| heading.id).filter(|id| !id.is_empty()).collect();
    let links = composed.links.into_iter().filter(|(to, _)| to.starts_with('@')).collect();
    Outline { document: source.document, edition, language: source.language, sections, links }
}

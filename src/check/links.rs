//! Links: to a section of the same text, to another document, or to the outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Outline;
use crate::compose::{Composed, Source};
use crate::diagnostic::Diagnostic;
use crate::document::Audience;
use crate::parse::Site;
use crate::structure::StructureRule;

/// The sections of each document, by its id.
type Sections<'a> = BTreeMap<&'a str, &'a BTreeSet<String>>;

/// Checks the links of one text. Of a link to another document it checks that the document exists.
pub(super) fn check_text(composed: &Composed, source: &Source<'_>, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let headings = composed.headings.iter().map(|heading| heading.id.as_str());
    let sections: BTreeSet<&str> = headings.filter(|id| !id.is_empty()).collect();
    for (to, place) in &composed.links {
        let found = if let Some(target) = to.strip_prefix('@') {
            document_link(target, source.document.audience, site)
        } else if let Some(section) = to.strip_prefix('#') {
            (!sections.contains(section)).then(|| {
                Diagnostic::error(StructureRule::BrokenSectionLink, format!("this text has no section `#{section}`"))
                    .did_you_mean(section, sections.iter().copied())
            })
        } else {
            let outside = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme));
            (!outside).then(|| {
                Diagnostic::error(StructureRule::BrokenLink, format!("the link `{to}` leads nowhere")).hint(
                    "write `#section`, `@document`, `@document#section`, or an address with https:, mailto: or tel:",
                )
            })
        };
        diagnostics.extend(found.map(|found| found.at(place.clone())));
    }
}

/// Splits a link's target into a document and a section.
fn split(target: &str) -> (&str, Option<&str>) {
    target.split_once('#').map_or((target, None), |(name, section)| (name, Some(section)))
}

fn document_link(target: &str, from: Audience, site: &Site) -> Option<Diagnostic> {
    let (name, _) = split(target);
    let Some(document) = site.document(name) else {
        return Some(
            Diagnostic::error(StructureRule::BrokenLink, format!("there is no document `{name}`"))
                .did_you_mean(name, site.documents.iter().map(|document| document.id.as_str())),
        );
    };
    (document.audience == Audience::Customers && from == Audience::Public).then(|| {
        Diagnostic::error(
            StructureRule::LinkToCustomersOnly,
            format!("`{name}` is for customers only, this text is for anyone"),
        )
        .hint("name the document without linking to it, and say where customers find it")
    })
}

/// Checks that links to sections of other documents lead to an existing section.
pub(super) fn check(site: &Site, outlines: &[&Outline], diagnostics: &mut Vec<Diagnostic>) {
    let sections: Sections<'_> =
        outlines.iter().map(|outline| (outline.document.as_str(), &outline.sections)).collect();
    for outline in outlines {
        for (to, places) in &outline.links {
            let found = section_link(to, outline, site, &sections);
            diagnostics.extend(
                found.into_iter().flat_map(|found| places.iter().map(move |place| found.clone().at(place.clone()))),
            );
        }
    }
}

fn section_link(to: &str, from: &Outline, site: &Site, sections: &Sections<'_>) -> Option<Diagnostic> {
    let (name, section) = split(to.strip_prefix('@')?);
    if document_link(name, from.audience, site).is_some() {
        return None;
    }
    let section = section?;
    let known = sections.get(name);
    (!known.is_some_and(|known| known.contains(section))).then(|| {
        Diagnostic::error(StructureRule::BrokenSectionLink, format!("`{name}` has no section `#{section}`"))
            .did_you_mean(section, known.into_iter().flat_map(|known| known.iter()).map(String::as_str))
    })
}

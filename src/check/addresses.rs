//! Addresses: no two pages have the same one.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::Site;
use crate::structure::StructureRule;

/// Names at the root of a language that helder uses for its own pages and files, now or later.
const RESERVED: [&str; 7] = ["assets", "consent", "voorkeuren", "preferences", "404", "index", "feed"];

/// Reports documents with the same address, or with an address of helder's own pages.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let authoritative = site.authoritative();
    for language in &site.config.languages {
        let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
        for document in &site.documents {
            let Some(slug) = document.slugs.get(language).map(|slug| slug.as_str()) else { continue };
            let is_language = language == authoritative
                && site.config.languages.iter().any(|other| other != authoritative && other.as_str() == slug);
            let found = if RESERVED.contains(&slug) || is_language {
                Some(format!("the slug `{slug}` in `{language}` is an address of the site itself"))
            } else {
                taken.insert(slug, document.id.as_str()).map(|other| {
                    format!("the documents `{other}` and `{}` have the slug `{slug}` in `{language}`", document.id)
                })
            };
            if let Some(message) = found {
                diagnostics.push(
                    Diagnostic::error(StructureRule::DuplicateAddress, message)
                        .at(Place::file(&document.path))
                        .hint("give the document a slug of its own"),
                );
            }
        }
    }
}

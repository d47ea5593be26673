//! Addresses: each document has a folder of its own, away from the pages of the site itself.
//!
//! The pages of a document are all in its folder, so different folders mean different addresses for every page.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Address, Addresses};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::Audience;
use crate::pages::{Pages, Scope};
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;

/// Names that no document may have, besides the addresses of pages that exist: folders of files, and pages that a site may get later.
const RESERVED: [&str; 7] = ["assets", "consent", "voorkeuren", "preferences", "404", "index", "feed"];

/// Reports documents with the same address, or with an address of the site itself.
pub(super) fn check(snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    let site = &snapshot.site;
    let of_site = addresses_of_site(snapshot);
    for language in &site.config.languages {
        let addresses = Addresses::new(language, site.authoritative());
        let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
        for document in &site.documents {
            let Some(slug) = document.slugs.get(language) else { continue };
            let is_of_site = RESERVED.contains(&slug.as_str()) || of_site.contains(&addresses.document(slug));
            let found = if is_of_site {
                Some(format!("the slug `{}` in `{language}` is an address of the site itself", slug.as_str()))
            } else {
                taken.insert(slug.as_str(), document.id.as_str()).map(|other| {
                    let documents = format!("`{other}` and `{}`", document.id);
                    format!("the documents {documents} have the slug `{}` in `{language}`", slug.as_str())
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

/// Returns the addresses of the pages that belong to no document.
fn addresses_of_site(snapshot: &Snapshot) -> BTreeSet<Address> {
    let pages = Pages::new(snapshot, Scope { drafts: true, redlines: true });
    Audience::ALL.into_iter().flat_map(|audience| pages.of_site(audience)).map(|page| page.address()).collect()
}

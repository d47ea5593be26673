//! The table of pages: it has every file of a build and nothing else, and each can be made alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use helder::compose::Texts;
use helder::date::Date;
use helder::pages::{Page, Pages, Scope};
use helder::render::{self, Artifact, Options};
use helder::shell::load;
use helder::snapshot::Snapshot;

use crate::sandbox::{Sandbox, TODAY};

const SITES: [&str; 8] = [
    "banner",
    "customers",
    "drafts",
    "first-draft",
    "no-documents",
    "three-versions",
    "two-languages",
    "no-version-in-force",
];

/// Calls the test with each site, built with and without drafts and redlines.
fn each_site(test: impl Fn(&str, &Snapshot, &Options)) {
    for name in SITES {
        let sandbox = Sandbox::of(name);
        let sources = load::load(&sandbox.path("content")).unwrap().0;
        let snapshot = Snapshot::read(&sources, TODAY.parse().unwrap()).0.unwrap();
        for (drafts, redlines) in [(false, true), (true, true), (true, false)] {
            let options = Options { drafts, redlines, ..Options::default() };
            test(&format!("{name}, drafts {drafts}, redlines {redlines}"), &snapshot, &options);
        }
    }
}

fn pages<'a>(snapshot: &'a Snapshot, options: &Options) -> Pages<'a> {
    Pages::new(snapshot, Scope { drafts: options.drafts, redlines: options.redlines })
}

fn build(snapshot: &Snapshot, options: &Options) -> BTreeMap<String, Vec<u8>> {
    let files = Mutex::new(BTreeMap::new());
    let sink = |Artifact { path, bytes }| {
        let former = files.lock().unwrap().insert(path.clone(), bytes);
        assert_eq!(former, None, "{path} is made twice");
    };
    let compose = |document| Some(Texts::compose(&snapshot.site, document, &snapshot.templates));
    let found = render::render(snapshot, options, &compose, &sink);
    assert_eq!(found, Vec::new());
    files.into_inner().unwrap()
}

/// Returns the path of a page, with the digest that it has in a build.
fn path(page: &Page<'_>, built: &BTreeMap<String, Vec<u8>>) -> String {
    let path = page.path();
    let Some((start, end)) = path.split_once('*') else { return path };
    let digest = |path: &str| path.strip_prefix(start)?.strip_suffix(end).map(|digest| digest.len());
    built.keys().find(|path| digest(path) == Some(12)).unwrap_or_else(|| panic!("{path} is not built")).clone()
}

#[test]
fn has_every_file_of_a_build_and_nothing_else() {
    each_site(|name, snapshot, options| {
        let built = build(snapshot, options);
        let listed: Vec<String> = pages(snapshot, options).all().map(|page| path(&page, &built)).collect();
        assert_eq!(listed.len(), built.len(), "{name}: a page is listed twice");
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), built.keys().cloned().collect(), "{name}");
    });
}

#[test]
fn every_file_is_found_and_made_alone_with_the_same_bytes() {
    each_site(|name, snapshot, options| {
        let compose = |document| Some(Texts::on_demand(&snapshot.site, document, &snapshot.templates));
        for (path, bytes) in build(snapshot, options) {
            let alone = render::file(snapshot, options, &compose, &path).unwrap();
            assert!(alone == Some(bytes), "{name}: {path} differs when it is made alone");
            let found = pages(snapshot, options).find(&path).unwrap();
            let again = pages(snapshot, options).find(&found.path().replace('*', "0123456789ab")).unwrap();
            assert_eq!(found.path(), again.path(), "{name}");
        }
    });
}

#[test]
fn every_page_of_a_document_is_in_its_folder() {
    each_site(|name, snapshot, options| {
        for page in pages(snapshot, options).all() {
            let Some(document) = page.document() else { continue };
            let addresses = helder::address::Addresses::new(page.language, snapshot.site.authoritative());
            let folder = addresses.document(&document.slugs[page.language]);
            assert!(page.address().as_str().starts_with(folder.as_str()), "{name}: {}", page.path());
        }
    });
}

#[test]
fn lists_ten_thousand_versions_at_once() {
    let sandbox = Sandbox::of("three-versions");
    let sources = load::load(&sandbox.path("content")).unwrap().0;
    let mut snapshot = Snapshot::read(&sources, Date::LAST).0.unwrap();
    snapshot.timelines.clear();
    let document = Arc::get_mut(&mut snapshot.site.documents[0]).unwrap();
    let version = document.versions.last().unwrap().clone();
    document.versions.extend((10..10_010).map(|major| {
        let mut version = version.clone();
        version.label.major = major;
        version
    }));
    let snapshot = Snapshot::new(snapshot.site, snapshot.templates, Date::LAST);
    let pages = Pages::new(&snapshot, Scope { drafts: true, redlines: true });
    let start = Instant::now();
    let count = pages.all().count();
    assert!(count > 30_000, "{count}");
    // A hundred times what it takes without optimisation, so that only another order of growth fails here.
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

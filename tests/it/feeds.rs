//! Feeds as a feed reader sees them: they parse, their ids are unique and never change, their links are absolute.

use std::collections::{BTreeMap, BTreeSet};

use feed_rs::model::Feed;

use crate::built::{Built, sites};
use crate::sandbox::say;

fn feeds(site: &Built, audience: &str) -> BTreeMap<String, Feed> {
    let files = site.files(audience).into_iter().filter(|(path, _)| path.ends_with("feed.xml"));
    files
        .map(|(path, file)| match feed_rs::parser::parse(&*file.bytes) {
            Ok(feed) => (path.to_owned(), feed),
            Err(error) => panic!("{}: {audience}/{path}: {error}", site.name),
        })
        .collect()
}

#[test]
fn every_feed_can_be_read() {
    let (mut count, mut entries) = (0, 0);
    for site in sites() {
        for audience in site.audiences() {
            let feeds = feeds(site, audience);
            let ids: BTreeSet<&str> = feeds.values().map(|feed| feed.id.as_str()).collect();
            assert_eq!(ids.len(), feeds.len(), "{}: two feeds have one id: {ids:?}", site.name);
            for (path, feed) in &feeds {
                let what = format!("{}: {audience}/{path}", site.name);
                count += 1;
                entries += feed.entries.len();
                assert!(feed.title.is_some() && feed.updated.is_some(), "{what}");
                let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
                assert_eq!(ids.len(), feed.entries.len(), "{what}: two entries have one id");
                assert!(ids.iter().all(|id| id.starts_with("tag:")), "{what}: {ids:?}");
                let newest = feed.entries.iter().filter_map(|entry| entry.updated).max();
                assert_eq!(newest, feed.entries.first().and_then(|entry| entry.updated), "{what}: newest first");
                if audience != "public" {
                    continue;
                }
                let links = feed.entries.iter().flat_map(|entry| &entry.links).chain(&feed.links);
                for link in links {
                    let rest =
                        link.href.strip_prefix(&site.base_url).unwrap_or_else(|| panic!("{what}: {}", link.href));
                    let file = format!("{}{}", &rest[1..], if rest.ends_with('/') { "index.html" } else { "" });
                    assert!(site.files(audience).contains_key(file.as_str()), "{what}: {} leads nowhere", link.href);
                }
            }
        }
    }
    say(&format!("{entries} entries in {count} feeds"));
    assert!(count > 20 && entries > 40);
}

#[test]
fn ids_of_entries_stay_the_same_over_time() {
    let named = |name: &str| sites().iter().find(|site| site.name == name).unwrap();
    let now = feeds(named("content"), "public");
    let later = feeds(named("content in a year"), "public");
    for (path, feed) in now {
        let later = &later[&path];
        assert_eq!(feed.id, later.id);
        for entry in &feed.entries {
            let same = later.entries.iter().find(|other| other.id == entry.id);
            let same = same.unwrap_or_else(|| panic!("{path}: `{}` is gone", entry.id));
            assert_eq!((&entry.title, &entry.published, &entry.links), (&same.title, &same.published, &same.links));
        }
    }
}

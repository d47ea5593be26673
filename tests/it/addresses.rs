//! Every address that a page, a feed, the sitemap or `versions.json` names leads to a file, and every `#section` to an id.

use std::collections::{BTreeMap, BTreeSet};

use crate::built::{Built, resolve, selector, sites};
use crate::sandbox::say;

/// The link targets in the folder of an audience: each file with its ids.
type Targets = BTreeMap<String, BTreeSet<String>>;

fn targets(site: &Built, audience: &str) -> Targets {
    let all = selector("[id]");
    let mut targets: Targets =
        site.files(audience).into_keys().map(|path| (path.to_owned(), BTreeSet::new())).collect();
    for (path, html) in site.pages(audience) {
        let ids = html.select(&all).map(|element| element.value().id().unwrap().to_owned());
        targets.insert(path.to_owned(), ids.collect());
    }
    targets
}

/// Returns why a link is broken.
fn broken(site: &Built, known: &BTreeMap<&str, Targets>, audience: &str, from: &str, to: &str) -> Option<String> {
    if to.starts_with("mailto:") || to.starts_with("tel:") {
        return None;
    }
    let (address, section) = to.split_once('#').map_or((to, None), |(address, section)| (address, Some(section)));
    let (audience, path) = if let Some(rest) = address.strip_prefix(&site.base_url) {
        ("public", resolve("index.html", rest.strip_prefix('/')?))
    } else if address.starts_with("https://") || address.starts_with("http://") {
        return None;
    } else if let Some(rest) = address.strip_prefix('/') {
        let root = if audience == "public" { site.base_path().trim_start_matches('/') } else { "" };
        let Some(rest) = rest.strip_prefix(root) else { return Some("outside the site's own path".into()) };
        (audience, resolve("index.html", if rest.is_empty() { "./" } else { rest.trim_start_matches('/') }))
    } else {
        (audience, resolve(from, address))
    };
    // An empty path is the first page.
    let path = path.map(|path| if path == "index.html" || !path.is_empty() { path } else { "index.html".into() });
    let Some(path) = path else { return Some("out of the folder".into()) };
    let Some(ids) = known[audience].get(&path) else { return Some(format!("no file `{audience}/{path}`")) };
    let section = section?;
    // A published text may link to a section that only an earlier or a later version of the other document has.
    let folder = path.strip_suffix("index.html").filter(|folder| !folder.is_empty() && *path != *from);
    let versions = folder.into_iter().flat_map(|folder| {
        known[audience].iter().filter(move |(other, _)| other.starts_with(folder)).map(|(_, ids)| ids)
    });
    if versions.into_iter().any(|ids| ids.contains(section)) {
        return None;
    }
    (!ids.contains(section)).then(|| format!("no id `{section}` in `{audience}/{path}`"))
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let linking = selector("[href], [src]");
    let (mut failures, mut pages, mut links) = (Vec::new(), 0, 0);
    for site in sites() {
        let known = site.audiences().into_iter().map(|audience| (audience, targets(site, audience))).collect();
        for audience in site.audiences() {
            for (path, html) in site.pages(audience) {
                pages += 1;
                for element in html.select(&linking) {
                    let to = element.attr("href").or(element.attr("src")).unwrap();
                    links += 1;
                    if let Some(why) = broken(site, &known, audience, path, to) {
                        failures.push(format!("{}: {audience}/{path}: `{to}`: {why}", site.name));
                    }
                }
            }
        }
    }
    failures.sort();
    failures.dedup();
    say(&format!("{links} links on {pages} pages"));
    assert!(failures.is_empty(), "{} links lead nowhere:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_sitemap_lists_every_page_without_noindex() {
    for site in sites() {
        let files = site.files("public");
        let sitemap = roxmltree::Document::parse(files["sitemap.xml"].text()).unwrap();
        let listed: Vec<&str> =
            sitemap.descendants().filter(|node| node.has_tag_name("loc")).map(|node| node.text().unwrap()).collect();
        let robots = selector("meta[name=robots]");
        let canonical = selector("link[rel=canonical]");
        let mut expected: Vec<String> = site
            .pages("public")
            .values()
            .filter(|html| html.select(&robots).next().is_none())
            .map(|html| html.select(&canonical).next().unwrap().attr("href").unwrap().to_owned())
            .collect();
        expected.sort();
        // The canonical address of a page without a translation is that of the original.
        expected.dedup();
        let mut sorted = listed.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, expected, "{}", site.name);
        let known = [("public", targets(site, "public"))].into_iter().collect();
        for to in listed {
            assert_eq!(broken(site, &known, "public", "sitemap.xml", to), None, "{}: {to}", site.name);
        }
    }
}

#[test]
fn versions_json_contains_addresses_of_existing_pages() {
    for site in sites() {
        let known = site.audiences().into_iter().map(|audience| (audience, targets(site, audience))).collect();
        for audience in site.audiences() {
            let history: serde_json::Value =
                serde_json::from_str(site.files(audience)["versions.json"].text()).unwrap();
            let mut addresses = Vec::new();
            gather(&history, &mut addresses);
            let versions = history["documents"].as_array().unwrap().iter();
            let versions: usize = versions.map(|document| document["versions"].as_array().unwrap().len()).sum();
            assert!(addresses.len() >= versions, "{}: {history:#}", site.name);
            for to in addresses {
                assert_eq!(broken(site, &known, audience, "versions.json", &to), None, "{}: {to}", site.name);
            }
        }
    }
}

/// Collects every value named `address`.
fn gather(value: &serde_json::Value, addresses: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match value.as_str() {
                    Some(text) if key == "address" => addresses.push(text.to_owned()),
                    _ => gather(value, addresses),
                }
            }
        }
        serde_json::Value::Array(rows) => rows.iter().for_each(|row| gather(row, addresses)),
        _ => {}
    }
}

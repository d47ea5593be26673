//! Promises of every page: it loads nothing from elsewhere, and obeys its own content security policy.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scraper::{ElementRef, Html};
use sha2::{Digest, Sha384};

use crate::built::{Built, resolve, selector, sites};
use crate::sandbox::{Sandbox, say};

/// Calls `look` for each page of each site, with words that say which page it is.
fn each(mut look: impl FnMut(&Built, &str, &str, &Html, &str)) {
    let mut count = 0;
    for site in sites() {
        for audience in site.audiences() {
            for (path, html) in site.pages(audience) {
                count += 1;
                look(site, audience, path, &html, &format!("{}: {audience}/{path}", site.name));
            }
        }
    }
    say(&format!("{count} pages"));
    assert!(count > 100);
}

#[test]
fn every_page_states_its_policy_before_anything_loads() {
    let plain = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
    // The policy names the hosts of a tag only if the banner can load it.
    let asking = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                  connect-src 'self'; base-uri 'none'; form-action 'none'";
    let hosts = "https://*.google-analytics.com https://bam.eu01.nr-data.net https://js-agent.newrelic.com \
                 https://www.googletagmanager.com";
    let loading = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {hosts}; style-src 'self'; img-src 'self' {hosts}; \
         connect-src 'self' {hosts} https://privacy.example.org/records; base-uri 'none'; form-action 'none'"
    );
    let metas = selector("head > *");
    each(|site, _, _, html, what| {
        let policy = match site.name {
            "banner" => &loading,
            name if name.starts_with("content") => asking,
            _ => plain,
        };
        let heads: Vec<ElementRef<'_>> = html.select(&metas).take(2).collect();
        assert_eq!(heads[0].attr("charset"), Some("utf-8"), "{what}");
        assert_eq!(heads[1].attr("http-equiv"), Some("Content-Security-Policy"), "{what}");
        assert_eq!(heads[1].attr("content"), Some(policy), "{what}");
    });
}

#[test]
fn no_page_contains_what_its_policy_forbids() {
    let forbidden = selector(
        "script:not([src]):not([type='application/json']), style, [style], base, iframe, object, embed, form[action]",
    );
    let all = selector("*");
    each(|_, _, _, html, what| {
        let found: Vec<String> = html.select(&forbidden).map(|element| element.html()).collect();
        assert_eq!(found, Vec::<String>::new(), "{what}");
        let handlers = html.select(&all).flat_map(|element| element.value().attrs());
        let handlers: Vec<&str> = handlers.map(|(name, _)| name).filter(|name| name.starts_with("on")).collect();
        assert_eq!(handlers, Vec::<&str>::new(), "{what}");
    });
}

#[test]
fn no_page_loads_from_another_host() {
    let loading = selector("[src], [srcset], [poster], [data], link[href]");
    let quiet =
        ["canonical", "alternate", "latest-version", "version-history", "predecessor-version", "successor-version"];
    each(|_, _, _, html, what| {
        for element in html.select(&loading) {
            if element.value().name() == "link" && quiet.contains(&element.attr("rel").unwrap()) {
                continue;
            }
            for name in ["src", "srcset", "poster", "data", "href"] {
                let Some(to) = element.attr(name) else { continue };
                assert!(!to.contains("//") && !to.contains(':'), "{what}: {}", element.html());
            }
        }
    });
    for site in sites() {
        for (path, file) in site.tree.iter().filter(|(path, _)| path.ends_with(".css")) {
            for word in ["url(", "@import", "//", "expression("] {
                assert!(!file.text().contains(word), "{}: {path} contains `{word}`", site.name);
            }
        }
    }
}

#[test]
fn every_style_sheet_and_script_matches_its_digest() {
    let sheets = selector("link[rel=stylesheet], script[src]");
    each(|site, audience, path, html, what| {
        let files = site.files(audience);
        let mut count = 0;
        for sheet in html.select(&sheets) {
            count += usize::from(sheet.attr("rel").is_some());
            let href = sheet.attr("href").or(sheet.attr("src")).unwrap();
            let root = if audience == "public" { site.base_path() } else { "" };
            let file = match href.strip_prefix(&format!("{root}/")) {
                Some(rest) if href.starts_with('/') => rest.to_owned(),
                _ => resolve(path, href).unwrap(),
            };
            let digest = STANDARD.encode(Sha384::digest(&files[file.as_str()].bytes));
            assert_eq!(sheet.attr("integrity"), Some(format!("sha384-{digest}").as_str()), "{what}");
        }
        assert_eq!(count, 1, "{what}");
    });
}

#[test]
fn every_page_has_one_heading_and_a_language() {
    let headings = selector("h1");
    let mains = selector("main#main");
    each(|_, _, _, html, what| {
        assert_eq!(html.select(&headings).count(), 1, "{what}");
        assert_eq!(html.select(&mains).count(), 1, "{what}");
        assert!(html.root_element().attr("lang").is_some_and(|lang| !lang.is_empty()), "{what}");
    });
}

#[test]
fn a_version_with_an_announced_successor_says_until_when_it_is_in_force() {
    let sandbox = Sandbox::of("three-versions");
    sandbox.build(&["--today", "2026-11-22"]);
    let read = |path: &str| fs::read_to_string(sandbox.path("dist/public/privacyverklaring").join(path)).unwrap();
    for path in ["index.html", "1.1/index.html"] {
        let page = read(path);
        assert!(page.contains("sinds 1 april 2026, tot 1 december 2026"), "{path}: {page}");
        assert!(page.contains("<dt>Geldt tot</dt><dd><time datetime=\"2026-12-01\">"), "{path}: {page}");
    }
    assert!(read("geschiedenis/index.html").contains("Geldt sinds 1 april 2026, tot 1 december 2026"));
    // Without a successor there is no end.
    let announced = read("2.0/index.html");
    assert!(announced.contains("vanaf 1 december 2026</span>") && !announced.contains("Geldt tot"), "{announced}");
}

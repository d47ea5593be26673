//! The consent banner as the generator writes it: in pages, in the bundle for other websites, on the preferences page.
//! `tests/browser` tests what it does in a browser.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helder_consent::policy::{Policy, Tag};
use scraper::{ElementRef, Html};
use sha2::{Digest, Sha384};

use crate::built::{Built, selector, sites};
use crate::sandbox::say;

fn site(name: &str) -> &'static Built {
    sites().iter().find(|site| site.name == name).unwrap()
}

/// Returns the sites that ask for consent.
fn asking() -> impl Iterator<Item = &'static Built> {
    let asks = |site: &&Built| site.files("public").keys().any(|path| path.starts_with("consent/"));
    let asking: Vec<&Built> = sites().iter().filter(asks).collect();
    assert!(asking.len() >= 4);
    asking.into_iter()
}

/// Reads a field of a bundle, which is a string in single quotes.
fn field(bundle: &str, name: &str) -> String {
    let mut rest = bundle.split_once(&format!("{name}:'")).unwrap().1.chars();
    let mut text = String::new();
    loop {
        match rest.next().unwrap() {
            '\'' => return text,
            '\\' => match rest.next().unwrap() {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'x' => {
                    assert_eq!(rest.by_ref().take(2).collect::<String>(), "3c");
                    text.push('<');
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

fn bundle(site: &Built, language: &str) -> String {
    let is_bundle = |path: &str| path.starts_with(&format!("consent/{language}.")) && path.matches('.').count() == 2;
    let files = site.files("public");
    let (_, file) = files.iter().find(|(path, _)| is_bundle(path)).unwrap();
    file.text().to_owned()
}

#[test]
fn a_site_that_needs_no_consent_has_no_banner() {
    let banner = selector("#helder, script, [data-consent-open]");
    for site in sites().iter().filter(|site| !asking().any(|other| other.name == site.name)) {
        for (path, html) in site.pages("public") {
            assert_eq!(html.select(&banner).count(), 0, "{}: {path}", site.name);
        }
        let left = |path: &&&str| path.contains("voorkeuren") || path.contains("preferences") || path.contains("gpc");
        assert_eq!(site.files("public").keys().find(left), None, "{}", site.name);
        let styles = site.files("public").into_iter().filter(|(path, _)| path.ends_with(".css"));
        assert!(styles.into_iter().all(|(_, file)| !file.text().contains("#helder")), "{}", site.name);
    }
}

/// Refusing is as easy as accepting (GDPR art. 7(3)), and nothing is ticked beforehand (CJEU C-673/17, Planet49).
fn is_fair(html: &Html, what: &str) {
    let boxes = selector("input[type=checkbox]");
    assert!(html.select(&boxes).count() > 0, "{what}");
    assert!(html.select(&boxes).all(|input| input.attr("checked").is_none()), "{what}");
    for place in ["#helder", "#helder-dialog"] {
        let button = |action: &str| -> ElementRef<'_> {
            let mut found =
                html.select(&selector(&format!("{place} [data-consent-action={action}]"))).collect::<Vec<_>>();
            assert_eq!(found.len(), 1, "{what}: {place} {action}");
            found.remove(0)
        };
        let (reject, accept) = (button("reject"), button("accept"));
        assert_eq!(reject.attr("class"), accept.attr("class"), "{what}");
        assert_eq!(reject.attr("type"), accept.attr("type"), "{what}");
        assert_eq!(reject.parent(), accept.parent(), "{what}");
    }
    assert!(html.select(&selector("#helder[hidden]")).count() == 1, "{what}");
}

#[test]
fn refusing_is_as_easy_as_accepting_on_every_page() {
    let children = selector("body > *");
    for site in asking() {
        for (path, html) in site.pages("public") {
            let what = format!("{}: {path}", site.name);
            is_fair(&html, &what);
            assert_eq!(html.select(&selector("footer a[data-consent-open]")).count(), 1, "{what}");
            // With a keyboard the banner is reached early, right after the link that skips it.
            let first = html.select(&children).take(3).map(|element| element.attr("id").unwrap_or_default());
            assert_eq!(first.collect::<Vec<_>>(), ["", "helder", "helder-dialog"], "{what}");
        }
        for language in ["nl", "en"] {
            is_fair(
                &Html::parse_document(&field(&bundle(site, language), "html")),
                &format!("{}: {language}", site.name),
            );
        }
    }
}

#[test]
fn every_page_and_bundle_of_a_language_has_the_same_policy() {
    let banner = selector("#helder");
    for site in asking() {
        for (path, html) in site.pages("public") {
            let language = html.root_element().attr("lang").unwrap();
            let policy = html.select(&banner).next().unwrap().attr("data-policy").unwrap();
            assert_eq!(policy, field(&bundle(site, language), "policy"), "{}: {path}", site.name);
            assert_eq!(Policy::decode(policy).unwrap().language, language);
        }
    }
}

#[test]
fn the_policy_contains_the_settings_and_tags_of_the_site() {
    let policy = Policy::decode(&field(&bundle(site("banner"), "nl"), "policy")).unwrap();
    assert_eq!(policy.cookie, "choice");
    assert_eq!(policy.max_age_days, 90);
    assert_eq!(policy.domains, ["example.org"]);
    assert_eq!(policy.endpoint, "https://privacy.example.org/records");
    assert_eq!(policy.preferences, "https://privacy.example.org/voorkeuren/");
    let tags: Vec<&Tag> = policy.services.iter().map(|service| &service.tag).collect();
    assert!(matches!(tags[..], [Tag::GoogleAnalytics { .. }, Tag::NewRelic { .. }]), "{tags:?}");
}

#[test]
fn a_service_with_unknown_settings_is_asked_about_and_not_loaded() {
    let policy = Policy::decode(&field(&bundle(site("content"), "en"), "policy")).unwrap();
    let services: Vec<(&str, &Tag)> =
        policy.services.iter().map(|service| (service.id.as_str(), &service.tag)).collect();
    assert_eq!(services, [("google-analytics", &Tag::None), ("new-relic", &Tag::None)]);
}

#[test]
fn every_digest_matches_its_file() {
    for site in asking() {
        let files = site.files("public");
        let listed: serde_json::Value = serde_json::from_str(files["consent/integrity.json"].text()).unwrap();
        let integrity = listed["integrity"].as_object().unwrap();
        let hashed = files.keys().filter(|path| path.starts_with("consent/") && path.matches('.').count() == 2);
        assert_eq!(integrity.keys().map(String::as_str).collect::<Vec<_>>(), hashed.copied().collect::<Vec<_>>());
        for (path, digest) in integrity {
            let expected = format!("sha384-{}", STANDARD.encode(Sha384::digest(&files[path.as_str()].bytes)));
            assert_eq!(digest, &expected, "{}: {path}", site.name);
        }
        for language in ["nl", "en"] {
            let entry = files[format!("consent/{language}.js").as_str()].text();
            let names = [&listed["core"], &listed["languages"][language]].map(|name| name.as_str().unwrap());
            let [core, words] = names.map(|name| name.strip_prefix("consent/").unwrap());
            assert_eq!(
                entry,
                format!("import{{start}}from\"./{core}\";import bundle from\"./{words}\";start(bundle)\n")
            );
        }
    }
}

/// Bytes that a visitor of another website downloads, after Brotli at its highest quality.
const DOWNLOAD: usize = 8_800;

#[test]
fn the_whole_banner_stays_within_its_budget() {
    let files = site("content").files("public");
    let core = files.iter().find(|(path, _)| path.starts_with("consent/core.")).unwrap().1;
    for language in ["nl", "en"] {
        let entry = &files[format!("consent/{language}.js").as_str()].bytes;
        let bundle = bundle(site("content"), language);
        let whole = compressed(entry) + compressed(&core.bytes) + compressed(bundle.as_bytes());
        say(&format!("the banner in `{language}` is {whole} bytes of {DOWNLOAD}"));
        assert!(whole <= DOWNLOAD, "{whole} bytes after Brotli; the budget is {DOWNLOAD}");
    }
}

/// Returns the size after Brotli.
fn compressed(content: &[u8]) -> usize {
    let mut output = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut output, &parameters).unwrap();
    output.len()
}

#[test]
fn gpc_json_has_the_day_of_the_newest_text() {
    for (name, day) in [("banner", "2026-01-01"), ("content", "2026-11-22")] {
        let files = site(name).files("public");
        let expected = format!("{{\"gpc\":true,\"lastUpdate\":\"{day}\"}}\n");
        assert_eq!(files[".well-known/gpc.json"].text(), expected);
    }
}

#[test]
fn the_downloadable_record_names_the_controller_and_the_recipients() {
    let page = &site("banner").pages("public")["en/preferences/index.html"];
    let record = page.select(&selector("#helder-record")).next().unwrap().text().collect::<String>();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["privacy_notice"], "https://privacy.example.org/en/privacy-statement/");
    assert_eq!(record["processing"][0]["purposes"], serde_json::json!(["to see how the website is used"]));
    let names: Vec<&str> =
        record["parties"].as_array().unwrap().iter().map(|party| party["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Example B.V.", "Google Ireland Limited", "New Relic"]);
}

//! About which services the banner asks, and what changes a question.

use std::collections::BTreeMap;

use helder_consent::policy::{Policy, Region, Tag};

use super::{is_needed, policy, tag_hosts};
use crate::diagnostic::SourcePath;
use crate::parse::{Site, parse};
use crate::sources::{SourceFile, Sources};

const SITE: &str = "base_url: https://privacy.example.org\ntitle: {nl: Privacy, en: Privacy}\nlanguages: [nl, en]\ndomains: [example.org]\n";

const SERVICES: &str = "\
- id: statistics
  name: Statistics
  provider: google
  category: analytics
  purpose: {nl: telt, en: counts}
  hosts: [tag.example.com]
  storage:
    - {name: _ga_*, kind: cookie, purpose: {nl: herkent, en: recognises}, duration: P2Y, party: first}
    - {name: far, kind: cookie, purpose: far, duration: P2Y, party: third}
  tag: {template: google-analytics, values: {measurement_id: G-1}}
- id: speed
  name: Speed
  provider: self
  category: functional
  purpose: speed
  consent: insight
  storage: {unknown: What does it store?}
  tag: {template: new-relic, values: {account_id: '1', application_id: '2', license_key: K, region: eu}}
- id: choice
  name: Choice
  provider: self
  category: necessary
  purpose: choice
  storage: [{name: privacy-choice, kind: cookie, purpose: choice, duration: P180D, party: first}]
";

const PROCESSORS: &str = "- {id: google, name: Google, country: IE, transfers: {unknown: Where to?}}\n";

fn site(services: &str, processors: &str) -> Site {
    let file =
        |path: &str, text: &str| (path.to_owned(), SourceFile { path: SourcePath::new(path), text: text.into() });
    let content = BTreeMap::from([
        file("site.yaml", SITE),
        file("registers/services.yaml", services),
        file("registers/processors.yaml", processors),
    ]);
    parse(&Sources { content_prefix: String::new(), content, themes: BTreeMap::new() }).0.unwrap()
}

fn made(site: &Site, language: usize) -> Policy {
    policy(site, &site.config.languages[language], "https://privacy.example.org/voorkeuren/")
}

/// The policy after one change of the registers.
fn changed(from: &str, to: &str) -> Policy {
    let (services, processors) = (SERVICES.replacen(from, to, 1), PROCESSORS.replacen(from, to, 1));
    assert!(services != SERVICES || processors != PROCESSORS, "{from}");
    made(&site(&services, &processors), 0)
}

#[test]
fn asks_about_what_needs_consent_and_nothing_else() {
    let site = site(SERVICES, PROCESSORS);
    let policy = made(&site, 0);
    let ids: Vec<&str> = policy.services.iter().map(|service| service.id.as_str()).collect();
    assert_eq!(ids, ["statistics", "speed"]);
    let names: Vec<&str> = policy.services[0].storage.iter().map(|pattern| pattern.name.as_str()).collect();
    assert_eq!(names, ["_ga_*"], "what another host keeps can't be deleted here");
    assert!(policy.encode().is_some());
    assert!(!is_needed(&self::site("", "")));
}

#[test]
fn loads_a_tag_only_when_all_of_it_is_known() {
    let ours = site(SERVICES, PROCESSORS);
    let tag = |policy: &Policy, at: usize| policy.services[at].tag.clone();
    assert_eq!(tag(&made(&ours, 0), 0), Tag::GoogleAnalytics { measurement_id: "G-1".into() });
    assert_eq!(tag(&made(&ours, 0), 1), Tag::None, "what it stores is not known");
    assert_eq!(tag_hosts(&ours), ["https://tag.example.com"]);
    assert_eq!(tag(&changed("measurement_id: G-1", "measurement_id: {unknown: Which?}"), 0), Tag::None);
    let known = changed(
        "storage: {unknown: What does it store?}",
        "storage: [{name: s, kind: local-storage, purpose: s, duration: session, party: first}]",
    );
    let (account, application, licence) = ("1".into(), "2".into(), "K".into());
    assert_eq!(tag(&known, 1), Tag::NewRelic { region: Region::EuropeanUnion, account, application, licence });
}

#[test]
fn the_question_is_the_same_in_every_language() {
    let site = site(SERVICES, PROCESSORS);
    let (dutch, english) = (made(&site, 0), made(&site, 1));
    assert_eq!(dutch.services, english.services);
    assert_eq!(dutch.revision, english.revision);
    assert_ne!(dutch.language, english.language);
}

#[test]
fn another_question_is_asked_again() {
    let before = made(&site(SERVICES, PROCESSORS), 0);
    for (from, to) in [
        ("en: counts", "en: counts and sells"),
        ("category: analytics", "category: marketing"),
        ("duration: P2Y", "duration: P3Y"),
        ("name: _ga_*", "name: _gb_*"),
        ("name: Google", "name: Other"),
        ("country: IE", "country: US"),
    ] {
        let after = changed(from, to);
        assert_ne!(after.services[0].asked, before.services[0].asked, "{from}");
        assert_eq!(after.services[1].asked, before.services[1].asked, "{from} is not about the other service");
        assert_ne!(after.revision, before.revision, "{from}");
    }
}

#[test]
fn what_nobody_was_told_asks_nobody_again() {
    let before = made(&site(SERVICES, PROCESSORS), 0);
    for (from, to) in [
        ("measurement_id: G-1", "measurement_id: G-2"),
        ("{unknown: What does it store?}", "{unknown: Which cookies?}"),
        ("transfers: {unknown: Where to?}", "transfers: []"),
        ("id: choice", "id: chosen"),
    ] {
        assert_eq!(changed(from, to).revision, before.revision, "{from}");
    }
}

//! A policy reads as it was written, and what could not be read is not written.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::{any, proptest};

use super::{Pattern, Policy, Region, Service, StorageKind, Tag};

const TEXT: &str = "\
1\t0badcafe\tnl\tprivacy-choice\t180\texample.com example.nl\t\thttps://privacy.example.com/voorkeuren/
google-analytics\t000000ff\tga G-ABC123\tc:_ga\tc:_ga_*
new-relic\tdeadbeef\tnr eu 1234567 89 NRJS-0a1b2c\tl:NRBA_SESSION::*
video\t00000001\t\ts:player
map\t00000002\t
";

fn pattern(kind: StorageKind, name: &str) -> Pattern {
    Pattern { kind, name: name.into() }
}

fn service(id: &str, asked: u32, tag: Tag, storage: Vec<Pattern>) -> Service {
    Service { id: id.to_string(), asked, tag, storage }
}

fn policy() -> Policy {
    Policy {
        revision: "0badcafe".into(),
        language: "nl".into(),
        cookie: "privacy-choice".into(),
        max_age_days: 180,
        domains: vec!["example.com".into(), "example.nl".into()],
        endpoint: String::new(),
        preferences: "https://privacy.example.com/voorkeuren/".into(),
        services: vec![
            service(
                "google-analytics",
                255,
                Tag::GoogleAnalytics { measurement_id: "G-ABC123".into() },
                vec![pattern(StorageKind::Cookie, "_ga"), pattern(StorageKind::Cookie, "_ga_*")],
            ),
            service(
                "new-relic",
                0xdead_beef,
                Tag::NewRelic {
                    region: Region::EuropeanUnion,
                    account: "1234567".into(),
                    application: "89".into(),
                    licence: "NRJS-0a1b2c".into(),
                },
                vec![pattern(StorageKind::Local, "NRBA_SESSION::*")],
            ),
            service("video", 1, Tag::None, vec![pattern(StorageKind::Session, "player")]),
            service("map", 2, Tag::None, vec![]),
        ],
    }
}

#[test]
fn writes_one_line_for_the_site_and_one_for_each_service() {
    assert_eq!(policy().encode().unwrap(), TEXT);
}

#[test]
fn reads_what_it_wrote() {
    assert_eq!(Policy::decode(TEXT), Some(policy()));
    let none = Policy { services: vec![], domains: vec![], ..policy() };
    assert_eq!(Policy::decode(&none.encode().unwrap()), Some(none));
}

fn refused(change: fn(&mut Policy)) {
    let mut policy = policy();
    change(&mut policy);
    assert_eq!(policy.encode(), None, "{policy:?}");
}

#[test]
fn refuses_to_write_what_could_not_be_read() {
    refused(|policy| policy.preferences = "a\tb".into());
    refused(|policy| policy.endpoint = "a\nb".into());
    refused(|policy| policy.revision = "0badcaf".into());
    refused(|policy| policy.cookie = "a;b".into());
    refused(|policy| policy.cookie = String::new());
    refused(|policy| policy.max_age_days = 0);
    refused(|policy| policy.max_age_days = 401);
    refused(|policy| policy.domains = vec!["a b".into()]);
    refused(|policy| policy.services[0].id = "Google".into());
    refused(|policy| policy.services[0].id = "google.analytics".into());
    refused(|policy| policy.services[1].id = "google-analytics".into());
    refused(|policy| policy.services[0].tag = Tag::GoogleAnalytics { measurement_id: "G 1".into() });
    refused(|policy| policy.services[0].storage = vec![pattern(StorageKind::Cookie, "")]);
    refused(|policy| {
        policy.services = (0..32).map(|at| Service { id: at.to_string(), ..policy.services[3].clone() }).collect()
    });
}

#[test]
fn reads_nothing_out_of_a_text_that_is_odd() {
    for (from, to) in [
        ("1\t0bad", "2\t0bad"),
        ("\t180\t", "\t-180\t"),
        ("\t180\t", "\t4294967296\t"),
        ("voorkeuren/\n", "voorkeuren/\tmore\n"),
        ("ga G-ABC123", "ga"),
        ("ga G-ABC123", "ga G-ABC123 more"),
        ("ga G-ABC123", "xx G-ABC123"),
        ("ga G-ABC123", "é"),
        ("nr eu", "nr cn"),
        ("000000ff", "ff"),
        ("000000ff", "+00000ff"),
        ("c:_ga\t", "c_ga\t"),
        ("c:_ga\t", "x:_ga\t"),
        ("c:_ga\t", "c:\t"),
        ("map\t00000002\t\n", "map\t00000002\n"),
        ("map\t00000002\t\n", "map\t00000002\t"),
    ] {
        let odd = TEXT.replacen(from, to, 1);
        assert_ne!(odd, TEXT);
        assert_eq!(Policy::decode(&odd), None, "{odd}");
    }
    assert_eq!(Policy::decode(""), None);
}

proptest! {
    #[test]
    fn never_fails_on_any_text(text in any::<String>(), at in 0..TEXT.len()) {
        let _ = Policy::decode(&text);
        let _ = Policy::decode(&[&TEXT[..at], &text].concat());
    }
}

//! The banner reads what the generator writes.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::{any, prop, proptest};

use super::{Asked, SERVICES_MAX};
use crate::policy::{Pattern, Policy, Service, StorageKind, Tag};
use crate::set::Set;

#[test]
fn a_text_of_another_format_is_no_policy() {
    assert_eq!(Asked::read(b""), None);
    assert_eq!(Asked::read(b"2\t0badcafe\tnl\tchoice\t180\t\t\t\n"), None);
    assert_eq!(Asked::read(b"1\t0badcafe\tnl\tchoice\tmany\t\t\t\n"), None);
}

#[test]
fn services_past_the_last_are_not_asked_about() {
    let lines: String = (0..40).map(|at| format!("s{at}\t00000000\t\n")).collect();
    let asked = format!("1\t0badcafe\tnl\tchoice\t180\t\t\t\n{lines}");
    let asked = Asked::read(asked.as_bytes()).unwrap();
    assert_eq!(asked.services().count(), SERVICES_MAX);
    assert_eq!(asked.all, Set(u32::MAX >> 1));
}

proptest! {
    #[test]
    fn reads_what_the_generator_writes(
        services in prop::collection::btree_map("[a-z][a-z0-9-]{0,39}", (any::<u32>(), "[a-z_*:]{1,9}"), 0..SERVICES_MAX),
        days in 1..=400u32,
        domains in prop::collection::vec("[a-z]{1,9}\\.nl", 0..3),
    ) {
        let services = services.into_iter().map(|(id, (asked, name))| {
            Service { id, asked, tag: Tag::None, storage: [Pattern { kind: StorageKind::Local, name }].into() }
        });
        let policy = Policy {
            revision: "0badcafe".into(),
            language: "nl".into(),
            cookie: "choice".into(),
            max_age_days: days,
            domains,
            endpoint: String::new(),
            preferences: String::new(),
            services: services.collect(),
        };
        let text = policy.encode().unwrap();
        assert_eq!(Policy::decode(&text).as_ref(), Some(&policy));
        let asked = Asked::read(text.as_bytes()).unwrap();
        assert_eq!(asked.lasts, days * 86_400);
        assert_eq!(asked.domains(), policy.domains.join(" ").as_bytes());
        let read = asked.services().map(|service| {
            let [id, asked, patterns] = [service.id, service.asked, service.patterns].map(|text| text.to_vec());
            (id, asked, patterns)
        });
        let written = policy.services.iter().map(|service| {
            let pattern = format!("l:{}", service.storage[0].name);
            (service.id.clone().into_bytes(), format!("{:08x}", service.asked).into_bytes(), pattern.into_bytes())
        });
        assert_eq!(read.collect::<Vec<_>>(), written.collect::<Vec<_>>());
    }

    #[test]
    fn never_fails_on_any_text(text in any::<Vec<u8>>()) {
        if let Some(asked) = Asked::read(&[b"1\ta\tb\tc\t180\t", &text[..]].concat()) {
            assert!(asked.services().count() <= SERVICES_MAX);
        }
    }
}

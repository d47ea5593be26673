//! What every rule has: a name of its own, messages in both languages, a page.

use std::collections::BTreeSet;

use super::pending::PENDING;
use super::rules;
use crate::bilingual::Bilingual;

/// Returns the names between braces.
fn values(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_rule_has_messages_in_both_languages() {
    for rule in rules() {
        for Bilingual { nl, en } in [rule.message, rule.hint] {
            assert!(!nl.is_empty() && !en.is_empty() && nl != en, "{}", rule.id);
            assert!(!nl.ends_with('.') && !en.ends_with('.'), "{}: a message has no final period", rule.id);
            assert_eq!(values(nl), values(en), "{}", rule.id);
        }
    }
}

#[test]
fn every_rule_has_sources_and_a_page() {
    for rule in rules() {
        assert!(!rule.sources.is_empty(), "{}", rule.id);
        assert!(rule.about.split_whitespace().count() > 25, "{}: its page says too little", rule.id);
    }
}

#[test]
fn no_two_rules_share_an_id() {
    let mut seen = BTreeSet::new();
    for id in rules().map(|rule| rule.id).chain(PENDING.iter().map(|(id, _)| *id)) {
        assert!(seen.insert(id), "{id}: two rules have this id, or it is still listed as pending");
    }
}

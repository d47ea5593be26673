//! The whole table: each record, each signal, each clock.

use alloc::format;
use alloc::string::String;

use super::decide;
use crate::asked::Asked;
use crate::signals::Signals;
use crate::tests::{DAY, NOW, asked};

const ANSWERS: [&str; 4] = ["", ":000000ff:y", ":000000ff:n", ":000000aa:y"];

/// Returns a letter for each service.
fn letters(asked: &Asked<'_>, record: Option<&str>, signals: Signals, now: u32) -> String {
    let (decision, _) = decide(asked, record.unwrap_or_default().as_bytes(), signals, now);
    assert!(decision.granted.intersection(decision.refused).is_empty());
    asked.services().map(|service| char::from(decision.letter(service.own))).collect()
}

fn record(given: u32, updated: u32, answers: &str) -> String {
    format!("1.id.{given}.{updated}.0badcafe.nl.b{answers}")
}

#[test]
fn the_decision_table() {
    for gpc in [false, true] {
        for storage in [false, true] {
            let rest = match (storage, gpc) {
                (false, _) => 'n',
                (true, true) => 's',
                (true, false) => 'a',
            };
            let signals = Signals { gpc, storage };
            assert_eq!(letters(&asked(), None, signals, NOW), format!("{rest}{rest}"));
            for (answer, letter) in ANSWERS.iter().zip([rest, 'g', 'r', rest]) {
                let answer = if answer.is_empty() { String::new() } else { format!(".google-analytics{answer}") };
                // Each age of a record, and whether it counts.
                for (given, updated, counts) in [
                    (NOW, NOW, true),
                    (NOW - 180 * DAY, NOW, true),
                    (NOW - 180 * DAY - 1, NOW, false),
                    (NOW + DAY, NOW + DAY, true),
                    (NOW, NOW + DAY + 1, false),
                    (0, 0, false),
                    (0, 3_999_999_999, false),
                    (3_999_999_999, 3_999_999_999, false),
                ] {
                    let letter = if counts && storage { letter } else { rest };
                    let text = record(given, updated, &answer);
                    assert_eq!(
                        letters(&asked(), Some(&text), signals, NOW),
                        format!("{letter}{rest}"),
                        "{text} {signals:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_clock_at_either_end_of_time_grants_nothing_by_overflow() {
    let text = record(NOW, NOW, ".google-analytics:000000ff:y");
    for now in [0, u32::MAX] {
        assert_eq!(letters(&asked(), Some(&text), Signals { gpc: false, storage: true }, now), "aa");
    }
}

#[test]
fn a_changed_question_is_asked_again_and_a_removed_service_is_not() {
    let policy = b"1\tffffffff\tnl\tprivacy-choice\t180\t\t\t\ngoogle-analytics\t000000ff\t\n";
    let text = record(NOW, NOW, ".google-analytics:000000ff:y.video:00000001:n");
    let signals = Signals { gpc: false, storage: true };
    assert_eq!(letters(&Asked::read(policy).unwrap(), Some(&text), signals, NOW), "g");
    let changed = record(NOW, NOW, ".google-analytics:000000fe:y.video:00000001:n");
    assert_eq!(letters(&asked(), Some(&changed), signals, NOW), "ar");
}

/// The browser decides the order of records with other paths and domains, so the order must not matter.
#[test]
fn of_two_records_of_the_same_age_a_refusal_wins() {
    let signals = Signals { gpc: false, storage: true };
    let yes = record(NOW, NOW, ".google-analytics:000000ff:y.video:00000001:y");
    let no = record(NOW, NOW, ".google-analytics:000000ff:n");
    for records in [format!("{yes} {no}"), format!("{no} {yes}")] {
        assert_eq!(letters(&asked(), Some(&records), signals, NOW), "rg", "{records}");
        let (_, counting) = decide(&asked(), records.as_bytes(), signals, NOW);
        assert_eq!(counting.unwrap().text, no.as_bytes());
    }
}

#[test]
fn of_two_records_the_newer_one_counts_whatever_the_older_one_says() {
    let signals = Signals { gpc: false, storage: true };
    let older = record(NOW - DAY, NOW - 1, ".google-analytics:000000ff:y.video:00000001:n");
    let newer = record(NOW - DAY, NOW, ".google-analytics:000000ff:n");
    let expired = record(NOW - 181 * DAY, NOW + 1, ".google-analytics:000000ff:y.video:00000001:y");
    for records in [format!("{older} {newer} {expired}"), format!("garbage {expired} {newer} {older}")] {
        assert_eq!(letters(&asked(), Some(&records), signals, NOW), "ra", "{records}");
    }
}

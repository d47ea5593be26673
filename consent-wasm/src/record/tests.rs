//! Old records go on reading, and nothing reads as more than was granted.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::{any, prop, proptest};

use super::{LENGTH_MAX, Record, push_answer, push_head};
use crate::tests::services;
use crate::text::Lines;

const GOLDEN: &str = include_str!("tests/golden.txt");

fn written(answers: &[(usize, bool)]) -> Vec<u8> {
    let mut lines = Lines::EMPTY;
    push_head(&mut lines, b"an-id", 1_780_000_000, 1_789_000_000, [b"0badcafe", b"nl", b"b"]);
    for (place, granted) in answers {
        push_answer(&mut lines, &services()[*place], *granted);
    }
    lines.finish();
    lines.finished().strip_suffix(b"\n").unwrap().to_vec()
}

#[test]
fn records_of_older_releases_still_read() {
    let lines: Vec<_> = GOLDEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for pair in lines.chunks(2) {
        let record = Record::decode(pair[0].as_bytes()).unwrap();
        let words = services().into_iter().map(|service| match record.answer(&service) {
            Some(true) => "granted",
            Some(false) => "refused",
            None => "unasked",
        });
        let words = words.collect::<Vec<_>>().join(" ");
        assert_eq!(format!("{} {} {words}", record.given, record.updated), pair[1], "{}", pair[0]);
    }
}

#[test]
fn what_is_no_record_is_none() {
    for odd in [
        "",
        "1",
        "true",
        "yes.yes.yes",
        "2.a.1.1.r.nl.b.video:00000001:y",
        "1.a.2.1.r.nl.b.video:00000001:y",
        "1.a.-1.1.r.nl.b.video:00000001:y",
        "1.a.1.99999999999.r.nl.b.video:00000001:y",
        "1.a.1.4294967296.r.nl.b.video:00000001:y",
        "1.a.01.1.r.nl.b.video:00000001:y",
        "1.a.1e3.1.r.nl.b.video:00000001:y",
        "1.video:00000001:y",
        "\u{661}.a.1.1.r.nl.b.video:00000001:y",
    ] {
        assert_eq!(Record::decode(odd.as_bytes()), None, "{odd}");
    }
    let huge = format!("1.a.1.1.r.nl.b.video:00000001:y.{}", "x".repeat(LENGTH_MAX));
    assert_eq!(Record::decode(huge.as_bytes()), None);
}

#[test]
fn an_answer_is_spelled_out_or_none() {
    let video = services()[1];
    let answer = |answers: &str| Record::decode(format!("1.a.1.1.r.nl.b.{answers}").as_bytes()).unwrap().answer(&video);
    assert_eq!(answer("video:00000001:y"), Some(true));
    assert_eq!(answer("video:00000001:n"), Some(false));
    for odd in [
        "video:00000001:Y",
        "video:00000001:yes",
        "video:00000001:",
        "video:00000001:y:y",
        "video:00000001: y",
        "video:00000001",
    ] {
        assert_eq!(answer(odd), Some(false), "{odd}");
    }
    for other in [
        "video:00000002:y",
        "Video:00000001:y",
        "vide\u{f6}:00000001:y",
        "video:1:y",
        ":00000001:y",
        "y",
        "videos:00000001:y",
    ] {
        assert_eq!(answer(other), None, "{other}");
    }
}

#[test]
fn of_two_answers_the_refusal_counts() {
    for answers in [[(1, true), (1, false)], [(1, false), (1, true)]] {
        let text = written(&answers);
        assert_eq!(Record::decode(&text).unwrap().answer(&services()[1]), Some(false));
    }
}

proptest! {
    #[test]
    fn reads_as_it_was_written(answers in prop::collection::btree_map(0..2usize, any::<bool>(), 0..2)) {
        let answers: Vec<_> = answers.into_iter().collect();
        let text = written(&answers);
        let record = Record::decode(&text).unwrap();
        assert_eq!((record.id, record.given, record.updated), (b"an-id".as_slice(), 1_780_000_000, 1_789_000_000));
        for (place, service) in services().iter().enumerate() {
            let granted = answers.iter().find(|answer| answer.0 == place).map(|answer| answer.1);
            assert_eq!(record.answer(service), granted);
        }
    }

    #[test]
    fn a_damaged_record_grants_no_more_than_it_did(
        answers in prop::collection::vec((0..2usize, any::<bool>()), 0..4),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = written(&answers);
        let granted = |place, text: &[u8]| {
            Record::decode(text).is_some_and(|record| record.answer(&services()[place]) == Some(true))
        };
        let mut damaged = text.clone();
        // One letter makes a yes of a no; no other damage does.
        damaged[at.index(text.len())] = if byte == b'y' { b'n' } else { byte };
        let cut = &text[..cut.index(text.len())];
        for place in 0..2 {
            let spelled = answers.contains(&(place, true));
            assert!(spelled || !granted(place, &damaged));
            assert!(spelled || !granted(place, cut));
        }
    }

    #[test]
    fn garbage_is_no_consent(garbage in any::<Vec<u8>>(), text in any::<String>()) {
        for text in [&garbage[..], text.as_bytes()] {
            if let Some(record) = Record::decode(text) {
                assert!(services().iter().all(|service| record.answer(service).is_none()));
            }
        }
    }
}

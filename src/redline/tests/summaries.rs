//! Summaries, and which nodes may be folded.

use std::ops::Range;

use super::fixture::text;
use crate::redline::{SectionChange, Segment, redline};

/// Asserts the summary, as one line a section, and the words inserted and deleted.
fn check(before: &str, after: &str, sections: &[&str], words: [usize; 2]) {
    let summary = redline(&text(before), &text(after)).summary();
    let found: Vec<String> = summary
        .sections
        .iter()
        .map(|section| {
            let changes: Vec<String> = section.changes.iter().map(change).collect();
            format!("{} {}: {}", section.id, section.title, changes.join(", "))
        })
        .collect();
    assert_eq!(found, sections);
    assert_eq!([summary.words_inserted, summary.words_deleted], words);
}

fn change(change: &SectionChange) -> String {
    match change {
        SectionChange::Added => "added".into(),
        SectionChange::Removed => "removed".into(),
        SectionChange::Moved => "moved".into(),
        SectionChange::Renamed { before } => format!("renamed from {before}"),
        SectionChange::Changed => "changed".into(),
    }
}

#[test]
fn lists_each_section_in_reading_order() {
    check(
        "
        Inleiding van de tekst.
        ## a: Rechten
        U mag inzage vragen.
        ### aa: Inzage
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar, tenzij de wet dat vraagt.
        ## c: Delen
        Wij delen niets.
        ",
        "
        Inleiding van deze tekst.
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan acht jaar, tenzij de wet dat vraagt.
        ## a: Uw rechten
        U mag inzage vragen.
        ### aa: Inzage
        ## d: Klagen
        Dat kan bij ons.
        ",
        &[
            " : changed",
            "b Bewaren: changed",
            "c Delen: removed",
            "a Uw rechten: moved, renamed from Rechten",
            "d Klagen: added",
        ],
        [9, 7],
    );
}

#[test]
fn is_empty_only_for_equal_texts() {
    for (after, is_empty) in [("## a: Een", true), ("## a: Een\n---", false), ("# a: Een", false)] {
        assert_eq!(redline(&text("## a: Een"), &text(after)).summary().is_empty(), is_empty);
    }
}

fn segment(nodes: Range<usize>, folded: bool) -> Segment {
    Segment { nodes, folded }
}

#[test]
fn folds_nodes_far_from_any_change() {
    let before = "## a: A\nEen.\nTwee.\nDrie.\n## b: B\nVier.\nVijf.\nZes.\nZeven hier.\nAcht.\n## c: C\nNegen.";
    let after = before.replace("Zeven hier", "Zeven daar");
    let redline = redline(&text(before), &text(&after));
    assert_eq!(
        redline.folded(1),
        [segment(0..4, true), segment(4..5, false), segment(5..7, true), segment(7..10, false), segment(10..12, true)]
    );
    assert_eq!(redline.folded(2), [segment(0..4, true), segment(4..10, false), segment(10..12, true)]);
}

//! What a redline comes down to, and what of it may be folded.

use super::fixture::text;
use crate::redline::{SectionChange, Stretch, redline};

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
fn tells_each_section_in_reading_order() {
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
fn is_empty_for_equal_texts_alone() {
    let summary = |before, after| redline(&text(before), &text(after)).summary();
    assert!(summary("## a: Een", "## a: Een").is_empty());
    assert!(!summary("## a: Een", "## a: Een\n---").is_empty());
    assert!(!summary("## a: Een", "# a: Een").is_empty());
}

#[test]
fn folds_what_is_far_from_any_change() {
    let before = "## a: A\nEen.\nTwee.\nDrie.\n## b: B\nVier.\nVijf.\nZes.\nZeven hier.\nAcht.\n## c: C\nNegen.";
    let after = before.replace("Zeven hier", "Zeven daar");
    let redline = redline(&text(before), &text(&after));
    let fold = |nodes, folded| Stretch { nodes, folded };
    assert_eq!(
        redline.folded(1),
        [fold(0..4, true), fold(4..5, false), fold(5..7, true), fold(7..10, false), fold(10..12, true)]
    );
    assert_eq!(redline.folded(2), [fold(0..4, true), fold(4..10, false), fold(10..12, true)]);
}

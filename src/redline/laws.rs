//! Laws of the redline on random documents, both unrelated ones and ones made from each other by random edits.

mod document;
mod edit;

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::redline::node::{Move, Node};
use crate::redline::redline;
use crate::text::Text;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hold_between_unrelated_texts(before in document::text(), after in document::text()) {
        check(&before, &after)?;
    }

    #[test]
    fn hold_between_a_text_and_its_edition(before in document::text(), edits in edit::edits(12)) {
        let after = edit::apply(&before, &edits);
        check(&before, &after)?;
        check(&after, &before)?;
    }

    #[test]
    fn a_text_has_no_redline_against_itself(text in document::text()) {
        check(&text, &text)?;
    }
}

fn check(before: &Text, after: &Text) -> Result<(), TestCaseError> {
    let redline = redline(before, after);
    prop_assert_eq!(&redline.before(), before);
    prop_assert_eq!(&redline.after(), after);
    prop_assert_eq!(redline.is_empty(), before == after);
    prop_assert_eq!(redline.summary().is_empty(), before == after);
    prop_assert_eq!(&super::redline(before, after), &redline);
    check_moves(redline.nodes())?;
    check_folds(redline.nodes(), &redline.folded(1))
}

/// Each move has one old and one new place, with the same nodes, and no moves inside.
fn check_moves(nodes: &[Node]) -> Result<(), TestCaseError> {
    let mut places: BTreeMap<usize, [Vec<&Move>; 2]> = BTreeMap::new();
    for node in nodes {
        match node {
            Node::MovedFrom(moved) => places.entry(moved.number).or_default()[0].push(moved),
            Node::MovedTo(moved) => places.entry(moved.number).or_default()[1].push(moved),
            _ => {}
        }
    }
    for (at, (number, [from, to])) in places.iter().enumerate() {
        prop_assert_eq!((at, from.len(), to.len()), (*number, 1, 1));
        prop_assert_eq!(&from[0], &to[0]);
        prop_assert!(!from[0].nodes.iter().any(|node| matches!(node, Node::MovedFrom(_) | Node::MovedTo(_))));
    }
    Ok(())
}

/// The stretches are all nodes in order, and no change is folded.
fn check_folds(nodes: &[Node], stretches: &[super::Stretch]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for stretch in stretches {
        prop_assert_eq!(stretch.nodes.start, end);
        prop_assert!(stretch.nodes.end > end);
        end = stretch.nodes.end;
        prop_assert!(!stretch.folded || nodes[stretch.nodes.clone()].iter().all(Node::is_same));
    }
    prop_assert_eq!(end, nodes.len());
    Ok(())
}

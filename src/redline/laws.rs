//! Properties of redlines between random documents: unrelated ones, and ones that differ by random edits.

pub(crate) mod document;
pub(crate) mod edit;

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::redline::node::{Move, Node};
use crate::redline::redline;
use crate::text::Text;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn properties_hold_between_unrelated_texts(before in document::text(), after in document::text()) {
        check(&before, &after)?;
    }

    #[test]
    fn properties_hold_between_a_text_and_its_edits(before in document::text(), edits in edit::edits(12)) {
        let after = edit::apply(&before, &edits);
        check(&before, &after)?;
        check(&after, &before)?;
    }

    #[test]
    fn the_redline_of_a_text_against_itself_is_empty(text in document::text()) {
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

/// Checks that each move has one old and one new place with the same nodes, and contains no moves.
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

/// Checks that the segments cover all nodes in order, and that no change is folded.
fn check_folds(nodes: &[Node], segments: &[super::Segment]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for segment in segments {
        prop_assert_eq!(segment.nodes.start, end);
        prop_assert!(segment.nodes.end > end);
        end = segment.nodes.end;
        prop_assert!(!segment.folded || nodes[segment.nodes.clone()].iter().all(Node::is_same));
    }
    prop_assert_eq!(end, nodes.len());
    Ok(())
}

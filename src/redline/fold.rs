//! Which nodes of a redline may be folded away, because nothing changed there.

use std::ops::Range;

use crate::redline::node::Node;
use crate::text::Block;

/// Neighbouring nodes that are all shown or all folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Positions in [`Redline::nodes`](crate::redline::Redline::nodes).
    pub nodes: Range<usize>,
    pub folded: bool,
}

/// Fewer unchanged nodes than this are shown rather than folded.
const FOLD_MIN: usize = 2;

/// Divides nodes into segments. Around each change, `context` nodes of its section are shown, and its heading.
pub(crate) fn fold(nodes: &[Node], context: usize) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let shown = shown(nodes, context);
    let mut start = 0;
    for same in shown.chunk_by(|a, b| a == b) {
        let nodes = start..start + same.len();
        start = nodes.end;
        let folded = !same[0] && same.len() >= FOLD_MIN;
        match segments.last_mut() {
            Some(last) if last.folded == folded => last.nodes.end = nodes.end,
            _ => segments.push(Segment { nodes, folded }),
        }
    }
    segments
}

fn shown(nodes: &[Node], context: usize) -> Vec<bool> {
    let mut shown = vec![false; nodes.len()];
    let mut start = 0;
    for section in nodes.chunk_by(|_, next| !is_heading(next)) {
        let end = start + section.len();
        for at in (start..end).filter(|at| !nodes[*at].is_same()) {
            shown[start] |= is_heading(&nodes[start]);
            let from = at.saturating_sub(context).max(start);
            let to = at.saturating_add(context).min(end - 1);
            shown[from..=to].fill(true);
        }
        start = end;
    }
    shown
}

fn is_heading(node: &Node) -> bool {
    matches!(node, Node::Same(Block::Heading { .. }) | Node::Inserted(Block::Heading { .. }) | Node::Heading { .. })
}

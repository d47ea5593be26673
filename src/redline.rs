//! Redlines: one text with what was inserted and deleted since another.
//!
//! Two composed texts go in, a sequence of nodes comes out, of which both texts can be taken again exactly. It
//! knows nothing of versions, HTML or terminals: [`node`] is the border to whoever writes a redline out.
//!
//! Sections are paired first ([`sections`]), then blocks ([`blocks`]) and blocks that moved ([`moves`]), then items,
//! rows and terms, and words last ([`words`]). Time and memory grow about linearly with the texts; the limits
//! that see to it stand in [`equal`], [`align`] and [`blocks`]. Nothing recurses deeper than the blocks of a text nest, which
//! the parser bounds.

mod align;
mod blocks;
mod definitions;
mod equal;
mod fold;
mod hash;
mod increasing;
mod islands;
mod list;
mod moves;
pub mod node;
mod profile;
mod project;
mod sections;
mod summary;
mod table;
mod tokens;
mod words;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use fold::Stretch;
pub use summary::{SectionChange, SectionSummary, Summary};

use blocks::Entry;
use node::{Move, Node};
use project::Side;
use sections::{Part, Plan, Region, Section};

use crate::text::{Block, Text};

/// What became of one text in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redline {
    nodes: Vec<Node>,
}

/// Compares two texts.
pub fn redline(before: &Text, after: &Text) -> Redline {
    if before == after {
        return Redline { nodes: after.blocks.iter().cloned().map(Node::Same).collect() };
    }
    let plan = sections::plan(before, after);
    let inside = |regions: &Vec<Region>| write(&plan, regions, &stretches(&plan, regions), &[]);
    let moved: Vec<Vec<Node>> = plan.moves.iter().map(inside).collect();
    let mut stretches = stretches(&plan, &plan.regions);
    // Only here, not inside the moves: a move within a move is more than a reader can follow.
    moves::find(&mut stretches, moved.len());
    Redline { nodes: join_moves(write(&plan, &plan.regions, &stretches, &moved)) }
}

impl Redline {
    /// Returns the nodes in reading order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Returns the text before.
    pub fn before(&self) -> Text {
        project::text(&self.nodes, Side::Before)
    }

    /// Returns the text after.
    pub fn after(&self) -> Text {
        project::text(&self.nodes, Side::After)
    }

    /// Returns whether both texts are the same.
    pub fn is_empty(&self) -> bool {
        self.nodes.iter().all(Node::is_same)
    }

    /// Returns what happened to which section, and to how many words.
    pub fn summary(&self) -> Summary {
        summary::summary(&self.nodes)
    }

    /// Returns the nodes in stretches to show and stretches without change that may be folded; `context` nodes
    /// around each change, and the heading above it, are shown.
    pub fn folded(&self, context: usize) -> Vec<Stretch> {
        fold::fold(&self.nodes, context)
    }
}

/// Writes the nodes of regions, each its heading first; `moved` holds the nodes of the sections that moved.
fn write(plan: &Plan<'_>, regions: &[Region], stretches: &[moves::Stretch<'_>], moved: &[Vec<Node>]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (stretch, region) in stretches.iter().zip(regions) {
        if let Some((old, new)) = headings(plan, region) {
            nodes.extend(blocks::pair(old, new));
        }
        blocks::write(&stretch.before, &stretch.after, &stretch.equal, moved, &mut nodes);
    }
    nodes
}

/// Returns the headings that the region was made for; the opening of a text has none.
fn headings<'a>(plan: &Plan<'a>, region: &Region) -> Option<(&'a Block, &'a Block)> {
    let heading = |sections: &[Section<'a>], parts: &[Part]| match parts.first() {
        Some(Part::Section(at)) => sections[*at].heading_block(),
        Some(Part::Move(_)) | None => None,
    };
    Some((heading(&plan.before, &region.before)?, heading(&plan.after, &region.after)?))
}

fn stretches<'a>(plan: &Plan<'a>, regions: &[Region]) -> Vec<moves::Stretch<'a>> {
    regions.iter().map(|region| stretch(plan, region)).collect()
}

fn stretch<'a>(plan: &Plan<'a>, region: &Region) -> moves::Stretch<'a> {
    let skip = usize::from(headings(plan, region).is_some());
    let entries = |sections: &[Section<'a>], parts: &[Part]| {
        let mut entries = Vec::new();
        for part in parts {
            match *part {
                Part::Section(at) => entries.extend(sections[at].blocks.iter().map(Entry::Block)),
                Part::Move(number) => entries.push(Entry::Sections(number)),
            }
        }
        entries.drain(..skip);
        entries
    };
    let (before, after) = (entries(&plan.before, &region.before), entries(&plan.after, &region.after));
    let equal = blocks::equal(&before, &after);
    moves::Stretch { before, after, equal }
}

/// Makes one node of blocks that moved together.
fn join_moves(nodes: Vec<Node>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (joined.last_mut(), node) {
            (Some(Node::MovedFrom(Move { number, nodes })), Node::MovedFrom(next)) if *number == next.number => {
                nodes.extend(next.nodes);
            }
            (Some(Node::MovedTo(Move { number, nodes })), Node::MovedTo(next)) if *number == next.number => {
                nodes.extend(next.nodes);
            }
            (_, node) => joined.push(node),
        }
    }
    joined
}

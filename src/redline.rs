//! Redlines: one text with the insertions and deletions since another.
//!
//! Takes two composed texts and returns a sequence of nodes, from which both texts can be recovered exactly. Knows
//! nothing about versions, HTML or terminals: the writers take the types of [`node`].
//!
//! Sections are paired first ([`sections`]), then blocks ([`blocks`]) and blocks that moved ([`moves`]), then items,
//! rows and terms, and words last ([`words`]). Time and memory grow about linearly with the texts; the limits
//! for that are in [`equal`], [`align`] and [`blocks`]. Nothing recurses deeper than the blocks of a text nest, which
//! the parser bounds.

mod align;
mod blocks;
mod definitions;
mod equal;
mod expand;
mod fold;
mod hash;
mod hunks;
mod increasing;
mod list;
mod moves;
pub mod node;
mod numbers;
mod path;
mod profile;
mod project;
mod regroup;
mod restyle;
mod sections;
mod sentences;
mod sequence;
mod summary;
mod table;
mod tokens;
mod words;

#[cfg(test)]
pub(crate) mod laws;
#[cfg(test)]
pub(crate) mod tests;

pub use fold::Segment;
pub use path::{Container, Path};
pub(crate) use project::Side;
pub use restyle::{Emphasis, Restyle};
pub use summary::{SectionChange, SectionSummary, Summary};
pub(crate) use words::marked;

use blocks::BlockEntry;
use node::{Move, Node};
use sections::{Region, RegionPart, Section, SectionAlignment};

use crate::text::{Block, Text};

/// The changes from one text to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redline {
    nodes: Vec<Node>,
}

/// Compares two texts.
pub fn redline(before: &Text, after: &Text) -> Redline {
    if before == after {
        return Redline { nodes: after.blocks.iter().cloned().map(Node::Same).collect() };
    }
    let plan = sections::align(before, after);
    let mut moved: Vec<Vec<Node>> = Vec::with_capacity(plan.moves.len());
    for regions in &plan.moves {
        moved.push(write(&plan, regions, &alignments(&plan, regions), &[]));
    }
    let mut alignments = alignments(&plan, &plan.regions);
    // Not inside the moves, because readers cannot follow a move within a move.
    moves::find(&mut alignments, moved.len());
    Redline { nodes: join_moves(write(&plan, &plan.regions, &alignments, &moved)) }
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

    /// Returns which sections changed and how, and how many words.
    pub fn summary(&self) -> Summary {
        summary::summary(&self.nodes)
    }

    /// Divides the nodes into segments to show and unchanged segments that may be folded. `context` nodes around each
    /// change are shown, and the heading above it.
    pub fn folded(&self, context: usize) -> Vec<Segment> {
        fold::fold(&self.nodes, context)
    }
}

/// Returns the nodes of regions, in each the heading first. `moved` contains the nodes of the moved sections.
fn write(
    plan: &SectionAlignment<'_>,
    regions: &[Region],
    alignments: &[moves::Alignment<'_>],
    moved: &[Vec<Node>],
) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (alignment, region) in alignments.iter().zip(regions) {
        if let Some((old, new)) = headings(plan, region) {
            nodes.extend(blocks::pair(old, new));
        }
        blocks::write(&alignment.before, &alignment.after, &alignment.equal, moved, &mut nodes);
    }
    nodes
}

/// Returns the paired headings at the start of a region; the opening of a text has none.
fn headings<'a>(plan: &SectionAlignment<'a>, region: &Region) -> Option<(&'a Block, &'a Block)> {
    Some((heading(&plan.before, &region.before)?, heading(&plan.after, &region.after)?))
}

fn heading<'a>(sections: &[Section<'a>], parts: &[RegionPart]) -> Option<&'a Block> {
    match parts.first() {
        Some(RegionPart::Section(at)) => sections[*at].heading_block(),
        Some(RegionPart::Move(_)) | None => None,
    }
}

fn alignments<'a>(plan: &SectionAlignment<'a>, regions: &[Region]) -> Vec<moves::Alignment<'a>> {
    regions.iter().map(|region| alignment(plan, region)).collect()
}

fn alignment<'a>(plan: &SectionAlignment<'a>, region: &Region) -> moves::Alignment<'a> {
    let skip = usize::from(headings(plan, region).is_some());
    let before = entries(&plan.before, &region.before, skip);
    let after = entries(&plan.after, &region.after, skip);
    let equal = blocks::equal(&before, &after);
    moves::Alignment { before, after, equal }
}

/// Returns the blocks of these parts without the first `skip`, which are compared as headings.
fn entries<'a>(sections: &[Section<'a>], parts: &[RegionPart], skip: usize) -> Vec<BlockEntry<'a>> {
    let mut entries = Vec::new();
    for part in parts {
        match *part {
            RegionPart::Section(at) => entries.extend(sections[at].blocks.iter().map(BlockEntry::Block)),
            RegionPart::Move(number) => entries.push(BlockEntry::Sections(number)),
        }
    }
    entries.drain(..skip);
    entries
}

/// Joins neighbouring blocks of the same move into one node.
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

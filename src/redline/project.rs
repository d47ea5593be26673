//! The two texts of a redline, projected from its nodes.
//!
//! Both projections are exact, whatever the quality of the redline. This module must not know how nodes are found.

use crate::redline::node::{Mark, MarkedLine, MarkedRun, Node, Piece, Row, Term};
use crate::text::{Block, Content, Definition, Style, Table, Text};

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// Returns the text on one side of these nodes.
pub(crate) fn text(nodes: &[Node], side: Side) -> Text {
    Text { blocks: blocks(nodes, side) }
}

fn blocks(nodes: &[Node], side: Side) -> Vec<Block> {
    let mut blocks = Vec::new();
    for node in nodes {
        push(node, side, &mut blocks);
    }
    blocks
}

fn push(node: &Node, side: Side, into: &mut Vec<Block>) {
    match node {
        Node::Same(block) => into.push(block.clone()),
        Node::Deleted(block) if side == Side::Before => into.push(block.clone()),
        Node::Inserted(block) if side == Side::After => into.push(block.clone()),
        Node::Deleted(_) | Node::Inserted(_) => {}
        Node::Heading { level, id, content } => {
            let (level, id) = match side {
                Side::Before => (level.before, &id.before),
                Side::After => (level.after, &id.after),
            };
            into.push(Block::Heading { level, id: id.clone(), content: line(content, side) });
        }
        Node::Paragraphs(pieces) => into.extend(paragraphs(pieces, side).into_iter().map(Block::Paragraph)),
        Node::List { start, tight, items } => {
            let (start, tight) = match side {
                Side::Before => (start.before, tight.before),
                Side::After => (start.after, tight.after),
            };
            let items = items.iter().filter(|item| item.mark.is_on(side)).map(|item| blocks(&item.nodes, side));
            into.push(Block::List { start, tight, items: items.collect() });
        }
        Node::Table { columns, rows } => {
            let is_on: Vec<bool> = columns.iter().map(|column| column.mark.is_on(side)).collect();
            let head = columns.iter().filter(|column| column.mark.is_on(side)).map(|column| line(&column.head, side));
            let rows = rows.iter().filter(|row| row.mark.is_on(side)).map(|row| cells(row, &is_on, side));
            into.push(Block::Table(Table { head: head.collect(), rows: rows.collect() }));
        }
        Node::Definitions(entries) => {
            let entries = entries.iter().filter(|entry| entry.mark.is_on(side));
            into.push(Block::Definitions(entries.map(|entry| definition(entry, side)).collect()));
        }
        Node::Regrouped(regrouped) => into.extend_from_slice(match side {
            Side::Before => &regrouped.before,
            Side::After => &regrouped.after,
        }),
        Node::Leaf(_) => unreachable!("regrouped blocks are projected as a whole"),
        Node::Quote(nodes) => into.push(Block::Quote(blocks(nodes, side))),
        Node::MovedFrom(moved) if side == Side::Before => into.extend(blocks(&moved.nodes, side)),
        Node::MovedTo(moved) if side == Side::After => into.extend(blocks(&moved.nodes, side)),
        Node::MovedFrom(_) | Node::MovedTo(_) => {}
    }
}

fn cells(row: &Row, is_on: &[bool], side: Side) -> Vec<Content> {
    row.cells.iter().zip(is_on).filter(|(_, is_on)| **is_on).map(|(cell, _)| line(cell, side)).collect()
}

fn definition(entry: &Term, side: Side) -> Definition {
    let details = entry.details.iter().filter(|detail| detail.mark.is_on(side));
    Definition { term: line(&entry.term, side), details: details.map(|detail| line(&detail.content, side)).collect() }
}

/// Returns a line as it is on one side.
pub(crate) fn line(line: &MarkedLine, side: Side) -> Content {
    let mut content = Content::new();
    for run in line.0.iter().filter(|run| run.mark.is_on(side)) {
        content.push(&run.run.text, style(run, side));
    }
    content
}

fn style(run: &MarkedRun, side: Side) -> &Style {
    match side {
        Side::Before => run.style_before(),
        Side::After => &run.run.style,
    }
}

fn paragraphs(pieces: &[Piece], side: Side) -> Vec<Content> {
    let mut paragraphs = Vec::new();
    let mut paragraph = Content::new();
    for piece in pieces {
        match piece {
            Piece::Run(marked) if marked.mark.is_on(side) => paragraph.push(&marked.run.text, style(marked, side)),
            Piece::Break(mark) if mark.is_on(side) => paragraphs.push(std::mem::take(&mut paragraph)),
            Piece::Run(_) | Piece::Break(_) => {}
        }
    }
    paragraphs.push(paragraph);
    paragraphs
}

impl Mark {
    /// Returns whether text with this mark is part of that side.
    pub(crate) fn is_on(self, side: Side) -> bool {
        match self {
            Mark::Same => true,
            Mark::Deleted => side == Side::Before,
            Mark::Inserted => side == Side::After,
        }
    }
}

//! What a redline is made of: the blocks of two texts in one sequence, each with what became of it.
//!
//! The types are plain data for whoever writes them out, as HTML or on a terminal. Every leaf carries its own
//! mark, so that a writer needs no state: what stands in an inserted row is marked inserted too. Nodes nest as
//! deep as the blocks of a text, which the parser bounds (32 levels), and one level more inside a move.

use crate::text::{Block, Run};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    Same,
    Deleted,
    Inserted,
}

/// A value in the text before and in the text after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both<T> {
    pub before: T,
    pub after: T,
}

/// One step of a redline, in reading order; what was deleted comes before what was inserted in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A block that both texts have.
    Same(Block),
    /// A block that only the text before has.
    Deleted(Block),
    /// A block that only the text after has.
    Inserted(Block),
    /// A heading with another wording, level or id.
    Heading { level: Both<u8>, id: Both<String>, content: Line },
    /// A changed paragraph, or several that were split or joined: one run of words with marked breaks.
    Paragraphs(Vec<Piece>),
    /// A changed list.
    List { start: Both<Option<u64>>, tight: Both<bool>, items: Vec<Item> },
    /// A changed table; every row has as many cells as there are columns, deleted ones included.
    Table { columns: Vec<Column>, rows: Vec<Row> },
    /// Changed definitions.
    Definitions(Vec<Entry>),
    /// A changed quote.
    Quote(Vec<Node>),
    /// The old place of blocks that stand elsewhere now.
    MovedFrom(Move),
    /// The new place of blocks that stood elsewhere.
    MovedTo(Move),
}

/// Blocks that changed place, and what changed in them on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The same at the old and the new place, and of no other move in this redline; counted from 0.
    pub number: usize,
    /// The same at the old and the new place; holds no moves itself.
    pub nodes: Vec<Node>,
}

/// A line of text with its changes, such as a heading or a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<MarkedRun>);

/// Characters of one style and one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRun {
    pub mark: Mark,
    pub run: Run,
}

/// A part of one or more paragraphs: characters, or the border between two paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Run(MarkedRun),
    Break(Mark),
}

/// An item of a changed list. The nodes of a deleted item are all deleted, of an inserted one all inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub mark: Mark,
    pub nodes: Vec<Node>,
}

/// A column of a changed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub mark: Mark,
    pub head: Line,
}

/// A row of a changed table. A deleted row has empty cells in inserted columns, and the reverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub mark: Mark,
    pub cells: Vec<Line>,
}

/// A term of changed definitions, with its details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub mark: Mark,
    pub term: Line,
    pub details: Vec<Detail>,
}

/// One detail of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub mark: Mark,
    pub content: Line,
}

impl Node {
    /// Returns whether nothing happened here.
    pub fn is_same(&self) -> bool {
        matches!(self, Node::Same(_))
    }
}

impl Line {
    /// Returns whether nothing in the line was deleted or inserted.
    pub fn is_same(&self) -> bool {
        self.0.iter().all(|marked| marked.mark == Mark::Same)
    }
}

impl<T: PartialEq> Both<T> {
    /// Returns whether the value changed.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

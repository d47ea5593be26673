//! What a redline consists of: the blocks of two texts in one sequence, each marked as the same, deleted or inserted.
//!
//! The types are plain data for the writers (HTML, terminal, Markdown). Every leaf has its own mark, so that a writer
//! needs no state: the text in an inserted row is marked as inserted too. Nodes nest as deep as the blocks of a text,
//! which the parser bounds, and one level deeper inside a move.

use crate::redline::path::{Container, Path};
use crate::text::{Block, Run, Style};

/// What happened to a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    Same,
    Deleted,
    Inserted,
}

/// A value that may differ between the text before and the text after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change<T> {
    pub before: T,
    pub after: T,
}

/// One step of a redline, in reading order. Deleted text comes before the text inserted in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A block that both texts have.
    Same(Block),
    /// A block that only the text before has.
    Deleted(Block),
    /// A block that only the text after has.
    Inserted(Block),
    /// A heading with another wording, level or id.
    Heading { level: Change<u8>, id: Change<String>, content: MarkedLine },
    /// A changed paragraph, or several that were split or joined: one sequence of words with marked breaks.
    Paragraphs(Vec<Piece>),
    /// A changed list.
    List { start: Change<Option<u64>>, tight: Change<bool>, items: Vec<Item> },
    /// A changed table; every row has as many cells as there are columns, deleted ones included.
    Table { columns: Vec<Column>, rows: Vec<Row> },
    /// Changed definitions.
    Definitions(Vec<Term>),
    /// A changed quote.
    Quote(Vec<Node>),
    /// Blocks of which the lines are the same but not what contains them.
    Regrouped(Regrouped),
    /// A paragraph of regrouped blocks, which occurs only there.
    Leaf(Leaf),
    /// The old place of blocks that moved.
    MovedFrom(Move),
    /// The new place of blocks that moved.
    MovedTo(Move),
}

/// Blocks that contain the same lines in other containers. Both texts have them as they are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrouped {
    pub before: Vec<Block>,
    pub after: Vec<Block>,
    /// The lines of both texts in the containers of the text after.
    pub nodes: Vec<Node>,
}

/// A line of regrouped blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    pub mark: Mark,
    pub content: MarkedLine,
    /// Where the line is among the blocks before, unless it is inserted.
    pub former: Option<Path>,
    /// What contained the line before, if that is another container; only on the first of several such lines.
    pub note: Option<Container>,
}

/// Blocks that moved, with the changes in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The same at the old and the new place, and unique in this redline; counted from 0.
    pub number: usize,
    /// The same at the old and the new place; contains no moves.
    pub nodes: Vec<Node>,
}

/// A line of text with its changes, such as a heading or a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedLine(pub Vec<MarkedRun>);

/// Characters of one style and one mark. Words are compared without their styles: if both texts have the words but in
/// different styles, the run has the style after, and the style before is `former_style`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRun {
    pub mark: Mark,
    pub run: Run,
    /// The style before, only of a run that is in both texts and whose style changed.
    pub former_style: Option<Style>,
}

/// A part of one or more paragraphs: characters, or the break between two paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Run(MarkedRun),
    Break(Mark),
}

/// An item of a changed list. All nodes of a deleted item are deleted, and all nodes of an inserted item are inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub mark: Mark,
    /// Its number in each text; `None` in a text that does not have the item or does not number the list.
    pub number: Change<Option<u64>>,
    pub nodes: Vec<Node>,
}

/// A column of a changed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub mark: Mark,
    pub head: MarkedLine,
}

/// A row of a changed table. A deleted row has empty cells in inserted columns, an inserted row in deleted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub mark: Mark,
    pub cells: Vec<MarkedLine>,
}

/// A term of changed definitions, with its details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub mark: Mark,
    pub term: MarkedLine,
    pub details: Vec<Detail>,
}

/// One detail of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub mark: Mark,
    pub content: MarkedLine,
}

impl Node {
    /// Returns whether nothing changed here.
    pub fn is_same(&self) -> bool {
        matches!(self, Node::Same(_))
    }
}

impl MarkedRun {
    /// Returns a run with the same style in every text that has it.
    pub(crate) fn new(mark: Mark, run: Run) -> MarkedRun {
        MarkedRun { mark, run, former_style: None }
    }

    /// Returns whether neither the words nor their style changed.
    pub fn is_same(&self) -> bool {
        self.mark == Mark::Same && self.former_style.is_none()
    }

    /// Returns the style in the text before, if the run is there.
    pub fn style_before(&self) -> &Style {
        self.former_style.as_ref().unwrap_or(&self.run.style)
    }
}

impl MarkedLine {
    /// Returns whether nothing in the line changed.
    pub fn is_same(&self) -> bool {
        self.0.iter().all(MarkedRun::is_same)
    }
}

impl<T: PartialEq> Change<T> {
    /// Returns whether the value changed.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

//! A whole block as a node in which every leaf has the same mark, so that a writer handles each kind of block once.

use crate::redline::definitions;
use crate::redline::node::{Change, Column, Item, Mark, MarkedRun, Node, Piece, Row};
use crate::redline::{numbers, words};
use crate::text::{Block, Content, Table};

fn expand(block: &Block, mark: Mark) -> Node {
    match block {
        Block::Heading { level, id, content } => Node::Heading {
            level: Change::none(*level),
            id: Change::none(id.clone()),
            content: words::marked(content, mark),
        },
        Block::Paragraph(content) => Node::Paragraphs(pieces(content, mark)),
        Block::List { start, tight, items } => Node::List {
            start: Change::none(*start),
            tight: Change::none(*tight),
            items: expand_items(*start, items, mark),
        },
        Block::Table(table) => expand_table(table, mark),
        Block::Definitions(definitions) => {
            Node::Definitions(definitions.iter().map(|it| definitions::marked_term(it, mark)).collect())
        }
        Block::Quote(blocks) => Node::Quote(expand_all(blocks, mark)),
        Block::Rule => mark.whole(Block::Rule),
    }
}

fn expand_all(blocks: &[Block], mark: Mark) -> Vec<Node> {
    blocks.iter().map(|block| expand(block, mark)).collect()
}

fn expand_items(start: Option<u64>, items: &[Vec<Block>], mark: Mark) -> Vec<Item> {
    let items = items.iter().map(|item| Item { mark, number: Change::default(), nodes: expand_all(item, mark) });
    numbers::number(&Change::none(start), items.collect())
}

fn pieces(content: &Content, mark: Mark) -> Vec<Piece> {
    content.runs().iter().map(|run| Piece::Run(MarkedRun::new(mark, run.clone()))).collect()
}

fn expand_table(table: &Table, mark: Mark) -> Node {
    let columns = table.head.iter().map(|head| Column { mark, head: words::marked(head, mark) });
    let rows = table.rows.iter().map(|row| Row { mark, cells: row.iter().map(|it| words::marked(it, mark)).collect() });
    Node::Table { columns: columns.collect(), rows: rows.collect() }
}

impl Mark {
    /// Returns the node of a block in which every leaf has this mark. A rule has no leaves and stays whole.
    pub(crate) fn expand(self, block: &Block) -> Node {
        expand(block, self)
    }

    /// Returns the node of a whole block with this mark.
    pub(crate) fn whole(self, block: Block) -> Node {
        match self {
            Mark::Same => Node::Same(block),
            Mark::Deleted => Node::Deleted(block),
            Mark::Inserted => Node::Inserted(block),
        }
    }
}

impl<T: Clone> Change<T> {
    /// Returns a value that is the same in both texts.
    pub(crate) fn none(value: T) -> Change<T> {
        Change { before: value.clone(), after: value }
    }
}

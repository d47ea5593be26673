//! The lines of both texts in the containers of the text after. A deleted line is next to its old neighbours.

use std::collections::VecDeque;

use crate::redline::align::Edit;
use crate::redline::node::{Change, Item, Leaf, Mark, Node};
use crate::redline::path::{Container, Path};
use crate::redline::words;
use crate::text::{Block, Content};

/// A paragraph and where it is.
pub(super) struct Line<'a> {
    pub(super) path: Path,
    pub(super) content: &'a Content,
}

/// What happens to the lines, in the order of the text after.
pub(super) struct Display<'a> {
    old: &'a [Line<'a>],
    new: &'a [Line<'a>],
    /// For each new line, its version in the text before.
    partners: Vec<Option<usize>>,
    /// For each new line, and for the end, the deleted lines before it.
    deleted: Vec<VecDeque<usize>>,
    /// The next line.
    at: usize,
    /// The former and the present container of the last line, so that a note is given once for a run of lines.
    last: Option<(Container, Container)>,
}

impl<'a> Display<'a> {
    pub(super) fn new(old: &'a [Line<'a>], new: &'a [Line<'a>], edits: &[Edit]) -> Display<'a> {
        let mut partners = Vec::with_capacity(new.len());
        let mut deleted = vec![VecDeque::new(); new.len() + 1];
        for edit in edits {
            match *edit {
                Edit::Pair(i, _) => partners.push(Some(i)),
                Edit::Inserted(_) => partners.push(None),
                Edit::Deleted(i) => deleted[partners.len()].push_back(i),
            }
        }
        Display { old, new, partners, deleted, at: 0, last: None }
    }

    /// Returns the nodes of all blocks.
    pub(super) fn nodes(mut self, blocks: &[&Block]) -> Vec<Node> {
        let mut nodes = self.blocks(blocks.iter().copied());
        while let Some(i) = self.deleted[self.at].pop_front() {
            nodes.push(self.deleted_leaf(i));
        }
        nodes
    }

    fn blocks<'b>(&mut self, blocks: impl Iterator<Item = &'b Block>) -> Vec<Node> {
        let mut nodes = Vec::new();
        for block in blocks {
            let is_list = matches!(block, Block::List { .. });
            while let Some(i) = self.next_deleted(|container| !(is_list && is_item(container))) {
                nodes.push(self.deleted_leaf(i));
            }
            match block {
                Block::Paragraph(_) => nodes.push(self.leaf()),
                Block::Quote(inner) => nodes.push(Node::Quote(self.blocks(inner.iter()))),
                Block::List { start, tight, items } => nodes.push(Node::List {
                    start: Change::none(*start),
                    tight: Change::none(*tight),
                    items: self.items(*start, items),
                }),
                Block::Heading { .. } | Block::Table(_) | Block::Definitions(_) | Block::Rule => {
                    unreachable!("blocks without lines are not regrouped")
                }
            }
        }
        nodes
    }

    fn items(&mut self, start: Option<u64>, items: &[Vec<Block>]) -> Vec<Item> {
        let mut found = Vec::new();
        for (at, blocks) in items.iter().enumerate() {
            self.deleted_items(|_| true, &mut found);
            let after = start.map(|start| start.saturating_add(at as u64));
            let former = self.partners[self.at].and_then(|i| self.old[i].path.number());
            let number = Change { before: former.or(after), after };
            let nodes = self.blocks(blocks.iter());
            let is_new = nodes.iter().all(|node| matches!(node, Node::Leaf(leaf) if leaf.mark == Mark::Inserted));
            found.push(Item { mark: if is_new { Mark::Inserted } else { Mark::Same }, number, nodes });
        }
        self.deleted_items(is_item, &mut found);
        found
    }

    /// Appends deleted lines as items of the list, as long as they fit there.
    fn deleted_items(&mut self, fits: impl Fn(Container) -> bool, items: &mut Vec<Item>) {
        while let Some(i) = self.next_deleted(&fits) {
            let number = Change { before: self.old[i].path.number(), after: None };
            items.push(Item { mark: Mark::Deleted, number, nodes: vec![self.deleted_leaf(i)] });
        }
    }

    /// Returns the next deleted line before the present line, if its former container fits.
    fn next_deleted(&mut self, fits: impl Fn(Container) -> bool) -> Option<usize> {
        let queue = &mut self.deleted[self.at];
        let fits = queue.front().is_some_and(|i| fits(self.old[*i].path.container()));
        if fits { queue.pop_front() } else { None }
    }

    fn leaf(&mut self) -> Node {
        let line = &self.new[self.at];
        let partner = self.partners[self.at].map(|i| &self.old[i]);
        self.at += 1;
        let Some(former) = partner else {
            self.last = None;
            let content = words::marked(line.content, Mark::Inserted);
            return Node::Leaf(Leaf { mark: Mark::Inserted, content, former: None, note: None });
        };
        let containers = (former.path.container(), line.path.container());
        let is_noted = containers.0 != containers.1 && self.last != Some(containers);
        self.last = Some(containers);
        Node::Leaf(Leaf {
            mark: Mark::Same,
            content: words::line(former.content, line.content),
            former: Some(former.path.clone()),
            note: is_noted.then_some(containers.0),
        })
    }

    fn deleted_leaf(&mut self, i: usize) -> Node {
        let Line { path, content } = &self.old[i];
        let former: Option<Path> = Some(path.clone());
        Node::Leaf(Leaf { mark: Mark::Deleted, content: words::marked(content, Mark::Deleted), former, note: None })
    }
}

fn is_item(container: Container) -> bool {
    matches!(container, Container::Item { .. })
}

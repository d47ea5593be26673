//! The summary of a redline: which sections changed and how, and how many words.

use crate::redline::node::{Mark, MarkedLine, MarkedRun, Move, Node, Piece};
use crate::redline::profile;
use crate::redline::project::{self, Side};
use crate::redline::restyle;
use crate::redline::tokens;
use crate::text::{Block, Content};

/// What happened to the sections of a text, in the reading order of the redline. Only equal texts have an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Only the sections that changed.
    pub sections: Vec<SectionSummary>,
    pub words_inserted: usize,
    pub words_deleted: usize,
    /// Links on words in both texts with another target or title, and words that became links or stopped being one.
    pub links_changed: usize,
    /// Words in both texts whose emphasis changed, such as bold.
    pub emphases_changed: usize,
}

/// What happened to one section. Subsections are sections of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionSummary {
    /// The id of its heading; empty for the text before the first heading.
    pub id: String,
    /// The heading without styles, from the text after if it is there.
    pub title: String,
    /// At least one, and each kind at most once.
    pub changes: Vec<SectionChange>,
}

/// What can happen to a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionChange {
    Added,
    Removed,
    /// It is elsewhere. Subsections that moved with it are not reported.
    Moved,
    /// Its heading was reworded; `before` is the old one.
    Renamed {
        before: String,
    },
    /// Something else changed: its blocks, or the level or the id of its heading.
    Changed,
}

impl Summary {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Summary::default()
    }
}

/// Returns the summary of a redline.
pub(crate) fn summary(nodes: &[Node]) -> Summary {
    let opening = SectionSummary { id: String::new(), title: String::new(), changes: Vec::new() };
    let mut builder =
        SummaryBuilder { summary: Summary { sections: vec![opening], ..Summary::default() }, before: 0, after: 0 };
    for node in nodes {
        builder.visit(node, None);
    }
    builder.summary.sections.retain(|section| !section.changes.is_empty());
    for node in nodes {
        count(node, &mut builder.summary);
    }
    builder.summary
}

/// Returns how many words these nodes insert and delete.
pub(crate) fn count_words(nodes: &[Node]) -> (usize, usize) {
    let mut summary = Summary::default();
    nodes.iter().for_each(|node| count(node, &mut summary));
    (summary.words_inserted, summary.words_deleted)
}

struct SummaryBuilder {
    summary: Summary,
    /// The current section in the text before and in the text after.
    before: usize,
    after: usize,
}

impl SummaryBuilder {
    /// Adds a node. `moved` is the level of the moved section that contains the node, if there is one.
    fn visit(&mut self, node: &Node, moved: Option<u8>) {
        match node {
            Node::Same(Block::Heading { level, id, content }) => {
                self.enter(id, content, moved_at(*level, moved));
                self.before = self.after;
            }
            Node::Heading { level, id, content } => {
                let mut changes = moved_at(level.after, moved);
                let before = project::line(content, Side::Before).plain();
                let is_renamed = before != project::line(content, Side::After).plain();
                if is_renamed {
                    changes.push(SectionChange::Renamed { before });
                }
                if level.is_changed() || id.is_changed() || !(is_renamed || content.is_same()) {
                    changes.push(SectionChange::Changed);
                }
                self.enter(&id.after, &project::line(content, Side::After), changes);
                self.before = self.after;
            }
            Node::Deleted(Block::Heading { id, content, .. }) => {
                let after = self.after;
                self.enter(id, content, vec![SectionChange::Removed]);
                (self.before, self.after) = (self.after, after);
            }
            Node::Inserted(Block::Heading { id, content, .. }) => self.enter(id, content, vec![SectionChange::Added]),
            Node::Same(_) => {}
            Node::Deleted(_) => self.change(self.before),
            Node::Inserted(_)
            | Node::Paragraphs(_)
            | Node::List { .. }
            | Node::Table { .. }
            | Node::Definitions(_)
            | Node::Quote(_)
            | Node::Regrouped(_)
            | Node::Leaf(_) => self.change(self.after),
            // Moved sections are reported at their new place.
            Node::MovedFrom(moved) if level(moved).is_none() => self.change(self.before),
            Node::MovedFrom(_) => {}
            Node::MovedTo(moved) => match level(moved) {
                None => self.change(self.after),
                Some(level) => {
                    let place = (self.before, self.after);
                    moved.nodes.iter().for_each(|node| self.visit(node, Some(level)));
                    (self.before, self.after) = place;
                }
            },
        }
    }

    fn enter(&mut self, id: &str, title: &Content, changes: Vec<SectionChange>) {
        self.after = self.summary.sections.len();
        self.summary.sections.push(SectionSummary { id: id.to_owned(), title: title.plain(), changes });
    }

    fn change(&mut self, section: usize) {
        let changes = &mut self.summary.sections[section].changes;
        let stronger = [SectionChange::Added, SectionChange::Removed, SectionChange::Changed];
        if !changes.iter().any(|change| stronger.contains(change)) {
            changes.push(SectionChange::Changed);
        }
    }
}

fn moved_at(level: u8, moved: Option<u8>) -> Vec<SectionChange> {
    match moved {
        Some(highest) if level <= highest => vec![SectionChange::Moved],
        Some(_) | None => Vec::new(),
    }
}

/// Returns the level of the first heading of a move, if sections moved.
fn level(moved: &Move) -> Option<u8> {
    match moved.nodes.first() {
        Some(Node::Same(Block::Heading { level, .. })) => Some(*level),
        Some(Node::Heading { level, .. }) => Some(level.after),
        _ => None,
    }
}

fn count(node: &Node, summary: &mut Summary) {
    match node {
        Node::Same(_) => {}
        Node::Deleted(block) => count_block(block, Mark::Deleted, summary),
        Node::Inserted(block) => count_block(block, Mark::Inserted, summary),
        Node::Heading { content, .. } => count_line(content, summary),
        Node::Paragraphs(pieces) => {
            for line in pieces.split(|piece| matches!(piece, Piece::Break(_))) {
                let runs = line.iter().filter_map(|piece| match piece {
                    Piece::Run(run) => Some(run),
                    Piece::Break(_) => None,
                });
                count_runs(runs, summary);
            }
        }
        Node::List { items, .. } => items.iter().flat_map(|item| &item.nodes).for_each(|node| count(node, summary)),
        Node::Table { columns, rows } => {
            columns.iter().for_each(|column| count_line(&column.head, summary));
            rows.iter().flat_map(|row| &row.cells).for_each(|cell| count_line(cell, summary));
        }
        Node::Definitions(entries) => {
            for entry in entries {
                count_line(&entry.term, summary);
                entry.details.iter().for_each(|detail| count_line(&detail.content, summary));
            }
        }
        Node::Quote(nodes) => nodes.iter().for_each(|node| count(node, summary)),
        Node::Regrouped(regrouped) => regrouped.nodes.iter().for_each(|node| count(node, summary)),
        Node::Leaf(leaf) => count_line(&leaf.content, summary),
        // Changes within a move are counted once.
        Node::MovedFrom(_) => {}
        Node::MovedTo(moved) => moved.nodes.iter().for_each(|node| count(node, summary)),
    }
}

fn count_block(block: &Block, mark: Mark, summary: &mut Summary) {
    profile::each_line(block, &mut |line| {
        line.runs().iter().for_each(|run| count_text(&run.text, mark, summary));
    });
}

fn count_line(line: &MarkedLine, summary: &mut Summary) {
    count_runs(line.0.iter(), summary);
}

fn count_runs<'a>(runs: impl Iterator<Item = &'a MarkedRun> + Clone, summary: &mut Summary) {
    runs.clone().for_each(|run| count_text(&run.run.text, run.mark, summary));
    let (links, emphases) = restyle::count(runs);
    summary.links_changed += links;
    summary.emphases_changed += emphases;
}

fn count_text(text: &str, mark: Mark, summary: &mut Summary) {
    match mark {
        Mark::Same => {}
        Mark::Deleted => summary.words_deleted += tokens::words(text).count(),
        Mark::Inserted => summary.words_inserted += tokens::words(text).count(),
    }
}

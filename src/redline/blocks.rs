//! Blocks that follow each other, compared with the blocks in their place in the other text.
//!
//! Equal blocks are paired first, then blocks of the same kind that are alike. A paragraph next to which stand
//! the rest of its words, in paragraphs that have no partner, was split there, or joined.

use std::ops::Range;

use imara_diff::Token;

use crate::redline::align;
use crate::redline::definitions;
use crate::redline::equal::{self, Pair};
use crate::redline::hash::FastMap;
use crate::redline::list;
use crate::redline::node::{Both, Mark, Move, Node};
use crate::redline::profile::Profile;
use crate::redline::table;
use crate::redline::words;
use crate::text::{Block, Content};

/// Into more paragraphs than these none is seen to be split.
const SPLIT_MAX: usize = 32;

/// What stands at one place in a sequence of blocks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry<'a> {
    Block(&'a Block),
    /// A block that stands elsewhere in the other text, unchanged.
    Moved {
        number: usize,
        block: &'a Block,
    },
    /// Sections that stand elsewhere in the other text; the place in the list of such moves.
    Sections(usize),
}

/// Compares blocks inside an item or a quote. Recursion ends with the nesting of the text, 32 levels at most.
pub(crate) fn compare(before: &[Block], after: &[Block]) -> Vec<Node> {
    let before: Vec<Entry<'_>> = before.iter().map(Entry::Block).collect();
    let after: Vec<Entry<'_>> = after.iter().map(Entry::Block).collect();
    let mut nodes = Vec::new();
    let equal = equal(&before, &after);
    write(&before, &after, &equal, &[], &mut nodes);
    nodes
}

/// Pairs entries that are equal.
pub(crate) fn equal<'a>(before: &[Entry<'a>], after: &[Entry<'a>]) -> Vec<Pair> {
    let mut numbers: FastMap<&'a Block, u32> = FastMap::default();
    let mut distinct = 0;
    let [before, after] = [before, after].map(|entries| {
        let tokens = entries.iter().map(|entry| {
            let number = match entry {
                Entry::Block(block) => *numbers.entry(block).or_insert(distinct),
                Entry::Moved { .. } | Entry::Sections(_) => distinct,
            };
            distinct = distinct.max(number + 1);
            Token(number)
        });
        tokens.collect::<Vec<Token>>()
    });
    equal::pairs(&before, &after, distinct as usize, |_| false)
}

/// Writes the nodes of two sequences of which the equal entries are paired; `moves` holds the moved sections.
pub(crate) fn write(
    before: &[Entry<'_>],
    after: &[Entry<'_>],
    equal: &[Pair],
    moves: &[Vec<Node>],
    nodes: &mut Vec<Node>,
) {
    let profile = |entry: &Entry<'_>| match entry {
        Entry::Block(block) => Profile::block(block),
        Entry::Moved { .. } | Entry::Sections(_) => Profile::alone(),
    };
    let lengths = (before.len(), after.len());
    let pairs = align::alike(equal, lengths, |i| profile(&before[i]), |j| profile(&after[j]));
    let (mut i, mut j) = (0, 0);
    for Match { before: taken, after: by } in widen(&pairs, before, after) {
        write_lone(&before[i..taken.start], &after[j..by.start], moves, nodes);
        write_match(&before[taken.clone()], &after[by.clone()], nodes);
        (i, j) = (taken.end, by.end);
    }
    write_lone(&before[i..], &after[j..], moves, nodes);
}

/// Entries that are versions of each other; more than one on one side where a paragraph was split or joined.
struct Match {
    before: Range<usize>,
    after: Range<usize>,
}

/// Lets a pair of changed paragraphs take the neighbours without partner that hold the rest of its words.
fn widen(pairs: &[Pair], before: &[Entry<'_>], after: &[Entry<'_>]) -> Vec<Match> {
    let mut matches: Vec<Match> = Vec::with_capacity(pairs.len());
    for (at, &(i, j)) in pairs.iter().enumerate() {
        let (start_i, start_j) = matches.last().map_or((0, 0), |last| (last.before.end, last.after.end));
        let &(end_i, end_j) = pairs.get(at + 1).unwrap_or(&(before.len(), after.len()));
        let mut found = Match { before: i..i + 1, after: j..j + 1 };
        if let (Some(old), Some(new)) = (paragraph(&before[i]), paragraph(&after[j]))
            && (start_i < i || start_j < j || i + 1 < end_i || j + 1 < end_j)
            && old != new
        {
            let (old, new) = (Profile::line(old), Profile::line(new));
            found.after = grow(old.without(&new), after, start_j..end_j, j);
            if found.after.len() == 1 {
                found.before = grow(new.without(&old), before, start_i..end_i, i);
            }
        }
        matches.push(found);
    }
    matches
}

/// Widens the range around an entry by paragraphs that hold words of `rest`, within `free`.
fn grow(mut rest: Profile, entries: &[Entry<'_>], free: Range<usize>, at: usize) -> Range<usize> {
    let mut grown = at..at + 1;
    let mut takes = |entry: &Entry<'_>| {
        let Some(line) = paragraph(entry) else { return false };
        let part = Profile::line(line);
        let takes = part.is_mostly_in(&rest);
        if takes {
            rest = rest.without(&part);
        }
        takes
    };
    while grown.end < free.end && grown.len() < SPLIT_MAX && takes(&entries[grown.end]) {
        grown.end += 1;
    }
    while grown.start > free.start && grown.len() < SPLIT_MAX && takes(&entries[grown.start - 1]) {
        grown.start -= 1;
    }
    grown
}

fn paragraph<'a>(entry: &Entry<'a>) -> Option<&'a Content> {
    match entry {
        Entry::Block(Block::Paragraph(content)) => Some(content),
        Entry::Block(_) | Entry::Moved { .. } | Entry::Sections(_) => None,
    }
}

fn write_lone(before: &[Entry<'_>], after: &[Entry<'_>], moves: &[Vec<Node>], nodes: &mut Vec<Node>) {
    for entry in before {
        nodes.push(match *entry {
            Entry::Block(block) => Node::Deleted(block.clone()),
            Entry::Moved { number, block } => Node::MovedFrom(Move { number, nodes: vec![Node::Same(block.clone())] }),
            Entry::Sections(number) => Node::MovedFrom(Move { number, nodes: moves[number].clone() }),
        });
    }
    for entry in after {
        nodes.push(match *entry {
            Entry::Block(block) => Node::Inserted(block.clone()),
            Entry::Moved { number, block } => Node::MovedTo(Move { number, nodes: vec![Node::Same(block.clone())] }),
            Entry::Sections(number) => Node::MovedTo(Move { number, nodes: moves[number].clone() }),
        });
    }
}

fn write_match(before: &[Entry<'_>], after: &[Entry<'_>], nodes: &mut Vec<Node>) {
    if let ([Entry::Block(before)], [Entry::Block(after)]) = (before, after) {
        if let Some(node) = pair(before, after) {
            nodes.push(node);
            return;
        }
    } else {
        let [old, new] = [before, after].map(|entries| entries.iter().filter_map(paragraph).collect::<Vec<_>>());
        if let Some(pieces) = words::paragraphs(&old, &new) {
            nodes.push(Node::Paragraphs(pieces));
            return;
        }
    }
    write_lone(before, after, &[], nodes);
}

/// Compares two blocks; `None` if they are better shown as one deleted and one inserted.
pub(crate) fn pair(before: &Block, after: &Block) -> Option<Node> {
    if before == after {
        return Some(Node::Same(after.clone()));
    }
    match (before, after) {
        (
            Block::Heading { level: old_level, id: old_id, content: old },
            Block::Heading { level: new_level, id: new_id, content: new },
        ) => Some(Node::Heading {
            level: Both { before: *old_level, after: *new_level },
            id: Both { before: old_id.clone(), after: new_id.clone() },
            content: words::line(old, new),
        }),
        (Block::Paragraph(old), Block::Paragraph(new)) => words::paragraphs(&[old], &[new]).map(Node::Paragraphs),
        (
            Block::List { start: old_start, tight: old_tight, items: old },
            Block::List { start: new_start, tight: new_tight, items: new },
        ) => Some(Node::List {
            start: Both { before: *old_start, after: *new_start },
            tight: Both { before: *old_tight, after: *new_tight },
            items: list::items(old, new),
        }),
        (Block::Table(old), Block::Table(new)) => table::table(old, new),
        (Block::Definitions(old), Block::Definitions(new)) => Some(Node::Definitions(definitions::entries(old, new))),
        (Block::Quote(old), Block::Quote(new)) => Some(Node::Quote(compare(old, new))),
        // Rules are all equal, and blocks of two kinds are never paired.
        (
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::List { .. }
            | Block::Table(_)
            | Block::Definitions(_)
            | Block::Quote(_)
            | Block::Rule,
            _,
        ) => None,
    }
}

/// Returns nodes for blocks that all have the same mark.
pub(crate) fn marked(blocks: &[Block], mark: Mark) -> Vec<Node> {
    let node = match mark {
        Mark::Same => Node::Same,
        Mark::Deleted => Node::Deleted,
        Mark::Inserted => Node::Inserted,
    };
    blocks.iter().cloned().map(node).collect()
}

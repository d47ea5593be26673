//! A sequence of blocks compared with the blocks in the same place of the other text.
//!
//! Equal blocks are paired first, then similar blocks of the same kind. If the rest of a paragraph's words is in
//! unpaired paragraphs next to its partner, the paragraph was split there, or joined.

use std::ops::Range;

use imara_diff::Token;

use crate::redline::align;
use crate::redline::definitions;
use crate::redline::equal::{self, Pair};
use crate::redline::hash::FastMap;
use crate::redline::list;
use crate::redline::node::{Change, Mark, Move, Node};
use crate::redline::numbers;
use crate::redline::profile::Profile;
use crate::redline::regroup;
use crate::redline::table;
use crate::redline::words;
use crate::text::{Block, Content};

/// At most this many paragraphs are considered to be parts of one that was split.
const SPLIT_MAX: usize = 32;

/// One element of a sequence of blocks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BlockEntry<'a> {
    Block(&'a Block),
    /// A block that is elsewhere in the other text, unchanged.
    Moved {
        number: usize,
        block: &'a Block,
    },
    /// Sections that are elsewhere in the other text; the position in the list of such moves.
    Sections(usize),
}

/// Compares blocks inside an item or a quote. Recursion is as deep as blocks nest, which the parser bounds.
pub(crate) fn compare(before: &[Block], after: &[Block]) -> Vec<Node> {
    let before: Vec<BlockEntry<'_>> = before.iter().map(BlockEntry::Block).collect();
    let after: Vec<BlockEntry<'_>> = after.iter().map(BlockEntry::Block).collect();
    let mut nodes = Vec::new();
    let equal = equal(&before, &after);
    write(&before, &after, &equal, &[], &mut nodes);
    nodes
}

/// Returns the pairs of equal entries.
pub(crate) fn equal<'a>(before: &[BlockEntry<'a>], after: &[BlockEntry<'a>]) -> Vec<Pair> {
    let mut numbers: FastMap<&'a Block, u32> = FastMap::default();
    let mut distinct = 0;
    let [before, after] = [before, after].map(|entries| {
        let tokens = entries.iter().map(|entry| {
            let number = match entry {
                BlockEntry::Block(block) => *numbers.entry(block).or_insert(distinct),
                BlockEntry::Moved { .. } | BlockEntry::Sections(_) => distinct,
            };
            distinct = distinct.max(number + 1);
            Token(number)
        });
        tokens.collect::<Vec<Token>>()
    });
    equal::pairs(&before, &after, distinct as usize, |_| false)
}

/// Appends the nodes of two sequences, given the pairs of equal entries. `moves` contains the moved sections.
pub(crate) fn write(
    before: &[BlockEntry<'_>],
    after: &[BlockEntry<'_>],
    equal: &[Pair],
    moves: &[Vec<Node>],
    nodes: &mut Vec<Node>,
) {
    let lengths = (before.len(), after.len());
    let pairs = align::with_similar(equal, lengths, |i| before[i].profile(), |j| after[j].profile());
    let (mut i, mut j) = (0, 0);
    // Where the blocks after the last equal pair start, on both sides and among the nodes.
    let mut gap = (0, 0, nodes.len());
    for Match { before: taken, after: by } in widen(&pairs, before, after) {
        write_lone(&before[i..taken.start], &after[j..by.start], moves, nodes);
        if before[taken.start].is_equal(&after[by.start]) {
            close_gap(&before[gap.0..taken.start], &after[gap.1..by.start], gap.2, nodes);
            gap = (taken.end, by.end, nodes.len() + 1);
        }
        write_match(&before[taken.clone()], &after[by.clone()], nodes);
        (i, j) = (taken.end, by.end);
    }
    write_lone(&before[i..], &after[j..], moves, nodes);
    close_gap(&before[gap.0..], &after[gap.1..], gap.2, nodes);
}

/// Replaces the nodes from `start` on, which are those of these entries, if comparing line by line marks far fewer words.
fn close_gap(before: &[BlockEntry<'_>], after: &[BlockEntry<'_>], start: usize, nodes: &mut Vec<Node>) {
    let (Some(before), Some(after)) = (plain_blocks(before), plain_blocks(after)) else { return };
    if let Some(node) = regroup::regroup(&before, &after, &nodes[start..]) {
        nodes.truncate(start);
        nodes.push(node);
    }
}

/// Returns the blocks of entries, if none has moved.
fn plain_blocks<'a>(entries: &[BlockEntry<'a>]) -> Option<Vec<&'a Block>> {
    let mut blocks = Vec::with_capacity(entries.len());
    for entry in entries {
        match entry {
            BlockEntry::Block(block) => blocks.push(*block),
            BlockEntry::Moved { .. } | BlockEntry::Sections(_) => return None,
        }
    }
    Some(blocks)
}

/// Entries that are versions of each other: several on one side where a paragraph was split or joined.
struct Match {
    before: Range<usize>,
    after: Range<usize>,
}

/// Extends each pair of changed paragraphs with unpaired neighbours that contain the rest of its words.
fn widen(pairs: &[Pair], before: &[BlockEntry<'_>], after: &[BlockEntry<'_>]) -> Vec<Match> {
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

/// Extends the range around an entry by paragraphs that contain words of `rest`, within `free`.
fn grow(mut rest: Profile, entries: &[BlockEntry<'_>], free: Range<usize>, at: usize) -> Range<usize> {
    let mut grown = at..at + 1;
    while grown.end < free.end && grown.len() < SPLIT_MAX && take_part(&mut rest, &entries[grown.end]) {
        grown.end += 1;
    }
    while grown.start > free.start && grown.len() < SPLIT_MAX && take_part(&mut rest, &entries[grown.start - 1]) {
        grown.start -= 1;
    }
    grown
}

/// Removes the words of a paragraph from `rest` and returns true, if most of them are in it.
fn take_part(rest: &mut Profile, entry: &BlockEntry<'_>) -> bool {
    let Some(line) = paragraph(entry) else { return false };
    let part = Profile::line(line);
    let is_part = part.is_mostly_in(rest);
    if is_part {
        *rest = rest.without(&part);
    }
    is_part
}

fn paragraph<'a>(entry: &BlockEntry<'a>) -> Option<&'a Content> {
    match entry {
        BlockEntry::Block(Block::Paragraph(content)) => Some(content),
        BlockEntry::Block(_) | BlockEntry::Moved { .. } | BlockEntry::Sections(_) => None,
    }
}

fn write_lone(before: &[BlockEntry<'_>], after: &[BlockEntry<'_>], moves: &[Vec<Node>], nodes: &mut Vec<Node>) {
    for entry in before {
        nodes.push(match *entry {
            BlockEntry::Block(block) => Node::Deleted(block.clone()),
            BlockEntry::Moved { number, block } => {
                Node::MovedFrom(Move { number, nodes: vec![Node::Same(block.clone())] })
            }
            BlockEntry::Sections(number) => Node::MovedFrom(Move { number, nodes: moves[number].clone() }),
        });
    }
    for entry in after {
        nodes.push(match *entry {
            BlockEntry::Block(block) => Node::Inserted(block.clone()),
            BlockEntry::Moved { number, block } => {
                Node::MovedTo(Move { number, nodes: vec![Node::Same(block.clone())] })
            }
            BlockEntry::Sections(number) => Node::MovedTo(Move { number, nodes: moves[number].clone() }),
        });
    }
}

fn write_match(before: &[BlockEntry<'_>], after: &[BlockEntry<'_>], nodes: &mut Vec<Node>) {
    if let ([BlockEntry::Block(before)], [BlockEntry::Block(after)]) = (before, after) {
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

/// Compares two blocks. Returns `None` if one deleted and one inserted block are easier to read.
pub(crate) fn pair(before: &Block, after: &Block) -> Option<Node> {
    if before == after {
        return Some(Node::Same(after.clone()));
    }
    match (before, after) {
        (
            Block::Heading { level: old_level, id: old_id, content: old },
            Block::Heading { level: new_level, id: new_id, content: new },
        ) => Some(Node::Heading {
            level: Change { before: *old_level, after: *new_level },
            id: Change { before: old_id.clone(), after: new_id.clone() },
            content: words::line(old, new),
        }),
        (Block::Paragraph(old), Block::Paragraph(new)) => words::paragraphs(&[old], &[new]).map(Node::Paragraphs),
        (
            Block::List { start: old_start, tight: old_tight, items: old },
            Block::List { start: new_start, tight: new_tight, items: new },
        ) => {
            let start = Change { before: *old_start, after: *new_start };
            let items = numbers::number(&start, list::items(old, new));
            Some(Node::List { start, tight: Change { before: *old_tight, after: *new_tight }, items })
        }
        (Block::Table(old), Block::Table(new)) => table::table(old, new),
        (Block::Definitions(old), Block::Definitions(new)) => Some(Node::Definitions(definitions::terms(old, new))),
        (Block::Quote(old), Block::Quote(new)) => Some(Node::Quote(compare(old, new))),
        // Rules are always equal, and blocks of different kinds are never paired.
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

impl BlockEntry<'_> {
    fn is_equal(&self, other: &BlockEntry<'_>) -> bool {
        matches!((self, other), (BlockEntry::Block(before), BlockEntry::Block(after)) if before == after)
    }

    fn profile(&self) -> Profile {
        match self {
            BlockEntry::Block(block) => Profile::block(block),
            BlockEntry::Moved { .. } | BlockEntry::Sections(_) => Profile::alone(),
        }
    }
}

/// Returns nodes for blocks that all have the same mark.
pub(crate) fn marked(blocks: &[Block], mark: Mark) -> Vec<Node> {
    blocks.iter().cloned().map(|block| mark.whole(block)).collect()
}

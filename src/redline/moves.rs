//! Blocks that are elsewhere in the other text, word for word.
//!
//! A block counts as moved only if it is long enough, and only if each text has it exactly once without a partner: a
//! line such as "See above." that disappears here and appears there has not moved.

use crate::redline::blocks::BlockEntry;
use crate::redline::equal::Pair;
use crate::redline::hash::FastMap;
use crate::redline::profile;
use crate::redline::tokens;
use crate::text::Block;

/// Blocks of fewer words than this are not reported as moved.
const WORDS_MIN: usize = 5;

/// The blocks of one region of both texts, with the pairs of equal ones.
pub(crate) struct Alignment<'a> {
    pub(crate) before: Vec<BlockEntry<'a>>,
    pub(crate) after: Vec<BlockEntry<'a>>,
    pub(crate) equal: Vec<Pair>,
}

/// Where one block is unpaired: the alignment, and the position in it.
#[derive(Default)]
struct Occurrences {
    before: Vec<Pair>,
    after: Vec<Pair>,
}

/// Turns blocks without a partner into moved blocks; moves are numbered from `first`.
pub(crate) fn find(alignments: &mut [Alignment<'_>], first: usize) {
    let mut found: Vec<(Pair, Pair)> = pairs(alignments);
    found.sort_unstable();
    let mut number = first;
    for at in 0..found.len() {
        let (old, new) = found[at];
        if at > 0 && !(follows(found[at - 1].0, old) && follows(found[at - 1].1, new)) {
            number += 1;
        }
        for entry in [&mut alignments[old.0].before[old.1], &mut alignments[new.0].after[new.1]] {
            if let BlockEntry::Block(block) = *entry {
                *entry = BlockEntry::Moved { number, block };
            }
        }
    }
}

/// Returns whether a block comes right after another, so that both can have moved together.
fn follows(last: Pair, next: Pair) -> bool {
    last.0 == next.0 && last.1 + 1 == next.1
}

fn pairs(alignments: &[Alignment<'_>]) -> Vec<(Pair, Pair)> {
    let mut occurrences: FastMap<&Block, Occurrences> = FastMap::default();
    for (number, Alignment { before, after, equal }) in alignments.iter().enumerate() {
        for at in unpaired(before.len(), equal.iter().map(|pair| pair.0)) {
            if let Some(block) = movable(before[at]) {
                occurrences.entry(block).or_default().before.push((number, at));
            }
        }
        for at in unpaired(after.len(), equal.iter().map(|pair| pair.1)) {
            if let Some(block) = movable(after[at]) {
                occurrences.entry(block).or_default().after.push((number, at));
            }
        }
    }
    occurrences.values().filter_map(Occurrences::single).collect()
}

impl Occurrences {
    fn single(&self) -> Option<(Pair, Pair)> {
        match (&self.before[..], &self.after[..]) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        }
    }
}

/// Returns the positions below `length` that are not paired; `paired` increases.
fn unpaired(length: usize, paired: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut paired = paired.peekable();
    (0..length).filter(|at| paired.next_if_eq(at).is_none()).collect()
}

fn movable<'a>(entry: BlockEntry<'a>) -> Option<&'a Block> {
    let BlockEntry::Block(block) = entry else { return None };
    if matches!(block, Block::Heading { .. }) {
        return None;
    }
    let mut words = 0;
    profile::each_line(block, &mut |line| {
        for run in line.runs() {
            words += tokens::words(&run.text).take(WORDS_MIN).count();
        }
    });
    (words >= WORDS_MIN).then_some(block)
}

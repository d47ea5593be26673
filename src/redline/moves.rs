//! Blocks that stand elsewhere in the other text, word for word.
//!
//! Only what is substantial counts as moved, and only what each text has once without partner: a line such as
//! "See above." that goes here and comes there has not moved.

use crate::redline::blocks::Entry;
use crate::redline::equal::Pair;
use crate::redline::hash::FastMap;
use crate::redline::profile;
use crate::redline::tokens;
use crate::text::Block;

/// A block of fewer words is not said to have moved.
const WORDS_MIN: usize = 5;

/// A stretch of both texts of which the equal entries are paired.
pub(crate) struct Stretch<'a> {
    pub(crate) before: Vec<Entry<'a>>,
    pub(crate) after: Vec<Entry<'a>>,
    pub(crate) equal: Vec<Pair>,
}

#[derive(Default)]
struct Places {
    before: Vec<Pair>,
    after: Vec<Pair>,
}

/// Turns blocks without partner into moved blocks; moves are numbered from `first`.
pub(crate) fn find(stretches: &mut [Stretch<'_>], first: usize) {
    let mut found: Vec<(Pair, Pair)> = pairs(stretches);
    found.sort_unstable();
    let mut number = first;
    for at in 0..found.len() {
        let (old, new) = found[at];
        if at > 0 && !follows(found[at - 1], (old, new)) {
            number += 1;
        }
        for entry in [&mut stretches[old.0].before[old.1], &mut stretches[new.0].after[new.1]] {
            if let Entry::Block(block) = *entry {
                *entry = Entry::Moved { number, block };
            }
        }
    }
}

/// Whether a block stood and stands right after the one before it, so that they moved together.
fn follows(last: (Pair, Pair), next: (Pair, Pair)) -> bool {
    let after = |last: Pair, next: Pair| last.0 == next.0 && last.1 + 1 == next.1;
    after(last.0, next.0) && after(last.1, next.1)
}

fn pairs(stretches: &[Stretch<'_>]) -> Vec<(Pair, Pair)> {
    let mut places: FastMap<&Block, Places> = FastMap::default();
    for (stretch, Stretch { before, after, equal }) in stretches.iter().enumerate() {
        for at in lone(before.len(), equal.iter().map(|pair| pair.0)) {
            if let Some(block) = movable(before[at]) {
                places.entry(block).or_default().before.push((stretch, at));
            }
        }
        for at in lone(after.len(), equal.iter().map(|pair| pair.1)) {
            if let Some(block) = movable(after[at]) {
                places.entry(block).or_default().after.push((stretch, at));
            }
        }
    }
    let pair = |places: &Places| match (&places.before[..], &places.after[..]) {
        ([old], [new]) => Some((*old, *new)),
        _ => None,
    };
    places.values().filter_map(pair).collect()
}

/// Returns the places up to `length` that are not among the paired, which increase.
fn lone(length: usize, paired: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut paired = paired.peekable();
    (0..length).filter(|at| paired.next_if_eq(at).is_none()).collect()
}

fn movable<'a>(entry: Entry<'a>) -> Option<&'a Block> {
    let Entry::Block(block) = entry else { return None };
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

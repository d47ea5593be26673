//! Two sequences aligned: equal entries first, then similar entries in the gaps between them.
//!
//! In a gap of at most [`TILE`] entries on each side every pair is compared. A larger gap is first cut at entries that
//! share words which occur nowhere else in it. What remains larger is cut proportionally into tiles of that size. So
//! no entry is compared with more than `2 × TILE` others.

use std::hash::Hash;
use std::ops::Range;

use imara_diff::Token;

use crate::redline::equal::{self, Pair};
use crate::redline::hash::FastMap;
use crate::redline::increasing;
use crate::redline::node::Mark;
use crate::redline::profile::Profile;

/// Gaps up to this size are compared pair by pair.
const TILE: usize = 40;

/// One step of an edit script. A pair need not be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    Pair(usize, usize),
    Deleted(usize),
    Inserted(usize),
}

impl Edit {
    /// Returns the mark of an entry; that of a pair says nothing about its content.
    pub(crate) fn mark(self) -> Mark {
        match self {
            Edit::Pair(..) => Mark::Same,
            Edit::Deleted(_) => Mark::Deleted,
            Edit::Inserted(_) => Mark::Inserted,
        }
    }

    /// Returns the positions of a pair.
    pub(crate) fn pair(self) -> Option<Pair> {
        match self {
            Edit::Pair(i, j) => Some((i, j)),
            Edit::Deleted(_) | Edit::Inserted(_) => None,
        }
    }
}

/// Adds pairs of similar entries between the equal ones. Positions increase on both sides.
pub(crate) fn with_similar(
    equal: &[Pair],
    lengths: Pair,
    before: impl Fn(usize) -> Profile,
    after: impl Fn(usize) -> Profile,
) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(equal.len());
    let (mut i, mut j) = (0, 0);
    for &(next_i, next_j) in equal.iter().chain([&lengths]) {
        if i < next_i && j < next_j {
            let before: Vec<Profile> = (i..next_i).map(&before).collect();
            let after: Vec<Profile> = (j..next_j).map(&after).collect();
            pairs.extend(gap(&before, &after).into_iter().map(|(a, b)| (a + i, b + j)));
        }
        if (next_i, next_j) != lengths {
            pairs.push((next_i, next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    pairs
}

/// Returns the edit script between two sequences.
pub(crate) fn sequence<T: Eq + Hash>(before: &[T], after: &[T], profile: impl Fn(&T) -> Profile) -> Vec<Edit> {
    let mut numbers: FastMap<&T, u32> = FastMap::default();
    let [old, new] = [before, after].map(|entries| {
        let tokens = entries.iter().map(|entry| {
            let next = numbers.len() as u32;
            Token(*numbers.entry(entry).or_insert(next))
        });
        tokens.collect::<Vec<Token>>()
    });
    let lengths = (before.len(), after.len());
    let pairs = equal::pairs(&old, &new, numbers.len(), |_| false);
    edits(&with_similar(&pairs, lengths, |i| profile(&before[i]), |j| profile(&after[j])), lengths)
}

/// Returns the edit script with these pairs. Between pairs, deletions come first.
fn edits(pairs: &[Pair], lengths: Pair) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(lengths.0.max(lengths.1));
    let (mut i, mut j) = (0, 0);
    for &(next_i, next_j) in pairs {
        edits.extend((i..next_i).map(Edit::Deleted));
        edits.extend((j..next_j).map(Edit::Inserted));
        edits.push(Edit::Pair(next_i, next_j));
        (i, j) = (next_i + 1, next_j + 1);
    }
    edits.extend((i..lengths.0).map(Edit::Deleted));
    edits.extend((j..lengths.1).map(Edit::Inserted));
    edits
}

fn gap(before: &[Profile], after: &[Profile]) -> Vec<Pair> {
    if before.len() <= TILE && after.len() <= TILE {
        return tile(before, after, 0..before.len(), 0..after.len());
    }
    let anchors = rare_words(before, after);
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(next_i, next_j) in anchors.iter().chain([&(before.len(), after.len())]) {
        tiles(before, after, i..next_i, j..next_j, &mut pairs);
        if next_i < before.len() {
            pairs.push((next_i, next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    pairs
}

/// Pairs entries that share words which no other entry of the gap contains, as patience diff does with lines.
fn rare_words(before: &[Profile], after: &[Profile]) -> Vec<Pair> {
    #[derive(Default)]
    struct Seen {
        counts: [u32; 2],
        last: [usize; 2],
    }
    let mut seen: FastMap<u64, Seen> = FastMap::default();
    for (side, profiles) in [before, after].into_iter().enumerate() {
        for (at, profile) in profiles.iter().enumerate() {
            for word in profile.distinct_words() {
                let seen = seen.entry(word).or_default();
                seen.counts[side] += 1;
                seen.last[side] = at;
            }
        }
    }
    let mut votes: FastMap<Pair, u64> = FastMap::default();
    for seen in seen.values().filter(|seen| seen.counts == [1, 1]) {
        *votes.entry((seen.last[0], seen.last[1])).or_default() += 1;
    }
    let mut pairs: Vec<(Pair, u64)> = votes.into_iter().collect();
    pairs.retain(|((i, j), _)| before[*i].similarity(&after[*j]) > 0);
    pairs.sort_unstable();
    let weighed: Vec<(usize, u64)> = pairs.iter().map(|((_, j), votes)| (*j, *votes)).collect();
    let mut chosen: Vec<Pair> = increasing::heaviest(&weighed).into_iter().map(|at| pairs[at].0).collect();
    chosen.dedup_by_key(|(i, _)| *i);
    chosen
}

fn tiles(before: &[Profile], after: &[Profile], i: Range<usize>, j: Range<usize>, pairs: &mut Vec<Pair>) {
    let count = i.len().max(j.len()).div_ceil(TILE);
    for n in 0..count {
        pairs.extend(tile(before, after, equal::part(&i, n, count), equal::part(&j, n, count)));
    }
}

/// Returns the pairs with the greatest total similarity.
fn tile(before: &[Profile], after: &[Profile], i: Range<usize>, j: Range<usize>) -> Vec<Pair> {
    let (rows, columns) = (i.len(), j.len());
    let mut best = vec![0; (rows + 1) * (columns + 1)];
    let mut similarity = vec![0; rows * columns];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let alike = before[i.start + row].similarity(&after[j.start + column]);
            similarity[row * columns + column] = alike;
            let at = row * (columns + 1) + column;
            let skip = best[at + 1].max(best[at + columns + 1]);
            best[at] = if alike > 0 { skip.max(alike + best[at + columns + 2]) } else { skip };
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let at = row * (columns + 1) + column;
        let alike = similarity[row * columns + column];
        if alike > 0 && best[at] == alike + best[at + columns + 2] {
            pairs.push((i.start + row, j.start + column));
            (row, column) = (row + 1, column + 1);
        } else if best[at] == best[at + columns + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

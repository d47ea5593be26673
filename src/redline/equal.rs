//! The equal entries of two sequences, found by the histogram algorithm.
//!
//! Its worst case is quadratic, its recursion is as deep as there are changes, and the Myers algorithm that it falls
//! back to on repetitive text scans back to the start of its input. So it gets at most [`WINDOW`] entries per side:
//! longer sequences are cut at entries that occur once in each, or else proportionally. The cost is linear in the
//! sequences, times [`WINDOW`] in the worst case.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, SliderHeuristic, Token};

use crate::redline::increasing;

/// More entries than this are never compared at once.
const WINDOW: usize = 1500;

/// How many positions are tried for a hunk that fits at several.
const SLIDE_MAX: u32 = 100;

/// A pair of entries, one of each sequence.
pub(crate) type Pair = (usize, usize);

/// A range of each sequence; the two are compared with each other.
type Window = (Range<usize>, Range<usize>);

/// Returns pairs of equal entries, increasing on both sides. `distinct` is greater than every number.
///
/// Where a hunk fits at several positions, as in `a [b a] b`, the position after a boundary is preferred, and else
/// the last one.
pub(crate) fn pairs(
    before: &[Token],
    after: &[Token],
    distinct: usize,
    is_boundary: impl Fn(Token) -> bool,
) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(before.len().min(after.len()));
    let mut numbers = WindowInterner { of: vec![None; distinct], entries: Vec::new() };
    for (i, j) in windows(before, after, distinct) {
        let old = numbers.local(&before[i.clone()]);
        let new = numbers.local(&after[j.clone()]);
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &old, &new, numbers.entries.len() as u32);
        let heuristic = BoundaryHeuristic(|local: Token| is_boundary(numbers.entries[local.0 as usize]));
        diff.postprocess_with(&old, &new, heuristic);
        let (mut at, mut by) = (i.start, j.start);
        for hunk in diff.hunks() {
            pairs.extend((at..i.start + hunk.before.start as usize).zip(by..));
            (at, by) = (i.start + hunk.before.end as usize, j.start + hunk.after.end as usize);
        }
        pairs.extend((at..i.end).zip(by..));
        numbers.forget();
    }
    pairs
}

/// Numbers the entries of one window from 0, because the histogram allocates room for every number.
struct WindowInterner {
    of: Vec<Option<u32>>,
    entries: Vec<Token>,
}

impl WindowInterner {
    fn local(&mut self, tokens: &[Token]) -> Vec<Token> {
        tokens.iter().map(|token| self.number(*token)).collect()
    }

    fn number(&mut self, token: Token) -> Token {
        let number = *self.of[token.0 as usize].get_or_insert_with(|| {
            self.entries.push(token);
            self.entries.len() as u32 - 1
        });
        Token(number)
    }

    fn forget(&mut self) {
        for token in self.entries.drain(..) {
            self.of[token.0 as usize] = None;
        }
    }
}

struct BoundaryHeuristic<F>(F);

impl<F: Fn(Token) -> bool> SliderHeuristic for BoundaryHeuristic<F> {
    fn best_slider_end(&mut self, tokens: &[Token], hunk: Range<u32>, earliest_end: u32) -> u32 {
        let length = hunk.end - hunk.start;
        let earliest_end = earliest_end.max(hunk.end.saturating_sub(SLIDE_MAX)).max(length);
        (earliest_end..=hunk.end)
            .max_by_key(|end| match (end - length).checked_sub(1) {
                Some(last) => (self.0)(tokens[last as usize]),
                None => true,
            })
            .unwrap_or(hunk.end)
    }
}

/// Cuts two sequences into windows that cover all entries. A common prefix and suffix get windows of their own.
fn windows(before: &[Token], after: &[Token], distinct: usize) -> Vec<Window> {
    if before.len() <= WINDOW && after.len() <= WINDOW {
        return vec![(0..before.len(), 0..after.len())];
    }
    let prefix = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before[prefix..].iter().rev().zip(after[prefix..].iter().rev());
    let suffix = rest.take_while(|(a, b)| a == b).count();
    let end = (before.len() - suffix, after.len() - suffix);
    let mut windows = Vec::new();
    cut((0, 0), (prefix, prefix), &mut windows);
    let mut start = (prefix, prefix);
    let mut last = start;
    // A window ends after an anchor, so that the anchor stays with the entries before it.
    let anchors = anchors(before, after, distinct, start, end);
    for next in anchors.into_iter().map(|(i, j)| (i + 1, j + 1)).chain([end]) {
        if next.0 - start.0 > WINDOW || next.1 - start.1 > WINDOW {
            cut(start, last, &mut windows);
            start = last;
        }
        last = next;
    }
    cut(start, last, &mut windows);
    cut(end, (before.len(), after.len()), &mut windows);
    windows
}

/// Cuts a range that may be larger than a window proportionally.
fn cut(start: Pair, end: Pair, windows: &mut Vec<Window>) {
    let (rows, columns) = (start.0..end.0, start.1..end.1);
    let count = rows.len().max(columns.len()).div_ceil(WINDOW);
    windows.extend((0..count).map(|n| (part(&rows, n, count), part(&columns, n, count))));
}

/// Returns the nth of `count` parts of a range, all about equally long.
pub(crate) fn part(range: &Range<usize>, n: usize, count: usize) -> Range<usize> {
    range.start + range.len() * n / count..range.start + range.len() * (n + 1) / count
}

/// Pairs entries that occur once in each sequence: as many as are in the same order.
fn anchors(before: &[Token], after: &[Token], distinct: usize, start: Pair, end: Pair) -> Vec<Pair> {
    let mut seen = vec![(0u32, 0u32, 0usize); distinct];
    for token in &before[start.0..end.0] {
        seen[token.0 as usize].0 += 1;
    }
    for (at, token) in after[start.1..end.1].iter().enumerate() {
        let seen = &mut seen[token.0 as usize];
        (seen.1, seen.2) = (seen.1 + 1, start.1 + at);
    }
    let mut singles: Vec<Pair> = Vec::new();
    for (at, token) in before[start.0..end.0].iter().enumerate() {
        if let (1, 1, by) = seen[token.0 as usize] {
            singles.push((start.0 + at, by));
        }
    }
    let weighed: Vec<(usize, u64)> = singles.iter().map(|(_, by)| (*by, 1)).collect();
    increasing::heaviest(&weighed).into_iter().map(|at| singles[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &[u32], after: &[u32], changed: usize) {
        let [old, new] = [before, after].map(|numbers| numbers.iter().copied().map(Token).collect::<Vec<_>>());
        let distinct = before.iter().chain(after).max().map_or(0, |largest| *largest as usize + 1);
        let pairs = pairs(&old, &new, distinct, |_| false);
        assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        assert!(pairs.iter().all(|(i, j)| before[*i] == after[*j]));
        assert_eq!(before.len() + after.len() - 2 * pairs.len(), changed);
    }

    #[test]
    fn finds_equal_entries_across_windows() {
        let many: Vec<u32> = (0..20_000).collect();
        let every_hundredth: Vec<u32> = many.iter().map(|n| if n % 100 == 7 { n + 20_000 } else { *n }).collect();
        check(&many, &every_hundredth, 400);
        check(&many, &many[5_000..], 5_000);
        check(&many[9_000..12_000], &many, 17_000);
    }

    #[test]
    fn pairs_repeated_entries() {
        check(&[1; 10_000], &[1; 9_000], 1_000);
        check(&[], &[1; 5_000], 5_000);
        check(&[1, 2, 3], &[1, 3], 1);
    }
}

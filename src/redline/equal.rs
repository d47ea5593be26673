//! The equal entries of two sequences, found by the histogram algorithm.
//!
//! Its worst case is quadratic, its recursion as deep as there are changes, and the Myers algorithm to which it
//! turns on repetitive text scans back to the start of its input. So it sees at most [`WINDOW`] entries a side:
//! longer sequences are cut at entries that each has once, else in proportion. The cost is linear in the
//! sequences, times [`WINDOW`] at the very worst.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, SliderHeuristic, Token};

use crate::redline::increasing;

/// More entries than these are never compared at once.
const WINDOW: usize = 1500;

/// How many places are tried for a change that can stand at several.
const SLIDE_MAX: u32 = 100;

/// A pair of entries, one of each sequence.
pub(crate) type Pair = (usize, usize);

/// The same stretch of both sequences.
type Window = (Range<usize>, Range<usize>);

/// Returns pairs of equal entries, increasing on both sides; `distinct` is above every number.
///
/// Where a change can stand at several places, as in `a [b a] b`, one is taken that follows an entry for which
/// `borders` holds, or the last.
pub(crate) fn pairs(before: &[Token], after: &[Token], distinct: usize, borders: impl Fn(Token) -> bool) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(before.len().min(after.len()));
    let mut numbers = Numbers { of: vec![None; distinct], entries: Vec::new() };
    for (i, j) in windows(before, after, distinct) {
        let old = numbers.local(&before[i.clone()]);
        let new = numbers.local(&after[j.clone()]);
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &old, &new, numbers.entries.len() as u32);
        let borders = |local: Token| borders(numbers.entries[local.0 as usize]);
        diff.postprocess_with(&old, &new, Borders(borders));
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

/// Numbers for the entries of one window, since the histogram makes room for every number there is.
struct Numbers {
    of: Vec<Option<u32>>,
    entries: Vec<Token>,
}

impl Numbers {
    fn local(&mut self, tokens: &[Token]) -> Vec<Token> {
        let local = |token: &Token| {
            let number = *self.of[token.0 as usize].get_or_insert_with(|| {
                self.entries.push(*token);
                self.entries.len() as u32 - 1
            });
            Token(number)
        };
        tokens.iter().map(local).collect()
    }

    fn forget(&mut self) {
        for token in self.entries.drain(..) {
            self.of[token.0 as usize] = None;
        }
    }
}

struct Borders<F>(F);

impl<F: Fn(Token) -> bool> SliderHeuristic for Borders<F> {
    fn best_slider_end(&mut self, tokens: &[Token], hunk: Range<u32>, earliest_end: u32) -> u32 {
        let length = hunk.end - hunk.start;
        let earliest_end = earliest_end.max(hunk.end.saturating_sub(SLIDE_MAX)).max(length);
        let is_border = |end: &u32| match (end - length).checked_sub(1) {
            Some(last) => (self.0)(tokens[last as usize]),
            None => true,
        };
        (earliest_end..=hunk.end).max_by_key(is_border).unwrap_or(hunk.end)
    }
}

/// Cuts two sequences into windows; all entries are in one, and what both start and end with pairs off.
fn windows(before: &[Token], after: &[Token], distinct: usize) -> Vec<Window> {
    if before.len() <= WINDOW && after.len() <= WINDOW {
        return vec![(0..before.len(), 0..after.len())];
    }
    let same = |(a, b): &(&Token, &Token)| a == b;
    let prefix = before.iter().zip(after).take_while(same).count();
    let suffix = before[prefix..].iter().rev().zip(after[prefix..].iter().rev()).take_while(same).count();
    let end = (before.len() - suffix, after.len() - suffix);
    let mut windows = Vec::new();
    cut((0, 0), (prefix, prefix), &mut windows);
    let mut start = (prefix, prefix);
    let mut last = start;
    // A window ends behind an anchor, which so stays with what comes before it.
    let behind = |(i, j): Pair| (i + 1, j + 1);
    for next in anchors(before, after, distinct, start, end).into_iter().map(behind).chain([end]) {
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

/// Cuts a stretch that may be larger than a window in proportion.
fn cut(start: Pair, end: Pair, windows: &mut Vec<Window>) {
    let (rows, columns) = (end.0 - start.0, end.1 - start.1);
    let count = rows.max(columns).div_ceil(WINDOW);
    let row = |n: usize| start.0 + rows * n / count;
    let column = |n: usize| start.1 + columns * n / count;
    windows.extend((0..count).map(|n| (row(n)..row(n + 1), column(n)..column(n + 1))));
}

/// Pairs entries that stand once in each sequence, as many as follow in the same order.
fn anchors(before: &[Token], after: &[Token], distinct: usize, start: Pair, end: Pair) -> Vec<Pair> {
    let mut seen = vec![(0u32, 0u32, 0usize); distinct];
    for token in &before[start.0..end.0] {
        seen[token.0 as usize].0 += 1;
    }
    for (at, token) in after[start.1..end.1].iter().enumerate() {
        let seen = &mut seen[token.0 as usize];
        (seen.1, seen.2) = (seen.1 + 1, start.1 + at);
    }
    let single = |(at, token): (usize, &Token)| match seen[token.0 as usize] {
        (1, 1, by) => Some((start.0 + at, by)),
        _ => None,
    };
    let singles: Vec<Pair> = before[start.0..end.0].iter().enumerate().filter_map(single).collect();
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
    fn finds_what_is_equal_across_windows() {
        let many: Vec<u32> = (0..20_000).collect();
        let every_hundredth: Vec<u32> = many.iter().map(|n| if n % 100 == 7 { n + 20_000 } else { *n }).collect();
        check(&many, &every_hundredth, 400);
        check(&many, &many[5_000..], 5_000);
        check(&many[9_000..12_000], &many, 17_000);
    }

    #[test]
    fn pairs_repetitions_off() {
        check(&[1; 10_000], &[1; 9_000], 1_000);
        check(&[], &[1; 5_000], 5_000);
        check(&[1, 2, 3], &[1, 3], 1);
    }
}

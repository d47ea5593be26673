//! The heaviest increasing subsequence: the entries that stay in place when the others are reported as moved.

/// Returns the positions of entries `(value, weight)` whose values strictly increase and whose total weight is
/// greatest. Takes `n log n` steps.
pub(crate) fn heaviest(entries: &[(usize, u64)]) -> Vec<usize> {
    let Some(largest) = entries.iter().map(|(value, _)| *value).max() else { return Vec::new() };
    let mut tree = FenwickTree(vec![(0, usize::MAX); largest + 2]);
    let mut previous = vec![usize::MAX; entries.len()];
    let mut last = (0, usize::MAX);
    for (at, &(value, weight)) in entries.iter().enumerate() {
        let (total, before) = tree.below(value);
        previous[at] = before;
        let here = (total + weight, at);
        if here.0 > last.0 {
            last = here;
        }
        tree.put(value, here);
    }
    let mut chosen: Vec<usize> = std::iter::successors(Some(last.1), |at| previous.get(*at).copied())
        .take_while(|at| *at != usize::MAX)
        .collect();
    chosen.reverse();
    chosen
}

/// Over values, the heaviest sequence that ends at or below each: its weight and its last entry.
struct FenwickTree(Vec<(u64, usize)>);

impl FenwickTree {
    fn below(&self, value: usize) -> (u64, usize) {
        let mut best = (0, usize::MAX);
        let mut at = value;
        while at > 0 {
            if self.0[at].0 > best.0 {
                best = self.0[at];
            }
            at &= at - 1;
        }
        best
    }

    fn put(&mut self, value: usize, entry: (u64, usize)) {
        let mut at = value + 1;
        while at < self.0.len() {
            if entry.0 > self.0[at].0 {
                self.0[at] = entry;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::heaviest;

    #[test]
    fn prefers_weight_to_count() {
        assert_eq!(heaviest(&[(3, 10), (0, 1), (1, 1), (4, 1), (2, 1)]), [0, 3]);
        assert_eq!(heaviest(&[(3, 1), (0, 1), (1, 1), (4, 1), (2, 1)]), [1, 2, 3]);
        assert_eq!(heaviest(&[(0, 1), (0, 5)]), [1]);
        assert!(heaviest(&[]).is_empty());
    }
}

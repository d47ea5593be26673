//! The numbers of the items of a changed list, in both texts.

use crate::redline::node::{Change, Item, Mark};
use crate::redline::project::Side;

/// Returns the number of each item: `None` in a text that does not have the item or does not number the list.
pub fn numbers(start: &Change<Option<u64>>, items: &[Item]) -> Vec<Change<Option<u64>>> {
    let mut next = start.clone();
    let mut numbers = Vec::with_capacity(items.len());
    for item in items {
        numbers.push(Change {
            before: take(&mut next.before, item.mark, Side::Before),
            after: take(&mut next.after, item.mark, Side::After),
        });
    }
    numbers
}

/// Returns the next number on one side, if the item is there, and counts it.
fn take(next: &mut Option<u64>, mark: Mark, side: Side) -> Option<u64> {
    let number = next.filter(|_| mark.is_on(side));
    if number.is_some() {
        *next = number.map(|number| number.saturating_add(1));
    }
    number
}

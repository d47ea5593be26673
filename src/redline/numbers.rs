//! The numbers of the items of a changed list, in both texts.

use crate::redline::node::{Change, Item, Mark};
use crate::redline::project::Side;

/// Numbers the items: `None` in a text that does not have the item or does not number the list.
pub(crate) fn number(start: &Change<Option<u64>>, mut items: Vec<Item>) -> Vec<Item> {
    let mut next = start.clone();
    for item in &mut items {
        item.number = Change {
            before: take(&mut next.before, item.mark, Side::Before),
            after: take(&mut next.after, item.mark, Side::After),
        };
    }
    items
}

/// Returns the next number on one side, if the item is there, and counts it.
fn take(next: &mut Option<u64>, mark: Mark, side: Side) -> Option<u64> {
    let number = next.filter(|_| mark.is_on(side));
    if number.is_some() {
        *next = number.map(|number| number.saturating_add(1));
    }
    number
}

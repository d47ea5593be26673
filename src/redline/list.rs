//! Lists compared item by item, and each item block by block.

use crate::redline::align::{self, Edit};
use crate::redline::blocks;
use crate::redline::node::{Change, Item, Mark};
use crate::redline::profile::Profile;
use crate::text::Block;

/// Compares the items of two lists.
pub(crate) fn items(before: &[Vec<Block>], after: &[Vec<Block>]) -> Vec<Item> {
    let edits = align::sequence(before, after, |item| Profile::item(item));
    edits.into_iter().map(|edit| item(edit, before, after)).collect()
}

fn item(edit: Edit, before: &[Vec<Block>], after: &[Vec<Block>]) -> Item {
    match edit {
        Edit::Pair(i, j) if before[i] == after[j] => marked(&after[j], Mark::Same),
        Edit::Pair(i, j) => {
            Item { mark: Mark::Same, number: Change::default(), nodes: blocks::compare(&before[i], &after[j]) }
        }
        Edit::Deleted(i) => marked(&before[i], Mark::Deleted),
        Edit::Inserted(j) => marked(&after[j], Mark::Inserted),
    }
}

fn marked(blocks: &[Block], mark: Mark) -> Item {
    Item { mark, number: Change::default(), nodes: blocks::marked(blocks, mark) }
}

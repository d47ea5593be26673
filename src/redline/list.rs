//! Lists compared item by item, and what stands inside an item block by block.

use crate::redline::align::{self, Step};
use crate::redline::blocks;
use crate::redline::node::{Item, Mark};
use crate::redline::profile::Profile;
use crate::text::Block;

/// Compares the items of two lists.
pub(crate) fn items(before: &[Vec<Block>], after: &[Vec<Block>]) -> Vec<Item> {
    let item = |step| match step {
        Step::Pair(i, j) if before[i] == after[j] => marked(&after[j], Mark::Same),
        Step::Pair(i, j) => Item { mark: Mark::Same, nodes: blocks::compare(&before[i], &after[j]) },
        Step::Deleted(i) => marked(&before[i], Mark::Deleted),
        Step::Inserted(j) => marked(&after[j], Mark::Inserted),
    };
    align::sequence(before, after, |item| Profile::item(item)).into_iter().map(item).collect()
}

fn marked(blocks: &[Block], mark: Mark) -> Item {
    Item { mark, nodes: blocks::marked(blocks, mark) }
}

//! Hunks: the ranges of tokens that differ, merged where hardly anything between them is equal.
//!
//! A word-by-word comparison matches a lone `de` or a comma that happens to be in both wordings. A person who
//! marks up a text strikes through the whole phrase and writes the new one; so do we. diff-match-patch calls
//! this step semantic cleanup.

use std::ops::Range;

use crate::redline::sequence::{Extent, Sequence};

/// Tokens of the text before that were replaced by tokens of the text after.
pub(crate) struct Hunk {
    pub(crate) deleted: Range<usize>,
    pub(crate) inserted: Range<usize>,
    pub(crate) deleted_extent: Extent,
    pub(crate) inserted_extent: Extent,
}

/// A single equal word of up to this many letters between two hunks is merged into them, such as `de` or `van`.
const LONE_LETTERS_MAX: usize = 3;

/// More equal words than these are always kept, however large the hunks around them are.
const ISLAND_WORDS_MAX: usize = 3;

/// Merges neighbouring hunks. Linear in the tokens, because each equal range is measured at most twice.
pub(crate) fn merge(hunks: Vec<Hunk>, before: &Sequence<'_>) -> Vec<Hunk> {
    let mut merged: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for mut hunk in hunks {
        while let Some(last) = merged.pop_if(|last| {
            let island = before.extent(last.deleted.end..hunk.deleted.start);
            is_negligible(island, last, &hunk)
        }) {
            let island = before.extent(last.deleted.end..hunk.deleted.start);
            hunk = Hunk {
                deleted: last.deleted.start..hunk.deleted.end,
                inserted: last.inserted.start..hunk.inserted.end,
                deleted_extent: last.deleted_extent + island + hunk.deleted_extent,
                inserted_extent: last.inserted_extent + island + hunk.inserted_extent,
            };
        }
        merged.push(hunk);
    }
    merged
}

/// Returns whether the equal text between two hunks makes the redline harder to read than without it.
fn is_negligible(island: Extent, last: &Hunk, next: &Hunk) -> bool {
    let only_inserted = last.deleted.is_empty() && next.deleted.is_empty();
    let only_deleted = last.inserted.is_empty() && next.inserted.is_empty();
    // The place where a paragraph was split or joined must stay visible by itself.
    let has_break = island.has_break || last.has_break() || next.has_break();
    if only_inserted || only_deleted || has_break {
        return false;
    }
    let (last_replaces, next_replaces) = (last.replaces(), next.replaces());
    if island.words == 0 {
        return !island.ends_sentence || (last_replaces && next_replaces);
    }
    if island.ends_sentence {
        return false;
    }
    let lone = island.words == 1 && island.letters <= LONE_LETTERS_MAX && (last_replaces || next_replaces);
    lone || (island.words <= ISLAND_WORDS_MAX && island.letters <= last.letters().min(next.letters()))
}

impl Hunk {
    fn replaces(&self) -> bool {
        !self.deleted.is_empty() && !self.inserted.is_empty()
    }

    fn has_break(&self) -> bool {
        self.deleted_extent.has_break || self.inserted_extent.has_break
    }

    fn letters(&self) -> usize {
        self.deleted_extent.letters.max(self.inserted_extent.letters)
    }
}

//! Changes with hardly anything between them, joined into one.
//!
//! A word-by-word comparison finds a lone `de` or a comma that happens to stand in both wordings. A person who
//! marks up a text strikes through the phrase and writes the new one; so do we.

use std::ops::Range;

use crate::redline::words::Lexemes;

/// Tokens of the one side that were replaced by tokens of the other.
pub(crate) struct Change {
    pub(crate) deleted: Range<usize>,
    pub(crate) inserted: Range<usize>,
    pub(crate) deleted_extent: Extent,
    pub(crate) inserted_extent: Extent,
}

/// How much there is to read in a stretch of tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extent {
    pub(crate) words: usize,
    pub(crate) letters: usize,
    pub(crate) ends_sentence: bool,
    pub(crate) has_break: bool,
}

/// A single word this short between two changes goes along with them, such as `de` or `van`.
const LONE_LETTERS_MAX: usize = 3;

/// More words than these are always kept, however much changed around them.
const ISLAND_WORDS_MAX: usize = 3;

/// Joins neighbouring changes; in time linear in the tokens, since each island is looked at twice at most.
pub(crate) fn join(changes: Vec<Change>, before: &Lexemes<'_>) -> Vec<Change> {
    let mut joined: Vec<Change> = Vec::with_capacity(changes.len());
    for mut change in changes {
        while let Some(last) = joined.pop_if(|last| {
            let island = before.extent(last.deleted.end..change.deleted.start);
            is_tiny(island, last, &change)
        }) {
            let island = before.extent(last.deleted.end..change.deleted.start);
            change = Change {
                deleted: last.deleted.start..change.deleted.end,
                inserted: last.inserted.start..change.inserted.end,
                deleted_extent: last.deleted_extent + island + change.deleted_extent,
                inserted_extent: last.inserted_extent + island + change.inserted_extent,
            };
        }
        joined.push(change);
    }
    joined
}

/// Whether what stands unchanged between two changes hinders more than it helps.
fn is_tiny(island: Extent, last: &Change, next: &Change) -> bool {
    let only_inserted = last.deleted.is_empty() && next.deleted.is_empty();
    let only_deleted = last.inserted.is_empty() && next.inserted.is_empty();
    // A paragraph that was split or joined stays to be seen apart from the words beside it.
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

impl Change {
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

impl std::ops::Add for Extent {
    type Output = Extent;

    fn add(self, other: Extent) -> Extent {
        Extent {
            words: self.words + other.words,
            letters: self.letters + other.letters,
            ends_sentence: self.ends_sentence || other.ends_sentence,
            has_break: self.has_break || other.has_break,
        }
    }
}

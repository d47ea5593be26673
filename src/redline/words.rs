//! Lines of text compared word by word.
//!
//! Words are compared without their styles: a word that becomes a link or bold is the same word with another style. A comparison of
//! words finds common words everywhere in a text that was written again, and marks a patchwork of them. So in long paragraphs that share
//! little, a sentence with a version in the other text is compared with that, and any other is deleted or inserted whole.

use std::ops::Range;

use crate::redline::align::{self, Edit};
use crate::redline::equal::{self, Pair};
use crate::redline::hunks::{self, Hunk};
use crate::redline::node::{Mark, MarkedLine, MarkedRun, Piece};
use crate::redline::profile::Profile;
use crate::redline::sentences;
use crate::redline::sequence::{Interner, Sequence};
use crate::redline::tokens;
use crate::text::Content;

/// Two lines with less than this share of common letters are shown as one replaced by the other, in percent.
const SHARE_MIN: usize = 25;

/// Two long lines with less than this share of common letters are compared sentence by sentence, in percent.
const SENTENCES_SHARE_MAX: usize = 40;

/// Two paragraphs with fewer words together are short enough to be read as they are.
const SENTENCES_WORDS_MIN: usize = 40;

/// Compares two lines in the same place. If they share too little, the whole line is replaced.
pub(crate) fn line(before: &Content, after: &Content) -> MarkedLine {
    if before == after {
        return marked(after, Mark::Same);
    }
    let Some(pieces) = paragraphs(&[before], &[after]) else {
        let mut line = marked(before, Mark::Deleted);
        line.0.extend(marked(after, Mark::Inserted).0);
        return line;
    };
    let runs = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Run(run) => Some(run),
        Piece::Break(_) => None,
    });
    MarkedLine(runs.collect())
}

/// Returns a line of which every run has the same mark.
pub(crate) fn marked(content: &Content, mark: Mark) -> MarkedLine {
    MarkedLine(content.runs().iter().map(|run| MarkedRun::new(mark, run.clone())).collect())
}

/// Compares paragraphs as one sequence of words with breaks. Returns `None` if they share too little to be read
/// that way.
pub(crate) fn paragraphs(old_lines: &[&Content], new_lines: &[&Content]) -> Option<Vec<Piece>> {
    let mut interner = Interner::default();
    let before = interner.read(old_lines);
    let after = interner.read(new_lines);
    let [old, new] = [&before, &after].map(Sequence::solid_numbers);
    let equal = equal::pairs(&old, &new, interner.len(), |token| interner.is_end(token));
    let hunks = hunks::merge(hunks(&equal, &before, &after), &before);
    let share = share(&hunks, &before, &after);
    if share < SENTENCES_SHARE_MAX
        && let ([old_line], [new_line]) = (old_lines, new_lines)
        && let Some(runs) = by_sentences(old_line, new_line)
    {
        return Some(runs.into_iter().map(Piece::Run).collect());
    }
    (share >= SHARE_MIN).then(|| pieces(&hunks, &before, &after))
}

/// Compares two paragraphs. Returns `None` if they are short, or if no sentence has a version in the other paragraph.
fn by_sentences(before: &Content, after: &Content) -> Option<Vec<MarkedRun>> {
    let (old, new) = (sentences::split(before), sentences::split(after));
    if old.len().max(new.len()) < 2 || word_count(before) + word_count(after) < SENTENCES_WORDS_MIN {
        return None;
    }
    let edits = align::sequence(&old, &new, Profile::line);
    if !edits.iter().any(|edit| matches!(edit, Edit::Pair(..))) {
        return None;
    }
    let mut runs = Vec::new();
    for edit in edits {
        let line = match edit {
            Edit::Pair(i, j) => line(&old[i], &new[j]),
            Edit::Deleted(i) => marked(&old[i], Mark::Deleted),
            Edit::Inserted(j) => marked(&new[j], Mark::Inserted),
        };
        runs.extend(line.0);
    }
    Some(runs)
}

fn word_count(content: &Content) -> usize {
    content.runs().iter().map(|run| tokens::words(&run.text).count()).sum()
}

/// Returns the hunks between equal tokens. White space is not compared by itself, because it would match
/// anywhere: it is equal only next to an equal word, so that `a c` becomes `a {+b +}c`.
fn hunks(equal: &[Pair], before: &Sequence<'_>, after: &Sequence<'_>) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(word, by) in equal {
        let (word, by) = (before.position(word), after.position(by));
        hunks.extend(hunk(i..word, j..by, before, after));
        (i, j) = (word + 1, by + 1);
    }
    hunks.extend(hunk(i..before.len(), j..after.len(), before, after));
    hunks
}

/// Returns the hunk of these ranges without the white space that both start or end with, if anything remains.
fn hunk(
    mut deleted: Range<usize>,
    mut inserted: Range<usize>,
    before: &Sequence<'_>,
    after: &Sequence<'_>,
) -> Option<Hunk> {
    while is_same_space(&deleted, &inserted, before, after, |range| range.start) {
        (deleted.start, inserted.start) = (deleted.start + 1, inserted.start + 1);
    }
    while is_same_space(&deleted, &inserted, before, after, |range| range.end - 1) {
        (deleted.end, inserted.end) = (deleted.end - 1, inserted.end - 1);
    }
    if deleted.is_empty() && inserted.is_empty() {
        return None;
    }
    let (deleted_extent, inserted_extent) = (before.extent(deleted.clone()), after.extent(inserted.clone()));
    Some(Hunk { deleted, inserted, deleted_extent, inserted_extent })
}

/// Returns whether both ranges have the same white space at one of their ends.
fn is_same_space(
    deleted: &Range<usize>,
    inserted: &Range<usize>,
    before: &Sequence<'_>,
    after: &Sequence<'_>,
    end: impl Fn(&Range<usize>) -> usize,
) -> bool {
    if deleted.is_empty() || inserted.is_empty() {
        return false;
    }
    let (i, j) = (end(deleted), end(inserted));
    before.is_space(i) && before.number(i) == after.number(j)
}

/// Returns the share of equal letters in percent; 100 for lines without words, such as a dash in a cell.
fn share(hunks: &[Hunk], before: &Sequence<'_>, after: &Sequence<'_>) -> usize {
    let total = before.extent(0..before.len()).letters + after.extent(0..after.len()).letters;
    let changed: usize = hunks.iter().map(|hunk| hunk.deleted_extent.letters + hunk.inserted_extent.letters).sum();
    ((total - changed) * 100).checked_div(total).unwrap_or(100)
}

fn pieces(hunks: &[Hunk], before: &Sequence<'_>, after: &Sequence<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = (0, 0);
    for hunk in hunks {
        after.write_equal(at.1..hunk.inserted.start, before, at.0, &mut pieces);
        before.write(hunk.deleted.clone(), Mark::Deleted, &mut pieces);
        after.write(hunk.inserted.clone(), Mark::Inserted, &mut pieces);
        at = (hunk.deleted.end, hunk.inserted.end);
    }
    after.write_equal(at.1..after.len(), before, at.0, &mut pieces);
    pieces
}

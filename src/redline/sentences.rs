//! Long paragraphs that share little, compared sentence by sentence.
//!
//! A comparison of words finds common words everywhere in a text that was written again, and marks a patchwork of them. Here
//! a sentence with a version in the other text is compared with that, and any other is deleted or inserted whole.

use crate::redline::align::{self, Edit};
use crate::redline::node::{Mark, MarkedRun};
use crate::redline::profile::Profile;
use crate::redline::tokens::{self, Class};
use crate::redline::words;
use crate::text::Content;

/// Two paragraphs with fewer words together are short enough to be read as they are.
const WORDS_MIN: usize = 40;

/// Compares two paragraphs. Returns `None` if they are short, or if no sentence has a version in the other paragraph.
pub(crate) fn compare(before: &Content, after: &Content) -> Option<Vec<MarkedRun>> {
    let (old, new) = (split(before), split(after));
    if old.len().max(new.len()) < 2 || word_count(before) + word_count(after) < WORDS_MIN {
        return None;
    }
    let edits = align::sequence(&old, &new, Profile::line);
    if !edits.iter().any(|edit| matches!(edit, Edit::Pair(..))) {
        return None;
    }
    let mut runs = Vec::new();
    for edit in edits {
        let line = match edit {
            Edit::Pair(i, j) => words::line(&old[i], &new[j]),
            Edit::Deleted(i) => words::marked(&old[i], Mark::Deleted),
            Edit::Inserted(j) => words::marked(&new[j], Mark::Inserted),
        };
        runs.extend(line.0);
    }
    Some(runs)
}

fn word_count(content: &Content) -> usize {
    content.runs().iter().map(|run| tokens::words(&run.text).count()).sum()
}

/// Splits a line into sentences, each with the space after it.
fn split(content: &Content) -> Vec<Content> {
    let mut sentences = vec![Content::new()];
    let (mut has_end, mut has_space) = (false, false);
    for run in content.runs() {
        for (class, token) in tokens::tokens(&run.text) {
            let is_space = class == Class::Space;
            if has_space && !is_space {
                sentences.push(Content::new());
                has_end = false;
            }
            has_space = has_end && is_space;
            has_end = has_space || matches!(token, "." | "!" | "?") || (has_end && class == Class::Punctuation);
            let last = sentences.len() - 1;
            sentences[last].push(token, &run.style);
        }
    }
    sentences
}

//! The sentences of a line.

use crate::redline::tokens::{self, Class};
use crate::text::Content;

/// Splits a line into sentences, each with the space after it.
pub(super) fn split(content: &Content) -> Vec<Content> {
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

//! Open questions: what the registers say that nobody knows yet, with the line that says it.

use crate::diagnostic::Place;
use crate::sources::SourceFile;

/// An `unknown: …` in a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question, in the first language in which it is written.
    pub text: String,
    pub place: Place,
}

/// Finds the questions of a register file, in order.
pub(super) fn find(file: &SourceFile, questions: &mut Vec<Question>) {
    let mut lines = file.text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(at) = line.find(KEY) else { continue };
        let before = line[..at].trim_start();
        let is_key = before.is_empty() || before.trim_end().ends_with(['{', '-', ',']);
        if !is_key || before.starts_with('#') {
            continue;
        }
        let here = line[at + KEY.len()..].trim();
        // `unknown:` with nothing behind it holds a language per line.
        let text = if here.is_empty() { lines.peek().copied().unwrap_or_default().trim() } else { here };
        questions.push(Question { text: bare(text).to_owned(), place: file.place(line[at..].trim_end()) });
    }
}

const KEY: &str = "unknown:";

/// Takes the language, braces and quotes off a question.
fn bare(text: &str) -> &str {
    let text = text.trim_matches(['{', '}', ' ']);
    let text = match text.split_once(": ") {
        Some((language, rest)) if language.len() <= 5 && language.bytes().all(|byte| byte.is_ascii_lowercase()) => rest,
        _ => text,
    };
    text.trim().trim_matches(['"', '\''])
}

//! A visitor's answers, as they are kept in a cookie.
//!
//! ```text
//! 1.<id>.<given>.<updated>.<revision>.<language>.<how>.<service>:<asked>:<y or n>.…
//! ```
//!
//! Every character is allowed in a cookie without an escape. Only an answer that is spelled out, byte for byte, to the question as
//! it is asked today counts as consent. Anything else in a cookie does not.

use crate::asked::Service;
use crate::text::{Lines, cut, decimal, fields};

#[cfg(test)]
mod tests;

/// The format of the text. A new format must still read this one, or every visitor is asked again.
const FORMAT: &[u8] = b"1";

/// A longer text is not a record. A browser keeps 4,096 bytes, name and attributes included.
pub const LENGTH_MAX: usize = 3072;

/// The answers of one visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// A random number. It identifies the record and says nothing about the visitor.
    pub id: &'a [u8],
    /// When the oldest of the answers was given, in seconds since 1970. The record lasts from then.
    pub given: u32,
    /// When it was last changed, in seconds since 1970.
    pub updated: u32,
    /// The answers, as they are written.
    pub answers: &'a [u8],
    /// The whole record, as it is written.
    pub text: &'a [u8],
}

impl<'a> Record<'a> {
    /// Reads a record. Returns nothing for any other text.
    pub fn decode(text: &'a [u8]) -> Option<Record<'a>> {
        let mut head = [b"".as_slice(); 7];
        let answers = fields(text, b'.', &mut head);
        let record = Record { id: head[1], given: decimal(head[2])?, updated: decimal(head[3])?, answers, text };
        (head[0] == FORMAT && text.len() <= LENGTH_MAX && record.given <= record.updated).then_some(record)
    }

    /// Returns the answer to what is asked about a service. Of two answers the refusal counts.
    pub fn answer(&self, service: &Service<'_>) -> Option<bool> {
        let mut answer = None;
        let mut answers = self.answers;
        while !answers.is_empty() {
            let mut text = cut(&mut answers, b'.');
            if cut(&mut text, b':') == service.id && cut(&mut text, b':') == service.asked {
                answer = Some(text == b"y" && answer != Some(false));
            }
        }
        answer
    }
}

/// Writes everything before the answers: the id, when it was given and changed, the revision, the language, and where it was given.
pub fn push_head(lines: &mut Lines, id: &[u8], given: u32, updated: u32, [revision, language, how]: [&[u8]; 3]) {
    lines.push_all(&[FORMAT, b".", id, b"."]);
    lines.push_decimal(given);
    lines.push(b".");
    lines.push_decimal(updated);
    lines.push_all(&[b".", revision, b".", language, b".", how]);
}

/// Appends an answer.
pub fn push_answer(lines: &mut Lines, service: &Service<'_>, granted: bool) {
    lines.push_all(&[b".", service.id, b":", service.asked, if granted { b":y" } else { b":n" }]);
}

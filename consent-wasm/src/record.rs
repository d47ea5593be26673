//! What a visitor answered, as it is kept in a cookie.
//!
//! ```text
//! 1.<id>.<given>.<updated>.<revision>.<language>.<how>.<service>:<asked>:<y or n>.…
//! ```
//!
//! Every character may stand in a cookie as it is. Only an answer that is spelled out, byte for byte, about the very question that
//! is asked today, is consent; whatever else a cookie holds is none.

use crate::asked::Service;
use crate::text::{Lines, cut, decimal, fields};

#[cfg(test)]
mod tests;

/// The format of the text. A new one must go on reading this one, or everyone is asked again.
const FORMAT: &[u8] = b"1";

/// Longer texts are no records. A browser keeps 4,096 bytes with name and attributes.
pub const LENGTH_MAX: usize = 3072;

/// The answers of one visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Random; says nothing about the visitor, only which record this is.
    pub id: &'a [u8],
    /// When the oldest of the answers was given, in seconds since 1970: the record lasts from then.
    pub given: u32,
    /// When it was last changed, in seconds since 1970.
    pub updated: u32,
    /// The answers, as they are written.
    pub answers: &'a [u8],
    /// All of it, as it is written.
    pub text: &'a [u8],
}

impl<'a> Record<'a> {
    /// Reads a record; what is no record is none.
    pub fn decode(text: &'a [u8]) -> Option<Record<'a>> {
        let mut head = [b"".as_slice(); 7];
        let answers = fields(text, b'.', &mut head);
        let record = Record { id: head[1], given: decimal(head[2])?, updated: decimal(head[3])?, answers, text };
        (head[0] == FORMAT && text.len() <= LENGTH_MAX && record.given <= record.updated).then_some(record)
    }

    /// Returns the answer to what is asked about a service. Where it was answered twice, the refusal counts.
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

/// Writes what stands before the answers: the id, when it was given and changed, and the revision, language and place.
pub fn push_head(lines: &mut Lines, id: &[u8], given: u32, updated: u32, [revision, language, how]: [&[u8]; 3]) {
    lines.push_all(&[FORMAT, b".", id, b"."]);
    lines.push_decimal(given);
    lines.push(b".");
    lines.push_decimal(updated);
    lines.push_all(&[b".", revision, b".", language, b".", how]);
}

/// Writes an answer behind others, or behind the head.
pub fn push_answer(lines: &mut Lines, service: &Service<'_>, granted: bool) {
    lines.push_all(&[b".", service.id, b":", service.asked, if granted { b":y" } else { b":n" }]);
}

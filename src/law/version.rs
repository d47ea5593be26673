//! Rules about versions, their dates and their announcement.

mod announcement;
mod dates;
mod record;
mod registers;

use crate::law::Rule;

/// The rules, by topic.
pub(super) const TOPICS: &[&[Rule]] = &[dates::RULES, announcement::RULES, record::RULES, registers::RULES];

//! Rules about versions, their dates and their announcement.

mod announcement;
mod dates;
mod lock;
mod registers;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] = &[dates::RULES, announcement::RULES, lock::RULES, registers::RULES];

//! Rules about how consent is asked (articles 4(11) and 7).

mod choice;
mod record;
mod template;
mod words;

use crate::law::Rule;

/// The rules, by topic.
pub(super) const TOPICS: &[&[Rule]] = &[choice::RULES, words::RULES, record::RULES];

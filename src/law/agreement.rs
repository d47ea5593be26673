//! Rules about what a processing agreement must hold (article 28).

mod annexes;
mod clauses;
mod publication;

use crate::law::Rule;

/// The rules, by topic.
pub(super) const TOPICS: &[&[Rule]] = &[clauses::RULES, annexes::RULES, publication::RULES];

//! Rules about what a processing agreement must hold (article 28).

mod annexes;
mod clauses;
mod duties;
mod processing;
mod publication;
mod sub_processors;

use crate::law::Rule;

/// The rules, by topic.
pub(super) const TOPICS: &[&[Rule]] =
    &[clauses::RULES, duties::RULES, processing::RULES, sub_processors::RULES, annexes::RULES, publication::RULES];

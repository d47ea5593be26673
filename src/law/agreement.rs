//! Rules about what a processing agreement must contain (article 28).

mod annexes;
mod clauses;
mod duties;
mod processing;
mod publication;
mod sub_processors;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] =
    &[clauses::RULES, duties::RULES, processing::RULES, sub_processors::RULES, annexes::RULES, publication::RULES];

//! Rules about clear and plain language (article 12(1)).

mod readability;
mod wording;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] = &[readability::RULES, wording::RULES];

//! Rules about the registers by themselves (articles 30 and 32).

mod measures;
mod placeholders;
mod record;
mod references;

use crate::law::Rule;

/// The rules, by topic.
pub(super) const TOPICS: &[&[Rule]] = &[record::RULES, references::RULES, placeholders::RULES, measures::RULES];

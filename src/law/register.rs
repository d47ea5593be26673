//! Rules about the registers alone (articles 30 and 32).

mod measures;
mod placeholders;
mod record;
mod references;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] = &[record::RULES, references::RULES, placeholders::RULES, measures::RULES];

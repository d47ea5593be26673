//! Rules about what is stored or read in a browser (article 11.7a of the Telecommunicatiewet).

mod consent;
mod items;
mod known;
mod statement;
mod tracker;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] = &[items::RULES, consent::RULES, tracker::RULES, statement::RULES];

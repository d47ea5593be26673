//! Rules about how consent is asked (articles 4(11) and 7).

mod choice;
mod information;
mod lifetime;
mod template;
mod words;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] = &[choice::RULES, words::RULES, information::RULES, lifetime::RULES];

//! Rules about what a privacy statement must say (articles 13 and 14).

mod consent;
mod controller;
mod data;
mod decisions;
mod joint;
mod purposes;
mod recipients;
mod requests;
mod retention;
mod rights;
mod scope;
mod security;
mod transfers;

use crate::law::Rule;

pub(super) const TOPICS: &[&[Rule]] = &[
    controller::RULES,
    scope::RULES,
    purposes::RULES,
    data::RULES,
    recipients::RULES,
    joint::RULES,
    transfers::RULES,
    retention::RULES,
    rights::RULES,
    requests::RULES,
    consent::RULES,
    data::OBLIGATION,
    decisions::RULES,
    security::RULES,
];

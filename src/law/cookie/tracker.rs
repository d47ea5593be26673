//! Names and hosts that are known to follow people.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

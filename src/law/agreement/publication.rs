//! Where the agreement stands and how customers hear of changes.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

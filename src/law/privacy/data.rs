//! The data: which, whose, from whom, and whether they must be given.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

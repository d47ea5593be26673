//! Ids that refer to nothing, and placeholders.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

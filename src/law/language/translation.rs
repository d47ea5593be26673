//! Translations that lag behind.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

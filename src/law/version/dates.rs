//! Labels and days.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

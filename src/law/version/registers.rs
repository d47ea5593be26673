//! Registers that moved on since a version.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

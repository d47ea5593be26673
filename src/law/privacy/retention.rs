//! How long data are kept.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

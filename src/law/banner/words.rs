//! What the first layer says.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

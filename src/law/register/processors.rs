//! Recipients: role, agreement, transfers.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

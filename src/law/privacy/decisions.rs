//! Automated decisions, children, joint responsibility.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

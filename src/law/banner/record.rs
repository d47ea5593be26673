//! What is kept of a choice, for how long, and when it is asked anew.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

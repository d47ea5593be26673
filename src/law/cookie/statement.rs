//! What the cookie policy shows and where it leads.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

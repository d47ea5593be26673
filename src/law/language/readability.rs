//! How hard a section is to read, and why.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

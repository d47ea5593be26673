//! Data that leave the EEA, and what allows that.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

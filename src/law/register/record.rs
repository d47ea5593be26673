//! The record of processing activities.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

//! The annexes: parties, processing, measures, sub-processors.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

//! Who receives the data, in what role.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

//! Which websites and activities the statement is about.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

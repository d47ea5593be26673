//! Consent or an exemption, for each of them.

use crate::law::Rule;

pub(super) const RULES: &[Rule] = &[];

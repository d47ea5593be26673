//! The exceptions to rules that an entry or a text makes.

use std::collections::BTreeMap;

/// Rules that an entry may break, each with the reason: `allow: {privacy-retention-start: …}`.
pub type Allows = BTreeMap<String, String>;

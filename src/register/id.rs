//! The ids of entries in registers.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

/// The name of an entry, by which other entries and texts refer to it: `newsletter-customers`.
///
/// As a recipient or provider, `self` is the organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[schemars(extend("pattern" = "^[a-z0-9-]+$"))]
pub struct RegisterId(String);

impl RegisterId {
    /// Returns the id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegisterId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text that is not a [`RegisterId`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id: it is made of a-z, 0-9 and `-`")]
pub struct InvalidRegisterId(String);

impl FromStr for RegisterId {
    type Err = InvalidRegisterId;

    fn from_str(text: &str) -> Result<RegisterId, InvalidRegisterId> {
        if !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
            Ok(RegisterId(text.to_owned()))
        } else {
            Err(InvalidRegisterId(text.to_owned()))
        }
    }
}

impl<'de> Deserialize<'de> for RegisterId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RegisterId, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

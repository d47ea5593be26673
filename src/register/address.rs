//! Postal addresses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::country::Country;

/// Where somebody can be visited or written to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Address")]
pub struct PostalAddress {
    pub street: String,
    pub postcode: String,
    pub city: String,
    pub country: Country,
}

//! The measures: how the data are protected (article 32).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::language::Localized;

use super::allow::Allows;
use super::answer::Field;
use super::id::RegisterId;

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub id: RegisterId,
    pub title: Localized,
    /// What is done, as a sentence that can be checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Field<Localized>,
    /// The parts of article 32 that it fulfils.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<MeasureArticle>,
    /// The day on which somebody last checked that it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_on: Field<Date>,
    /// Where that is written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Field<String>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

/// A part of article 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
pub enum MeasureArticle {
    /// Pseudonymisation and encryption.
    #[serde(rename = "32-1-a")]
    Encryption,
    /// Confidentiality, integrity, availability and resilience.
    #[serde(rename = "32-1-b")]
    Resilience,
    /// Access to the data again after an incident.
    #[serde(rename = "32-1-c")]
    Restoration,
    /// Regular testing.
    #[serde(rename = "32-1-d")]
    Testing,
    /// People act on instructions only.
    #[serde(rename = "32-4")]
    Instruction,
}

//! The registers: structured facts from which texts, tables, checks and the banner are made.
//!
//! Their YAML shape and their serialised shape are the same, and missing fields are left out, so that `organisation.email`
//! means the same in a register file, in a text and in a template. This module knows no files, documents or rules.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

pub mod activities;
pub mod answer;
pub mod change;
pub mod measures;
pub mod organisation;
pub mod period;
pub mod recipients;
pub mod services;

use activities::Activity;
use answer::Answer;
use measures::Measure;
use organisation::Organisation;
use recipients::Recipient;
use services::Service;

/// The five registers in one file, as a version stores them next to its text.
///
/// In the folder `registers`, each of them is a separate file, which contains the value of its key here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Registers {
    /// Who is responsible, and how it deals with requests, changes and agreements.
    #[serde(skip_serializing_if = "Organisation::is_empty")]
    pub organisation: Organisation,
    /// What is done with personal data, and why: the record of article 30.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// Everyone who receives personal data.
    #[serde(rename = "processors", skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// What is stored or read in the visitor's browser.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
    /// How the data are protected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

impl Registers {
    /// Returns the activity with this id.
    pub fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.id.as_str() == id)
    }

    /// Returns the recipient with this id.
    pub fn recipient(&self, id: &str) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.id.as_str() == id)
    }

    /// Returns the service with this id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id.as_str() == id)
    }

    /// Returns the measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id.as_str() == id)
    }
}

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

/// A country as ISO 3166 writes it in two letters: `NL`, `US`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[schemars(extend("pattern" = "^[A-Z]{2}$"))]
pub struct Country(String);

impl Country {
    /// Returns the two letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether personal data may go there as within the European Union: the EEA agreement covers it.
    pub fn in_eea(&self) -> bool {
        const EEA: [&str; 30] = [
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
        ];
        EEA.contains(&self.as_str())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text that is not a [`Country`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a country code of two capitals, such as NL")]
pub struct InvalidCountry(String);

impl FromStr for Country {
    type Err = InvalidCountry;

    fn from_str(text: &str) -> Result<Country, InvalidCountry> {
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Country(text.to_owned()))
        } else {
            Err(InvalidCountry(text.to_owned()))
        }
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Country, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

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

/// Rules that an entry may break, each with the reason: `allow: {privacy-retention-start: …}`.
pub type Allows = BTreeMap<String, String>;

/// An optional field: a value, a question, or nothing.
pub type Field<T> = Option<Answer<T>>;

/// Returns the value of a field, if somebody knows it.
pub fn known<T>(field: &Field<T>) -> Option<&T> {
    field.as_ref().and_then(Answer::known)
}

/// Returns the rows of a field, if somebody knows them.
pub fn rows<T>(field: &Field<Vec<T>>) -> &[T] {
    known(field).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;

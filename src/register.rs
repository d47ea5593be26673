//! The registers: structured facts from which texts, tables, checks and the banner are made.
//!
//! Their YAML shape and their serialised shape are the same, and missing fields are left out, so that `organisation.email`
//! means the same in a register file, in a text and in a template. This module knows no files, documents or rules.

mod address;
mod allow;
mod country;
mod id;

pub mod activities;
pub mod answer;
pub mod change;
pub mod measures;
pub mod organisation;
pub mod period;
pub mod recipients;
pub mod services;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use activities::Activity;
use measures::Measure;
use organisation::Organisation;
use recipients::Recipient;
use services::Service;

pub use address::PostalAddress;
pub use allow::Allows;
pub use answer::{Field, known, rows};
pub use country::{Country, InvalidCountry};
pub use id::{InvalidRegisterId, RegisterId};

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

#[cfg(test)]
mod tests;

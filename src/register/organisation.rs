//! The organisation: who is responsible, and how it deals with requests, changes and agreements.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::language::Localized;

use super::period::Period;
use super::{Allows, Country, Field, PostalAddress};

/// Who is responsible for the data (articles 4(7), 13(1)(a) and (b)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The name in the trade register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_name: Field<String>,
    /// The name by which customers know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trade_name: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Field<PostalAddress>,
    /// The country of the main establishment; outside the EEA a representative is needed (article 27).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established_in: Field<Country>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Field<Registration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Field<String>,
    /// The address for questions about privacy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpo: Field<Officer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eu_representative: Field<Representative>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Field<Authority>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Rights>,
    /// Decisions by a machine alone (article 22); an empty list says that there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automated_decisions: Field<Vec<AutomatedDecision>>,
    /// Whether services are offered to children (article 8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered_to_children: Field<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// The day on which somebody last read all of this against reality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Field<Date>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

impl Organisation {
    /// Returns how many days before it binds a material change is announced.
    pub fn notice_days(&self) -> u16 {
        let promised = self.changes.as_ref().and_then(|changes| changes.notice_days.as_ref()?.known().copied());
        promised.unwrap_or(NOTICE_DAYS)
    }

    /// Returns whether nothing is said of it, not even a question.
    pub fn is_empty(&self) -> bool {
        *self == Organisation::default()
    }
}

/// Where the organisation is registered: `{register: KvK, number: "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    pub register: Localized,
    pub number: String,
}

/// The data protection officer, or why there is none (article 37).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    pub appointed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Localized>,
}

/// Who speaks for an organisation from outside the EEA (article 27).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    pub name: String,
    pub address: PostalAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Where people can complain (articles 13(2)(d) and 77).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    pub name: Localized,
    pub url: Localized,
}

/// How requests are dealt with (article 12).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// How to ask, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Field<Localized>,
    /// How to ask for one right in particular.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Within what time an answer comes (12(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Field<Period>,
    /// By how much that can be put off (12(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Field<Period>,
    /// Whether it costs nothing (12(5)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Field<bool>,
    /// How it is made sure who asks (12(6)), in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_check: Field<Localized>,
}

/// How to use one right.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub right: Right,
    /// How to ask, in a sentence.
    pub how: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Article 15.
    Access,
    /// Article 16.
    Rectification,
    /// Article 17.
    Erasure,
    /// Article 18.
    Restriction,
    /// Article 20.
    Portability,
    /// Article 21.
    Objection,
    /// Article 22.
    HumanDecision,
    /// Article 7(3).
    Withdrawal,
    /// Article 77.
    Complaint,
}

/// A decision by a machine alone (article 13(2)(f)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    pub title: Localized,
    pub logic: Localized,
    pub significance: Localized,
    pub consequences: Localized,
}

/// What is taken where the organisation promises nothing.
const NOTICE_DAYS: u16 = 30;

/// How a material change of a text is announced.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Field<u16>,
    /// How people hear of it, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Field<Localized>,
}

/// What the processing agreement promises in numbers and names (article 28).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Where its clauses come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Field<AgreementBase>,
    /// How the customer agrees to a sub-processor (28(2)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorisation: Field<Authorisation>,
    /// How long before a new sub-processor starts the customer hears of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_processor_notice_days: Field<u16>,
    /// How long the customer has to object to a new sub-processor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection_days: Field<u16>,
    /// Within how many hours a breach is reported to the customer (33(2)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_hours: Field<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_contact: Field<Localized>,
    /// Within how many days after the end the data are gone (28(3)(g)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletion_days: Field<u16>,
    /// How the agreement comes about, in a sentence (28(9)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Field<Localized>,
}

/// Whose clauses an agreement is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementBase {
    /// The organisation's own words.
    Own,
    /// The standard clauses of the Commission, Decision (EU) 2021/915, word for word; their clause 2 lets nothing but annexes and
    /// options change.
    #[serde(rename = "eu-2021-915")]
    StandardClauses,
}

/// The two ways to agree to a sub-processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authorisation {
    /// Beforehand for all, with notice of each change and the right to object.
    General,
    /// For each one apart.
    Specific,
}

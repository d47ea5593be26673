//! The organisation: who is responsible, and how it deals with requests, changes and agreements.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::language::Localized;

use super::address::PostalAddress;
use super::allow::Allows;
use super::answer::Field;
use super::country::Country;
use super::period::Period;

/// Who is responsible for the data (articles 4(7), 13(1)(a) and (b)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The name in the trade register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_name: Field<String>,
    /// The name that customers know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trade_name: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Field<PostalAddress>,
    /// The country of the main establishment. An organisation outside the EEA needs a representative (article 27).
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
    pub authority: Field<SupervisoryAuthority>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Rights>,
    /// Decisions that only a machine makes (article 22). An empty list says that there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automated_decisions: Field<Vec<AutomatedDecision>>,
    /// Whether services are offered to children (article 8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered_to_children: Field<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// The day on which somebody last checked that all of this is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Field<Date>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

impl Organisation {
    /// Returns how many days before its effective date a material change is announced.
    pub fn notice_days(&self) -> u16 {
        let promised = self.changes.as_ref().and_then(|changes| changes.notice_days.as_ref()?.known().copied());
        promised.unwrap_or(NOTICE_DAYS)
    }

    /// Returns whether the register is empty: it contains no value and no question.
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

/// The representative of an organisation outside the EEA (article 27).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    pub name: String,
    pub address: PostalAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// The authority to which people can complain (articles 13(2)(d) and 77).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[schemars(rename = "Authority")]
#[serde(deny_unknown_fields)]
pub struct SupervisoryAuthority {
    pub name: Localized,
    pub url: Localized,
}

/// How the organisation handles requests (article 12).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// How to ask, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Field<Localized>,
    /// How to use a particular right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The time within which people get an answer (12(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Field<Period>,
    /// The time by which an answer can be delayed (12(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Field<Period>,
    /// Whether a request is free of charge (12(5)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Field<bool>,
    /// How the organisation checks who asks (12(6)), in a sentence.
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

/// A decision that only a machine makes (article 13(2)(f)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    pub title: Localized,
    pub logic: Localized,
    pub significance: Localized,
    pub consequences: Localized,
}

/// The number of days if the organisation promises none.
const NOTICE_DAYS: u16 = 30;

/// How the organisation announces a material change of a text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Field<u16>,
    /// How people hear about it, in a sentence.
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
    /// The number of days between telling the customer about a new sub-processor and its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_processor_notice_days: Field<u16>,
    /// The number of days in which the customer can object to a new sub-processor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection_days: Field<u16>,
    /// The number of hours within which a breach is reported to the customer (33(2)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_hours: Field<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_contact: Field<Localized>,
    /// The number of days after the end of the agreement within which the data are deleted (28(3)(g)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletion_days: Field<u16>,
    /// How the agreement is concluded, in a sentence (28(9)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Field<Localized>,
}

/// The origin of an agreement's clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementBase {
    /// The organisation's own words.
    Own,
    /// The standard clauses of the Commission, Decision (EU) 2021/915, word for word. Their clause 2 allows changes only in the
    /// annexes and options.
    #[serde(rename = "eu-2021-915")]
    StandardClauses,
}

/// The two ways in which a customer agrees to a sub-processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authorisation {
    /// To all of them beforehand, with notice of each change and the right to object.
    General,
    /// To each one separately.
    Specific,
}

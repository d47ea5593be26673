//! The recipients: everyone who receives personal data, whether as a processor or not, and what makes that lawful (articles
//! 13(1)(e) and (f), 28, 44 to 49). The file format calls all of them `processors`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::language::Localized;

use super::activities::Assessment;
use super::address::PostalAddress;
use super::allow::Allows;
use super::answer::Field;
use super::country::Country;
use super::id::RegisterId;

/// One recipient.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Processor")]
pub struct Recipient {
    pub id: RegisterId,
    pub name: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_name: Field<String>,
    /// Its roles: a hosting company is often a processor for one activity and a sub-processor for another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Field<Vec<RecipientRole>>,
    /// What it does with the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Field<Vec<Localized>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Field<PostalAddress>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_url: Field<Localized>,
    /// Where the data are stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Field<Country>,
    /// The parent company: the law of its country may apply to the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Field<Parent>,
    /// The agreement under article 28.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Field<Signed>,
    /// How data leave the EEA. An empty list says that they don't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfers: Field<Vec<Transfer>>,
    /// For a sub-processor: since when, and for how long (article 28(2) and (4)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Field<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Field<Localized>,
    /// The day on which customers were told about a new sub-processor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_on: Field<Date>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

/// A role of a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "ProcessorRole")]
pub enum RecipientRole {
    Processor,
    SubProcessor,
    IndependentController,
    JointController,
}

/// A parent company.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    pub name: String,
    pub country: Country,
}

/// An agreement that was signed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    pub signed_on: Date,
    /// Where it is stored, or its number.
    pub reference: String,
}

/// A transfer to a country outside the EEA, and what allows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    pub country: Country,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mechanism: Field<Mechanism>,
    /// The address of the evidence: the decision, or the entry in the list of the Data Privacy Framework.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_url: Field<String>,
    /// The day on which somebody last looked at that evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Field<Date>,
    /// The assessment of the risk of the transfer, for standard clauses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Field<Assessment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derogation: Field<Derogation>,
    /// Where people get a copy of the safeguards (article 13(1)(f)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_url: Field<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_contact: Field<String>,
}

/// What allows a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// A decision that the country offers an adequate level of protection (article 45).
    Adequacy,
    /// The decision on the EU-US Data Privacy Framework, (EU) 2023/1795 (article 45).
    Dpf,
    /// Standard clauses of the Commission, (EU) 2021/914 (article 46(2)(c)).
    Scc,
    /// Binding corporate rules (article 47).
    Bcr,
    /// An exception for a single case (article 49).
    Derogation,
}

/// An exception under article 49.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Derogation {
    /// Such as `49-1-a`.
    pub article: String,
    pub reason: Localized,
}

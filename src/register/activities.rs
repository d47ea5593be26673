//! The activities: what is done with personal data, whose, why, on what ground and for how long (articles 13, 14, 30).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::language::Localized;

use super::allow::Allows;
use super::answer::Field;
use super::id::RegisterId;
use super::period::Period;

/// One processing activity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub id: RegisterId,
    pub title: Localized,
    pub role: ActivityRole,
    /// What happens, in one or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_subjects: Field<Vec<Localized>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Field<Vec<DataCategory>>,
    /// Where the data come from (article 14(2)(f)), for each kind of data that has no `source` itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Field<DataSource>,
    /// Whether people must give the data (article 13(2)(e)), for each kind of data that has no `obligation` itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Field<Obligation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purposes: Field<Vec<Purpose>>,
    /// Ids of `processors`. An empty list says that nobody else receives the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Field<Vec<RegisterId>>,
    /// Why nobody else receives the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_recipients: Option<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Field<Vec<Retention>>,
    /// How to stop messages that are sent without consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_out: Field<OptOut>,
    /// Ids of `measures`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Field<Vec<RegisterId>>,
    /// Ids of `services` that store or read something for this activity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<RegisterId>,
    /// The controllers that share the responsibility (article 26).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Field<Joint>,
    /// For the role `processor`: what is done for the customer (article 28(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing: Option<Processing>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

/// The role of the organisation in an activity (articles 4(7), 4(8) and 26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityRole {
    Controller,
    JointController,
    Processor,
}

/// One kind of data.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    pub name: Localized,
    /// For data that are seldom needed: then helder asks why these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DataKind>,
    /// Whether article 9 or 10 protects it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
    /// Why the data are necessary (article 5(1)(c)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub necessity: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Field<DataSource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Field<Obligation>,
}

/// Kinds of data that need a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    Gender,
    Title,
    Birthdate,
    Nationality,
    IdNumber,
    /// The Dutch citizen service number (article 46 of the UAVG).
    Bsn,
    Photo,
}

/// Data under a stricter rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Special {
    Origin,
    PoliticalOpinion,
    Belief,
    UnionMembership,
    Genetic,
    Biometric,
    Health,
    SexLife,
    /// Article 10.
    Criminal,
}

/// Where data come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
pub struct DataSource {
    pub from: SourceKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Localized>,
}

/// The person or thing from which the data come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The person whom the data are about.
    Subject,
    /// That person's browser or device, without the person doing anything.
    Device,
    /// The customer, which is often the person's employer.
    Customer,
    ThirdParty,
    /// A public register or website.
    Public,
    /// The organisation's own systems.
    Own,
}

/// Whether people must give the data, and what happens if they do not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    pub kind: ObligationKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
}

/// The reason why people must give the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObligationKind {
    Statutory,
    Contractual,
    Precontractual,
    Optional,
}

/// One purpose with its legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    pub id: RegisterId,
    /// The purpose, as the end of "we use these data …": "om uw account te maken", "to create your account".
    pub text: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PurposeKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Field<Basis>,
    /// The exception for data under article 9 (9(2)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Field<Exception>,
    /// How consent is withdrawn, in a sentence (article 7(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Field<Localized>,
}

/// Kinds of purposes for which the law has different rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PurposeKind {
    /// Messages that the customer needs: prices, terms, outages.
    ServiceMessage,
    /// Article 11.7 of the Telecommunicatiewet.
    DirectMarketing,
    Service,
    Administration,
    Support,
    Security,
    Analytics,
    LegalDuty,
}

/// The legal basis of a purpose (article 6(1)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub article: BasisArticle,
    /// For 6(1)(f): the legitimate interest, and whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Field<Interest>,
    /// For 6(1)(c) and (e): the law that requires it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Field<Law>,
}

/// The six legal bases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
pub enum BasisArticle {
    #[serde(rename = "6-1-a")]
    Consent,
    #[serde(rename = "6-1-b")]
    Contract,
    #[serde(rename = "6-1-c")]
    LegalObligation,
    #[serde(rename = "6-1-d")]
    VitalInterest,
    #[serde(rename = "6-1-e")]
    PublicTask,
    #[serde(rename = "6-1-f")]
    LegitimateInterest,
}

/// A legitimate interest (article 13(1)(d)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    pub text: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Field<Assessment>,
}

/// A written assessment: of interests, or of the risk of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub date: Date,
    /// Where the document is stored.
    pub file: String,
}

/// An article of a law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    pub name: Localized,
    /// As it is cited: `{nl: artikel 52 lid 4, en: article 52(4)}`.
    pub article: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The exception that allows the use of data under article 9.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Such as `9-2-a`.
    pub article: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
}

/// How long data are kept: a period and when it starts, or a criterion (article 13(2)(a)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Which of the activity's data, if not all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Field<Period>,
    /// When the period starts: "na het einde van de overeenkomst".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Field<Localized>,
    /// The law that requires it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
}

/// How to stop messages to customers (article 21(2), article 11.7(3) of the Telecommunicatiewet).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OptOut {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_collection: Field<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_every_message: Field<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Field<String>,
    /// How to stop them, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Field<Localized>,
}

/// A responsibility that several controllers share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    /// Ids of `processors`.
    pub with: Vec<RegisterId>,
    /// The essence of the arrangement (26(2)).
    pub essence: Localized,
}

/// What a processor does for its customer: the annex of the processing agreement (articles 28(3) and 30(2)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Processing {
    /// The kind of customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controllers: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Field<Localized>,
    /// How data under article 9 or 10 are protected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguards: Field<Localized>,
}

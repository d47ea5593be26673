//! The activities: what is done with personal data, whose, why, on what ground and for how long (articles 13, 14, 30).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::language::Localized;

use super::period::Period;
use super::{Allows, Field, RegisterId};

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
    /// Where the data come from, for each category that does not say so itself (article 14(2)(f)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Field<DataSource>,
    /// Whether people must give the data, for each category that does not say so itself (article 13(2)(e)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Field<Obligation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purposes: Field<Vec<Purpose>>,
    /// Ids of `processors`; an empty list says that nobody else receives the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Field<Vec<RegisterId>>,
    /// Why nobody else receives the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_recipients: Option<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Field<Vec<Retention>>,
    /// How to stop messages that come without consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_out: Field<OptOut>,
    /// Ids of `measures`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Field<Vec<RegisterId>>,
    /// Ids of `services` that store or read something for this activity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<RegisterId>,
    /// With whom the responsibility is shared (article 26).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Field<Joint>,
    /// For a processor: what is done for the customer (article 28(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing: Option<Processing>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

/// What the organisation is in an activity (articles 4(7), 4(8) and 26).
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
    /// Given for what is seldom needed, so that its necessity is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DataKind>,
    /// Whether article 9 or 10 protects it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
    /// Why it can't be done without (article 5(1)(c)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub necessity: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Field<DataSource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Field<Obligation>,
}

/// Kinds of data that ask for a reason.
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

/// Who or what gives the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The person whom the data are about.
    Subject,
    /// That person's browser or device, by itself.
    Device,
    /// The customer, who is often the person's employer.
    Customer,
    ThirdParty,
    /// A public register or website.
    Public,
    /// The organisation's own systems.
    Own,
}

/// Whether the data must be given, and what happens if not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    pub kind: ObligationKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
}

/// What asks for the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObligationKind {
    Statutory,
    Contractual,
    Precontractual,
    Optional,
}

/// One purpose with its ground.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    pub id: RegisterId,
    /// What it is for, as the end of "we use these data …": "om uw account te maken", "to create your account".
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

/// Purposes that the law tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PurposeKind {
    /// What the customer must know: prices, terms, faults.
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

/// The ground of a purpose (article 6(1)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub article: BasisArticle,
    /// For 6(1)(f): whose interest, and which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Field<Interest>,
    /// For 6(1)(c) and (e): the law that asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Field<Law>,
}

/// The six grounds.
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

/// A weighing that was written down: of interests, or of the risk of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub date: Date,
    /// Where it is kept.
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

/// Why data under article 9 may be used.
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
    /// What the period is counted from: "na het einde van de overeenkomst".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Field<Localized>,
    /// The law that asks for it.
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

/// A shared responsibility.
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
    /// The kind of customer for whom it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controllers: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Field<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Field<Localized>,
    /// How data under article 9 or 10 are kept safe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguards: Field<Localized>,
}

//! The services: what is stored or read in the visitor's browser, and why that needs consent or not (article 11.7a of
//! the Telecommunicatiewet, article 5(3) of the ePrivacy directive).

mod parameter;

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::language::Localized;

use super::allow::Allows;
use super::answer::{Answer, Field};
use super::id::RegisterId;
use super::period::Period;

pub use parameter::TagParameter;

/// One service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub id: RegisterId,
    pub name: Localized,
    /// The id of one of `processors`, or `self`.
    pub provider: RegisterId,
    pub category: Category,
    pub purpose: Localized,
    /// The purpose for which consent is asked: the id of a purpose of one of `activities`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<RegisterId>,
    /// Why no consent is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Field<Exemption>,
    /// The data that it collects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Field<Vec<Localized>>,
    /// Names of hosts that it contacts; `*.` stands for any subdomain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosts: Field<Vec<String>>,
    /// Everything that it stores in the browser. An empty list says that it stores nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Field<Vec<StorageItem>>,
    /// Choices in the service's own settings that matter to the visitor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<Setting>,
    /// How the banner loads it after consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// Rules that this entry may break, each with the reason.
    #[serde(default, skip_serializing_if = "Allows::is_empty")]
    pub allow: Allows,
}

impl Service {
    /// Returns whether the visitor is asked. That is so if the register says `consent`, and always for measuring and advertising
    /// (article 11.7a(1) of the Telecommunicatiewet).
    pub fn needs_consent(&self) -> bool {
        self.consent.is_some()
            || matches!(self.category, Category::Analytics | Category::Marketing)
            || self.items().any(|item| item.consent.is_some())
    }

    /// Returns everything that it is known to keep in the browser.
    pub fn items(&self) -> impl Iterator<Item = &StorageItem> {
        self.storage.iter().filter_map(Answer::known).flatten()
    }

    /// Returns the hosts that it is known to contact.
    pub fn known_hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().filter_map(Answer::known).flatten().map(String::as_str)
    }

    /// Returns whether one of its items is stored only after consent: an item can have a reason of its own to need none.
    pub fn gates(&self, item: &StorageItem) -> bool {
        item.consent.is_some() || (self.needs_consent() && item.exemption.is_none())
    }

    /// Returns what is stored only after consent.
    pub fn gated(&self) -> impl Iterator<Item = &StorageItem> {
        self.items().filter(|item| self.gates(item))
    }
}

/// How services are grouped in the banner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Needs no consent: communication, or something that the visitor asked for.
    Necessary,
    Functional,
    /// Measures quality with little or no effect on privacy; needs no consent.
    AnalyticsExempt,
    Analytics,
    Marketing,
}

/// Something that is stored in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StorageItem {
    /// The name, in which `*` stands for any characters: `_ga_*`.
    pub name: String,
    pub kind: StorageKind,
    pub purpose: Localized,
    pub duration: Answer<Duration>,
    /// The time without a visit after which it is deleted earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle: Option<Period>,
    pub party: Party,
    /// Whether somebody else can read it (CJEU C-673/17, Planet49).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_party_access: Field<bool>,
    /// The host or domain it belongs to, if not the site's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The purpose for which consent is asked, if not that of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<RegisterId>,
    /// Why no consent is needed, if not for the service's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Field<Exemption>,
}

/// Where something is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StorageKind {
    Cookie,
    LocalStorage,
    SessionStorage,
    IndexedDb,
    CacheStorage,
    /// An image or request that passes on data when it is fetched.
    Pixel,
}

impl StorageKind {
    /// Returns the word that registers use.
    pub fn as_str(self) -> &'static str {
        match self {
            StorageKind::Cookie => "cookie",
            StorageKind::LocalStorage => "local-storage",
            StorageKind::SessionStorage => "session-storage",
            StorageKind::IndexedDb => "indexed-db",
            StorageKind::CacheStorage => "cache-storage",
            StorageKind::Pixel => "pixel",
        }
    }
}

/// Whose domain it is stored on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    First,
    Third,
}

/// How long something stays in the browser: `session`, or a period such as `P2Y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(with = "String", extend("pattern" = "^(session|P[0-9]+[YMWD]|PT[0-9]+[HM])$"))]
pub enum Duration {
    /// Until the browser is closed.
    Session,
    For(Period),
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Duration::Session => formatter.write_str("session"),
            Duration::For(period) => period.fmt(formatter),
        }
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "session" {
            return Ok(Duration::Session);
        }
        match text.parse() {
            Ok(period) => Ok(Duration::For(period)),
            Err(_) => Err(de::Error::custom(format!("`{text}` is neither `session` nor a period such as P2Y"))),
        }
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why something needs no consent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    pub article: ExemptionArticle,
    pub reason: Localized,
    /// For measuring quality: why the effect on privacy is small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// The three exemptions of article 11.7a(3) of the Telecommunicatiewet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExemptionArticle {
    /// Only to carry out the communication.
    Communication,
    /// Strictly necessary for what the visitor asked for.
    StrictlyNecessary,
    /// Quality or effectiveness of the service, with little or no effect on privacy.
    Quality,
}

impl ExemptionArticle {
    /// Returns the word that registers use.
    pub fn as_str(self) -> &'static str {
        match self {
            ExemptionArticle::Communication => "communication",
            ExemptionArticle::StrictlyNecessary => "strictly-necessary",
            ExemptionArticle::Quality => "quality",
        }
    }
}

/// The conditions under which measuring needs no consent; each must be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub only_aggregate: bool,
    pub no_sharing: bool,
    pub no_cross_site: bool,
    pub ip_masked: bool,
    pub no_ads_link: bool,
    pub agreement: bool,
}

/// A choice in a service's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    pub id: RegisterId,
    pub name: Localized,
    pub value: Answer<Localized>,
}

/// The values that the banner needs to load a service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    pub template: TagTemplate,
    /// The values that the template needs: `measurement_id` for Google Analytics; `account_id`, `application_id`,
    /// `license_key` and `region` for New Relic.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Answer<String>>,
}

/// The tags that the banner itself can load. Anything else waits in a template element of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TagTemplate {
    GoogleAnalytics,
    NewRelic,
}

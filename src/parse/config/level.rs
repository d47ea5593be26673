//! The severity that a site gives to a rule.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Severity;

/// How much a rule weighs on this site: `rules: {cookie-duration-proportionate: off}` in `site.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Off,
    Advice,
    Warning,
    Error,
}

impl Level {
    /// Returns the severity of the rule's findings, or `None` where the rule is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Advice => Some(Severity::Advice),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

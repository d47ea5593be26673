//! The words for a rule that stages share: who asks for something, in what words it is told, and how much it weighs.
//!
//! The rules themselves belong to the stage `law`; reports and settings need only these.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::language::Language;

/// Who asks for it. Nothing that is only our choice may look like law, so every finding of law says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// A statute: the GDPR, the UAVG, the Telecommunicatiewet.
    Law,
    /// A judgment of the Court of Justice.
    Case,
    /// The European Data Protection Board.
    Edpb,
    /// The Autoriteit Persoonsgegevens.
    Ap,
    /// The Article 29 Working Party, in guidelines that the Board endorsed.
    Wp29,
    /// WCAG, ISO, an RFC, the model clauses of the European Commission.
    Standard,
    /// Our own choice.
    Project,
}

impl Authority {
    /// Every authority, the weightiest first.
    pub const ALL: [Authority; 7] = [
        Authority::Law,
        Authority::Case,
        Authority::Edpb,
        Authority::Ap,
        Authority::Wp29,
        Authority::Standard,
        Authority::Project,
    ];

    /// Returns the word that JSON uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Authority::Law => "law",
            Authority::Case => "case",
            Authority::Edpb => "edpb",
            Authority::Ap => "ap",
            Authority::Wp29 => "wp29",
            Authority::Standard => "standard",
            Authority::Project => "project",
        }
    }

    /// Returns what people read: guidance of three bodies is guidance.
    pub fn words(self) -> Words {
        match self {
            Authority::Law => Words { nl: "wet", en: "law" },
            Authority::Case => Words { nl: "rechter", en: "court" },
            Authority::Edpb | Authority::Ap | Authority::Wp29 => Words { nl: "richtlijn", en: "guidance" },
            Authority::Standard => Words { nl: "standaard", en: "standard" },
            Authority::Project => Words { nl: "onze eigen keuze", en: "our own choice" },
        }
    }
}

/// A text in the two languages that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub nl: &'static str,
    pub en: &'static str,
}

impl Words {
    /// Returns the text in a language; English where the program does not speak it.
    pub fn get(self, language: &Language) -> &'static str {
        if language.as_str().split('-').next() == Some("nl") { self.nl } else { self.en }
    }
}

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
    /// Returns the severity of what the rule finds; none where it is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Advice => Some(Severity::Advice),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

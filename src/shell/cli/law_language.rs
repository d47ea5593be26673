//! `--language`: the languages of legal findings.

use clap::ValueEnum;

use crate::language::Language;

/// A language in which the rules are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LawLanguage {
    /// Dutch
    Nl,
    /// English
    En,
}

impl LawLanguage {
    /// Returns the language.
    pub(super) fn language(self) -> Language {
        let tag = match self {
            LawLanguage::Nl => "nl",
            LawLanguage::En => "en",
        };
        tag.parse().expect("it is a language tag")
    }
}

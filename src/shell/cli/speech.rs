//! `--language`: the languages that the program tells the law in.

use clap::ValueEnum;

use crate::language::Language;

/// A language of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Speech {
    /// Dutch
    Nl,
    /// English
    En,
}

impl Speech {
    /// Returns the language.
    pub(super) fn language(self) -> Language {
        let tag = match self {
            Speech::Nl => "nl",
            Speech::En => "en",
        };
        tag.parse().expect("it is a language tag")
    }
}

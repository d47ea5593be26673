//! A text in Dutch and in English, the two languages in which the program reports legal findings.

use crate::language::Language;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bilingual {
    pub(crate) nl: &'static str,
    pub(crate) en: &'static str,
}

impl Bilingual {
    /// Returns the text in a language; in English where it is neither of the two.
    pub(crate) fn get(self, language: &Language) -> &'static str {
        if language.as_str().split('-').next() == Some("nl") { self.nl } else { self.en }
    }
}

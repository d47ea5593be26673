//! The words that a rule looks for, in the languages that it has words for.

use crate::language::Language;

/// Beginnings of words and of phrases, in lower case: `intrek` finds “intrekken” and “Intrekking”.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    pub nl: &'static [&'static str],
    pub en: &'static [&'static str],
}

impl Vocabulary {
    /// Returns the words in a language; `None` where the rule has none, so that it cannot check a text in that language.
    pub fn words(&self, language: &Language) -> Option<&'static [&'static str]> {
        match language.as_str().split('-').next() {
            Some("nl") => Some(self.nl),
            Some("en") => Some(self.en),
            _ => None,
        }
    }

    /// Returns the first word in a language that a text contains. The text must be [`plain`].
    pub fn first_in(&self, language: &Language, text: &str) -> Option<&'static str> {
        self.words(language)?.iter().copied().find(|word| begins_word(text, word))
    }

    /// Returns whether a text in a language contains one of the words. The text must be [`plain`].
    pub fn is_in(&self, language: &Language, text: &str) -> bool {
        self.first_in(language, text).is_some()
    }
}

/// Normalises a text for the search for words: lower case, single spaces, straight quotes.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().filter(|letter| *letter != '\u{AD}').flat_map(|letter| match letter {
            '‘' | '’' => '\''.to_lowercase(),
            '“' | '”' | '„' => '"'.to_lowercase(),
            other => other.to_lowercase(),
        }));
    }
    plain
}

/// Returns whether a text contains a phrase that begins where a word begins.
pub(super) fn begins_word(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{begins_word, plain};

    #[test]
    fn a_phrase_is_found_from_the_beginning_of_a_word() {
        assert!(begins_word(&plain("U kunt  ze\nInzien."), "inzien"));
        assert!(!begins_word(&plain("verkrijgen"), "krijg"));
        assert_eq!(plain("“Zo’n”  ding"), "\"zo'n\" ding");
    }
}

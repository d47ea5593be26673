//! Splits a text into sentences, and a sentence into words.

/// Abbreviations that do not end a sentence, in lower case. Those with a full stop inside are recognised without a list.
const ABBREVIATIONS: [&str; 20] = [
    "art.", "bijv.", "nr.", "nrs.", "mr.", "dr.", "ca.", "resp.", "jl.", "blz.", "vgl.", "no.", "mrs.", "ms.", "vs.",
    "approx.", "para.", "sec.", "cf.", "incl.",
];

/// Returns the sentences of a paragraph.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = ends(rest).next().unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after.trim_start();
        Some(sentence.trim())
    })
}

/// Returns where sentences end: after a closing mark, where the next word could begin a sentence.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let signs = text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '!' | '?' | '…'));
    signs.filter_map(|(at, sign)| {
        let after = &text[at + sign.len_utf8()..];
        let closing: usize =
            after.chars().take_while(|letter| matches!(letter, '”' | '’' | '"' | ')' | '»')).map(char::len_utf8).sum();
        let after = &after[closing..];
        let begins = after.starts_with(char::is_whitespace) && {
            let next = after.trim_start().chars().next();
            next.is_some_and(|next| next.is_uppercase() || next.is_numeric() || matches!(next, '“' | '‘' | '"' | '('))
        };
        let is_end = begins && !(sign == '.' && abbreviates(&text[..=at]));
        is_end.then_some(at + sign.len_utf8() + closing)
    })
}

/// Returns whether the last word, including its full stop, is an abbreviation or an initial.
fn abbreviates(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['(', '“', '"']);
    let letters = word.trim_end_matches('.');
    let is_initial = letters.chars().count() == 1 && letters.chars().all(char::is_uppercase);
    let has_inner_stop = letters.contains('.') && letters.chars().all(|letter| letter.is_alphabetic() || letter == '.');
    is_initial || has_inner_stop || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Returns the words of a sentence: everything with a letter in it that is not an address.
pub fn words(sentence: &str) -> impl Iterator<Item = &str> {
    let parts = sentence.split(|letter: char| letter.is_whitespace() || letter == '/' || letter == '–');
    parts
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().any(char::is_alphabetic) && !word.contains('@') && !is_address(word))
}

/// Returns whether a word is the name of a website, which readers do not read by syllables.
fn is_address(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(name, ending)| name.len() > 1 && ending.len() > 1 && !ending.contains(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    fn split(text: &str) -> Vec<&str> {
        sentences(text).collect()
    }

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        assert_eq!(
            split("Wij bellen u. U mag weigeren! Waarom? Dat hoeft niet."),
            ["Wij bellen u.", "U mag weigeren!", "Waarom?", "Dat hoeft niet."]
        );
        assert_eq!(split("Klik op “afmelden.” Dan stopt het."), ["Klik op “afmelden.”", "Dan stopt het."]);
    }

    #[test]
    fn a_full_stop_inside_a_sentence_does_not_end_it() {
        for text in [
            "Zie art. 13 lid 1 AVG.",
            "Voorbeeld Hosting B.V. Utrecht bewaart het.",
            "Neem een adres, bijv. Oudegracht 1.",
            "Het is 1.5 of 2.0 procent.",
            "Ask J. Smith, i.e. the editor.",
            "Go to example.org and look.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn numbers_and_addresses_are_not_words() {
        let found: Vec<&str> =
            words("Mail (24 uur) naar privacy@example.org of via example.org/nl – met 2 regels.").collect();
        assert_eq!(found, ["Mail", "uur", "naar", "of", "via", "nl", "met", "regels"]);
    }
}

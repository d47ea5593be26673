//! The syllables of a word, precise enough for an average over hundreds of words.

use crate::readability::Formula;

/// Dutch vowels of more than one letter, the longest first. A vowel with a diaeresis begins a new syllable.
const DUTCH: [&str; 19] = [
    "aai", "ooi", "oei", "eeu", "ieu", "aa", "ee", "oo", "uu", "ie", "ei", "ij", "eu", "oe", "ou", "au", "ui", "ai",
    "oi",
];

/// Returns the number of syllables of a word; at least one.
pub fn syllables(formula: Formula, word: &str) -> usize {
    let word = word.to_lowercase();
    let count = match formula {
        Formula::Douma => dutch(&word),
        Formula::Flesch => english(&word),
    };
    count.max(1)
}

fn dutch(word: &str) -> usize {
    let mut rest = word;
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let vowel = DUTCH.iter().find(|vowel| rest.starts_with(**vowel));
        if let Some(vowel) = vowel {
            count += 1;
            rest = &rest[vowel.len()..];
            continue;
        }
        if is_vowel(first) {
            count += 1;
        }
        rest = &rest[first.len_utf8()..];
    }
    count
}

fn english(word: &str) -> usize {
    let mut count = 0;
    let mut was_vowel = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        if vowel && !was_vowel {
            count += 1;
        }
        was_vowel = vowel;
    }
    let is_silent = if ends_with_any(word, &["le", "les"]) {
        // "people" has two, "whole" has one.
        let stem = word.trim_end_matches('s').trim_end_matches("le");
        stem.ends_with(is_vowel)
    } else if ends_with_any(word, &["es"]) {
        !ends_with_any(word, &["ses", "xes", "zes", "ches", "shes", "ces", "ges", "ies"])
    } else if ends_with_any(word, &["ed"]) {
        // "enabled" has three, "called" has one.
        let stem = word.trim_end_matches("led");
        let is_led = ends_with_any(word, &["led"]) && !stem.ends_with(is_vowel) && !stem.ends_with('l');
        !ends_with_any(word, &["ted", "ded", "ied"]) && !is_led
    } else {
        ends_with_any(word, &["e"]) && !ends_with_any(word, &["ee", "ye", "ie", "oe"])
    };
    if is_silent && count > 1 { count - 1 } else { count }
}

fn ends_with_any(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'á'
            | 'à'
            | 'â'
            | 'ä'
            | 'é'
            | 'è'
            | 'ê'
            | 'ë'
            | 'í'
            | 'ï'
            | 'ó'
            | 'ô'
            | 'ö'
            | 'ú'
            | 'ü'
    )
}

#[cfg(test)]
mod tests {
    use super::syllables;
    use crate::readability::Formula;

    #[test]
    fn dutch_words() {
        for (word, count) in [
            ("de", 1),
            ("gegevens", 3),
            ("toestemming", 3),
            ("bewaren", 3),
            ("eeuw", 1),
            ("nieuwsbrief", 2),
            ("ideeën", 3),
            ("geïnformeerd", 4),
            ("privacy", 3),
            ("verwerkingsverantwoordelijke", 9),
            ("beantwoorden", 4),
            ("wij", 1),
            ("coöperatie", 5),
            ("gooien", 2),
            ("hbo", 1),
            ("geautomatiseerd", 6),
            ("categorieën", 5),
        ] {
            assert_eq!(syllables(Formula::Douma, word), count, "{word}");
        }
    }

    #[test]
    fn english_words() {
        for (word, count) in [
            ("the", 1),
            ("data", 2),
            ("use", 1),
            ("people", 2),
            ("whole", 1),
            ("privacy", 3),
            ("erased", 2),
            ("services", 3),
            ("websites", 2),
            ("accepted", 3),
            ("changes", 2),
            ("agree", 2),
            ("you", 1),
            ("statement", 3),
            ("enabled", 3),
            ("called", 1),
            ("tables", 2),
        ] {
            assert_eq!(syllables(Formula::Flesch, word), count, "{word}");
        }
    }
}

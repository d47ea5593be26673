//! How easy a text is to read: the formula of Flesch for English, and of Douma for Dutch.
//!
//! Both combine the average length of sentences in words and of words in syllables into a number from about 0 to 100. A higher
//! number is easier. R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948); W. H. Douma, "De leesbaarheid van
//! landbouwbladen", Wageningen (1960). They do not see meaning: a low number is a reason to look, and no more.

mod sentences;
mod syllables;

pub use sentences::{sentences, words};
pub use syllables::syllables;

use crate::language::Language;

/// The languages that have a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// `206.835 − 1.015 × words per sentence − 84.6 × syllables per word`
    Flesch,
    /// `206.84 − 0.93 × words per sentence − 77 × syllables per word`
    Douma,
}

/// What makes a text hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    LongSentences,
    LongWords,
}

/// The counts and the score of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Readability {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
    /// From about 0, very hard, to about 100, very easy.
    pub score: f64,
    pub driver: Driver,
    /// The longest sentences, the longest first.
    pub longest: Vec<String>,
}

/// How many of the longest sentences are returned.
const LONGEST_MAX: usize = 3;

/// The words per sentence in plain texts of the Dutch and British governments: more than that counts as long.
const USUAL_SENTENCE: f64 = 12.0;

impl Formula {
    /// Returns the formula of a language, if it has one.
    pub fn of(language: &Language) -> Option<Formula> {
        match language.as_str().split('-').next() {
            Some("nl") => Some(Formula::Douma),
            Some("en") => Some(Formula::Flesch),
            _ => None,
        }
    }

    fn weights(self) -> (f64, f64, f64) {
        match self {
            Formula::Flesch => (206.835, 1.015, 84.6),
            Formula::Douma => (206.84, 0.93, 77.0),
        }
    }

    /// Returns the syllables per word in such texts.
    fn usual_word(self) -> f64 {
        match self {
            Formula::Flesch => 1.45,
            Formula::Douma => 1.6,
        }
    }
}

/// Measures paragraphs of prose. Returns `None` where they have no words.
pub fn measure<'t>(formula: Formula, paragraphs: impl IntoIterator<Item = &'t str>) -> Option<Readability> {
    let mut all: Vec<(usize, &str)> = Vec::new();
    let mut syllable_count = 0;
    for paragraph in paragraphs {
        for sentence in sentences(paragraph) {
            let mut count = 0;
            for word in words(sentence) {
                count += 1;
                syllable_count += syllables(formula, word);
            }
            if count > 0 {
                all.push((count, sentence));
            }
        }
    }
    let word_count: usize = all.iter().map(|(count, _)| count).sum();
    if word_count == 0 {
        return None;
    }
    let per_sentence = word_count as f64 / all.len() as f64;
    let per_word = syllable_count as f64 / word_count as f64;
    let (base, sentence_weight, word_weight) = formula.weights();
    let long_sentences = sentence_weight * (per_sentence - USUAL_SENTENCE);
    let long_words = word_weight * (per_word - formula.usual_word());
    all.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    Some(Readability {
        sentences: all.len(),
        words: word_count,
        syllables: syllable_count,
        score: base - sentence_weight * per_sentence - word_weight * per_word,
        driver: if long_sentences > long_words { Driver::LongSentences } else { Driver::LongWords },
        longest: all.into_iter().take(LONGEST_MAX).map(|(_, sentence)| sentence.to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Driver, Formula, measure};

    #[test]
    fn a_plain_text_is_easier_than_a_stiff_one() {
        let plain =
            measure(Formula::Douma, ["Wij bewaren uw naam. Dat doen wij een jaar. Daarna wissen wij hem."]).unwrap();
        let stiff = measure(
            Formula::Douma,
            ["De verwerkingsverantwoordelijke draagt zorg voor de vernietiging van persoonsgegevens overeenkomstig de \
              toepasselijke wettelijke bewaartermijnen."],
        )
        .unwrap();
        assert!(plain.score > 80.0, "{plain:?}");
        assert!(stiff.score < 20.0, "{stiff:?}");
        assert_eq!(stiff.driver, Driver::LongWords);
    }

    #[test]
    fn the_driver_is_what_makes_a_text_hard() {
        let long = "We keep the name that you gave us on the day when you came to us and asked us to do some work for you, and \
                    we keep it for as long as we do that work, and then for a year, so that we can help you if you come back.";
        let measured = measure(Formula::Flesch, [long, "It is short."]).unwrap();
        assert_eq!((measured.driver, measured.sentences), (Driver::LongSentences, 2));
        assert_eq!(measured.longest[0], long);
    }

    #[test]
    fn the_score_follows_the_published_formula() {
        // Two sentences, six words, six syllables: 206.835 − 1.015 × 3 − 84.6 × 1.
        let measured = measure(Formula::Flesch, ["The cat sat. The dog ran."]).unwrap();
        assert!((measured.score - 119.19).abs() < 0.001, "{measured:?}");
        assert_eq!(measure(Formula::Flesch, ["", "…"]), None);
    }
}

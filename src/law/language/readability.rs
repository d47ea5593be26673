//! How hard a text is to read: sentences, words, passive forms, summary.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::reading::{ReadLine, Reading};
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::parse::markdown::LineKind;
use crate::readability::{Driver, Formula, measure, sentences, words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "lang-flesch-douma",
        severity: Severity::Advice,
        authority: Authority::Standard,
        sources: &["GDPR 12(1)", "Flesch (1948)", "Douma (1960)"],
        message: Bilingual {
            nl: "de sectie “{section}” is moeilijk te lezen: {score}, en 60 is het doel; dat komt door {driver}",
            en: "the section “{section}” is hard to read: {score}, where 60 is the aim; {driver} make it so",
        },
        hint: Bilingual { nl: "begin met: “{worst}”", en: "begin with: “{worst}”" },
        about: "\
Finds sections of sixty words or more that score less than 50: in Dutch by the formula of Douma, in English by that
of Flesch. It names what weighs most, long sentences or long words, and the longest sentence. Tables, lists of
single words and code are not counted.

**Why.** Article 12(1) GDPR asks for clear and plain language. A formula knows nothing of meaning: a low number is a
reason to look again, and never an error.

**Example.** 206.84 − 0.93 × words per sentence − 77 × syllables per word (Douma).

**How to mend.** Cut the sentence that is named in two, or choose shorter words.",
        check: Check::Document(|edition, found| {
            for reading in &edition.readings {
                let Some(formula) = Formula::of(reading.language) else { continue };
                for section in reading.sections() {
                    let prose = own_lines(section.lines)
                        .filter(|line| line.kind.is_prose(&line.shown))
                        .map(|line| line.shown.as_str());
                    let Some(measured) = measure(formula, prose) else { continue };
                    if measured.words < SECTION_WORDS_MIN || measured.score >= SCORE_MIN {
                        continue;
                    }
                    let driver = match measured.driver {
                        Driver::LongSentences => Bilingual { nl: "lange zinnen", en: "long sentences" },
                        Driver::LongWords => Bilingual { nl: "lange woorden", en: "long words" },
                    };
                    found
                        .at(section.place())
                        .with("section", &section.heading.title)
                        .with("score", format!("{:.0}", measured.score))
                        .with("driver", driver.get(edition.facts.language))
                        .with("worst", shortened(measured.longest.first().map_or("", String::as_str)));
                }
            }
        }),
    },
    Rule {
        id: "lang-sentence-length",
        severity: Severity::Advice,
        authority: Authority::Standard,
        sources: &["GDPR 12(1)", "B1 of the Dutch government: 15 words on average"],
        message: Bilingual {
            nl: "deze zin heeft {count} woorden: “{sentence}”",
            en: "this sentence has {count} words: “{sentence}”",
        },
        hint: Bilingual { nl: "knip hem in tweeën", en: "cut it in two" },
        about: "\
Finds sentences of more than 25 words.

**Why.** Article 12(1) GDPR asks for clear and plain language. Guides to plain language take 15 words on average and
25 at most; it is no law.

**Example.** A sentence with a condition, an exception and an example.

**How to mend.** One thought, one sentence. A list reads easier than commas.",
        check: Check::Document(|edition, found| {
            for reading in edition.readings.iter().filter(|reading| Formula::of(reading.language).is_some()) {
                for line in reading.lines.iter().filter(|line| line.kind.is_prose(&line.shown)) {
                    for sentence in sentences(&line.shown) {
                        let count = words(sentence).count();
                        if count > SENTENCE_WORDS_MAX {
                            found.at(line.place.clone()).with("count", count).with("sentence", shortened(sentence));
                        }
                    }
                }
            }
        }),
    },
    Rule {
        id: "lang-passive",
        severity: Severity::Advice,
        authority: Authority::Wp29,
        sources: &["WP260 rev.01, clear and plain language"],
        message: Bilingual {
            nl: "{share} % van de zinnen zegt niet wie iets doet",
            en: "{share} % of the sentences do not say who acts",
        },
        hint: Bilingual {
            nl: "schrijf wie het doet: “wij bewaren” in plaats van “wordt bewaard”",
            en: "write who does it: “we keep” rather than “is kept”",
        },
        about: "\
Finds texts of twenty sentences or more of which over 15 % are passive.

**Why.** The guidelines on transparency (WP260 rev.01) ask for the active form: a passive sentence hides who does
what with the data.

**Example.** “Your data are kept for a year.” By whom?

**How to mend.** Name who acts.",
        check: Check::Document(|edition, found| {
            for reading in &edition.readings {
                let prose = reading.lines.iter().filter(|line| line.kind.is_prose(&line.shown));
                let all: Vec<String> = prose.flat_map(|line| sentences(&line.shown)).map(plain).collect();
                let passive = all.iter().filter(|sentence| is_passive(reading, sentence)).count();
                let share = passive * 100 / all.len().max(1);
                if all.len() >= SENTENCES_MIN && share > PASSIVE_SHARE_MAX {
                    found.at(reading.title()).with("share", share);
                }
            }
        }),
    },
    Rule {
        id: "lang-summary",
        severity: Severity::Warning,
        authority: Authority::Wp29,
        sources: &["WP260 rev.01, layered approach", "GDPR 12(1)"],
        message: Bilingual {
            nl: "de tekst heeft {count} woorden en geen korte samenvatting vooraan",
            en: "the text has {count} words and no short summary at its head",
        },
        hint: Bilingual {
            nl: "begin met een sectie `summary` van hoogstens 150 woorden",
            en: "begin with a section `summary` of 150 words at most",
        },
        about: "\
Finds texts of more than 800 words without a section `summary`.

**Why.** The guidelines on transparency (WP260 rev.01) ask for layers: what matters most first, so that nobody is
tired out. The numbers are ours.

**Example.** `## In short {#summary}` with five lines below it.

**How to mend.** Say in a few lines what is done, for how long, and what people can do.",
        check: Check::Document(|edition, found| {
            for reading in &edition.readings {
                let count: usize = reading.lines.iter().map(|line| words(&line.shown).count()).sum();
                if count > UNSUMMED_WORDS_MAX && reading.section("summary").is_none() {
                    found.at(reading.title()).with("count", count);
                }
            }
        }),
    },
];

const SECTION_WORDS_MIN: usize = 60;
const SCORE_MIN: f64 = 50.0;
const SENTENCE_WORDS_MAX: usize = 25;
const SENTENCES_MIN: usize = 20;
const PASSIVE_SHARE_MAX: usize = 15;
const UNSUMMED_WORDS_MAX: usize = 800;

/// A longer sentence is cut in a message.
const SHOWN_MAX: usize = 90;

/// Returns the lines of a section up to its first subsection.
fn own_lines(lines: &[ReadLine]) -> impl Iterator<Item = &ReadLine> {
    lines.iter().skip(1).take_while(|line| line.kind != LineKind::Heading)
}

fn shortened(sentence: &str) -> String {
    match sentence.char_indices().nth(SHOWN_MAX) {
        None => sentence.to_owned(),
        Some((at, _)) => format!("{}…", sentence[..at].trim_end()),
    }
}

/// Forms of the verb that makes a sentence passive.
const PASSIVE: Vocabulary = Vocabulary {
    nl: &["wordt", "worden", "werd", "werden", "geworden"],
    en: &["is", "are", "was", "were", "be", "been", "being"],
};

/// English participles that do not end in -ed.
const PARTICIPLES: [&str; 14] = [
    "kept", "given", "told", "sent", "taken", "made", "shown", "written", "held", "found", "done", "known", "set",
    "read",
];

fn is_passive(reading: &Reading<'_>, sentence: &str) -> bool {
    let Some(forms) = PASSIVE.words(reading.language) else { return false };
    let said: Vec<&str> = words(sentence).collect();
    if reading.language.as_str().starts_with("nl") {
        return said.iter().any(|word| forms.contains(word));
    }
    // In English the same verb also says what somebody is, so a participle must follow soon.
    said.iter()
        .enumerate()
        .filter(|(_, word)| forms.contains(word))
        .any(|(at, _)| said[at + 1..].iter().take(2).any(|word| word.ends_with("ed") || PARTICIPLES.contains(word)))
}

//! The rights of people.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::parse::markdown::LineKind;
use crate::register::activities::{BasisArticle, PurposeKind};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-right-access",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(b)", "GDPR 15"],
        message: Bilingual { nl: "het recht op inzage ontbreekt", en: "the right of access is missing" },
        hint: Bilingual {
            nl: "noem in de sectie `rights` dat mensen hun gegevens mogen inzien, of gebruik daar {{ rights() }}",
            en: "say in the section `rights` that people may see their data, or call {{ rights() }} there",
        },
        about: "\
Finds a privacy statement that does not name the right of access in its section `rights`.

**Why.** Article 13(2)(b) GDPR asks to tell people that they can have access to their data (article 15).

**Example.** The shortcode `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own
words. A text without such a section is searched as a whole.",
        check: Check::Privacy(|edition, found| require(edition, found, &ACCESS)),
    },
    Rule {
        id: "privacy-right-rectification",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(b)", "GDPR 16"],
        message: Bilingual { nl: "het recht op correctie ontbreekt", en: "the right to rectification is missing" },
        hint: Bilingual {
            nl: "noem dit recht in de sectie `rights`, of gebruik daar {{ rights() }}",
            en: "name this right in the section `rights`, or call {{ rights() }} there",
        },
        about: "\
Finds a privacy statement that does not name the right to rectification.

**Why.** Article 13(2)(b) GDPR asks to tell people of the right to rectification (article 16).

**Example.** `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own
words. A text without such a section is searched as a whole.",
        check: Check::Privacy(|edition, found| require(edition, found, &RECTIFICATION)),
    },
    Rule {
        id: "privacy-right-erasure",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(b)", "GDPR 17"],
        message: Bilingual { nl: "het recht op verwijdering ontbreekt", en: "the right to erasure is missing" },
        hint: Bilingual {
            nl: "noem dit recht in de sectie `rights`, of gebruik daar {{ rights() }}",
            en: "name this right in the section `rights`, or call {{ rights() }} there",
        },
        about: "\
Finds a privacy statement that does not name the right to erasure.

**Why.** Article 13(2)(b) GDPR asks to tell people of the right to erasure (article 17).

**Example.** `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own
words. A text without such a section is searched as a whole.",
        check: Check::Privacy(|edition, found| require(edition, found, &ERASURE)),
    },
    Rule {
        id: "privacy-right-restriction",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(b)", "GDPR 18"],
        message: Bilingual {
            nl: "het recht op beperking ontbreekt",
            en: "the right to restriction of processing is missing",
        },
        hint: Bilingual {
            nl: "noem dit recht in de sectie `rights`, of gebruik daar {{ rights() }}",
            en: "name this right in the section `rights`, or call {{ rights() }} there",
        },
        about: "\
Finds a privacy statement that does not name the right to restriction of processing.

**Why.** Article 13(2)(b) GDPR asks to tell people of the right to restriction of processing (article 18).

**Example.** `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own
words. A text without such a section is searched as a whole.",
        check: Check::Privacy(|edition, found| require(edition, found, &RESTRICTION)),
    },
    Rule {
        id: "privacy-right-portability",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(b)", "GDPR 20"],
        message: Bilingual {
            nl: "het recht op overdraagbaarheid ontbreekt",
            en: "the right to data portability is missing",
        },
        hint: Bilingual {
            nl: "noem dit recht in de sectie `rights`, of gebruik daar {{ rights() }}",
            en: "name this right in the section `rights`, or call {{ rights() }} there",
        },
        about: "\
Finds a privacy statement that does not name the right to data portability. It is asked for only where a ground that
gives the right is known.

**Why.** Article 13(2)(b) GDPR asks to tell people of the right to data portability (article 20).

**Example.** `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own
words. A text without such a section is searched as a whole.",
        check: Check::Privacy(|edition, found| {
            let can_be_taken_along = edition
                .facts
                .bases()
                .any(|(_, _, basis)| matches!(basis.article, BasisArticle::Consent | BasisArticle::Contract));
            if can_be_taken_along {
                require(edition, found, &PORTABILITY);
            }
        }),
    },
    Rule {
        id: "privacy-right-objection",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(b)", "GDPR 21"],
        message: Bilingual { nl: "het recht op bezwaar ontbreekt", en: "the right to object is missing" },
        hint: Bilingual {
            nl: "noem dit recht in de sectie `rights`, of gebruik daar {{ rights() }}",
            en: "name this right in the section `rights`, or call {{ rights() }} there",
        },
        about: "\
Finds a privacy statement that does not name the right to object. It is asked for only where a ground that gives the
right is known.

**Why.** Article 13(2)(b) GDPR asks to tell people of the right to object (article 21).

**Example.** `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own
words. A text without such a section is searched as a whole.",
        check: Check::Privacy(|edition, found| {
            if can_be_objected_to(edition) {
                require(edition, found, &OBJECTION);
            }
        }),
    },
    Rule {
        id: "privacy-objection-separate",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 21(4)"],
        message: Bilingual {
            nl: "het recht van bezwaar staat niet apart van de andere rechten",
            en: "the right to object does not stand apart from the other rights",
        },
        hint: Bilingual {
            nl: "geef bezwaar een eigen kop, zoals `## Bezwaar maken {#objection}`, of ten minste een eigen alinea",
            en: "give it a heading of its own, such as `## Objecting {#objection}`, or a paragraph at least",
        },
        about: "\
Finds a privacy statement that names the right to object in a list or a table only.

**Why.** Article 21(4) GDPR: this right is explicitly brought to the attention of people, clearly and separately
from any other information.

**Example.** `## Objecting {#objection}` with a paragraph below it.

**How to mend.** Give it a heading. {{ rights() }} sets it apart as well.",
        check: Check::Privacy(|edition, found| {
            for reading in edition.readings.iter().filter(|_| can_be_objected_to(edition)) {
                let mut stated = reading.find(&OBJECTION).map(|(line, _)| line.kind).peekable();
                let is_stated = stated.peek().is_some();
                if is_stated && !stated.any(|kind| matches!(kind, LineKind::Heading | LineKind::Paragraph)) {
                    found.at(reading.section_or_title("rights"));
                }
            }
        }),
    },
];

const ACCESS: Vocabulary = Vocabulary {
    nl: &["inzage", "inzien", "in te zien", "bekijken", "opvragen"],
    en: &["access", "see ", "obtain a copy"],
};

/// Finds the texts whose section on rights contains no word of a vocabulary. A text without that section is searched as a whole.
pub(super) fn require(edition: &EditionFacts<'_>, found: &mut Findings, words: &Vocabulary) {
    for reading in &edition.readings {
        if !reading.mentions_in("rights", words) {
            found.at(reading.section_or_title("rights"));
        }
    }
}

/// Returns whether people can object to a legal basis or a purpose (article 21(1) and (2)).
fn can_be_objected_to(edition: &EditionFacts<'_>) -> bool {
    let facts = &edition.facts;
    let mut articles = facts.bases().map(|(_, _, basis)| basis.article);
    articles.any(|article| matches!(article, BasisArticle::LegitimateInterest | BasisArticle::PublicTask))
        || facts.purposes().any(|(_, purpose)| purpose.kind == Some(PurposeKind::DirectMarketing))
}

const RECTIFICATION: Vocabulary = Vocabulary {
    nl: &[
        "correctie",
        "corriger",
        "verbeter",
        "te verbeteren",
        "aanpassen",
        "aan te passen",
        "rectificatie",
        "wijzigen",
    ],
    en: &["rectif", "correct", "change", "amend"],
};
const ERASURE: Vocabulary = Vocabulary {
    nl: &["verwijder", "wissen", "wist", "te wissen", "gewist", "vergetelheid"],
    en: &["eras", "delet", "forgotten", "remove"],
};
const RESTRICTION: Vocabulary = Vocabulary {
    nl: &["beperk", "te beperken", "pauze", "stilzetten", "stil te zetten", "tijdelijk"],
    en: &["restrict", "pause", "limit", "suspend"],
};
const PORTABILITY: Vocabulary = Vocabulary {
    nl: &[
        "overdraagbaar",
        "overdragen",
        "over te dragen",
        "meenemen",
        "mee te nemen",
        "dataportabiliteit",
        "overdracht",
    ],
    en: &["portab", "transfer your data", "take your data", "take them", "receive your data", "move your data"],
};
const OBJECTION: Vocabulary = Vocabulary { nl: &["bezwaar"], en: &["object"] };

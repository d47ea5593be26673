//! The rights of people, and how they use them.

use crate::diagnostic::Severity;
use crate::law::findings::Findings;
use crate::law::subject::Subject;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "privacy-right-access",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 13(2)(b)", "GDPR 15"],
    message: Words { nl: "het recht op inzage ontbreekt", en: "the right of access is missing" },
    mend: Words {
        nl: "noem in de sectie `rights` dat mensen hun gegevens mogen inzien, of gebruik daar {{ rights() }}",
        en: "say in the section `rights` that people may see their data, or call {{ rights() }} there",
    },
    about: "\
Finds a privacy statement that does not name the right of access in its section `rights`.

**Why.** Article 13(2)(b) GDPR asks to tell people that they can have access to their data (article 15).

**Example.** The shortcode `{{ rights() }}` lists every right with its article.

**How to mend.** Call the shortcode under the heading with the id `rights`, or name the right there in your own words. A text without
such a section is searched as a whole.",
    check: Check::Privacy(|subject, found| right(subject, found, &ACCESS)),
}];

const ACCESS: Vocabulary = Vocabulary {
    nl: &["inzage", "inzien", "in te zien", "bekijken", "opvragen"],
    en: &["access", "see ", "obtain a copy"],
};

/// Finds the texts that do not name a right.
fn right(subject: &Subject<'_>, found: &mut Findings, words: &Vocabulary) {
    for reading in &subject.readings {
        let is_named = match reading.section("rights") {
            Some(section) => section.mentions(words),
            None => reading.mentions(words),
        };
        if !is_named {
            found.at(reading.home("rights"));
        }
    }
}

//! The clauses of article 28(3), by the ids of their sections.

use crate::diagnostic::Severity;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "dpa-confidentiality",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 28(3)(b)"],
    message: Words {
        nl: "er staat niet dat wie met de gegevens werkt ze geheimhoudt",
        en: "the agreement does not bind those who work with the data to confidentiality",
    },
    mend: Words {
        nl: "voeg de sectie `confidentiality` toe",
        en: "add the section `confidentiality`",
    },
    about: "\
Finds a processing agreement that says nothing of confidentiality.

**Why.** Article 28(3)(b) GDPR: the agreement must stipulate that the people who process the data have committed themselves to
confidentiality, or are bound to it by law.

**Example.** \u{201c}Those who work with the data keep them secret. They have promised to, or the law binds them.\u{201d} under
`## Confidentiality {#confidentiality}`.

**How to mend.** Add the section, or the sentence where the agreement speaks of staff.",
    check: Check::Agreement(|subject, found| {
        for reading in subject.readings.iter().filter(|reading| !reading.mentions(&CONFIDENTIALITY)) {
            found.at(reading.home("confidentiality"));
        }
    }),
}];

const CONFIDENTIALITY: Vocabulary =
    Vocabulary { nl: &["geheim", "vertrouwelijk"], en: &["confidential", "secre", "keep secret"] };

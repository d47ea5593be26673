//! The clauses of article 28(3), by the ids of their sections.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[CONFIDENTIAL, FORM];

const CONFIDENTIAL: Rule = Rule {
    id: "dpa-confidentiality",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 28(3)(b)"],
    message: Bilingual {
        nl: "er staat niet dat wie met de gegevens werkt ze geheimhoudt",
        en: "the agreement does not bind those who work with the data to confidentiality",
    },
    hint: Bilingual { nl: "voeg de sectie `confidentiality` toe", en: "add the section `confidentiality`" },
    about: "\
Finds a processing agreement that says nothing of confidentiality.

**Why.** Article 28(3)(b) GDPR: the agreement must stipulate that the people who process the data have committed
themselves to confidentiality, or are bound to it by law.

**Example.** \u{201c}Those who work with the data keep them secret. They have promised to, or the law binds
them.\u{201d} under `## Confidentiality {#confidentiality}`.

**How to mend.** Add the section, or the sentence where the agreement speaks of staff.",
    check: Check::Agreement(|edition, found| {
        for reading in edition.readings.iter().filter(|reading| !reading.mentions(&CONFIDENTIALITY)) {
            found.at(reading.section_or_title("confidentiality"));
        }
    }),
};

const FORM: Rule = Rule {
    id: "dpa-form",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 28(9)"],
    message: Bilingual {
        nl: "er staat niet dat de overeenkomst schriftelijk of elektronisch wordt gesloten",
        en: "the agreement does not say that it is concluded in writing or electronically",
    },
    hint: Bilingual {
        nl: "zeg in de sectie `form` hoe de klant de overeenkomst sluit: met een handtekening, of met een knop \
                 in zijn account",
        en: "say in the section `form` how the customer concludes it: with a signature, or with a button in the \
                 account",
    },
    about: "\
Finds a processing agreement that says nothing of how it is concluded.

**Why.** Article 28(9) GDPR: the agreement is in writing, which includes electronic form. What was agreed, when and
by whom, must be possible to show.

**Example.** “You conclude the agreement in the customer panel, with the button “Agree”.” under `{#form}`.

**How to mend.** Add the section with the id `form`, or a place for signatures. `agreement.conclusion` in
`organisation` holds the sentence: `{{ organisation.agreement.conclusion }}`.",
    check: Check::Agreement(|edition, found| {
        for reading in edition.readings.iter().filter(|reading| !reading.mentions(&FORMS)) {
            found.at(reading.section_or_title("form"));
        }
    }),
};

const FORMS: Vocabulary = Vocabulary {
    nl: &["schriftelijk", "elektronisch", "handtekening", "onderteken", "getekend", "28 lid 9", "knop"],
    en: &["in writing", "written", "electronic", "signature", "signed", "sign ", "28(9)", "button"],
};

const CONFIDENTIALITY: Vocabulary =
    Vocabulary { nl: &["geheim", "vertrouwelijk"], en: &["confidential", "secre", "keep secret"] };

//! Decisions that a machine takes, and children.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::register::activities::BasisArticle;
use crate::register::known;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-automated-decisions",
        severity: Severity::Warning,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(f)", "GDPR 22"],
        message: Bilingual {
            nl: "er staat niets over besluiten die alleen een computer neemt",
            en: "nothing is said of decisions that a machine takes alone",
        },
        hint: Bilingual {
            nl: "vul `automated_decisions` in bij `organisation` (`[]` als die er niet zijn), en toon het met {{ \
                 automated_decisions() }}",
            en: "fill in `automated_decisions` at `organisation` (`[]` where there are none), and show it with {{ \
                 automated_decisions() }}",
        },
        about: "\
Finds a privacy statement, and a register, that say nothing of automated decisions.

**Why.** Article 13(2)(f) GDPR asks to tell of decisions under article 22, with the logic and the consequences.
Where there are none the law asks no word; to say so answers the question.

**Example.** `automated_decisions: []`

**How to mend.** Say that there are none, or explain each of them.",
        check: Check::Privacy(|edition, found| {
            let is_missing = edition.facts.is_missing(&edition.facts.registers.organisation.automated_decisions);
            for reading in edition.readings.iter().filter(|reading| is_missing && !reading.mentions(&AUTOMATED)) {
                found.at(reading.section_or_title("automated-decisions"));
            }
        }),
    },
    Rule {
        id: "privacy-children",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 8", "UAVG 5"],
        message: Bilingual {
            nl: "de dienst is er ook voor kinderen, en er staat niets over toestemming van ouders",
            en: "the service is for children too, and nothing is said of the consent of parents",
        },
        hint: Bilingual {
            nl: "voeg de sectie `children` toe: onder de 16 jaar geeft een ouder of voogd toestemming",
            en: "add the section `children`: below the age of 16 a parent or guardian gives consent",
        },
        about: "\
Finds a service for children that asks for consent, and a statement that says nothing of parents.

**Why.** Article 8 GDPR: below the age of 16 consent is given or authorised by the holder of parental
responsibility. Article 5 of the UAVG keeps that age in the Netherlands.

**Example.** “Are you younger than 16? Then a parent or guardian must agree.” under `{#children}`.

**How to mend.** Say who consents, and how you make reasonable efforts to verify it.",
        check: Check::Privacy(|edition, found| {
            let is_for_children = known(&edition.facts.registers.organisation.offered_to_children) == Some(&true);
            let asks_consent = edition.facts.bases().any(|(_, _, basis)| basis.article == BasisArticle::Consent);
            for reading in edition.readings.iter().filter(|_| is_for_children && asks_consent) {
                if !reading.mentions(&PARENTS) {
                    found.at(reading.section_or_title("children"));
                }
            }
        }),
    },
];

const AUTOMATED: Vocabulary = Vocabulary {
    nl: &[
        "geautomatiseerde besluit",
        "geautomatiseerd besluit",
        "automatische besluit",
        "besluit door een computer",
        "besluiten door een computer",
        "besluiten die alleen een computer",
        "profilering",
    ],
    en: &[
        "automated decision",
        "automated individual decision",
        "decisions by a computer",
        "decisions by a machine",
        "decisions that a machine",
        "profiling",
    ],
};
const PARENTS: Vocabulary =
    Vocabulary { nl: &["ouder of", "ouders", "voogd", "ouderlijk"], en: &["parent", "guardian"] };

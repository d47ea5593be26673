//! The annexes with parties, measures and sub-processors, and the numbers that the registers promise.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::{Findings, missing_keys};
use crate::law::reading::Reading;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::register::recipients::RecipientRole;
use crate::register::{known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "dpa-annex-i-parties",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)", "Decision (EU) 2021/915, annex I"],
        message: Bilingual {
            nl: "van de verwerker ontbreekt in de overeenkomst: {parts}",
            en: "of the processor the agreement lacks: {parts}",
        },
        hint: Bilingual {
            nl: "vul het in bij `organisation`, en roep in de bijlage over de partijen {{ parties() }} aan",
            en: "fill it in at `organisation`, and call {{ parties() }} in the annex on the parties",
        },
        about: "\
Finds a processing agreement that does not name the processor with its registered name, its address and a contact.
Of the customer nothing is asked here: its name is filled in when the agreement is concluded.

**Why.** Article 28(3) GDPR: the contract binds this processor to this controller. Annex I of Decision (EU) 2021/915
asks for the name, the address and a contact of both parties.

**Example.** `{{ parties() }}` under `## Annex I: the parties {#parties}`.

**How to mend.** Fill in `legal_name`, `address` and `email` of `organisation`, and call the shortcode.",
        check: Check::Agreement(parties),
    },
    Rule {
        id: "dpa-annex-iii-measures",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(c)", "GDPR 32(1)", "Decision (EU) 2021/915, annex III"],
        message: Bilingual {
            nl: "de maatregel `{measure}` in de overeenkomst zegt niet wat er gebeurt",
            en: "the measure `{measure}` in the agreement does not say what is done",
        },
        hint: Bilingual {
            nl: "beschrijf de maatregel zo dat iemand hem kan nagaan: wat, waarmee, hoe vaak",
            en: "describe the measure so that somebody can verify it: what, with what, how often",
        },
        about: "\
Finds a measure of the agreement without a description, or with one of less than six words or of words such as
“appropriate measures”.

**Why.** Article 32(1) GDPR asks for measures that fit the risk, and annex III of Decision (EU) 2021/915 to describe
them concretely and not generically. The number of words is our choice. That all parts of article 32(1) are covered
is `register-measure-art32`'s.

**Example.** “We take appropriate measures.” says nothing; “every disk of a server is encrypted with AES-256” can be
verified.

**How to mend.** Write what is done in `description` of the measure, and publish a version that shows it.",
        check: Check::Agreement(measures),
    },
    Rule {
        id: "dpa-annex-iv-subprocessors",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(2)", "Decision (EU) 2021/915, annex IV"],
        message: Bilingual {
            nl: "bij de subverwerker `{processor}` ontbreekt: {keys}",
            en: "the sub-processor `{processor}` lacks: {keys}",
        },
        hint: Bilingual {
            nl: "vul het in bij die ontvanger in `processors`",
            en: "fill it in with that recipient in `processors`",
        },
        about: "\
Finds a sub-processor in the register without address, contact, task or country.

**Why.** Article 28(2) GDPR: the customer agrees to each sub-processor, and must know who that is. Annex IV of
Decision (EU) 2021/915 asks for the name, the address, a contact and a description of the processing.

**Example.** `contact: privacy@example.org`

**How to mend.** Fill in the keys that are named.",
        check: Check::Agreement(|edition, found| {
            let facts = &edition.facts;
            let all = facts.registers.recipients.iter();
            for recipient in all.filter(|recipient| rows(&recipient.roles).contains(&RecipientRole::SubProcessor)) {
                let missing = [
                    ("address", facts.is_missing(&recipient.address)),
                    ("contact", facts.is_missing(&recipient.contact)),
                    ("purpose", facts.is_missing(&recipient.purpose)),
                    ("country", facts.is_missing(&recipient.country)),
                ];
                if let Some(keys) = missing_keys(&missing) {
                    found
                        .at(edition.place(&["processors", recipient.id.as_str()]))
                        .with("processor", facts.text(&recipient.name))
                        .with("keys", keys);
                }
            }
        }),
    },
    Rule {
        id: "dpa-breach-hours",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 33(1)", "GDPR 33(2)"],
        message: Bilingual {
            nl: "de verwerker meldt een datalek pas na {hours} uur, en de verantwoordelijke heeft zelf 72 uur",
            en: "the processor reports a breach after {hours} hours, and the controller has 72 of its own",
        },
        hint: Bilingual {
            nl: "kies hoogstens 48 uur bij `breach_hours`",
            en: "choose 48 hours at most for `breach_hours`",
        },
        about: "\
Finds a promise to report a breach within more than 48 hours.

**Why.** Article 33(1) GDPR gives the controller 72 hours, where feasible, to notify the authority, and article
33(2) asks the processor to report without undue delay. The limit of 48 hours is ours, not the law's.

**Example.** `breach_hours: 24`

**How to mend.** Promise a shorter time under `agreement` in `organisation`, if you can keep it.",
        check: Check::Agreement(|edition, found| {
            let agreement = edition.facts.registers.organisation.agreement.as_ref();
            let hours = agreement.and_then(|agreement| known(&agreement.breach_hours)).copied();
            if let Some(hours) = hours.filter(|hours| *hours > BREACH_HOURS) {
                found.at(edition.place(&["organisation", "agreement", "breach_hours"])).with("hours", hours);
            }
        }),
    },
];

/// Finds what the text does not say about the processor: one finding lists what nobody knows and what is known but not shown.
fn parties(edition: &EditionFacts<'_>, found: &mut Findings) {
    let facts = &edition.facts;
    let organisation = &facts.registers.organisation;
    let name = known(&organisation.legal_name);
    let street = known(&organisation.address).map(|address| &address.street);
    let email = known(&organisation.email);
    for reading in &edition.readings {
        let has_contact = reading.says("@") || shows(reading, known(&organisation.phone));
        // A draft shows an open question in place of the value.
        let missing = [
            ("legal_name", !shows(reading, name) && (name.is_some() || facts.is_missing(&organisation.legal_name))),
            ("address", !shows(reading, street) && (street.is_some() || facts.is_missing(&organisation.address))),
            ("email", !has_contact && (email.is_some() || facts.is_missing(&organisation.email))),
        ];
        if let Some(parts) = missing_keys(&missing) {
            found.at(reading.section_or_title("parties")).with("parts", parts);
        }
    }
}

fn shows(reading: &Reading<'_>, value: Option<&String>) -> bool {
    value.is_some_and(|value| reading.says(value))
}

/// A description with fewer words names a measure and does not describe it.
const WORDS_MIN: usize = 6;

const GENERIC: Vocabulary = Vocabulary {
    nl: &[
        "passende maatregel",
        "passende technische",
        "adequate maatregel",
        "alle nodige maatregel",
        "redelijke maatregel",
    ],
    en: &[
        "appropriate measure",
        "appropriate technical",
        "adequate measure",
        "all necessary measure",
        "reasonable measure",
    ],
};

/// Finds measures without a description, or with a generic one.
fn measures(edition: &EditionFacts<'_>, found: &mut Findings) {
    let facts = &edition.facts;
    for measure in &facts.registers.measures {
        let says_nothing = match known(&measure.description) {
            None => facts.is_missing(&measure.description),
            Some(text) => {
                let said = facts.text(text);
                let is_generic = GENERIC.is_in(facts.language, &plain(said));
                is_generic || said.split_whitespace().count() < WORDS_MIN
            }
        };
        if says_nothing {
            found
                .at(edition.place(&["measures", measure.id.as_str(), "description"]))
                .with("measure", facts.text(&measure.title));
        }
    }
}

/// With this the controller has one of its three days left.
const BREACH_HOURS: u16 = 48;

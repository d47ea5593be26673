//! The annexes with parties, measures and sub-processors, and the numbers that the registers promise.

use crate::diagnostic::Severity;
use crate::law::facts::{known, rows};
use crate::law::{Check, Rule};
use crate::register::processors::ProcessorRole;
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "dpa-annex-iv-subprocessors",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(2)", "Decision (EU) 2021/915, annex IV"],
        message: Words {
            nl: "bij de subverwerker `{processor}` ontbreekt: {keys}",
            en: "the sub-processor `{processor}` lacks: {keys}",
        },
        mend: Words {
            nl: "vul het in bij die ontvanger in `processors`",
            en: "fill it in with that recipient in `processors`",
        },
        about: "\
Finds a sub-processor in the register without address, contact, task or country.

**Why.** Article 28(2) GDPR: the customer agrees to each sub-processor, and must know who that is. Annex IV of Decision (EU)
2021/915 asks for the name, the address, a contact and a description of the processing.

**Example.** `contact: privacy@example.org`

**How to mend.** Fill in the keys that are named.",
        check: Check::Agreement(|subject, found| {
            let facts = &subject.facts;
            let all = facts.registers.processors.iter();
            for processor in all.filter(|processor| rows(&processor.roles).contains(&ProcessorRole::SubProcessor)) {
                let lacks = [
                    ("address", facts.lacks(&processor.address)),
                    ("contact", facts.lacks(&processor.contact)),
                    ("purpose", facts.lacks(&processor.purpose)),
                    ("country", facts.lacks(&processor.country)),
                ];
                let keys: Vec<String> =
                    lacks.iter().filter(|(_, lacks)| *lacks).map(|(key, _)| format!("`{key}`")).collect();
                if !keys.is_empty() {
                    found
                        .at(subject.place(&["processors", processor.id.as_str()]))
                        .with("processor", facts.said(&processor.name))
                        .with("keys", keys.join(", "));
                }
            }
        }),
    },
    Rule {
        id: "dpa-breach-hours",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 33(1)", "GDPR 33(2)"],
        message: Words {
            nl: "de verwerker meldt een datalek pas na {hours} uur, en de verantwoordelijke heeft zelf 72 uur",
            en: "the processor reports a breach after {hours} hours, and the controller has 72 of its own",
        },
        mend: Words {
            nl: "kies hoogstens 48 uur bij `breach_hours`",
            en: "choose 48 hours at most for `breach_hours`",
        },
        about: "\
Finds a promise to report a breach within more than 48 hours.

**Why.** Article 33(1) GDPR gives the controller 72 hours, where feasible, to notify the authority, and article 33(2) asks
the processor to report without undue delay. The limit of 48 hours is ours, not the law's.

**Example.** `breach_hours: 24`

**How to mend.** Promise a shorter time under `agreement` in `organisation`, if you can keep it.",
        check: Check::Agreement(|subject, found| {
            let agreement = subject.facts.registers.organisation.agreement.as_ref();
            let hours = agreement.and_then(|agreement| known(&agreement.breach_hours)).copied();
            if let Some(hours) = hours.filter(|hours| *hours > BREACH_HOURS) {
                found.at(subject.place(&["organisation", "agreement", "breach_hours"])).with("hours", hours);
            }
        }),
    },
];

/// What leaves the controller a day of its 72 hours.
const BREACH_HOURS: u16 = 48;

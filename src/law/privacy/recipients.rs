//! Recipients and their roles.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::document::Audience;
use crate::document::Kind;
use crate::law::facts::Facts;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::register::recipients::{Recipient, RecipientRole};
use crate::register::{known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-recipients-listed",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(e)"],
        message: Bilingual {
            nl: "bij `{activity}` staat niet wie de gegevens ontvangt",
            en: "`{activity}` does not say who receives the data",
        },
        hint: Bilingual {
            nl: "noem bij `recipients` de ids van wie ze ontvangt, of schrijf `recipients: []` als niemand anders ze \
                 krijgt",
            en: "name at `recipients` the ids of those who receive them, or write `recipients: []` where nobody else \
                 does",
        },
        about: "\
Finds an activity of the controller that says nothing of recipients.

**Why.** Article 13(1)(e) GDPR asks to tell the recipients or categories of recipients. Those who process on behalf
of the organisation, such as a host, are recipients too (article 4(9)).

**Example.** `recipients: [datacentre, mailer]`

**How to mend.** Link the rows of `processors`. An empty list says that nobody else receives the data.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                if edition.facts.is_missing(&activity.recipients) {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "recipients"]))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-recipient-in-register",
        severity: Severity::Error,
        authority: Authority::Project,
        sources: &["GDPR 28(3)", "GDPR 30(1)(d)"],
        message: Bilingual {
            nl: "de ontvanger `{id}` van `{activity}` staat niet in de registers van deze versie",
            en: "the recipient `{id}` of `{activity}` is not in the registers of this version",
        },
        hint: Bilingual {
            nl: "voeg hem toe aan `processors`, met rol, land en overeenkomst",
            en: "add it to `processors`, with role, country and agreement",
        },
        about: "\
Finds a recipient of a published version that the registers kept with it do not have, so that the text cannot name
it. In the registers as they are now `register-dangling-reference` finds it.

**Why.** Article 30(1)(d) GDPR asks to record the recipients, and article 28(3) for an agreement with each
processor. That each id leads to a row is our choice.

**Example.** `recipients: [datacentre]` and a row `- id: datacentre`.

**How to mend.** Publish a version whose registers have the row.",
        check: Check::Privacy(|edition, found| {
            if edition.version.is_none() {
                return;
            }
            let registers = edition.facts.registers;
            for activity in edition.facts.as_controller() {
                for id in rows(&activity.recipients) {
                    if id.as_str() == "self" || registers.recipient(id.as_str()).is_some() {
                        continue;
                    }
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "recipients", id.as_str()]))
                        .with("id", id)
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-recipient-role",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 4(7)", "GDPR 4(8)", "GDPR 26", "GDPR 28"],
        message: Bilingual {
            nl: "van `{processor}` is niet bekend of het verwerker is of zelf verantwoordelijk",
            en: "it is not known whether `{processor}` is a processor or a controller itself",
        },
        hint: Bilingual {
            nl: "kies bij `roles`: `processor`, `sub-processor`, `independent-controller` of `joint-controller`",
            en: "choose at `roles`: `processor`, `sub-processor`, `independent-controller` or `joint-controller`",
        },
        about: "\
Finds a recipient that an activity names and that has no role.

**Why.** Articles 4(7), 4(8), 26 and 28 GDPR: who decides on purposes and means is a controller, who acts on
instructions a processor. What must be agreed with them depends on it.

**Example.** `roles: [processor]`

**How to mend.** Judge who decides what happens with the data, and write the role.",
        check: Check::Site(|facts, found| {
            for recipient in recipients(facts).filter(|recipient| facts.has_no_rows(&recipient.roles)) {
                found
                    .at(facts.place(&["processors", recipient.id.as_str()]))
                    .with("processor", facts.text(&recipient.name));
            }
        }),
    },
    Rule {
        id: "privacy-processor-has-dpa",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "met verwerker `{processor}` is geen verwerkersovereenkomst vastgelegd",
            en: "no data processing agreement is recorded with the processor `{processor}`",
        },
        hint: Bilingual {
            nl: "vul `agreement` in: `{signed_on: …, reference: …}`",
            en: "fill in `agreement`: `{signed_on: …, reference: …}`",
        },
        about: "\
Finds a processor in use of which no agreement is recorded.

**Why.** Article 28(3) GDPR: processing by a processor is governed by a contract. The register keeps when it was
signed and where it is; neither is published.

**Example.** `agreement: {signed_on: 2025-03-01, reference: VO-2025-01}`

**How to mend.** Conclude the agreement, and record it. Terms that were accepted online count: note their version.",
        check: Check::Site(|facts, found| {
            for recipient in recipients(facts) {
                let roles = rows(&recipient.roles);
                let is_processor =
                    roles.contains(&RecipientRole::Processor) || roles.contains(&RecipientRole::SubProcessor);
                if is_processor && facts.is_missing(&recipient.agreement) {
                    found
                        .at(facts.place(&["processors", recipient.id.as_str()]))
                        .with("processor", facts.text(&recipient.name));
                }
            }
        }),
    },
    Rule {
        id: "privacy-processor-activity-linked",
        severity: Severity::Error,
        authority: Authority::Project,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "de tekst vertelt over werk in opdracht van klanten, en noemt de verwerkersovereenkomst niet",
            en: "the text tells of work on behalf of customers, and does not name the data processing agreement",
        },
        hint: Bilingual {
            nl: "link naar de overeenkomst, of noem haar en zeg waar klanten haar vinden",
            en: "link to the agreement, or name it and say where customers find it",
        },
        about: "\
Finds a privacy statement that shows an activity for customers without naming the agreement under which it is done.

**Why.** Article 28(3) GDPR: what a processor does is governed by an agreement. That a statement leads to it is our
choice. An agreement for customers only cannot be linked from a public page; to name it is enough.

**Example.** “What we agree on is in the data processing agreement.”

**How to mend.** Add the sentence, with a link such as `[data processing agreement](@agreement)` where it is public.",
        check: Check::Privacy(|edition, found| {
            let Some(activity) = edition.facts.as_processor().next() else { return };
            for reading in &edition.readings {
                let is_linked = edition.facts.site.documents.iter().any(|document| {
                    let is_agreement =
                        document.kind == Kind::ProcessingAgreement && document.audience == Audience::Public;
                    is_agreement && reading.links_to(&format!("@{}", document.id))
                });
                if !is_linked && !reading.mentions(&AGREEMENT) {
                    found
                        .at(reading.section_or_title("processor-role"))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
];

const AGREEMENT: Vocabulary = Vocabulary {
    nl: &["verwerkersovereenkomst", "verwerkingsovereenkomst", "bewerkersovereenkomst"],
    en: &["data processing agreement", "processing agreement", "processor agreement", "data processing addendum"],
};

/// Returns the recipients that an activity names, each once.
fn recipients<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a Recipient> + use<'a> {
    let registers = facts.registers;
    registers.recipients.iter().filter(|recipient| {
        registers.activities.iter().any(|activity| {
            let is_joint = known(&activity.joint).is_some_and(|joint| joint.with.contains(&recipient.id));
            is_joint || rows(&activity.recipients).contains(&recipient.id)
        })
    })
}

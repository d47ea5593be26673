//! Who is responsible, and how to reach them.

use crate::diagnostic::Severity;
use crate::law::facts::known;
use crate::law::findings::Findings;
use crate::law::subject::Subject;
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-controller-identity",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(a)"],
        message: Words {
            nl: "er staat niet onder welke wettelijke naam iemand verantwoordelijk is voor de gegevens",
            en: "the text does not give the legal name of whoever is responsible for the data",
        },
        mend: Words {
            nl: "vul `legal_name` in `organisation` in, de naam zoals bij de KvK, en toon hem in de sectie `controller`",
            en: "fill in `legal_name` in `organisation`, the registered name, and show it in the section `controller`",
        },
        about: "\
Finds a privacy statement that does not say under which legal name the controller is registered.

**Why.** Article 13(1)(a) GDPR asks for the identity of the controller. A trade name or a domain does not tell people against whom
they have their rights.

**Example.** `{{ organisation() }}` under `## Wie is verantwoordelijk {#controller}` shows what the register `organisation` says.

**How to mend.** Fill in `legal_name` with the name in the trade register, and call the shortcode or name the organisation in the
text. A name that stands in the text alone counts too, once the register has it.",
        check: Check::Privacy(|subject, found| {
            let organisation = &subject.facts.registers.organisation;
            if subject.facts.lacks(&organisation.legal_name) {
                found.at(subject.authoritative().home("controller"));
                return;
            }
            let Some(name) = known(&organisation.legal_name) else { return };
            for reading in subject.readings.iter().filter(|reading| !reading.says(name)) {
                found.at(reading.home("controller"));
            }
        }),
    },
    Rule {
        id: "privacy-controller-contact",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(a)", "GDPR 12(2)"],
        message: Words {
            nl: "een lezer vindt in deze tekst geen e-mailadres of telefoonnummer voor vragen over privacy",
            en: "the text gives no e-mail address or phone number for questions about privacy",
        },
        mend: Words {
            nl: "zet het adres in de tekst zelf; een verwijzing naar een andere pagina is niet genoeg",
            en: "put the address in the text itself; a reference to another page is not enough",
        },
        about: "\
Finds a privacy statement without an e-mail address or phone number in it.

**Why.** Article 13(1)(a) GDPR asks for the contact details of the controller, and article 12(2) that it makes the use of rights
easy. \u{201c}The address on our website\u{201d} sends people away to look for it.

**Example.** `{{ organisation.email }}` in a sentence, or `{{ organisation() }}`, which lists all contact details.

**How to mend.** Fill in `email` or `phone` in `organisation`, and show one of them in the text.",
        check: Check::Privacy(contact),
    },
];

fn contact(subject: &Subject<'_>, found: &mut Findings) {
    let organisation = &subject.facts.registers.organisation;
    let is_asked = !subject.facts.lacks(&organisation.email) || !subject.facts.lacks(&organisation.phone);
    let known: Vec<&String> = [known(&organisation.email), known(&organisation.phone)].into_iter().flatten().collect();
    if is_asked && known.is_empty() {
        return;
    }
    for reading in &subject.readings {
        let shown = reading.lines.iter().any(|line| line.shown.split_whitespace().any(is_email));
        if !shown && !known.iter().any(|contact| reading.says(contact)) {
            found.at(reading.home("contact"));
        }
    }
}

/// Returns whether a word is an e-mail address, whoever it belongs to: which of them is for privacy, nobody can tell.
fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

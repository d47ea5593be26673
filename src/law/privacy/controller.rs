//! Who is responsible, and how to reach them.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::{Check, Rule};
use crate::register::known;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-controller-identity",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(a)"],
        message: Bilingual {
            nl: "er staat niet onder welke wettelijke naam iemand verantwoordelijk is voor de gegevens",
            en: "the text does not give the legal name of whoever is responsible for the data",
        },
        hint: Bilingual {
            nl: "vul `legal_name` in `organisation` in, de naam zoals bij de KvK, en toon hem in de sectie \
                 `controller`",
            en: "fill in `legal_name` in `organisation`, the registered name, and show it in the section `controller`",
        },
        about: "\
Finds a privacy statement that does not say under which legal name the controller is registered.

**Why.** Article 13(1)(a) GDPR asks for the identity of the controller. A trade name or a domain does not tell
people against whom they have their rights.

**Example.** `{{ organisation() }}` under `## Wie is verantwoordelijk {#controller}` shows what the register
`organisation` says.

**How to mend.** Fill in `legal_name` with the name in the trade register, and call the shortcode or name the
organisation in the text. A name that stands in the text alone counts too, once the register has it.",
        check: Check::Privacy(|edition, found| {
            let organisation = &edition.facts.registers.organisation;
            if edition.facts.is_missing(&organisation.legal_name) {
                found.at(edition.authoritative().section_or_title("controller"));
                return;
            }
            let Some(name) = known(&organisation.legal_name) else { return };
            for reading in edition.readings.iter().filter(|reading| !reading.says(name)) {
                found.at(reading.section_or_title("controller"));
            }
        }),
    },
    Rule {
        id: "privacy-controller-contact",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(a)", "GDPR 12(2)"],
        message: Bilingual {
            nl: "een lezer vindt in deze tekst geen e-mailadres of telefoonnummer voor vragen over privacy",
            en: "the text gives no e-mail address or phone number for questions about privacy",
        },
        hint: Bilingual {
            nl: "zet het adres in de tekst zelf; een verwijzing naar een andere pagina is niet genoeg",
            en: "put the address in the text itself; a reference to another page is not enough",
        },
        about: "\
Finds a privacy statement without an e-mail address or phone number in it.

**Why.** Article 13(1)(a) GDPR asks for the contact details of the controller, and article 12(2) that it makes the
use of rights easy. \u{201c}The address on our website\u{201d} sends people away to look for it.

**Example.** `{{ organisation.email }}` in a sentence, or `{{ organisation() }}`, which lists all contact details.

**How to mend.** Fill in `email` or `phone` in `organisation`, and show one of them in the text.",
        check: Check::Privacy(contact),
    },
    Rule {
        id: "privacy-controller-address",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(a)"],
        message: Bilingual {
            nl: "het adres van de organisatie ontbreekt",
            en: "the organisation's address is missing",
        },
        hint: Bilingual {
            nl: "vul `address` in bij `organisation`, en roep in de sectie `controller` {{ organisation() }} aan",
            en: "fill in `address` at `organisation`, and call {{ organisation() }} in the section `controller`",
        },
        about: "\
Finds a privacy statement that does not show where the organisation can be reached, or a register that does not know.

**Why.** Article 13(1)(a) GDPR asks for the identity and the contact details of the controller. Who wants to write a
letter, or to serve one, needs an address.

**Example.** `address: {street: Oudegracht 1, postcode: 3511 AA, city: Utrecht, country: NL}`

**How to mend.** Fill in `address` of `organisation` and show it: `{{ organisation() }}` does.",
        check: Check::Privacy(|edition, found| {
            let address = &edition.facts.registers.organisation.address;
            if edition.facts.is_missing(address) {
                found.at(edition.place(&["organisation", "address"]));
                return;
            }
            let Some(address) = known(address) else { return };
            for reading in edition.readings.iter().filter(|reading| !reading.says(&address.street)) {
                found.at(reading.section_or_title("controller"));
            }
        }),
    },
    Rule {
        id: "privacy-eu-representative",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(a)", "GDPR 27"],
        message: Bilingual {
            nl: "de organisatie is gevestigd in `{country}`, buiten de EER, en noemt geen vertegenwoordiger in de \
                 Unie",
            en: "the organisation is established in `{country}`, outside the EEA, and names no representative in the \
                 Union",
        },
        hint: Bilingual {
            nl: "vul `eu_representative` in bij `organisation`",
            en: "fill in `eu_representative` at `organisation`",
        },
        about: "\
Finds an organisation outside the European Economic Area without a representative in it.

**Why.** Article 27 GDPR: who is not established in the Union and offers something to people there, or watches them,
appoints a representative in writing; article 13(1)(a) asks to name that representative.

**Example.** `eu_representative: {name: …, address: {…}}`

**How to mend.** Fill in the representative. Article 27(2) exempts occasional processing that is unlikely to be a
risk, and public bodies: allow the rule with that reason.",
        check: Check::Privacy(|edition, found| {
            let organisation = &edition.facts.registers.organisation;
            let outside = known(&organisation.established_in).filter(|country| !country.in_eea());
            if let Some(country) = outside.filter(|_| edition.facts.is_missing(&organisation.eu_representative)) {
                found.at(edition.place(&["organisation", "established_in"])).with("country", country.as_str());
            }
        }),
    },
    Rule {
        id: "privacy-dpo-declared",
        severity: Severity::Warning,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(b)", "GDPR 37"],
        message: Bilingual {
            nl: "het is niet duidelijk of er een functionaris gegevensbescherming is, en hoe die bereikbaar is",
            en: "it is not clear whether there is a data protection officer, and how to reach that person",
        },
        hint: Bilingual {
            nl: "vul `dpo` in: met een e-mailadres, of met `appointed: false` en de reden",
            en: "fill in `dpo`: with an e-mail address, or with `appointed: false` and the reason",
        },
        about: "\
Finds an organisation that does not say whether it has a data protection officer, an officer without contact
details, or none without a reason.

**Why.** Article 13(1)(b) GDPR asks for the contact details of the officer, where there is one. Article 37 says who
must appoint one; why somebody need not is worth writing down.

**Example.** `dpo: {appointed: false, reason: {nl: …, en: we do not monitor people on a large scale}}`

**How to mend.** Fill in `dpo` of `organisation`. The reason need not be shown.",
        check: Check::Privacy(|edition, found| {
            let officer = &edition.facts.registers.organisation.dpo;
            let is_clear = known(officer)
                .is_none_or(|officer| !officer.appointed || officer.email.is_some() || officer.phone.is_some());
            if edition.facts.is_missing(officer) || !is_clear {
                found.at(edition.place(&["organisation", "dpo"]));
            }
        }),
    },
];

fn contact(edition: &EditionFacts<'_>, found: &mut Findings) {
    let organisation = &edition.facts.registers.organisation;
    let is_asked = !edition.facts.is_missing(&organisation.email) || !edition.facts.is_missing(&organisation.phone);
    let known: Vec<&String> = [known(&organisation.email), known(&organisation.phone)].into_iter().flatten().collect();
    if is_asked && known.is_empty() {
        return;
    }
    for reading in &edition.readings {
        let shown = reading.lines.iter().any(|line| line.shown.split_whitespace().any(is_email));
        if !shown && !known.iter().any(|contact| reading.says(contact)) {
            found.at(reading.section_or_title("contact"));
        }
    }
}

/// Returns whether a word is an e-mail address. Any will do: the address does not show whether it is the one for privacy.
fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

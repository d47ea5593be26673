//! Transfers of data out of the EEA, and what allows them.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::findings::missing_keys;
use crate::law::{Check, Rule};
use crate::register::recipients::{Mechanism, Recipient, Transfer};
use crate::register::{Country, known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-transfer-stated",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(f)", "GDPR 44", "EDPB Guidelines 05/2021"],
        message: Bilingual {
            nl: "gegevens kunnen naar {country} gaan ({processor}), en de tekst zegt dat niet",
            en: "data may go to {country} ({processor}), and the text does not say so",
        },
        hint: Bilingual {
            nl: "neem `{processor}` op in de sectie `transfers`, met land en waarborg: {{ transfers() }} doet dat",
            en: "name `{processor}` in the section `transfers`, with country and safeguard: {{ transfers() }} does",
        },
        about: "\
Finds a recipient to whom data go outside the EEA that the privacy statement's section on transfers does not
name. A statement without such a section is searched as a whole.

**Why.** Article 13(1)(f) GDPR asks to tell that data go to a third country, and what allows it. Guidelines 05/2021
of the EDPB: access from there is a transfer too; and the law of a parent company may reach its daughter.

**Example.** `{{ transfers() }}` under `## Data outside Europe {#transfers}`.

**How to mend.** Call the shortcode, or write who, where and on what ground. Where data can truly not be reached
from outside, say that in the section.",
        check: Check::Privacy(|edition, found| {
            for recipient in &edition.facts.registers.recipients {
                let Some(country) = outside(recipient) else { continue };
                let name = edition.facts.text(&recipient.name);
                for reading in &edition.readings {
                    let own = recipient.name.get(reading.language).unwrap_or(name);
                    let is_stated = match reading.section("transfers") {
                        Some(section) => section.says(own),
                        None => reading.says(own),
                    };
                    if !is_stated {
                        found
                            .at(reading.section_or_title("transfers"))
                            .with("country", country.as_str())
                            .with("processor", own);
                    }
                }
            }
        }),
    },
    Rule {
        id: "privacy-transfer-mechanism",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 45", "GDPR 46", "GDPR 49"],
        message: Bilingual {
            nl: "voor doorgifte naar {country} ({processor}) ontbreekt: {keys}",
            en: "the transfer to {country} ({processor}) lacks: {keys}",
        },
        hint: Bilingual {
            nl: "kies `adequacy`, `dpf`, `scc` met een `assessment`, `bcr`, of `derogation` met het artikel",
            en: "choose `adequacy`, `dpf`, `scc` with an `assessment`, `bcr`, or `derogation` with its article",
        },
        about: "\
Finds a transfer out of the EEA without what allows it: no mechanism, standard clauses without the assessment of the
risk, or an exception without its article.

**Why.** Articles 45, 46 and 49 GDPR are the only ways. For standard clauses the Court of Justice (C-311/18, Schrems
II) asks to assess the law of the country first.

**Example.** `{country: US, mechanism: scc, assessment: {date: 2026-02-01, file: weighings/google.pdf}}`

**How to mend.** Choose the mechanism with the recipient in `processors`, and record what belongs to it.",
        check: Check::Site(|facts, found| {
            for (recipient, index, transfer) in all(&facts.registers.recipients) {
                let mechanism = known(&transfer.mechanism);
                let missing = [
                    ("mechanism", facts.is_missing(&transfer.mechanism)),
                    ("assessment", mechanism == Some(&Mechanism::Scc) && facts.is_missing(&transfer.assessment)),
                    ("derogation", mechanism == Some(&Mechanism::Derogation) && facts.is_missing(&transfer.derogation)),
                ];
                if let Some(keys) = missing_keys(&missing) {
                    found
                        .at(facts.place(&["processors", recipient.id.as_str(), "transfers", &index.to_string()]))
                        .with("country", transfer.country.as_str())
                        .with("processor", facts.text(&recipient.name))
                        .with("keys", keys);
                }
            }
        }),
    },
    Rule {
        id: "privacy-transfer-dpf-evidence",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 45", "Decision (EU) 2023/1795", "C-703/25 P (pending)"],
        message: Bilingual {
            nl: "de registratie van `{processor}` op de lijst van het Data Privacy Framework is niet in het laatste \
                 jaar nagegaan",
            en: "the entry of `{processor}` in the list of the Data Privacy Framework was not looked up within the \
                 last year",
        },
        hint: Bilingual {
            nl: "zoek haar op, vul `evidence_url` en `checked_on` in, en leg modelclausules vast als terugval",
            en: "look it up, fill in `evidence_url` and `checked_on`, and record standard clauses as a fallback",
        },
        about: "\
Finds a transfer under the EU-US Data Privacy Framework without a look at the list within a year.

**Why.** Decision (EU) 2023/1795 covers only organisations that are on the list, and an entry lapses each year. An
appeal against the decision is pending (C-703/25 P). That the look is no older than a year is our choice.

**Example.** `{country: US, mechanism: dpf, evidence_url: https://www.dataprivacyframework.gov/list, checked_on:
2026-09-01}`

**How to mend.** Look the entry up, and write the day.",
        check: Check::Site(|facts, found| {
            for (recipient, index, transfer) in all(&facts.registers.recipients) {
                let is_old = match known(&transfer.checked_on) {
                    Some(day) => day.days_until(facts.today) > CHECK_DAYS,
                    None => facts.is_missing(&transfer.checked_on),
                };
                let is_dpf = known(&transfer.mechanism) == Some(&Mechanism::Dpf);
                if is_dpf && (is_old || facts.is_missing(&transfer.evidence_url)) {
                    let path = ["processors", recipient.id.as_str(), "transfers", &index.to_string(), "checked_on"];
                    found.at(facts.place(&path)).with("processor", facts.text(&recipient.name));
                }
            }
        }),
    },
    Rule {
        id: "privacy-transfer-copy",
        severity: Severity::Warning,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(f)"],
        message: Bilingual {
            nl: "er staat niet waar iemand de afspraken over doorgifte aan `{processor}` kan inzien",
            en: "nothing says where to obtain a copy of the safeguards for the transfer to `{processor}`",
        },
        hint: Bilingual {
            nl: "vul `copy_url` of `copy_contact` in bij die doorgifte",
            en: "fill in `copy_url` or `copy_contact` with that transfer",
        },
        about: "\
Finds a transfer under standard clauses or binding rules of which nobody can get a copy.

**Why.** Article 13(1)(f) GDPR asks to tell how to obtain a copy of the safeguards of article 46 or 47, or where
they are available.

**Example.** `copy_url: https://business.safety.google/adsprocessorterms/`

**How to mend.** Fill in an address; {{ transfers() }} shows it.",
        check: Check::Privacy(|edition, found| {
            for (recipient, index, transfer) in all(&edition.facts.registers.recipients) {
                let has_safeguards = matches!(known(&transfer.mechanism), Some(Mechanism::Scc | Mechanism::Bcr));
                let facts = &edition.facts;
                if has_safeguards && facts.is_missing(&transfer.copy_url) && facts.is_missing(&transfer.copy_contact) {
                    found
                        .at(edition.place(&["processors", recipient.id.as_str(), "transfers", &index.to_string()]))
                        .with("processor", facts.text(&recipient.name));
                }
            }
        }),
    },
];

/// A year, leap years included.
const CHECK_DAYS: i64 = 366;

/// Returns every known transfer with its recipient and its index among the transfers of that recipient.
fn all(recipients: &[Recipient]) -> impl Iterator<Item = (&Recipient, usize, &Transfer)> {
    recipients.iter().flat_map(|recipient| {
        rows(&recipient.transfers).iter().enumerate().map(move |(index, transfer)| (recipient, index, transfer))
    })
}

/// Returns the country outside the EEA to which the recipient's data go.
fn outside(recipient: &Recipient) -> Option<&Country> {
    // `transfers: []` says that the data stay inside.
    if known(&recipient.transfers).is_some_and(Vec::is_empty) {
        return None;
    }
    let transfers = rows(&recipient.transfers).iter().map(|transfer| &transfer.country);
    // A parent company abroad is not a transfer by itself.
    transfers.chain(known(&recipient.country)).find(|country| !country.in_eea())
}

//! Consent, or an exemption from it.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::register::rows;
use crate::register::services::Service;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "cookie-consent-or-exemption",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["Tw 11.7a(1)(b)", "Tw 11.7a(3)"],
    message: Bilingual {
        nl: "voor `{service}` is er geen toestemming en geen uitzondering",
        en: "`{service}` has neither consent nor an exemption",
    },
    hint: Bilingual {
        nl: "koppel bij `consent` een doel, of noem bij `exemption` de uitzondering van lid 3 met de reden",
        en: "link a purpose at `consent`, or give the exemption of paragraph 3 with its reason at `exemption`",
    },
    about: "\
Finds a service that keeps something in the browser without consent and without a reason to need none.

**Why.** Article 11.7a(1)(b) of the Telecommunicatiewet asks for consent, unless one of the three exemptions of
paragraph 3 applies.

**Example.** `exemption: {article: strictly-necessary, reason: {nl: u vraagt om in te loggen, en: you ask to log in}}`

**How to mend.** Choose one. An item can have a reason of its own.",
    check: Check::Site(|facts, found| {
        for service in &facts.registers.services {
            let keeps_nothing =
                service.storage.as_ref().is_some_and(|storage| storage.known().is_some_and(Vec::is_empty));
            let has_reason =
                service.consent.is_some() || !facts.is_missing(&service.exemption) || every_item_has_a_reason(service);
            if !keeps_nothing && !has_reason {
                found.at(facts.place(&["services", service.id.as_str()])).with("service", facts.text(&service.name));
            }
        }
    }),
}];

fn every_item_has_a_reason(service: &Service) -> bool {
    let items = rows(&service.storage);
    !items.is_empty() && items.iter().all(|item| item.consent.is_some() || item.exemption.is_some())
}

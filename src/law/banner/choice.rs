//! Accepting and refusing, side by side.

use crate::consent;
use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::register::services::Service;
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "banner-not-needed",
    severity: Severity::Advice,
    authority: Authority::Ap,
    sources: &["AP, cookies: no trackers, no banner"],
    message: Words {
        nl: "niets op deze site heeft toestemming nodig, en toch zijn er instellingen voor de banner",
        en: "nothing on this site needs consent, and yet the banner has settings",
    },
    mend: Words { nl: "haal `consent` uit `site.yaml`", en: "take `consent` out of `site.yaml`" },
    about: "\
Finds settings of a banner on a site that asks for no consent.

**Why.** Where nothing needs consent by article 11.7a of the Telecommunicatiewet, nobody has to be asked anything; the Autoriteit
Persoonsgegevens says so too. helder then shows no banner, and settings for one mislead who reads them.

**Example.** `consent: {max_age_days: 180}` in `site.yaml`, and only necessary services in the register.

**How to mend.** Take `consent` away, or list the service that needs it.",
    check: Check::Site(|facts, found| {
        let has_settings = facts.site.file.text.lines().any(|line| line.starts_with("consent:"));
        let is_open = facts.registers.services.iter().any(is_undecided);
        if has_settings && !is_open && !consent::is_needed(facts.site) {
            found.at(facts.setting("consent"));
        }
    }),
}];

/// Returns whether nobody knows yet on what ground a service may store something: it may still need consent.
fn is_undecided(service: &Service) -> bool {
    service.exemption.as_ref().is_some_and(|exemption| exemption.known().is_none())
}

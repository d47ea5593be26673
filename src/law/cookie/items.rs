//! Stored items: name, purpose, duration and party.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::Facts;
use crate::law::{Check, Rule};
use crate::register::period::{Period, Unit};
use crate::register::rows;
use crate::register::services::{Category, Duration, Party, Service, StorageItem, StorageKind};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "cookie-duration-proportionate",
        severity: Severity::Advice,
        authority: Authority::Edpb,
        sources: &["GDPR 5(1)(e)", "CNIL, audience measurement (13 months)"],
        message: Bilingual {
            nl: "`{name}` van {service} blijft {duration} staan, langer dan 13 maanden",
            en: "`{name}` of {service} stays for {duration}, longer than 13 months",
        },
        hint: Bilingual {
            nl: "verkort de termijn in de instellingen van de dienst, of leg vast waarom hij nodig is",
            en: "shorten it in the settings of the service, or record why it is needed",
        },
        about: "\
Finds what measuring or advertising keeps in the browser for longer than 13 months.

**Why.** Article 5(1)(e) GDPR asks to keep data no longer than the purpose needs. For measuring, supervisory
authorities take 13 months as the limit. It is no law, so this is advice.

**Example.** `_ga` stays for two years (`P2Y`) unless the tag says otherwise.

**How to mend.** Set `cookie_expires` in the tag and `duration` in the register to 13 months or less (`P13M`). Where
the longer term is needed, allow it with the reason.",
        check: Check::Site(|facts, found| {
            for service in &facts.registers.services {
                let counts = matches!(service.category, Category::Analytics | Category::Marketing);
                for (index, item) in rows(&service.storage).iter().enumerate().filter(|_| counts) {
                    let Some(Duration::For(period)) = item.duration.known() else { continue };
                    // 13 months of 31 days: only what is clearly longer is reported.
                    if period.days_max() > 13 * 31 {
                        let path = ["services", service.id.as_str(), "storage", &index.to_string(), "duration"];
                        found
                            .at(facts.place(&path))
                            .with("name", &item.name)
                            .with("service", facts.text(&service.name))
                            .with("duration", period);
                    }
                }
            }
        }),
    },
    Rule {
        id: "cookie-purpose",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["Tw 11.7a(1)(a)"],
        message: Bilingual {
            nl: "het doel van `{name}` van {service} is er niet in het `{language}`",
            en: "the purpose of `{name}` of {service} is not there in `{language}`",
        },
        hint: Bilingual {
            nl: "schrijf bij `purpose` in elke taal van de site waar het voor is",
            en: "write at `purpose` in every language of the site what it is for",
        },
        about: "\
Finds something kept in the browser whose purpose is not written in every language of the site.

**Why.** Article 11.7a(1)(a) of the Telecommunicatiewet asks for clear and complete information on the purposes. Who
reads the site in another language is told nothing by a Dutch sentence.

**Example.** `purpose: {nl: onthoudt uw keuze, en: remembers your choice}`

**How to mend.** Add the language that lacks. A text for all languages is written without a language.",
        check: Check::Site(|facts, found| {
            for (service, index, item) in items(facts) {
                let missing = facts.site.config.languages.iter().find(|language| item.purpose.get(language).is_none());
                if let Some(language) = missing {
                    found
                        .at(facts.place(&["services", service.id.as_str(), "storage", &index.to_string(), "purpose"]))
                        .with("name", &item.name)
                        .with("service", facts.text(&service.name))
                        .with("language", language);
                }
            }
        }),
    },
    Rule {
        id: "cookie-duration",
        severity: Severity::Error,
        authority: Authority::Case,
        sources: &["CJEU C-673/17 (Planet49), 75-81", "GDPR 13(2)(a)"],
        message: Bilingual {
            nl: "bij `{name}` van {service} staat niet hoe lang het blijft",
            en: "`{name}` of {service} does not say how long it stays",
        },
        hint: Bilingual {
            nl: "vul `duration` in, zoals `session` of `P13M`, en publiceer een versie die het toont",
            en: "fill in `duration`, such as `session` or `P13M`, and publish a version that shows it",
        },
        about: "\
Finds something in a published cookie policy of which nobody knows how long it stays.

**Why.** In Planet49 (C-673/17) the Court of Justice held that the duration of cookies is among the information that
must be given.

**Example.** `duration: P13M`

**How to mend.** Look it up in the documentation of the service or in a browser. A question is enough in a draft.",
        check: Check::Cookie(|edition, found| {
            for (service, index, item) in items(&edition.facts) {
                if edition.version.is_some() && item.duration.known().is_none() {
                    found
                        .at(edition.place(&[
                            "services",
                            service.id.as_str(),
                            "storage",
                            &index.to_string(),
                            "duration",
                        ]))
                        .with("name", &item.name)
                        .with("service", edition.facts.text(&service.name));
                }
            }
        }),
    },
    Rule {
        id: "cookie-third-party-access",
        severity: Severity::Error,
        authority: Authority::Case,
        sources: &["CJEU C-673/17 (Planet49), 75-81"],
        message: Bilingual {
            nl: "bij `{name}` van {service} staat niet of anderen erbij kunnen",
            en: "`{name}` of {service} does not say whether others have access to it",
        },
        hint: Bilingual {
            nl: "vul `third_party_access` in met `true` of `false`",
            en: "fill in `third_party_access` with `true` or `false`",
        },
        about: "\
Finds something in a cookie policy that does not say whether third parties have access to it.

**Why.** In Planet49 (C-673/17) the Court of Justice held that whether third parties may have access to cookies is
among the information that must be given.

**Example.** `third_party_access: true` for a cookie whose value a script sends to its maker.

**How to mend.** Fill it in for each item.",
        check: Check::Cookie(|edition, found| {
            for (service, index, item) in items(&edition.facts) {
                if edition.facts.is_missing(&item.third_party_access) {
                    found
                        .at(edition.place(&["services", service.id.as_str(), "storage", &index.to_string()]))
                        .with("name", &item.name)
                        .with("service", edition.facts.text(&service.name));
                }
            }
        }),
    },
    Rule {
        id: "cookie-party",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["Tw 11.7a"],
        message: Bilingual {
            nl: "`{name}` staat op `{host}`, en het register noemt het van `{party}`",
            en: "`{name}` is kept for `{host}`, and the register calls it `{party}`-party",
        },
        hint: Bilingual { nl: "verbeter `party` of `host`", en: "mend `party` or `host`" },
        about: "\
Finds something whose party does not fit its host: first-party on somebody else's domain, or third-party on a domain
of the site.

**Why.** Article 11.7a of the Telecommunicatiewet asks for complete information; who a cookie belongs to decides who
can read it. That both must fit is our choice.

**Example.** `{party: first, host: doubleclick.net}`

**How to mend.** Correct the one that is wrong. Without `host` the item is kept for the site.",
        check: Check::Site(|facts, found| {
            for (service, index, item) in items(facts) {
                let Some(host) = &item.host else { continue };
                if is_own_host(facts, host) != (item.party == Party::First) {
                    found
                        .at(facts.place(&["services", service.id.as_str(), "storage", &index.to_string(), "party"]))
                        .with("name", &item.name)
                        .with("host", host)
                        .with("party", if item.party == Party::First { "first" } else { "third" });
                }
            }
        }),
    },
    Rule {
        id: "cookie-duration-browser-cap",
        severity: Severity::Warning,
        authority: Authority::Standard,
        sources: &["RFC 6265bis, 400 days"],
        message: Bilingual {
            nl: "`{name}` van {service} zegt {duration}, en browsers bewaren een cookie hoogstens 400 dagen",
            en: "`{name}` of {service} says {duration}, and browsers keep a cookie for 400 days at most",
        },
        hint: Bilingual { nl: "zet hoogstens `P400D`", en: "write `P400D` at most" },
        about: "\
Finds a cookie with a longer life than any browser gives it.

**Why.** The draft that follows RFC 6265 caps the life of a cookie at 400 days, and browsers keep to it. A policy
that says two years is not true.

**Example.** `duration: P2Y` for `_ga`, as its maker sets it.

**How to mend.** Write 400 days at most, or shorten it in the settings of the service.",
        check: Check::Site(|facts, found| {
            for (service, index, item) in items(facts).filter(|(_, _, item)| item.kind == StorageKind::Cookie) {
                let Some(Duration::For(period)) = item.duration.known() else { continue };
                // Months are counted short, so that only what is certainly longer is reported.
                if shortest(*period) > COOKIE_DAYS_MAX {
                    found
                        .at(facts.place(&["services", service.id.as_str(), "storage", &index.to_string(), "duration"]))
                        .with("name", &item.name)
                        .with("service", facts.text(&service.name))
                        .with("duration", period);
                }
            }
        }),
    },
];

const COOKIE_DAYS_MAX: u32 = 400;

/// Returns whether a host is one of the site's domains or below one.
fn is_own_host(facts: &Facts<'_>, host: &str) -> bool {
    let host = host.trim_start_matches('.');
    facts
        .site
        .config
        .domains
        .iter()
        .any(|domain| host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Returns the least number of days that a period can last.
fn shortest(period: Period) -> u32 {
    let count = u32::from(period.count);
    match period.unit {
        Unit::Years => count * 365,
        Unit::Months => count * 30,
        Unit::Weeks | Unit::Days | Unit::Hours | Unit::Minutes => period.days_max(),
    }
}

/// Returns every stored item with its service and its index among the items of that service.
fn items<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a Service, usize, &'a StorageItem)> + use<'a> {
    let services = facts.registers.services.iter();
    services
        .flat_map(|service| rows(&service.storage).iter().enumerate().map(move |(index, item)| (service, index, item)))
}

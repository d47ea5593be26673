//! Services that are known to track people.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::cookie::known::{known_storage, tracker};
use crate::law::findings::missing_keys;
use crate::law::{Check, Rule};
use crate::register::services::{Category, ExemptionArticle};
use crate::register::{known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "cookie-tracker-not-necessary",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["EDPB, report of the Cookie Banner Taskforce, type I", "Tw 11.7a(3)"],
        message: Bilingual {
            nl: "`{name}` is een cookie van {tracker} en kan niet noodzakelijk of functioneel heten",
            en: "`{name}` is a cookie of {tracker} and can't be called necessary or functional",
        },
        hint: Bilingual {
            nl: "maak de categorie `analytics` of `marketing` en vraag toestemming",
            en: "make the category `analytics` or `marketing`, and ask consent",
        },
        about: "\
Finds cookies of well-known measuring and advertising services in a service that is called necessary or functional.
Their names come from the Open Cookie Database.

**Why.** Article 11.7a(3) of the Telecommunicatiewet exempts what is strictly necessary for what the visitor asked.
Measuring visits and advertising are not. The EDPB names this classification among the practices that break the
rules.

**Example.** `_ga` or `_fbp` in a service with `category: necessary`.

**How to mend.** Give the service its true category and ask consent.",
        check: Check::Site(|facts, found| {
            for service in &facts.registers.services {
                if !matches!(service.category, Category::Necessary | Category::Functional) {
                    continue;
                }
                let known = rows(&service.storage).iter().find_map(|item| Some((item, tracker(item)?)));
                if let Some((item, tracker)) = known {
                    let place = facts.place(&["services", service.id.as_str(), "category"]);
                    found.at(place).with("name", &item.name).with("tracker", tracker);
                }
            }
        }),
    },
    Rule {
        id: "cookie-analytics-exemption-evidence",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["Tw 11.7a(3)(b)"],
        message: Bilingual {
            nl: "voor de uitzondering voor metingen van `{service}` ontbreekt: {keys}",
            en: "the exemption for measuring of `{service}` lacks: {keys}",
        },
        hint: Bilingual {
            nl: "leg bij `evidence` vast dat alle zes punten waar zijn, of vraag toestemming",
            en: "record at `evidence` that all six points are true, or ask consent",
        },
        about: "\
Finds a service that measures without consent and whose small effect on privacy is not shown.

**Why.** Article 11.7a(3)(b) of the Telecommunicatiewet exempts measuring the quality or effectiveness of a service
only where it has little or no effect on the privacy of the visitor. For Google Analytics and New Relic we advise to
ask consent.

**Example.** `evidence: {only_aggregate: true, no_sharing: true, no_cross_site: true, ip_masked: true, no_ads_link:
true, agreement: true}`

**How to mend.** Check each point in the settings of the service and in the agreement, or ask consent.",
        check: Check::Site(|facts, found| {
            for service in &facts.registers.services {
                let Some(exemption) = known(&service.exemption) else { continue };
                let measures =
                    exemption.article == ExemptionArticle::Quality || service.category == Category::AnalyticsExempt;
                if !measures {
                    continue;
                }
                let evidence = exemption.evidence.as_ref();
                let missing = [
                    ("only_aggregate", evidence.is_none_or(|evidence| !evidence.only_aggregate)),
                    ("no_sharing", evidence.is_none_or(|evidence| !evidence.no_sharing)),
                    ("no_cross_site", evidence.is_none_or(|evidence| !evidence.no_cross_site)),
                    ("ip_masked", evidence.is_none_or(|evidence| !evidence.ip_masked)),
                    ("no_ads_link", evidence.is_none_or(|evidence| !evidence.no_ads_link)),
                    ("agreement", evidence.is_none_or(|evidence| !evidence.agreement)),
                ];
                if let Some(keys) = missing_keys(&missing) {
                    found
                        .at(facts.place(&["services", service.id.as_str(), "exemption"]))
                        .with("service", facts.text(&service.name))
                        .with("keys", keys);
                }
            }
        }),
    },
    Rule {
        id: "cookie-storage-kinds",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["Directive 2002/58/EC, article 5(3)", "EDPB Guidelines 2/2023"],
        message: Bilingual {
            nl: "{service} gebruikt ook `{storage}`, en dat staat niet in het register",
            en: "{service} also uses `{storage}`, which is not in the register",
        },
        hint: Bilingual { nl: "voeg een regel met `kind: {storage}` toe", en: "add an entry with `kind: {storage}`" },
        about: "\
Finds a service that is known to use another kind of storage than the register lists.

**Why.** Article 5(3) of Directive 2002/58/EC is about all storage in a device and not only about cookies; EDPB
Guidelines 2/2023 say so of local storage and pixels.

**Example.** New Relic's browser agent keeps `NRBA_SESSION` in local storage, and the register lists a cookie alone.

**How to mend.** Add what it keeps, with its kind, purpose and duration.",
        check: Check::Site(|facts, found| {
            for service in &facts.registers.services {
                let Some(kind) = known_storage(service) else { continue };
                let listed = rows(&service.storage);
                if !listed.is_empty() && listed.iter().all(|item| item.kind != kind) {
                    let place = facts.place(&["services", service.id.as_str(), "storage"]);
                    found.at(place).with("service", facts.text(&service.name)).with("storage", kind.as_str());
                }
            }
        }),
    },
    Rule {
        id: "cookie-service-requests-listed",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["Directive 2002/58/EC, article 5(3)", "EDPB Guidelines 2/2023", "GDPR 13(1)(f)"],
        message: Bilingual {
            nl: "van `{service}` staat niet met welke servers de browser praat",
            en: "`{service}` does not list the hosts that the browser contacts",
        },
        hint: Bilingual {
            nl: "vul `hosts` in, of schrijf `hosts: []` als er geen zijn",
            en: "fill in `hosts`, or write `hosts: []` where there are none",
        },
        about: "\
Finds a service of somebody else without the hosts that it contacts.

**Why.** Every request tells its host an address and a page; EDPB Guidelines 2/2023 count tracking links and pixels
as access to the device, and article 13(1)(f) GDPR asks where data go.

**Example.** `hosts: [www.googletagmanager.com, \"*.google-analytics.com\"]`

**How to mend.** Look at the requests in the tools of a browser, and list their hosts. The policy of the site
forbids what is not listed.",
        check: Check::Site(|facts, found| {
            for service in &facts.registers.services {
                if service.provider.as_str() != "self" && facts.is_missing(&service.hosts) {
                    found
                        .at(facts.place(&["services", service.id.as_str(), "hosts"]))
                        .with("service", facts.text(&service.name));
                }
            }
        }),
    },
];

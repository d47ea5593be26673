//! Accepting and refusing, side by side.

use std::collections::BTreeSet;

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::consent;
use crate::diagnostic::{Place, Severity};
use crate::law::banner::template::{Banner, acting};
use crate::law::markup::{attribute, tags};
use crate::law::{Check, Rule};
use crate::parse::YamlIndex;
use crate::register::services::Service;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "banner-not-needed",
        severity: Severity::Advice,
        authority: Authority::Ap,
        sources: &["AP, cookies: no trackers, no banner"],
        message: Bilingual {
            nl: "niets op deze site heeft toestemming nodig, en toch zijn er instellingen voor de banner",
            en: "nothing on this site needs consent, and yet the banner has settings",
        },
        hint: Bilingual { nl: "haal `consent` uit `site.yaml`", en: "take `consent` out of `site.yaml`" },
        about: "\
Finds settings of a banner on a site that asks for no consent.

**Why.** Where nothing needs consent by article 11.7a of the Telecommunicatiewet, nobody has to be asked anything;
the Autoriteit Persoonsgegevens says so too. helder then shows no banner, and settings for one mislead who reads
them.

**Example.** `consent: {max_age_days: 180}` in `site.yaml`, and only necessary services in the register.

**How to mend.** Take `consent` away, or list the service that needs it.",
        check: Check::Site(|facts, found| {
            let has_settings = YamlIndex::new(&facts.site.file).find(&["consent"]).is_some();
            let is_open = facts.registers.services.iter().any(is_undecided);
            if has_settings && !is_open && !consent::is_needed(facts.site) {
                found.at(facts.setting("consent"));
            }
        }),
    },
    Rule {
        id: "banner-needed",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["Tw 11.7a(1)(b)"],
        message: Bilingual {
            nl: "er is toestemming nodig, en de pagina van dit thema heeft geen banner",
            en: "consent is needed, and the page of this theme has no banner",
        },
        hint: Bilingual {
            nl: "zet `{{ banner }}` in `templates/base.html`",
            en: "put `{{ banner }}` into `templates/base.html`",
        },
        about: "\
Finds a theme that leaves out the banner on a site with a service that needs consent.

**Why.** Article 11.7a(1)(b) of the Telecommunicatiewet: no storing or reading without consent. Without the banner
nobody can give it, and nothing is ever loaded.

**Example.** A `base.html` of one's own without `{{ banner }}`.

**How to mend.** Add it right after the link that skips to the text.",
        check: Check::Site(|facts, found| {
            let Some(file) = facts.site.theme.get("templates/base.html") else { return };
            if consent::is_needed(facts.site)
                && !["{{ banner", "{{- banner", "{{banner"].iter().any(|call| file.text.contains(call))
            {
                found.at(Place::file(&file.path)).with("banner", "{{ banner }}");
            }
        }),
    },
    Rule {
        id: "banner-reject-first-layer",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &[
            "EDPB, report of the Cookie Banner Taskforce, type A",
            "GDPR 4(11)",
            "GDPR 7",
            "AP, rules of thumb for cookie banners, 4 and 6",
        ],
        message: Bilingual {
            nl: "de eerste laag van de banner laat accepteren en niet weigeren",
            en: "the first layer of the banner lets people accept and not reject",
        },
        hint: Bilingual {
            nl: "zet `data-consent-action=\"reject\"` naast `data-consent-action=\"accept\"`",
            en: "put `data-consent-action=\"reject\"` beside `data-consent-action=\"accept\"`",
        },
        about: "\
Finds a banner of a theme whose first layer has a button to accept and none to reject.

**Why.** Articles 4(11) and 7 GDPR ask for a free choice. The Taskforce of the EDPB: a first layer without a way to
reject is no valid consent for most authorities; the Autoriteit Persoonsgegevens asks for both at once.

**Example.** A `consent.html` with the buttons “Accept all” and “Settings”.

**How to mend.** Add the button. The built-in template has both.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            let mut accepts = acting(banner.first, "accept");
            if let Some(accept) = accepts.next().filter(|_| acting(banner.first, "reject").next().is_none()) {
                found.at(banner.file.place(accept));
            }
        }),
    },
    Rule {
        id: "banner-reject-is-button",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["EDPB, report of the Cookie Banner Taskforce, type D", "AP, rules of thumb for cookie banners, 7"],
        message: Bilingual { nl: "weigeren is geen knop", en: "rejecting is no button" },
        hint: Bilingual {
            nl: "maak er een `<button>` van, zoals accepteren",
            en: "make it a `<button>`, as accepting is",
        },
        about: "\
Finds a banner of a theme in which rejecting is a link or another element while accepting is a button.

**Why.** The Taskforce of the EDPB names the link among a paragraph as a practice that does not lead to valid consent.

**Example.** `<a data-consent-action=\"reject\">continue without accepting</a>`

**How to mend.** Use the same element for both.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            for layer in [banner.first, banner.rest] {
                for reject in acting(layer, "reject").filter(|tag| !tag.starts_with("<button")) {
                    found.at(banner.file.place(reject));
                }
            }
        }),
    },
    Rule {
        id: "banner-equal-prominence",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &[
            "EDPB, report of the Cookie Banner Taskforce, types E and F",
            "EDPB Guidelines 03/2022",
            "AP, rules of thumb for cookie banners, 5",
        ],
        message: Bilingual {
            nl: "weigeren en accepteren zien er niet hetzelfde uit: `{reject}` en `{accept}`",
            en: "rejecting and accepting do not look the same: `{reject}` and `{accept}`",
        },
        hint: Bilingual { nl: "geef beide knoppen dezelfde klasse", en: "give both buttons the same class" },
        about: "\
Finds a banner of a theme whose buttons to accept and to reject have other classes or a style of their own. Colours
and sizes of a class are not measured here.

**Why.** The Taskforce and Guidelines 03/2022 of the EDPB: a contrast or a size that draws to one answer makes the
choice less free.

**Example.** `class=\"primary\"` for accepting and `class=\"secondary\"` for rejecting.

**How to mend.** Use one class.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            for layer in [banner.first, banner.rest] {
                let (Some(accept), Some(reject)) = (acting(layer, "accept").next(), acting(layer, "reject").next())
                else {
                    continue;
                };
                // `banner-reject-is-button` reports another element.
                let are_buttons = accept.starts_with("<button") && reject.starts_with("<button");
                if are_buttons && look(accept) != look(reject) {
                    found.at(banner.file.place(reject)).with("reject", look(reject).0).with("accept", look(accept).0);
                }
            }
        }),
    },
    Rule {
        id: "banner-no-pretick",
        severity: Severity::Error,
        authority: Authority::Case,
        sources: &[
            "CJEU C-673/17 (Planet49)",
            "GDPR recital 32",
            "EDPB, report of the Cookie Banner Taskforce, type B",
        ],
        message: Bilingual { nl: "een keuze staat al aan", en: "a choice is ticked beforehand" },
        hint: Bilingual { nl: "haal `checked` weg", en: "take `checked` away" },
        about: "\
Finds a banner of a theme, or its page with preferences, that ticks a choice beforehand.

**Why.** In Planet49 (C-673/17) the Court of Justice held that a box ticked beforehand is no consent.

**Example.** `<input type=\"checkbox\" checked>`

**How to mend.** Take the attribute away; the script ticks what was chosen before.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            let preferences = facts.site.theme.get("templates/preferences.html");
            for file in [Some(banner.file), preferences].into_iter().flatten() {
                for tag in tags(&file.text) {
                    if tag.starts_with("<input") && tag.contains(" checked") {
                        found.at(file.place(tag));
                    }
                }
            }
        }),
    },
    Rule {
        id: "banner-granular",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["EDPB Guidelines 05/2020, 42-45", "GDPR recital 43", "GDPR 7(2)"],
        message: Bilingual {
            nl: "de banner laat niet per dienst kiezen",
            en: "the banner does not let people choose for each service",
        },
        hint: Bilingual {
            nl: "geef elke dienst een vakje: `<input type=\"checkbox\" name=\"{service}\">`",
            en: "give each service a box: `<input type=\"checkbox\" name=\"{service}\">`",
        },
        about: "\
Finds a banner of a theme without a choice for each service, on a site that asks for more than one purpose.

**Why.** Recital 43 GDPR and Guidelines 05/2020 of the EDPB: consent is given for each purpose apart.

**Example.** A `consent.html` with “accept” and “reject” only.

**How to mend.** Loop over the services, as the built-in template does.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            let asked: BTreeSet<_> =
                consent::asked(facts.site).filter_map(|service| service.consent.as_ref()).collect();
            let has_boxes = tags(banner.rest).any(|tag| tag.starts_with("<input") && tag.contains("service.id"));
            if asked.len() > 1 && !has_boxes {
                found.at(Place::file(&banner.file.path)).with("service", "{{ service.id }}");
            }
        }),
    },
    Rule {
        id: "banner-withdraw-persistent",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["GDPR 7(3)", "EDPB, report of the Cookie Banner Taskforce, type K"],
        message: Bilingual {
            nl: "niet elke pagina van dit thema leidt naar de voorkeuren",
            en: "not every page of this theme leads to the preferences",
        },
        hint: Bilingual {
            nl: "zet een link naar `site.preferences` in de voet van `templates/base.html`",
            en: "put a link to `site.preferences` into the foot of `templates/base.html`",
        },
        about: "\
Finds a theme whose pages have no link to the page with preferences.

**Why.** Article 7(3) GDPR: withdrawing is as easy as giving. The Taskforce of the EDPB asks for a way that is there
at all times.

**Example.** A `base.html` of one's own without the link.

**How to mend.** Add it to what every page shows, as the built-in template does.",
        check: Check::Site(|facts, found| {
            let theme = &facts.site.theme;
            let Some(base) = theme.get("templates/base.html").filter(|_| consent::is_needed(facts.site)) else {
                return;
            };
            // A template that the skeleton includes is on every page as well.
            let has_link = ["base.html", "colophon.html", "navigation.html"].into_iter().any(|name| {
                let is_on_every_page = name == "base.html" || base.text.contains(name);
                let template = theme.get(&format!("templates/{name}")).filter(|_| is_on_every_page);
                template.is_some_and(|template| template.text.contains("preferences"))
            });
            if !has_link {
                found.at(Place::file(&base.path));
            }
        }),
    },
];

/// Returns the class and the style of a tag.
fn look(tag: &str) -> (&str, &str) {
    (attribute(tag, "class").unwrap_or_default(), attribute(tag, "style").unwrap_or_default())
}

/// Returns whether the exemption of a service is an open question: it may still need consent.
fn is_undecided(service: &Service) -> bool {
    service.exemption.as_ref().is_some_and(|exemption| exemption.known().is_none())
}

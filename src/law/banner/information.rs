//! What people are told before they choose: in the first layer of the banner, and in the documents behind it.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::consent;
use crate::diagnostic::Severity;
use crate::document::{Audience, Kind};
use crate::law::banner::template::Banner;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "banner-purpose-first-layer",
        severity: Severity::Error,
        authority: Authority::Ap,
        sources: &["AP, what stands in the first layer", "GDPR 7(2)", "AP, rules of thumb for cookie banners, 1"],
        message: Bilingual {
            nl: "de eerste laag van de banner zegt niet waarvoor de cookies zijn",
            en: "the first layer of the banner does not say what the cookies are for",
        },
        hint: Bilingual {
            nl: "toon `consent.purposes` in de eerste laag",
            en: "show `consent.purposes` in the first layer",
        },
        about: "\
Finds a banner of a theme whose first layer leaves out the purposes.

**Why.** Article 7(2) GDPR asks for a request in clear and plain language; the Autoriteit Persoonsgegevens asks to
name each purpose before the choice.

**Example.** “This website uses cookies. [Accept]”

**How to mend.** Use the variable, as the built-in template does.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            if !banner.first.contains("consent.purposes") {
                found.at(banner.file.place(&banner.first[..1]));
            }
        }),
    },
    Rule {
        id: "banner-controller-first-layer",
        severity: Severity::Error,
        authority: Authority::Ap,
        sources: &["AP, what stands in the first layer", "GDPR recital 42"],
        message: Bilingual {
            nl: "de eerste laag van de banner zegt niet wie toestemming vraagt",
            en: "the first layer of the banner does not say who asks for consent",
        },
        hint: Bilingual {
            nl: "toon `consent.organisation` in de eerste laag",
            en: "show `consent.organisation` in the first layer",
        },
        about: "\
Finds a banner of a theme whose first layer does not name the organisation.

**Why.** Recital 42 GDPR: for consent to be informed, people know at least who the controller is.

**Example.** “May we use these cookies?”

**How to mend.** Use the variable, as the built-in template does.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            if !banner.first.contains("consent.organisation") {
                found.at(banner.file.place(&banner.first[..1]));
            }
        }),
    },
    Rule {
        id: "banner-third-parties-named",
        severity: Severity::Warning,
        authority: Authority::Edpb,
        sources: &["EDPB Guidelines 05/2020, 65", "GDPR 13(1)(e)"],
        message: Bilingual {
            nl: "de banner noemt niet wie de gegevens krijgt",
            en: "the banner does not name who receives the data",
        },
        hint: Bilingual {
            nl: "toon `consent.recipients` in de eerste laag, of de aanbieder bij elke dienst",
            en: "show `consent.recipients` in the first layer, or the provider with each service",
        },
        about: "\
Finds a banner of a theme that names no recipient, neither in its first layer nor with the services.

**Why.** Guidelines 05/2020 of the EDPB: where several controllers rely on one consent, all are named. Article
13(1)(e) GDPR asks for the recipients.

**Example.** A choice for “statistics” without the name of who measures.

**How to mend.** Use the variable, as the built-in template does.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            let names = ["consent.recipients", "<provider", "service.provider", "service.name"];
            if !names.iter().any(|name| banner.file.text.contains(name)) {
                found.at(banner.file.place(&banner.first[..1]));
            }
        }),
    },
    Rule {
        id: "banner-withdraw-info",
        severity: Severity::Error,
        authority: Authority::Ap,
        sources: &["GDPR 7(3)", "AP, explanation of withdrawing consent", "AP, rules of thumb for cookie banners, 8"],
        message: Bilingual {
            nl: "de eerste laag van de banner zegt niet hoe iemand zijn keuze later wijzigt",
            en: "the first layer of the banner does not say how to change the choice later",
        },
        hint: Bilingual {
            nl: "toon `t.consent.change` met een link naar `consent.preferences`",
            en: "show `t.consent.change` with a link to `consent.preferences`",
        },
        about: "\
Finds a banner of a theme whose first layer has neither the sentence on changing a choice nor the link to the
preferences.

**Why.** Article 7(3) GDPR: people are told that they can withdraw consent before they give it.

**Example.** A first layer with two buttons and no more.

**How to mend.** Use the words and the link, as the built-in template does.",
        check: Check::Site(|facts, found| {
            let Some(banner) = Banner::read(facts) else { return };
            if !banner.first.contains("consent.change") && !banner.first.contains("consent.preferences") {
                found.at(banner.file.place(&banner.first[..1]));
            }
        }),
    },
    Rule {
        id: "banner-links",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 7(3)", "GDPR 13", "Tw 11.7a(1)(a)"],
        message: Bilingual {
            nl: "er wordt toestemming gevraagd, en er is geen gepubliceerde cookieverklaring of privacyverklaring om \
                 op te lezen waarvoor",
            en: "consent is asked for, and there is no published cookie policy or privacy statement to read what for",
        },
        hint: Bilingual {
            nl: "publiceer een cookieverklaring, of neem de dienst uit het register",
            en: "publish a cookie policy, or take the service out of the register",
        },
        about: "\
Finds a site that asks for consent and has no public document about it. The banner leads to the page with
preferences, which stands among the site's documents and tells of each service.

**Why.** Article 11.7a(1)(a) of the Telecommunicatiewet asks for clear and complete information before the choice,
and article 13 GDPR for the rest.

**Example.** A site with a draft only.

**How to mend.** Release the cookie policy before the tag is switched on.",
        check: Check::Site(|facts, found| {
            let is_published = facts.site.documents.iter().any(|document| {
                let informs = matches!(document.kind, Kind::CookiePolicy | Kind::PrivacyStatement);
                let is_public = document.audience == Audience::Public;
                informs && is_public && document.versions.iter().any(|version| version.published <= facts.today)
            });
            let asked = consent::asked(facts.site).next();
            if let Some(service) = asked.filter(|_| !is_published) {
                found.at(facts.place(&["services", service.id.as_str(), "consent"]));
            }
        }),
    },
];

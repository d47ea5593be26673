//! What the cookie policy shows, and what it links to.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::document::Kind;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::locale::Locale;
use crate::register::rows;
use crate::register::services::Service;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "cookie-register-present",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["Tw 11.7a(1)(a)"],
        message: Bilingual {
            nl: "de tekst gaat over cookies, en het register van diensten is leeg",
            en: "the text is about cookies, and the register of services is empty",
        },
        hint: Bilingual {
            nl: "zet elke dienst met wat zij bewaart in `services`, of zeg dat er geen cookies zijn",
            en: "list each service with what it keeps in `services`, or say that there are no cookies",
        },
        about: "\
Finds a cookie policy without any service in its registers.

**Why.** Article 11.7a(1)(a) of the Telecommunicatiewet asks for clear and complete information on what is kept in the
browser.

**Example.** A cookie policy in general words, and no `services.yaml`.

**How to mend.** Look in a browser what the site keeps, and list it. A site that keeps nothing can say just that.",
        check: Check::Cookie(|edition, found| {
            if !edition.facts.registers.services.is_empty() {
                return;
            }
            for reading in &edition.readings {
                if reading.find(&NONE).next().is_none() {
                    found.at(reading.title());
                }
            }
        }),
    },
    Rule {
        id: "cookie-statement-table",
        severity: Severity::Error,
        authority: Authority::Project,
        sources: &["Tw 11.7a(1)(a)"],
        message: Bilingual {
            nl: "de tekst toont niet wat {service} bewaart: {names}",
            en: "the text does not show what {service} keeps: {names}",
        },
        hint: Bilingual { nl: "roep {{ cookies() }} aan", en: "call {{ cookies() }}" },
        about: "\
Finds something in the registers of a cookie policy that its text does not show.

**Why.** Article 11.7a(1)(a) of the Telecommunicatiewet asks for complete information. That the text shows all that
the register has is our choice.

**Example.** `{{ cookies(service=\"google-analytics\") }}` for one service, and nothing for the other.

**How to mend.** Call the shortcode `cookies`, for all services or for each.",
        check: Check::Cookie(|edition, found| {
            for reading in &edition.readings {
                for service in &edition.facts.registers.services {
                    let hidden: Vec<String> = rows(&service.storage)
                        .iter()
                        .filter(|item| !reading.says(&item.name))
                        .map(|item| format!("`{}`", item.name))
                        .collect();
                    if !hidden.is_empty() {
                        found
                            .at(reading.section_or_title("cookies"))
                            .with("service", edition.facts.text(&service.name))
                            .with("names", hidden.join(", "));
                    }
                }
            }
        }),
    },
    Rule {
        id: "cookie-statement-change-choice",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 7(3)", "AP, explanation of withdrawing consent"],
        message: Bilingual {
            nl: "de tekst leidt niet naar de plek waar iemand zijn keuze wijzigt",
            en: "the text does not lead to where a choice is changed",
        },
        hint: Bilingual { nl: "zet er {{ preferences() }} in", en: "add {{ preferences() }}" },
        about: "\
Finds a cookie policy that neither links to the page with preferences nor names the link to it that stands on every
page.

**Why.** Article 7(3) GDPR asks that consent is as easily withdrawn as given. Who reads the policy to withdraw must
find where.

**Example.** “You can withdraw your consent at any time”, and no word about where.

**How to mend.** Call the shortcode `preferences`, or name the link by its words.",
        check: Check::Cookie(|edition, found| {
            if !edition.facts.registers.services.iter().any(Service::needs_consent) {
                return;
            }
            for reading in &edition.readings {
                let link = Locale::new(edition.facts.site, reading.language).string("page", "preferences");
                if reading.calls("preferences").next().is_none() && (link.is_empty() || !reading.says(link)) {
                    found.at(reading.section_or_title("withdrawal"));
                }
            }
        }),
    },
    Rule {
        id: "cookie-cross-links",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 12(1)"],
        message: Bilingual {
            nl: "de tekst verwijst niet naar “{other}”", en: "the text does not link to “{other}”"
        },
        hint: Bilingual { nl: "voeg een link naar `@{id}` toe", en: "add a link to `@{id}`" },
        about: "\
Finds a privacy statement that does not link to the cookie policy, and a cookie policy that does not link to the
privacy statement.

**Why.** Article 12(1) GDPR asks that information is easily accessible. Each of the two is a part of what people are
told, and who finds one must find the other. That it is by a link is our own choice.

**Example.** A cookie policy without `[privacy statement](@privacy)`.

**How to mend.** Add the link.",
        check: Check::Document(|edition, found| {
            let wanted = match edition.document.kind {
                Kind::PrivacyStatement => Kind::CookiePolicy,
                Kind::CookiePolicy => Kind::PrivacyStatement,
                Kind::ProcessingAgreement => return,
            };
            let documents = &edition.facts.site.documents;
            // A version can only link to documents that were published by then.
            let day = edition.version.map_or(edition.facts.today, |(version, _)| version.published);
            let others: Vec<_> = documents
                .iter()
                .filter(|other| other.kind == wanted && other.versions.iter().any(|version| version.published <= day))
                .collect();
            let Some(first) = others.first() else { return };
            for reading in &edition.readings {
                if !others.iter().any(|other| reading.links_to(&format!("@{}", other.id))) {
                    found.at(reading.title()).with("other", edition.facts.text(&first.title)).with("id", &first.id);
                }
            }
        }),
    },
];

const NONE: Vocabulary = Vocabulary {
    nl: &["geen cookies", "niets in uw browser", "bewaart niets", "bewaren niets", "zonder cookies"],
    en: &["no cookies", "nothing in your browser", "keeps nothing", "keep nothing", "without cookies"],
};

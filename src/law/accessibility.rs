//! Rules about accessible texts (WCAG 2.2, EN 301 549).

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::markup::tags;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};

pub(super) const TOPICS: &[&[Rule]] = &[RULES];

const RULES: &[Rule] = &[LINK_TEXT, LANG, SKIP_LINK];

const LINK_TEXT: Rule = Rule {
    id: "a11y-link-text",
    severity: Severity::Error,
    authority: Authority::Standard,
    sources: &["WCAG 2.4.4", "EN 301 549", "GDPR 12(1)"],
    message: Bilingual {
        nl: "de linktekst `{text}` zegt niet waar hij heen gaat",
        en: "the link text `{text}` does not say where it leads",
    },
    hint: Bilingual { nl: "schrijf waar de link heen gaat", en: "write where the link leads" },
    about: "\
Finds links of which the words say nothing by themselves.

**Why.** Who uses a screen reader goes through the links of a page as a list. WCAG 2.4.4 asks that the purpose of a
link can be told from its text and context, and article 12(1) GDPR that information is easily accessible.

**Example.** Not `[klik hier](#rights)`, but `[uw rechten](#rights)`.

**How to mend.** Link the words that name the target.",
    check: Check::Document(|edition, found| {
        for reading in &edition.readings {
            for (text, place) in reading.link_texts() {
                let words = plain(text);
                if EMPTY.words(reading.language).is_some_and(|empty| empty.contains(&words.as_str())) {
                    found.at(place).with("text", text);
                }
            }
        }
    }),
};

const LANG: Rule = Rule {
    id: "a11y-lang",
    severity: Severity::Error,
    authority: Authority::Standard,
    sources: &["WCAG 3.1.1", "EN 301 549", "GDPR 12(1)"],
    message: Bilingual {
        nl: "de pagina van dit thema zegt niet in welke taal zij is",
        en: "the page of this theme does not say in which language it is",
    },
    hint: Bilingual { nl: "schrijf `<html lang=\"{{ language }}\">`", en: "write `<html lang=\"{{ language }}\">`" },
    about: "\
Finds a theme whose page has no language.

**Why.** WCAG 3.1.1: a screen reader chooses its voice by the language of the page. Article 12(1) GDPR asks that
information is easily accessible to all.

**Example.** `<html>` in `templates/base.html` of a theme.

**How to mend.** Add the attribute, as the built-in template does.",
    check: Check::Site(|facts, found| {
        let Some(file) = facts.site.theme.get(BASE) else { return };
        let tag = tags(&file.text).find(|tag| tag.starts_with("<html"));
        if let Some(tag) = tag.filter(|tag| !tag.contains("lang=")) {
            found.at(file.place(tag)).with("language", "{{ language }}");
        }
    }),
};

const SKIP_LINK: Rule = Rule {
    id: "a11y-skip-link",
    severity: Severity::Error,
    authority: Authority::Standard,
    sources: &["WCAG 2.4.1", "EN 301 549", "GDPR 12(1)"],
    message: Bilingual {
        nl: "de eerste link van de pagina springt niet naar de tekst",
        en: "the first link of the page does not skip to the text",
    },
    hint: Bilingual {
        nl: "zet `<a class=\"skip\" href=\"#main\">` als eerste in `<body>`, voor de banner",
        en: "put `<a class=\"skip\" href=\"#main\">` first in `<body>`, before the banner",
    },
    about: "\
Finds a theme whose first link leads somewhere else than to the text of the page.

**Why.** WCAG 2.4.1: who uses a keyboard can pass over what every page repeats. Article 12(1) GDPR asks that
information is easily accessible to all.

**Example.** A navigation before the link to `#main` in `templates/base.html`.

**How to mend.** Put the link first, as the built-in template does.",
    check: Check::Site(|facts, found| {
        let Some(file) = facts.site.theme.get(BASE) else { return };
        let Some(body) = file.text.find("<body") else { return };
        let first = tags(&file.text[body..]).find(|tag| tag.starts_with("<a "));
        if let Some(first) = first.filter(|first| !first.contains("href=\"#")) {
            found.at(file.place(first));
        }
    }),
};

/// The skeleton of every page.
const BASE: &str = "templates/base.html";

const EMPTY: Vocabulary = Vocabulary {
    nl: &["hier", "klik hier", "link", "deze link", "lees meer", "meer", "deze pagina"],
    en: &["here", "click here", "link", "this link", "read more", "more", "this page"],
};

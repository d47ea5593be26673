//! Rules about texts that everyone can use (WCAG 2.2, EN 301 549).

use crate::diagnostic::Severity;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

/// The rules.
pub(super) const TOPICS: &[&[Rule]] = &[RULES];

const RULES: &[Rule] = &[Rule {
    id: "a11y-link-text",
    severity: Severity::Error,
    authority: Authority::Standard,
    sources: &["WCAG 2.4.4", "EN 301 549", "GDPR 12(1)"],
    message: Words {
        nl: "de linktekst `{text}` zegt niet waar hij heen gaat",
        en: "the link text `{text}` does not say where it leads",
    },
    mend: Words { nl: "schrijf waar de link heen gaat", en: "write where the link leads" },
    about: "\
Finds links of which the words say nothing by themselves.

**Why.** Who uses a screen reader goes through the links of a page as a list. WCAG 2.4.4 asks that the purpose of a link can be told from
its text and context, and article 12(1) GDPR that information is easily accessible.

**Example.** Not `[klik hier](#rights)`, but `[uw rechten](#rights)`.

**How to mend.** Link the words that name the target.",
    check: Check::Document(|subject, found| {
        for reading in &subject.readings {
            for (text, place) in reading.link_texts() {
                let words = plain(text);
                if EMPTY.words(reading.language).is_some_and(|empty| empty.contains(&words.as_str())) {
                    found.at(place).with("text", text);
                }
            }
        }
    }),
}];

const EMPTY: Vocabulary = Vocabulary {
    nl: &["hier", "klik hier", "link", "deze link", "lees meer", "meer", "deze pagina"],
    en: &["here", "click here", "link", "this link", "read more", "more", "this page"],
};

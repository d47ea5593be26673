//! Blanks that somebody forgot to fill in.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::document::Kind;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "register-todo",
    severity: Severity::Error,
    authority: Authority::Project,
    sources: &["GDPR 5(1)(a)"],
    message: Bilingual {
        nl: "in een gepubliceerde tekst staat nog een open plek: `{blank}`",
        en: "a published text still has a blank: `{blank}`",
    },
    hint: Bilingual {
        nl: "vul het in met een nieuwe versie, of schrijf in het register `unknown` met de vraag",
        en: "fill it in with a new version, or write `unknown` with the question in the register",
    },
    about: "\
Finds words in a published text that stand for what was still to be written: “lorem ipsum”, “to be determined”, or a
model's blank such as “[name of the company]”. In a processing agreement a blank is for the customer to fill in, and
none is reported.

**Why.** Article 5(1)(a) GDPR asks for transparency; a blank tells nobody anything. What counts as a blank is our
choice. In a draft a blank is work in progress, and nothing is said of it.

**Example.** “[company name] is responsible for your data.”

**How to mend.** Publish a version that says it. What nobody knows yet is `unknown` with a question in the register:
a draft shows the question, a published text leaves the line out, and `helder check` keeps it on the list.",
    check: Check::Document(blanks),
}];

/// Blanks in any text.
const BLANK: Vocabulary = Vocabulary {
    nl: &["todo", "fixme", "tbd", "xxx", "lorem ipsum"],
    en: &["todo", "fixme", "tbd", "xxx", "lorem ipsum"],
};

/// Blanks that an agreement may leave for the customer.
const OPEN: Vocabulary = Vocabulary {
    nl: &["nog in te vullen", "nader in te vullen", "nader te bepalen", "hier invullen", "n.t.b."],
    en: &["to be determined", "to be completed", "to be filled in", "fill in here", "insert here"],
};

/// What models leave blank between square brackets.
const BRACKETED: Vocabulary = Vocabulary {
    nl: &[
        "naam", "bedrijf", "adres", "datum", "e-mail", "telefoon", "kvk", "website", "plaats", "invullen", "vul in",
        "aantal",
    ],
    en: &[
        "name", "company", "address", "date", "email", "e-mail", "phone", "website", "city", "insert", "fill in",
        "number",
    ],
};

fn blanks(edition: &EditionFacts<'_>, found: &mut Findings) {
    if edition.version.is_none() {
        return;
    }
    let is_for_customers = edition.document.kind == Kind::ProcessingAgreement;
    for reading in &edition.readings {
        for line in &reading.lines {
            let language = reading.language;
            let mut blank = BLANK.first_in(language, &line.plain);
            if !is_for_customers {
                blank = blank
                    .or_else(|| OPEN.first_in(language, &line.plain))
                    .or_else(|| bracketed(&line.plain).find(|inner| BRACKETED.is_in(language, inner)));
            }
            if let Some(blank) = blank {
                found.at(line.place.clone()).with("blank", blank);
            }
        }
    }
}

/// Returns what is between square brackets. Links have none: their brackets are not shown.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(inner, _)| inner)
}

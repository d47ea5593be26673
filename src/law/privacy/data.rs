//! The data: which, from whom, on what exception, and whether people must give them.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::Facts;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::register::activities::{Activity, DataCategory, DataKind, ObligationKind, SourceKind};
use crate::register::{known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-data-categories",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 5(1)(a)", "GDPR 14(1)(d)", "GDPR 30(1)(c)"],
        message: Bilingual {
            nl: "bij `{activity}` staat niet welke gegevens u gebruikt",
            en: "`{activity}` does not list the data that are used",
        },
        hint: Bilingual { nl: "noem de gegevens een voor een bij `data`", en: "list the data one by one at `data`" },
        about: "\
Finds an activity of the controller that lists no data.

**Why.** Article 14(1)(d) GDPR asks to tell the categories of data that come from elsewhere, and article 30(1)(c) to
record them all. Without them nobody can judge the purpose (article 5(1)(a)).

**Example.** `data: [{name: {nl: e-mailadres, en: e-mail address}}]`

**How to mend.** List what is asked, kept or made, one by one.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                if edition.facts.has_no_rows(&activity.data) {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "data"]))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-minimisation-justified",
        severity: Severity::Warning,
        authority: Authority::Case,
        sources: &["GDPR 5(1)(c)", "CJEU C-394/23 (Mousse)"],
        message: Bilingual {
            nl: "u gebruikt `{data}`, en nergens staat waarom dat nodig is",
            en: "`{data}` is used, and nothing says why it is needed",
        },
        hint: Bilingual {
            nl: "schrijf bij `necessity` waarom het niet zonder kan, of vraag het niet meer",
            en: "write at `necessity` why you cannot do without, or stop asking",
        },
        about: "\
Finds data that are seldom needed, such as a gender, a date of birth or a photo, without the reason why they are.

**Why.** Article 5(1)(c) GDPR limits data to what is necessary. In Mousse (C-394/23) the Court of Justice held that
a railway need not know the title of a customer to sell a ticket.

**Example.** `{name: {nl: geboortedatum, en: date of birth}, kind: birthdate, necessity: {nl: wij verkopen alcohol,
en: we sell alcohol}}`

**How to mend.** Say why at `necessity`, or take it out of the form and out of the register.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    if is_seldom_needed(data, &edition.facts) && edition.facts.is_missing(&data.necessity) {
                        found
                            .at(edition.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("data", edition.facts.text(&data.name));
                    }
                }
            }
        }),
    },
    Rule {
        id: "privacy-special-category-basis",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 9(2)", "GDPR 10", "UAVG 22-33", "UAVG 46"],
        message: Bilingual {
            nl: "voor `{data}` van `{activity}` staat er geen uitzondering in de wet",
            en: "`{data}` of `{activity}` has no exception in the law",
        },
        hint: Bilingual {
            nl: "kies bij het doel de uitzondering, zoals `exception: {article: 9-2-a}`, en noem voor een \
                 burgerservicenummer de wet",
            en: "choose the exception with the purpose, as in `exception: {article: 9-2-a}`, and name the law for a \
                 national number",
        },
        about: "\
Finds data under article 9 or 10, or a Dutch citizen service number (BSN), in an activity of which no purpose names
the exception that allows them.

**Why.** Article 9(1) GDPR forbids data such as those about health, unless one of the exceptions of 9(2) applies;
article 10 and articles 31 to 33 of the UAVG limit criminal data; article 46 of the UAVG allows a BSN only where a
law says so.

**Example.** `exception: {article: 9-2-b, law: {…}}` with the purpose.

**How to mend.** Name the exception with the purpose that needs the data, or stop using them.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                // `open-question` reports a question in a draft.
                let has_exception =
                    rows(&activity.purposes).iter().any(|purpose| !edition.facts.is_missing(&purpose.exception));
                let names_law = rows(&activity.purposes).iter().any(|purpose| {
                    let by_exception = known(&purpose.exception).is_some_and(|exception| exception.law.is_some());
                    by_exception || known(&purpose.basis).is_some_and(|basis| !edition.facts.is_missing(&basis.law))
                });
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    let needs_exception = data.special.is_some() && !has_exception;
                    let needs_law = data.kind == Some(DataKind::Bsn) && !names_law;
                    if needs_exception || needs_law {
                        found
                            .at(edition.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("data", edition.facts.text(&data.name))
                            .with("activity", edition.facts.text(&activity.title));
                    }
                }
            }
        }),
    },
    Rule {
        id: "privacy-source-of-data",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 14(2)(f)"],
        message: Bilingual {
            nl: "van `{data}` staat niet van wie u het krijgt",
            en: "the source of `{data}` is not told",
        },
        hint: Bilingual {
            nl: "noem bij `source` van wie het komt: `{from: third-party, description: …}`",
            en: "name at `source` whom it comes from: `{from: third-party, description: …}`",
        },
        about: "\
Finds data that come from somebody else, or from a public register, without a word on who or which.

**Why.** Article 14(2)(f) GDPR asks to tell the source of data that were not obtained from the person, and whether
it is public.

**Example.** `source: {from: public, description: {nl: het handelsregister van de KvK, en: the trade register}}`

**How to mend.** Add `description` to the source. Data without any `source` are not judged: most come from the person.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    let source = known(&data.source).or(known(&activity.source));
                    let is_elsewhere =
                        source.is_some_and(|source| matches!(source.from, SourceKind::ThirdParty | SourceKind::Public));
                    if is_elsewhere && source.is_some_and(|source| source.description.is_none()) {
                        found
                            .at(edition.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("data", edition.facts.text(&data.name));
                    }
                }
            }
        }),
    },
];

/// Listed after the rules on consent, where the pages have always had it.
pub(super) const OBLIGATION: &[Rule] = &[Rule {
    id: "privacy-provision-obligation",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 13(2)(e)"],
    message: Bilingual {
        nl: "bij `{activity}` staat niet of iemand de gegevens moet geven en wat er anders gebeurt",
        en: "`{activity}` does not say whether people must give the data, and what happens otherwise",
    },
    hint: Bilingual {
        nl: "vul `obligation` in: `{kind: contractual, consequence: …}` of `{kind: optional}`",
        en: "fill in `obligation`: `{kind: contractual, consequence: …}` or `{kind: optional}`",
    },
    about: "\
Finds an activity with data that come from the person, without a word on whether they must be given, or on what
happens if not.

**Why.** Article 13(2)(e) GDPR asks to tell whether giving the data is a statutory or contractual requirement, or
needed for a contract, and the consequences of not giving them.

**Example.** `obligation: {kind: contractual, consequence: {nl: zonder adres kunnen wij niet leveren, en: without an
address we cannot deliver}}`

**How to mend.** Fill it in for the activity, or for each category of data. What is optional needs no consequence.",
    check: Check::Privacy(|edition, found| {
        for activity in edition.facts.as_controller() {
            if rows(&activity.data).iter().any(|data| hides_obligation(data, activity, &edition.facts)) {
                found
                    .at(edition.place(&["activities", activity.id.as_str(), "obligation"]))
                    .with("activity", edition.facts.text(&activity.title));
            }
        }
    }),
}];

/// Returns whether people give the data themselves and nothing says if they must, or what happens if they do not.
fn hides_obligation(data: &DataCategory, activity: &Activity, facts: &Facts<'_>) -> bool {
    let source = known(&data.source).or(known(&activity.source));
    if source.is_none_or(|source| source.from != SourceKind::Subject) {
        return false;
    }
    let obligation = if data.obligation.is_some() { &data.obligation } else { &activity.obligation };
    let is_explained = known(obligation)
        .is_none_or(|obligation| obligation.kind == ObligationKind::Optional || obligation.consequence.is_some());
    facts.is_missing(obligation) || !is_explained
}

/// How the names of data that are seldom needed begin, where the register gives them no `kind`.
const SELDOM_NEEDED: Vocabulary = Vocabulary {
    nl: &["geslacht", "geboortedatum", "geboorteplaats", "nationaliteit", "pasfoto", "aanhef", "burgerlijke staat"],
    en: &["gender", "date of birth", "birth date", "place of birth", "nationality", "salutation", "marital status"],
};

fn is_seldom_needed(data: &DataCategory, facts: &Facts<'_>) -> bool {
    match data.kind {
        // `privacy-special-category-basis` requires the law that allows it.
        Some(DataKind::Bsn) => false,
        Some(_) => true,
        None => facts
            .site
            .config
            .languages
            .iter()
            .any(|language| data.name.get(language).is_some_and(|name| SELDOM_NEEDED.is_in(language, &plain(name)))),
    }
}

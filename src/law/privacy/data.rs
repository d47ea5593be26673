//! The data: which, whose, from whom, and whether they must be given.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::Facts;
use crate::law::facts::known;
use crate::law::facts::rows;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::register::activities::{DataCategory, DataKind, SourceKind};

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
        mend: Bilingual { nl: "noem de gegevens een voor een bij `data`", en: "list the data one by one at `data`" },
        about: "\
Finds an activity of the controller that lists no data.

**Why.** Article 14(1)(d) GDPR asks to tell the categories of data that come from elsewhere, and article 30(1)(c) to
record them all. Without them nobody can judge the purpose (article 5(1)(a)).

**Example.** `data: [{name: {nl: e-mailadres, en: e-mail address}}]`

**How to mend.** List what is asked, kept or made, one by one.",
        check: Check::Privacy(|subject, found| {
            for activity in subject.facts.as_controller() {
                if subject.facts.lacks_rows(&activity.data) {
                    found
                        .at(subject.place(&["activities", activity.id.as_str(), "data"]))
                        .with("activity", subject.facts.said(&activity.title));
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
        mend: Bilingual {
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
        check: Check::Privacy(|subject, found| {
            for activity in subject.facts.as_controller() {
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    if is_seldom_needed(data, &subject.facts) && subject.facts.lacks(&data.necessity) {
                        found
                            .at(subject.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("data", subject.facts.said(&data.name));
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
        mend: Bilingual {
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
        check: Check::Privacy(|subject, found| {
            for activity in subject.facts.as_controller() {
                let exceptions = || rows(&activity.purposes).iter().map(|purpose| &purpose.exception);
                // A question in a draft is on the list of questions already.
                let has_exception = exceptions().any(|exception| !subject.facts.lacks(exception));
                let names_law = rows(&activity.purposes).iter().any(|purpose| {
                    let by_exception = known(&purpose.exception).is_some_and(|exception| exception.law.is_some());
                    by_exception || known(&purpose.basis).is_some_and(|basis| !subject.facts.lacks(&basis.law))
                });
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    let lacks_exception = data.special.is_some() && !has_exception;
                    let lacks_law = data.kind == Some(DataKind::Bsn) && !names_law;
                    if lacks_exception || lacks_law {
                        found
                            .at(subject.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("data", subject.facts.said(&data.name))
                            .with("activity", subject.facts.said(&activity.title));
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
        mend: Bilingual {
            nl: "noem bij `source` van wie het komt: `{from: third-party, description: …}`",
            en: "name at `source` whom it comes from: `{from: third-party, description: …}`",
        },
        about: "\
Finds data that come from somebody else, or from a public register, without a word on who or which.

**Why.** Article 14(2)(f) GDPR asks to tell the source of data that were not obtained from the person, and whether
it is public.

**Example.** `source: {from: public, description: {nl: het handelsregister van de KvK, en: the trade register}}`

**How to mend.** Add `description` to the source. Data without any `source` are not judged: most come from the person.",
        check: Check::Privacy(|subject, found| {
            for activity in subject.facts.as_controller() {
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    let source = known(&data.source).or(known(&activity.source));
                    let is_elsewhere =
                        source.is_some_and(|source| matches!(source.from, SourceKind::ThirdParty | SourceKind::Public));
                    if is_elsewhere && source.is_some_and(|source| source.description.is_none()) {
                        found
                            .at(subject.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("data", subject.facts.said(&data.name));
                    }
                }
            }
        }),
    },
];

/// What names of data begin with that are seldom needed, for who gives them no `kind`.
const SELDOM_NEEDED: Vocabulary = Vocabulary {
    nl: &["geslacht", "geboortedatum", "geboorteplaats", "nationaliteit", "pasfoto", "aanhef", "burgerlijke staat"],
    en: &["gender", "date of birth", "birth date", "place of birth", "nationality", "salutation", "marital status"],
};

fn is_seldom_needed(data: &DataCategory, facts: &Facts<'_>) -> bool {
    match data.kind {
        // A rule of its own asks for the law that allows it.
        Some(DataKind::Bsn) => false,
        Some(_) => true,
        None => facts.site.config.languages.iter().any(|language| {
            data.name.get(language).is_some_and(|name| SELDOM_NEEDED.first_in(language, &plain(name)).is_some())
        }),
    }
}

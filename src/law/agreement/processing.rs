//! Annex II: the processing.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::{Check, Rule};
use crate::register::activities::Activity;
use crate::register::rows;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "dpa-subject-duration",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "het onderwerp of de duur van `{activity}` ontbreekt: `{key}`",
            en: "the subject or the duration of `{activity}` is missing: `{key}`",
        },
        hint: Bilingual {
            nl: "vul `{key}` in bij die activiteit in `activities`",
            en: "fill in `{key}` with that activity in `activities`",
        },
        about: "\
Finds an activity for customers of which the register does not say what the subject or the duration is, so that the
agreement can't either.

**Why.** Article 28(3) GDPR: the agreement sets out the subject matter and duration of the processing, its nature and
purpose, the type of personal data and the categories of data subjects.

**Example.** `duration: {nl: zolang de overeenkomst loopt, en: for as long as the contract runs}`

**How to mend.** Fill in `processing.subject` and `processing.duration` with the activity in `activities`, and
publish a version that shows it. A blank that the parties fill in later tells nobody anything yet.",
        check: Check::Agreement(|edition, found| {
            for activity in edition.facts.as_processor() {
                let facts = &edition.facts;
                let processing = activity.processing.as_ref();
                missing(
                    edition,
                    found,
                    activity,
                    &["processing", "subject"],
                    processing.is_none_or(|processing| facts.is_missing(&processing.subject)),
                );
                missing(
                    edition,
                    found,
                    activity,
                    &["processing", "duration"],
                    processing.is_none_or(|processing| facts.is_missing(&processing.duration)),
                );
            }
        }),
    },
    Rule {
        id: "dpa-nature-purpose",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "de aard of het doel van `{activity}` ontbreekt: `{key}`",
            en: "the nature or the purpose of `{activity}` is missing: `{key}`",
        },
        hint: Bilingual {
            nl: "vul `{key}` in bij die activiteit in `activities`",
            en: "fill in `{key}` with that activity in `activities`",
        },
        about: "\
Finds an activity for customers of which the register does not say what the nature or the purpose is, so that the
agreement can't either.

**Why.** Article 28(3) GDPR: the agreement sets out the subject matter and duration of the processing, its nature and
purpose, the type of personal data and the categories of data subjects.

**Example.** `nature: {nl: bewaren en wissen, en: storing and erasing}`

**How to mend.** Fill in `processing.nature` and `purposes` with the activity in `activities`, and publish a version
that shows it. A blank that the parties fill in later tells nobody anything yet.",
        check: Check::Agreement(|edition, found| {
            for activity in edition.facts.as_processor() {
                let facts = &edition.facts;
                let processing = activity.processing.as_ref();
                missing(
                    edition,
                    found,
                    activity,
                    &["processing", "nature"],
                    processing.is_none_or(|processing| facts.is_missing(&processing.nature)),
                );
                missing(edition, found, activity, &["purposes"], facts.has_no_rows(&activity.purposes));
            }
        }),
    },
    Rule {
        id: "dpa-data-and-subjects",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "de soorten gegevens of de groepen personen van `{activity}` ontbreken: `{key}`",
            en: "the types of data or the categories of persons of `{activity}` are missing: `{key}`",
        },
        hint: Bilingual {
            nl: "vul `{key}` in bij die activiteit in `activities`",
            en: "fill in `{key}` with that activity in `activities`",
        },
        about: "\
Finds an activity for customers of which the register does not say which data it is about, or whose, so that the
agreement can't either.

**Why.** Article 28(3) GDPR: the agreement sets out the subject matter and duration of the processing, its nature and
purpose, the type of personal data and the categories of data subjects.

**Example.** `data_subjects: [{nl: relaties van de klant, en: relations of the customer}]`

**How to mend.** Fill in `data` and `data_subjects` with the activity in `activities`, and publish a version that
shows it. A blank that the parties fill in later tells nobody anything yet.",
        check: Check::Agreement(|edition, found| {
            for activity in edition.facts.as_processor() {
                let facts = &edition.facts;
                missing(edition, found, activity, &["data"], facts.has_no_rows(&activity.data));
                missing(edition, found, activity, &["data_subjects"], facts.has_no_rows(&activity.data_subjects));
            }
        }),
    },
    Rule {
        id: "dpa-annex-ii-processing",
        severity: Severity::Error,
        authority: Authority::Standard,
        sources: &["Decision (EU) 2021/915, annex II"],
        message: Bilingual {
            nl: "bij `{activity}` staat niet hoe gevoelige gegevens extra beschermd worden",
            en: "`{activity}` does not say how sensitive data are kept safe",
        },
        hint: Bilingual {
            nl: "vul `processing.safeguards` in bij die activiteit",
            en: "fill in `processing.safeguards` with that activity",
        },
        about: "\
Finds an activity for customers with data under article 9 or 10 GDPR, without safeguards for them.

**Why.** Annex II of the standard clauses in Decision (EU) 2021/915 asks for the restrictions and safeguards that
apply to sensitive data. Other parts of the annex have rules of their own.

**Example.** `safeguards: {nl: versleuteld op schijf, en: encrypted on disk}`

**How to mend.** Describe the safeguards in `processing.safeguards`.",
        check: Check::Agreement(|edition, found| {
            for activity in edition.facts.as_processor() {
                let is_sensitive = rows(&activity.data).iter().any(|data| data.special.is_some());
                let safeguards = activity.processing.as_ref().map(|processing| &processing.safeguards);
                if is_sensitive && safeguards.is_none_or(|safeguards| edition.facts.is_missing(safeguards)) {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "processing", "safeguards"]))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "dpa-processing-in-register",
        severity: Severity::Error,
        authority: Authority::Project,
        sources: &["GDPR 28(3)", "GDPR 30(2)"],
        message: Bilingual {
            nl: "de activiteit `{activity}` staat niet in bijlage II",
            en: "the activity `{activity}` is not in annex II",
        },
        hint: Bilingual {
            nl: "toon haar in de sectie `processing` met {{ activity(id=\"{id}\") }}",
            en: "show it in the section `processing` with {{ activity(id=\"{id}\") }}",
        },
        about: "\
Finds an activity that the register does for customers and the agreement does not show.

**Why.** Article 28(3) GDPR asks the agreement to describe the processing, and article 30(2) the register to record
it. Where they differ, one of them is wrong.

**Example.** `{{ activity(id=\"hosting\") }}` under `{#processing}`.

**How to mend.** Call the shortcode in annex II, or name the activity there by its title.",
        check: Check::Agreement(|edition, found| {
            for activity in edition.facts.as_processor() {
                for reading in &edition.readings {
                    let id = activity.id.as_str();
                    let is_called = reading
                        .calls("activity")
                        .any(|call| call.arguments.iter().any(|(_, value, _)| value.as_str() == id));
                    let title = activity.title.get(reading.language);
                    let is_named = title.is_none_or(|title| reading.says(title));
                    if !is_called && !is_named && reading.calls("activities").next().is_none() {
                        found
                            .at(reading.section_or_title("processing"))
                            .with("activity", edition.facts.text(&activity.title))
                            .with("id", id);
                    }
                }
            }
        }),
    },
];

/// Reports a key of an activity if it is missing.
fn missing(edition: &EditionFacts<'_>, found: &mut Findings, activity: &Activity, key: &[&str], is_missing: bool) {
    if is_missing {
        let path: Vec<&str> = ["activities", activity.id.as_str()].into_iter().chain(key.iter().copied()).collect();
        found.at(edition.place(&path)).with("activity", edition.facts.text(&activity.title)).with("key", key.join("."));
    }
}

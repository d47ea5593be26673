//! The record of processing activities.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::Facts;
use crate::law::findings::{Findings, missing_keys};
use crate::law::{Check, Rule};
use crate::register::activities::Activity;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ropa-controller-fields",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 30(1)(b)-(g)"],
        message: Bilingual {
            nl: "in het register van `{activity}` ontbreekt: {keys}",
            en: "the record of `{activity}` lacks: {keys}",
        },
        hint: Bilingual {
            nl: "vul het in bij die activiteit in `activities`",
            en: "fill it in with that activity in `activities`",
        },
        about: "\
Finds an activity of the controller whose entry is no complete record of a processing activity: purposes, people
concerned, data, recipients, retention and measures.

**Why.** Article 30(1) GDPR asks for a record with the purposes (b), the categories of people and of data (c), the
recipients (d), where possible the time limits for erasure (f) and a general description of the measures (g). The
registers are that record. A `null` is no answer; a question, `{unknown: …}`, stands on the list of open questions
instead.

**Example.** `data_subjects: [{nl: klanten, en: customers}]`

**How to mend.** Fill in the keys that are named. `recipients: []` says that nobody else receives the data;
`measures` that stand in the register count for every activity.",
        check: Check::Site(|facts, found| {
            for activity in facts.as_controller() {
                report(
                    facts,
                    found,
                    activity,
                    &[
                        ("purposes", facts.has_no_rows(&activity.purposes)),
                        ("data_subjects", facts.has_no_rows(&activity.data_subjects)),
                        ("data", facts.has_no_rows(&activity.data)),
                        ("recipients", facts.is_missing(&activity.recipients)),
                        ("retention", facts.has_no_rows(&activity.retention)),
                        ("measures", has_no_measures(facts, activity)),
                    ],
                );
            }
        }),
    },
    Rule {
        id: "ropa-processor-fields",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 30(2)(a)-(d)"],
        message: Bilingual {
            nl: "in het register van `{activity}`, die voor klanten gebeurt, ontbreekt: {keys}",
            en: "the record of `{activity}`, which is done for customers, lacks: {keys}",
        },
        hint: Bilingual {
            nl: "vul het in bij die activiteit in `activities`",
            en: "fill it in with that activity in `activities`",
        },
        about: "\
Finds an activity for customers whose entry is no complete record of a processor: for whom, what is done, with whose
help, and how it is secured.

**Why.** Article 30(2) GDPR asks a processor for a record with the controllers on whose behalf it acts (a), the
processing (b), transfers (c) and a general description of the measures (d). Transfers stand with the recipients.

**Example.** `processing: {controllers: {nl: klanten met een website, en: customers with a website}}`

**How to mend.** Fill in the keys that are named. The customers themselves are in the system that invoices them; the
register names their kind.",
        check: Check::Site(|facts, found| {
            for activity in facts.as_processor() {
                let processing = activity.processing.as_ref();
                report(
                    facts,
                    found,
                    activity,
                    &[
                        (
                            "processing.controllers",
                            processing.is_none_or(|processing| facts.is_missing(&processing.controllers)),
                        ),
                        ("processing.nature", processing.is_none_or(|processing| facts.is_missing(&processing.nature))),
                        ("recipients", facts.is_missing(&activity.recipients)),
                        ("measures", has_no_measures(facts, activity)),
                    ],
                );
            }
        }),
    },
];

/// The law requires a general description, so measures of the whole register count for each activity.
fn has_no_measures(facts: &Facts<'_>, activity: &Activity) -> bool {
    facts.has_no_rows(&activity.measures) && facts.registers.measures.is_empty()
}

/// Reports the missing keys of an activity; each key comes with whether it is missing.
fn report(facts: &Facts<'_>, found: &mut Findings, activity: &Activity, keys: &[(&str, bool)]) {
    if let Some(keys) = missing_keys(keys) {
        found
            .at(facts.place(&["activities", activity.id.as_str()]))
            .with("activity", facts.text(&activity.title))
            .with("keys", keys);
    }
}

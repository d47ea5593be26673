//! How long data are kept.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::register::{known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-retention-per-activity",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(a)", "GDPR 5(1)(e)"],
        message: Bilingual {
            nl: "bij `{activity}` staat niet hoe lang de gegevens blijven",
            en: "`{activity}` has no retention period",
        },
        hint: Bilingual {
            nl: "vul `retention` in, met een `period` zoals `P7Y` of met `criteria` die de termijn bepalen",
            en: "fill in `retention`, with a `period` such as `P7Y` or with the `criteria` that determine it",
        },
        about: "\
Finds an activity of the controller that does not say how long its data are kept.

**Why.** Article 13(2)(a) GDPR asks to tell people the period for which data are stored, or the criteria that
determine it. Article 5(1)(e) forbids to keep them longer than needed.

**Example.** `retention: [{period: P7Y, starts: {nl: na het boekjaar, en: after the financial year}}]`

**How to mend.** Add a row to `retention` of the activity. A question is enough in a draft; a published text leaves
it out.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                if edition.facts.has_no_rows(&activity.retention) {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "retention"]))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-retention-vague",
        severity: Severity::Warning,
        authority: Authority::Wp29,
        sources: &["GDPR 13(2)(a)", "WP260 rev.01 annex, storage period"],
        message: Bilingual {
            nl: "`{text}` zegt niet hoe lang u de gegevens bewaart",
            en: "`{text}` does not say how long data are kept",
        },
        hint: Bilingual {
            nl: "noem een `period`, of een begin en een einde die iemand kan nagaan",
            en: "name a `period`, or a start and an end that somebody can verify",
        },
        about: "\
Finds criteria for keeping data that say no more than “as long as necessary”.

**Why.** Article 13(2)(a) GDPR asks for the period or the criteria for it. The annex of WP260 rev.01: it is not
sufficient to state that data are kept as long as necessary.

**Example.** Not “as long as necessary”, but “until you close your account”.

**How to mend.** Write a period, or what ends it.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                for (index, row) in rows(&activity.retention).iter().enumerate() {
                    let Some(criteria) = known(&row.criteria).filter(|_| known(&row.period).is_none()) else {
                        continue;
                    };
                    let is_vague = edition.readings.iter().any(|reading| {
                        let text = criteria.get(reading.language).map(plain).unwrap_or_default();
                        let vague = VAGUE.words(reading.language).unwrap_or_default();
                        // Words after such a phrase may still name the end, so it must be the last.
                        vague.iter().any(|vague| text.trim_end_matches(['.', ' ']).ends_with(vague))
                    });
                    if is_vague {
                        found
                            .at(edition.place(&[
                                "activities",
                                activity.id.as_str(),
                                "retention",
                                &index.to_string(),
                                "criteria",
                            ]))
                            .with("text", edition.facts.text(criteria));
                    }
                }
            }
        }),
    },
    Rule {
        id: "privacy-retention-start",
        severity: Severity::Advice,
        authority: Authority::Project,
        sources: &["GDPR 5(1)(e)"],
        message: Bilingual {
            nl: "de bewaartermijn `{period}` van `{activity}` heeft geen begin",
            en: "the period `{period}` of `{activity}` has no start",
        },
        hint: Bilingual {
            nl: "zeg bij `starts` vanaf wanneer u telt, zoals “na het einde van de overeenkomst”",
            en: "say at `starts` when it begins, as in “after the end of the contract”",
        },
        about: "\
Finds a period of retention of which nobody can tell when it ends, since it is not said when it begins.

**Why.** Article 5(1)(e) GDPR limits how long data are kept. That the start is named is our choice.

**Example.** `{period: P7Y, starts: {nl: na het einde van het boekjaar, en: after the end of the financial year}}`

**How to mend.** Add `starts`.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                for (index, row) in rows(&activity.retention).iter().enumerate() {
                    let Some(period) = known(&row.period) else { continue };
                    if edition.facts.is_missing(&row.starts) {
                        found
                            .at(edition.place(&["activities", activity.id.as_str(), "retention", &index.to_string()]))
                            .with("period", period)
                            .with("activity", edition.facts.text(&activity.title));
                    }
                }
            }
        }),
    },
];

const VAGUE: Vocabulary = Vocabulary {
    nl: &[
        "zo lang als nodig",
        "zolang als nodig",
        "zolang dat nodig is",
        "zolang nodig",
        "zo lang als noodzakelijk",
        "niet langer dan nodig",
        "niet langer dan noodzakelijk",
        "wettelijke termijn",
        "wettelijke bewaartermijn",
        "wettelijke bewaartermijnen",
    ],
    en: &[
        "as long as necessary",
        "as long as needed",
        "as long as we need them",
        "no longer than necessary",
        "no longer than needed",
        "legal retention period",
        "statutory period",
        "legal retention periods",
    ],
};

//! How long data are kept.

use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "privacy-retention-per-activity",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 13(2)(a)", "GDPR 5(1)(e)"],
    message: Words {
        nl: "bij `{activity}` staat niet hoe lang de gegevens blijven",
        en: "`{activity}` has no retention period",
    },
    mend: Words {
        nl: "vul `retention` in, met een `period` zoals `P7Y` of met `criteria` die de termijn bepalen",
        en: "fill in `retention`, with a `period` such as `P7Y` or with the `criteria` that determine it",
    },
    about: "\
Finds an activity of the controller that does not say how long its data are kept.

**Why.** Article 13(2)(a) GDPR asks to tell people the period for which data are stored, or the criteria that determine it. Article
5(1)(e) forbids to keep them longer than needed.

**Example.** `retention: [{period: P7Y, starts: {nl: na het boekjaar, en: after the financial year}}]`

**How to mend.** Add a row to `retention` of the activity. A question is enough in a draft; a published text leaves it out.",
    check: Check::Privacy(|subject, found| {
        for activity in subject.facts.as_controller() {
            if subject.facts.lacks_rows(&activity.retention) {
                found
                    .at(subject.place(&["activities", activity.id.as_str(), "retention"]))
                    .with("activity", subject.facts.said(&activity.title));
            }
        }
    }),
}];

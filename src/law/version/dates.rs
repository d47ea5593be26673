//! The labels and days of versions.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::register::known;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "version-review-age",
    severity: Severity::Advice,
    authority: Authority::Project,
    sources: &["GDPR 5(2)", "GDPR 24(1)"],
    message: Bilingual {
        nl: "de registers zijn {days} dagen geleden voor het laatst nagelopen",
        en: "the registers were last reviewed {days} days ago",
    },
    hint: Bilingual {
        nl: "loop ze na en zet de dag bij `reviewed_on` in `organisation`",
        en: "review them and set the day at `reviewed_on` in `organisation`",
    },
    about: "\
Finds registers that nobody has read against reality for over a year, by `reviewed_on` of the organisation.

**Why.** Article 24(1) GDPR asks to review and update measures where necessary, and article 5(2) to show that one
complies. A year is our choice.

**Example.** `reviewed_on: 2026-10-01`

**How to mend.** Read the registers against what happens, mend them, and write the day.",
    check: Check::Site(|facts, found| {
        let Some(reviewed) = known(&facts.registers.organisation.reviewed_on) else { return };
        let days = reviewed.days_until(facts.today);
        if days > REVIEW_DAYS {
            found.at(facts.place(&["organisation", "reviewed_on"])).with("days", days);
        }
    }),
}];

/// A year, leap years included.
const REVIEW_DAYS: i64 = 366;

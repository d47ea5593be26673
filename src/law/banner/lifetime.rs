//! How long an answer is valid before the banner asks again.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::consent;
use crate::diagnostic::Severity;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "banner-no-nagging",
        severity: Severity::Warning,
        authority: Authority::Edpb,
        sources: &["EDPB Guidelines 03/2022, continuous prompting", "CNIL, 6 months"],
        message: Bilingual {
            nl: "na {days} dagen vraagt de banner opnieuw, ook aan wie weigerde",
            en: "after {days} days the banner asks again, also those who refused",
        },
        hint: Bilingual { nl: "zet `max_age_days` op ten minste 180", en: "set `max_age_days` to 180 at least" },
        about: "\
Finds a site whose banner asks again within six months.

**Why.** Guidelines 03/2022 of the EDPB name continuous prompting as a practice that wears people down; the CNIL
takes six months. It is guidance.

**Example.** `consent: {max_age_days: 30}`

**How to mend.** Set a longer time. A new purpose or provider is asked about at once, whatever the time.",
        check: Check::Site(|facts, found| {
            let days = facts.site.config.consent.max_age_days.days();
            if consent::is_needed(facts.site) && days < ASK_DAYS_MIN {
                found.at(facts.setting("consent")).with("days", days);
            }
        }),
    },
    Rule {
        id: "banner-consent-lifetime",
        severity: Severity::Advice,
        authority: Authority::Project,
        sources: &["EDPB Guidelines 05/2020, 111", "GDPR 7(1)"],
        message: Bilingual {
            nl: "toestemming blijft {days} dagen gelden, langer dan een jaar",
            en: "consent holds for {days} days, longer than a year",
        },
        hint: Bilingual { nl: "zet `max_age_days` op hoogstens 365", en: "set `max_age_days` to 365 at most" },
        about: "\
Finds a site on which consent holds for more than a year.

**Why.** Guidelines 05/2020 of the EDPB recommend to refresh consent at appropriate intervals, without a number. A
year is our choice.

**Example.** `consent: {max_age_days: 400}`

**How to mend.** Set a shorter time.",
        check: Check::Site(|facts, found| {
            let days = facts.site.config.consent.max_age_days.days();
            if consent::is_needed(facts.site) && days > ASK_DAYS_MAX {
                found.at(facts.setting("consent")).with("days", days);
            }
        }),
    },
];

/// Six months.
const ASK_DAYS_MIN: u16 = 180;

/// A year, leap years included.
const ASK_DAYS_MAX: u16 = 366;

//! How a change is announced.

use crate::diagnostic::Severity;
use crate::law::facts::known;
use crate::law::findings::Findings;
use crate::law::subject::Subject;
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "version-material-notice",
    severity: Severity::Error,
    authority: Authority::Wp29,
    sources: &["WP260 rev.01, changes to the information", "GDPR 13(3)"],
    message: Words {
        nl: "deze belangrijke wijziging gaat {days} dagen na de aankondiging in, en dat moeten er ten minste {min} zijn",
        en: "this material change takes effect {days} days after it was announced, and that should be {min} at least",
    },
    mend: Words {
        nl: "kies een latere dag bij `effective`, of maak er een redactionele versie van als er niets wezenlijks verandert",
        en: "choose a later day for `effective`, or make it an editorial version if nothing of substance changes",
    },
    about: "\
Finds a material version that takes effect sooner after its publication than the organisation promises (`changes.notice_days`), or than
30 days where it promises nothing.

**Why.** The guidelines on transparency (WP260 rev.01) ask to announce a fundamental change well in advance, so that people have time
to object or to leave; article 13(3) GDPR asks it for a new purpose. The number of days is the organisation's; 30 is our default.

**Example.** `published: 2026-11-22` and `effective: 2027-01-01` leave 40 days.

**How to mend.** Set a later `effective`. The first version of a document changes nothing and is not judged.",
    check: Check::Document(notice),
}];

/// What is taken where the organisation promises nothing.
const NOTICE_DAYS: u16 = 30;

fn notice(subject: &Subject<'_>, found: &mut Findings) {
    let Some((version, _)) = subject.version else { return };
    if subject.before().is_none() || !version.label.is_material() {
        return;
    }
    let changes = subject.facts.registers.organisation.changes.as_ref();
    let min = changes.and_then(|changes| known(&changes.notice_days)).copied().unwrap_or(NOTICE_DAYS);
    let days = version.published.days_until(version.effective);
    if days < i64::from(min) {
        found.at(subject.authoritative().front("effective")).with("days", days).with("min", min);
    }
}

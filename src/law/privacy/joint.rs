//! Joint controllers (article 26).

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::register::activities::ActivityRole;
use crate::register::known;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "privacy-joint-controller-essence",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 26(2)"],
    message: Bilingual {
        nl: "van `{activity}`, waarvoor u samen met anderen verantwoordelijk bent, staat niet wie wat doet",
        en: "`{activity}`, for which you are responsible with others, does not say who does what",
    },
    hint: Bilingual {
        nl: "vul `joint` in: met wie, en de kern van de afspraken bij `essence`",
        en: "fill in `joint`: with whom, and the essence of the arrangement at `essence`",
    },
    about: "\
Finds an activity of joint controllers without the essence of their arrangement, or a text that does not show it.

**Why.** Article 26(2) GDPR: the essence of the arrangement is made available to the people concerned.

**Example.** `joint: {with: [partner], essence: {nl: de partner beantwoordt uw vragen, en: the partner answers your
questions}}`

**How to mend.** Describe who does what and whom people can turn to. {{ activity() }} shows it.",
    check: Check::Privacy(|edition, found| {
        for activity in edition.facts.as_controller() {
            if activity.role != ActivityRole::JointController {
                continue;
            }
            let title = edition.facts.text(&activity.title);
            if edition.facts.is_missing(&activity.joint) {
                found.at(edition.place(&["activities", activity.id.as_str(), "joint"])).with("activity", title);
                continue;
            }
            let Some(joint) = known(&activity.joint) else { continue };
            for reading in &edition.readings {
                let essence = joint.essence.get(reading.language);
                if essence.is_some_and(|essence| !reading.says(essence)) {
                    found.at(reading.section_or_title(activity.id.as_str())).with("activity", title);
                }
            }
        }
    }),
}];

//! Ids that lead nowhere.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::{Facts, known, rows};
use crate::law::findings::Findings;
use crate::law::{Check, Rule};
use crate::register::RegisterId;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "register-dangling-reference",
    severity: Severity::Error,
    authority: Authority::Project,
    sources: &["GDPR 5(2)"],
    message: Bilingual {
        nl: "`{key}` van `{activity}` noemt `{id}`, en dat staat niet in `{register}`",
        en: "`{key}` of `{activity}` names `{id}`, which is not in `{register}`",
    },
    mend: Bilingual {
        nl: "verbeter de id, of voeg de rij toe aan `{register}`",
        en: "mend the id, or add the row to `{register}`",
    },
    about: "\
Finds an activity that names a recipient, a measure, a service or a joint controller by an id that no register has.

**Why.** What a register names and does not have is shown nowhere: a reader never hears of that recipient. Article
5(2) GDPR asks to be able to show what one does; that every id leads somewhere is our choice.

**Example.** `recipients: [datacenter]`, while `processors` says `id: datacentre`.

**How to mend.** Mend the id, or add the row. The provider and the purpose of a service are checked with the
structure of the site.",
    check: Check::Site(references),
}];

fn references(facts: &Facts<'_>, found: &mut Findings) {
    let registers = facts.registers;
    // As a recipient, `self` is the organisation.
    let is_processor = |id: &RegisterId| id.as_str() == "self" || registers.recipient(id.as_str()).is_some();
    let is_measure = |id: &RegisterId| registers.measures.iter().any(|measure| measure.id == *id);
    let is_service = |id: &RegisterId| registers.services.iter().any(|service| service.id == *id);
    for activity in &registers.activities {
        let mut lost = |path: &[&str], register: &str, id: &RegisterId| {
            let own = ["activities", activity.id.as_str()];
            let place = facts.place(&[&own[..], path, &[id.as_str()]].concat());
            found
                .at(place)
                .with("key", path.join("."))
                .with("activity", facts.said(&activity.title))
                .with("id", id)
                .with("register", register);
        };
        for id in rows(&activity.recipients).iter().filter(|id| !is_processor(id)) {
            lost(&["recipients"], "processors", id);
        }
        for id in rows(&activity.measures).iter().filter(|id| !is_measure(id)) {
            lost(&["measures"], "measures", id);
        }
        for id in activity.services.iter().filter(|id| !is_service(id)) {
            lost(&["services"], "services", id);
        }
        for id in known(&activity.joint).iter().flat_map(|joint| &joint.with).filter(|id| !is_processor(id)) {
            lost(&["joint", "with"], "processors", id);
        }
    }
}

//! References to entries that do not exist.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::Facts;
use crate::law::findings::Findings;
use crate::law::{Check, Rule};
use crate::register::{known, rows};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "register-dangling-reference",
    severity: Severity::Error,
    authority: Authority::Project,
    sources: &["GDPR 5(2)"],
    message: Bilingual {
        nl: "`{key}` van `{activity}` noemt `{id}`, en dat staat niet in `{register}`",
        en: "`{key}` of `{activity}` names `{id}`, which is not in `{register}`",
    },
    hint: Bilingual {
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
    let mut recipients: Vec<&str> = registers.recipients.iter().map(|recipient| recipient.id.as_str()).collect();
    recipients.push("self");
    let measures: Vec<&str> = registers.measures.iter().map(|measure| measure.id.as_str()).collect();
    let services: Vec<&str> = registers.services.iter().map(|service| service.id.as_str()).collect();
    for activity in &registers.activities {
        let joint = known(&activity.joint).map_or(&[][..], |joint| &joint.with);
        let lists = [
            (&["recipients"][..], rows(&activity.recipients), "processors", &recipients),
            (&["measures"], rows(&activity.measures), "measures", &measures),
            (&["services"], &activity.services, "services", &services),
            (&["joint", "with"], joint, "processors", &recipients),
        ];
        for (path, ids, register, existing) in lists {
            for id in ids.iter().filter(|id| !existing.contains(&id.as_str())) {
                let place = facts.place(&[&["activities", activity.id.as_str()], path, &[id.as_str()]].concat());
                found
                    .at(place)
                    .with("key", path.join("."))
                    .with("activity", facts.text(&activity.title))
                    .with("id", id)
                    .with("register", register);
            }
        }
    }
}

//! The measures of article 32.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::register::measures::MeasureArticle;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "register-measure-art32",
    severity: Severity::Warning,
    authority: Authority::Law,
    sources: &["GDPR 32(1)"],
    message: Bilingual {
        nl: "geen maatregel gaat over artikel 32 lid 1 onder {point} (`{article}`): {subject}",
        en: "no measure is about article 32(1)({point}) (`{article}`): {subject}",
    },
    hint: Bilingual {
        nl: "zet `{article}` bij de maatregel die het regelt, of voeg er een toe",
        en: "name `{article}` with the measure that covers it, or add one",
    },
    about: "\
Finds a register of measures that leaves out one of the four parts of article 32(1).

**Why.** Article 32(1) GDPR names what security includes where it is appropriate: (a) pseudonymisation and
encryption, (b) confidentiality, integrity, availability and resilience, (c) restoring access after an incident, (d)
regular testing.

**Example.** `articles: [32-1-c]` with a measure about backups.

**How to mend.** Name the part with the measure that covers it, or add a measure. Where a part is not appropriate,
allow it at the `allow` of a measure with the reason.",
    check: Check::Site(|facts, found| {
        let measures = &facts.registers.measures;
        // A site without the register shows no measures either.
        if measures.is_empty() {
            return;
        }
        for (article, key, point, subject) in PARTS {
            if !measures.iter().any(|measure| measure.articles.contains(&article)) {
                found
                    .at(facts.place(&["measures", measures[0].id.as_str()]))
                    .with("article", key)
                    .with("point", point)
                    .with("subject", subject.get(facts.language));
            }
        }
    }),
}];

const PARTS: [(MeasureArticle, &str, &str, Bilingual); 4] = [
    (MeasureArticle::Encryption, "32-1-a", "a", Bilingual { nl: "versleuteling", en: "encryption" }),
    (
        MeasureArticle::Resilience,
        "32-1-b",
        "b",
        Bilingual { nl: "vertrouwelijkheid en veerkracht", en: "confidentiality and resilience" },
    ),
    (
        MeasureArticle::Restoration,
        "32-1-c",
        "c",
        Bilingual { nl: "herstel na een incident", en: "restoring after an incident" },
    ),
    (MeasureArticle::Testing, "32-1-d", "d", Bilingual { nl: "regelmatig testen", en: "regular testing" }),
];

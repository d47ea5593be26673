//! The terms on sub-processors.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::register::known;
use crate::register::organisation::Authorisation;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "dpa-subprocessors",
    severity: Severity::Error,
    authority: Authority::Law,
    sources: &["GDPR 28(2)", "GDPR 28(3)(d)", "GDPR 28(4)"],
    message: Bilingual {
        nl: "in de afspraken over subverwerkers ontbreekt: {parts}",
        en: "the terms on sub-processors lack: {parts}",
    },
    hint: Bilingual { nl: "zeg het in de sectie `sub-processors`", en: "say it in the section `sub-processors`" },
    about: "\
Finds a processing agreement that leaves out one of the terms on sub-processors: that the customer agrees in
writing, that it hears of a new one beforehand and can object, and that the sub-processor takes on the same
obligations. Who asks for an agreement to each sub-processor apart, with `authorisation: specific`, need not promise
notice and objection.

**Why.** Article 28(2) GDPR: no other processor without prior specific or general written authorisation, and with a
general one the customer hears of changes and can object. Article 28(3)(d) and (4): the same obligations, and the
first processor stays liable.

**Example.** “We announce a new sub-processor 30 days ahead. You have 30 days to object. With every sub-processor we
agree on the same obligations as in this agreement.”

**How to mend.** Say what is named in the section with the id `sub-processors`. Who engages nobody can say just
that: “We engage no sub-processors.”",
    check: Check::Agreement(terms),
}];

const AGREES: Vocabulary = Vocabulary {
    nl: &["toestemming", "toestemt", "stemt in", "goedkeur", "machtig", "akkoord"],
    en: &["authoris", "authoriz", "agree to", "consent", "approv", "permission"],
};
const ANNOUNCED: Vocabulary = Vocabulary {
    nl: &[
        "vooraf",
        "van tevoren",
        "tevoren",
        "kondigen",
        "kondigt",
        "aankondig",
        "voordat",
        "op de hoogte",
        "laten weten",
        "informe",
        "meld",
    ],
    en: &[
        "ahead",
        "in advance",
        "beforehand",
        "announce",
        "before",
        "notif",
        "inform",
        "prior notice",
        "let you know",
        "tell",
    ],
};
const OBJECTS: Vocabulary = Vocabulary { nl: &["bezwaar", "bezwaren"], en: &["object", "oppose"] };
const SAME_DUTIES: Vocabulary = Vocabulary {
    nl: &["dezelfde", "diezelfde", "gelijke verplichting", "28 lid 4"],
    en: &["same", "equivalent obligation", "no less protective", "28(4)"],
};
const NOBODY: Vocabulary = Vocabulary {
    nl: &["geen subverwerker", "geen andere verwerker", "geen sub-verwerker"],
    en: &["no sub-processor", "no subprocessor", "no other processor"],
};
const UNLESS: Vocabulary = Vocabulary { nl: &["zonder", "tenzij", "behalve"], en: &["without", "unless", "except"] };

fn terms(edition: &EditionFacts<'_>, found: &mut Findings) {
    let facts = &edition.facts;
    let agreement = facts.registers.organisation.agreement.as_ref();
    let is_specific = agreement.and_then(|agreement| known(&agreement.authorisation)) == Some(&Authorisation::Specific);
    for reading in &edition.readings {
        // “We engage no sub-processor without your consent” is a term; it does not say that there are none.
        if reading.find(&NOBODY).any(|(line, _)| !UNLESS.is_in(reading.language, &line.plain)) {
            continue;
        }
        let parts = [
            (true, &AGREES, Bilingual { nl: "de toestemming van de klant", en: "the customer's authorisation" }),
            (!is_specific, &ANNOUNCED, Bilingual { nl: "bericht vooraf", en: "notice beforehand" }),
            (!is_specific, &OBJECTS, Bilingual { nl: "de mogelijkheid van bezwaar", en: "the possibility to object" }),
            (true, &SAME_DUTIES, Bilingual { nl: "dezelfde plichten", en: "the same obligations" }),
        ];
        let mut missing = Vec::new();
        for (is_required, words, part) in parts {
            let is_stated = reading.mentions_in("sub-processors", words);
            if is_required && !is_stated {
                missing.push(part.get(facts.language));
            }
        }
        if !missing.is_empty() {
            found.at(reading.section_or_title("sub-processors")).with("parts", missing.join(", "));
        }
    }
}

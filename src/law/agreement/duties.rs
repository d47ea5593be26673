//! The other clauses of article 28(3), which a text states in a sentence, a section or with a citation.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::reading::Reading;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "dpa-controller-rights",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "de rechten en plichten van de verantwoordelijke ontbreken",
            en: "the rights and duties of the controller are missing",
        },
        hint: Bilingual { nl: "voeg de sectie `controller-rights` toe", en: "add the section `controller-rights`" },
        about: "\
Finds a processing agreement that does not say what the controller may and must do.

**Why.** Article 28(3) GDPR: the agreement sets out the obligations and rights of the controller.

**Example.** “You make sure that you may process the data and may instruct us.” under `{#controller-rights}`.

**How to mend.** Add the section with the id `controller-rights`, or the sentence where the agreement speaks of it.
A text that cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| {
            clause(edition, found, "controller-rights", &[CONTROLLER], &CITES_NONE)
        }),
    },
    Rule {
        id: "dpa-instructions",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(a)"],
        message: Bilingual {
            nl: "er staat niet dat de verwerker alleen op schriftelijke instructie werkt",
            en: "the agreement does not limit the processing to documented instructions",
        },
        hint: Bilingual { nl: "voeg de sectie `instructions` toe", en: "add the section `instructions`" },
        about: "\
Finds a processing agreement that does not bind the processor to documented instructions.

**Why.** Article 28(3)(a) GDPR: the processor processes the data only on documented instructions from the
controller, also for transfers.

**Example.** “We process the data only on your documented instructions.” under `{#instructions}`.

**How to mend.** Add the section with the id `instructions`, or the sentence where the agreement speaks of it. A
text that cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| {
            clause(edition, found, "instructions", &[INSTRUCTION, WRITTEN], &CITES_A)
        }),
    },
    Rule {
        id: "dpa-unlawful-instruction",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3), last sentence"],
        message: Bilingual {
            nl: "er staat niet dat de verwerker waarschuwt bij een onwettige instructie",
            en: "the agreement does not oblige the processor to warn of an unlawful instruction",
        },
        hint: Bilingual {
            nl: "voeg de sectie `unlawful-instruction` toe",
            en: "add the section `unlawful-instruction`",
        },
        about: "\
Finds a processing agreement that does not say that the processor warns when an instruction breaks the law.

**Why.** The last sentence of article 28(3) GDPR: the processor immediately informs the controller if, in its
opinion, an instruction infringes the law on data.

**Example.** “If we think that an instruction breaks the GDPR, we inform you at once.” under
`{#unlawful-instruction}`.

**How to mend.** Add the section with the id `unlawful-instruction`, or the sentence where the agreement speaks of
it. A text that cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| {
            clause(edition, found, "unlawful-instruction", &[INSTRUCTION, UNLAWFUL], &CITES_NONE)
        }),
    },
    Rule {
        id: "dpa-security",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(c)", "GDPR 32"],
        message: Bilingual {
            nl: "er staat niet met welke maatregelen de verwerker de gegevens beveiligt",
            en: "the agreement does not say by which measures the data are secured",
        },
        hint: Bilingual { nl: "voeg de sectie `security` toe", en: "add the section `security`" },
        about: "\
Finds a processing agreement that says nothing of security and its measures.

**Why.** Article 28(3)(c) GDPR: the processor takes all measures that article 32 requires.

**Example.** “We secure the data as article 32 GDPR asks. Annex III lists the measures.” under `{#security}`.

**How to mend.** Add the section with the id `security`, or the sentence where the agreement speaks of it. A text
that cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| clause(edition, found, "security", &[SECURE, MEASURES], &CITES_C)),
    },
    Rule {
        id: "dpa-rights-assistance",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(e)"],
        message: Bilingual {
            nl: "er staat niet dat de verwerker helpt bij verzoeken van betrokkenen",
            en: "the agreement promises no help with requests of data subjects",
        },
        hint: Bilingual { nl: "voeg de sectie `rights-assistance` toe", en: "add the section `rights-assistance`" },
        about: "\
Finds a processing agreement that does not promise help with the requests of people.

**Why.** Article 28(3)(e) GDPR: the processor assists the controller to answer requests for the rights of chapter III.

**Example.** “If somebody asks you for access, we help you to answer that request.” under `{#rights-assistance}`.

**How to mend.** Add the section with the id `rights-assistance`, or the sentence where the agreement speaks of it.
A text that cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| {
            clause(edition, found, "rights-assistance", &[REQUEST, HELP, PERSON], &CITES_E)
        }),
    },
    Rule {
        id: "dpa-return-delete",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(g)"],
        message: Bilingual {
            nl: "er staat niet dat de verwerker na afloop wist of teruggeeft, naar keuze van de verantwoordelijke",
            en: "the agreement does not say that the data are erased or returned at the end, as the controller \
                 chooses",
        },
        hint: Bilingual { nl: "voeg de sectie `return` toe", en: "add the section `return`" },
        about: "\
Finds a processing agreement that does not say what becomes of the data at the end.

**Why.** Article 28(3)(g) GDPR: at the choice of the controller the processor deletes or returns all the data after
the end of the service, and deletes existing copies.

**Example.** “When the service ends, you choose: we erase all data, or we return them.” under `{#return}`.

**How to mend.** Add the section with the id `return`, or the sentence where the agreement speaks of it. A text that
cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| clause(edition, found, "return", &[ERASE, RETURN, CHOICE], &CITES_G)),
    },
    Rule {
        id: "dpa-audit",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(h)"],
        message: Bilingual { nl: "het recht op controle ontbreekt", en: "the right to audit is missing" },
        hint: Bilingual { nl: "voeg de sectie `audit` toe", en: "add the section `audit`" },
        about: "\
Finds a processing agreement that gives the controller no right to audit.

**Why.** Article 28(3)(h) GDPR: the processor makes available what shows that it complies, and allows for and
contributes to audits, inspections included.

**Example.** “You may verify it, with audits and inspections. We contribute to that.” under `{#audit}`.

**How to mend.** Add the section with the id `audit`, or the sentence where the agreement speaks of it. A text that
cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| clause(edition, found, "audit", &[AUDIT], &CITES_H)),
    },
    Rule {
        id: "dpa-breach-notice",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 33(2)"],
        message: Bilingual {
            nl: "er staat niet hoe snel de verwerker een datalek meldt",
            en: "the agreement does not say how soon the processor reports a breach",
        },
        hint: Bilingual { nl: "voeg de sectie `breach` toe", en: "add the section `breach`" },
        about: "\
Finds a processing agreement that does not say how soon the processor reports a breach to the controller.

**Why.** Article 33(2) GDPR: the processor notifies the controller without undue delay after it becomes aware of a
breach.

**Example.** “If we discover a breach, we report it to you within 24 hours.” under `{#breach}`.

**How to mend.** Add the section with the id `breach`, or the sentence where the agreement speaks of it. A text that
cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| {
            clause(edition, found, "breach", &[BREACH, NOTICE, SOON], &CITES_NONE)
        }),
    },
    Rule {
        id: "dpa-transfers",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(a)", "GDPR 44 to 49"],
        message: Bilingual {
            nl: "afspraken over doorgifte buiten de EER ontbreken",
            en: "the agreement says nothing of transfers outside the EEA",
        },
        hint: Bilingual { nl: "voeg de sectie `transfers` toe", en: "add the section `transfers`" },
        about: "\
Finds a processing agreement that says nothing of transfers to countries outside the EEA.

**Why.** Article 28(3)(a) GDPR: the instructions of the controller also govern transfers to a third country, which
chapter V must allow.

**Example.** “We take data outside the European Economic Area only if you instruct us to.” under `{#transfers}`.

**How to mend.** Add the section with the id `transfers`, or the sentence where the agreement speaks of it. A text
that cites the article with its point counts as one that holds the clause.",
        check: Check::Agreement(|edition, found| clause(edition, found, "transfers", &[TRANSFER], &CITES_NONE)),
    },
    Rule {
        id: "dpa-assistance-32-36",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)(f)"],
        message: Bilingual {
            nl: "hulp bij de plichten van de artikelen 32 tot en met 36 ontbreekt",
            en: "help with the duties of articles 32 to 36 is missing",
        },
        hint: Bilingual { nl: "voeg de sectie `assistance` toe", en: "add the section `assistance`" },
        about: "\
Finds a processing agreement that does not promise help with security, breaches, the impact assessment and prior
consultation.

**Why.** Article 28(3)(f) GDPR: the processor assists the controller to comply with articles 32 to 36.

**Example.** “We help you to comply with articles 32 to 36 GDPR.” under `{#assistance}`.

**How to mend.** Add the section, or name the articles, or speak of breaches, the impact assessment and the
consultation of the authority.",
        check: Check::Agreement(|edition, found| {
            for reading in &edition.readings {
                let names_all = [BREACH, ASSESSMENT, CONSULTATION].iter().all(|words| reading.mentions(words));
                if !names_all && !reading.mentions(&ARTICLES) {
                    found.at(reading.section_or_title("assistance"));
                }
            }
        }),
    },
];

const INSTRUCTION: Vocabulary = Vocabulary { nl: &["opdracht", "instructie"], en: &["instruct"] };
const WRITTEN: Vocabulary = Vocabulary {
    nl: &["schriftelijk", "gedocumenteerd", "vastgelegd", "op schrift"],
    en: &["documented", "written", "in writing"],
};
const UNLAWFUL: Vocabulary = Vocabulary {
    nl: &["in strijd", "onwettig", "onrechtmatig", "inbreuk", "schend", "overtre"],
    en: &["breaks", "infring", "unlawful", "violat", "against the law", "contrary to", "breach"],
};
const SECURE: Vocabulary = Vocabulary { nl: &["beveilig"], en: &["secur", "protect"] };
const MEASURES: Vocabulary =
    Vocabulary { nl: &["maatregel", "bijlage iii", "bijlage 3"], en: &["measure", "annex iii", "annex 3"] };
const REQUEST: Vocabulary = Vocabulary { nl: &["verzoek", "vraagt", "vragen"], en: &["request", "ask"] };
const HELP: Vocabulary = Vocabulary {
    nl: &[
        "help",
        "hulp",
        "bijstand",
        "bijstaa",
        "staat bij",
        "staan bij",
        "ondersteun",
        "verleent mede",
        "werken mee",
        "meewerk",
    ],
    en: &["help", "assist", "support", "cooperat"],
};
const PERSON: Vocabulary =
    Vocabulary { nl: &["inzage", "recht", "betrokkene"], en: &["access", "right", "data subject"] };
const ASSESSMENT: Vocabulary = Vocabulary {
    nl: &["beoordeling van de gevolgen", "dpia", "gegevensbeschermingseffect", "effectbeoordeling"],
    en: &["impact assessment", "dpia"],
};
const CONSULTATION: Vocabulary = Vocabulary { nl: &["overleg", "raadpleg", "voorafgaande"], en: &["consult"] };
const ERASE: Vocabulary =
    Vocabulary { nl: &["wis", "gewist", "verwijder", "vernietig"], en: &["eras", "delet", "destroy"] };
const RETURN: Vocabulary =
    Vocabulary { nl: &["terug", "retour", "geretourneerd", "overdra"], en: &["return", "hand over", "give back"] };
const CHOICE: Vocabulary = Vocabulary {
    nl: &["kies", "keuze", "gekozen", "op verzoek", "wens", "naar gelang"],
    en: &["choos", "choice", "chose", "option", "request", "decide"],
};
const AUDIT: Vocabulary = Vocabulary {
    nl: &["audit", "inspectie", "controleren", "controlerecht", "recht op controle"],
    en: &["audit", "inspect"],
};
const BREACH: Vocabulary =
    Vocabulary { nl: &["datalek", "inbreuk", "beveiligingsincident"], en: &["breach", "incident"] };
const NOTICE: Vocabulary = Vocabulary {
    nl: &["meld", "gemeld", "informe", "in kennis", "op de hoogte", "laten weten", "laten wij", "bericht"],
    en: &["report", "notif", "inform", "tell", "let you know"],
};
const SOON: Vocabulary = Vocabulary {
    nl: &["uur", "uren", "zonder onredelijke vertraging", "onverwijld", "meteen", "direct", "onmiddellijk"],
    en: &["hour", "without undue delay", "immediately", "at once", "promptly"],
};
const TRANSFER: Vocabulary = Vocabulary {
    nl: &["buiten de e", "buiten europa", "doorgifte", "doorgeven", "derde land", "derde landen"],
    en: &["outside the e", "outside europe", "transfer", "third countr"],
};
const CONTROLLER: Vocabulary = Vocabulary {
    nl: &[
        "rechten en plichten",
        "rechten en verplichtingen",
        "plichten van de",
        "verplichtingen van de",
        "uw plichten",
        "u zorgt",
        "de klant zorgt",
        "verantwoordelijke zorgt",
        "staat ervoor in",
    ],
    en: &[
        "rights and duties",
        "rights and obligations",
        "duties of the controller",
        "obligations of the controller",
        "your obligations",
        "your duties",
        "you make sure",
        "you ensure",
        "customer shall",
        "customer ensures",
        "controller shall",
        "controller ensures",
    ],
};
const CITES_NONE: Vocabulary = Vocabulary { nl: &[], en: &[] };
const CITES_A: Vocabulary =
    Vocabulary { nl: &["28 lid 3 onder a", "28 lid 3 sub a", "28, derde lid, onder a", "28(3)(a)"], en: &["28(3)(a)"] };
const CITES_C: Vocabulary =
    Vocabulary { nl: &["28 lid 3 onder c", "28 lid 3 sub c", "28, derde lid, onder c", "28(3)(c)"], en: &["28(3)(c)"] };
const CITES_E: Vocabulary =
    Vocabulary { nl: &["28 lid 3 onder e", "28 lid 3 sub e", "28, derde lid, onder e", "28(3)(e)"], en: &["28(3)(e)"] };
const CITES_G: Vocabulary =
    Vocabulary { nl: &["28 lid 3 onder g", "28 lid 3 sub g", "28, derde lid, onder g", "28(3)(g)"], en: &["28(3)(g)"] };
const CITES_H: Vocabulary =
    Vocabulary { nl: &["28 lid 3 onder h", "28 lid 3 sub h", "28, derde lid, onder h", "28(3)(h)"], en: &["28(3)(h)"] };
const ARTICLES: Vocabulary = Vocabulary {
    nl: &["32 tot en met 36", "32 t/m 36", "32-36", "28 lid 3 onder f", "28 lid 3 sub f"],
    en: &["32 to 36", "32-36", "32 through 36", "28(3)(f)"],
};

/// Finds the texts that neither contain a clause nor cite its article.
fn clause(edition: &EditionFacts<'_>, found: &mut Findings, section: &str, all: &[Vocabulary], cites: &Vocabulary) {
    for reading in &edition.readings {
        if !states(reading, section, all) && !reading.mentions(cites) {
            found.at(reading.section_or_title(section));
        }
    }
}

/// Returns whether a section, or one line anywhere, contains a word of each vocabulary.
fn states(reading: &Reading<'_>, section: &str, all: &[Vocabulary]) -> bool {
    let in_section = reading.section(section).is_some_and(|section| all.iter().all(|words| section.mentions(words)));
    in_section || reading.lines.iter().any(|line| all.iter().all(|words| line.mentions(reading.language, words)))
}

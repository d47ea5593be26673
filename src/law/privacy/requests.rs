//! How people use their rights (article 12), and where they complain.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::privacy::rights::require;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-complaint-authority",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(d)", "GDPR 77"],
        message: Bilingual {
            nl: "er staat niet dat iemand een klacht kan indienen bij de toezichthouder",
            en: "the text does not say that people can lodge a complaint with the supervisory authority",
        },
        hint: Bilingual {
            nl: "voeg de sectie `complaint` toe, met de naam van de Autoriteit Persoonsgegevens en een link",
            en: "add the section `complaint`, with the name of the supervisory authority and a link",
        },
        about: "\
Finds a privacy statement that does not name the supervisory authority.

**Why.** Article 13(2)(d) GDPR asks to tell people of the right to lodge a complaint with a supervisory authority
(article 77).

**Example.** “You can lodge a complaint with the [Autoriteit
Persoonsgegevens](https://autoriteitpersoonsgegevens.nl).” under `{#complaint}`.

**How to mend.** Name the authority, and link to it.",
        check: Check::Privacy(|edition, found| {
            for reading in &edition.readings {
                if !(reading.mentions(&COMPLAINT) && reading.mentions(&AUTHORITY)) {
                    found.at(reading.section_or_title("complaint"));
                }
            }
        }),
    },
    Rule {
        id: "privacy-rights-channel",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 12(2)", "GDPR 13(2)(b)"],
        message: Bilingual {
            nl: "er staat niet hoe iemand zijn rechten gebruikt",
            en: "the text does not say how people use their rights",
        },
        hint: Bilingual {
            nl: "noem in de sectie `rights` een e-mailadres, een telefoonnummer, een formulier of een knop",
            en: "name an e-mail address, a phone number, a form or a button in the section `rights`",
        },
        about: "\
Finds a section on rights that gives no way to ask for one.

**Why.** Article 12(2) GDPR: the controller facilitates the exercise of rights. Who does not know where to ask,
cannot.

**Example.** `channel: {nl: Mail naar privacy@example.org., en: Mail privacy@example.org.}` in `rights` of
`organisation`, shown by {{ rights() }}.

**How to mend.** Say where to ask. A text without a section `rights` is searched as a whole.",
        check: Check::Privacy(|edition, found| require(edition, found, &CHANNEL)),
    },
    Rule {
        id: "privacy-rights-deadline",
        severity: Severity::Warning,
        authority: Authority::Wp29,
        sources: &["GDPR 12(3)", "WP260 rev.01, exercise of rights"],
        message: Bilingual {
            nl: "er staat niet binnen welke tijd u antwoordt",
            en: "the text does not say within what time you answer",
        },
        hint: Bilingual {
            nl: "zeg in de sectie `rights` dat u binnen een maand antwoordt",
            en: "say in the section `rights` that you answer within a month",
        },
        about: "\
Finds a section on rights that does not say when an answer comes.

**Why.** Article 12(3) GDPR: within one month, which can be extended by two for what is complex. To tell people is
good practice by the guidelines on transparency.

**Example.** `deadline: P1M` in `rights` of `organisation`, shown by {{ rights() }}.

**How to mend.** Say the term.",
        check: Check::Privacy(|edition, found| require(edition, found, &TERM)),
    },
    Rule {
        id: "privacy-rights-free",
        severity: Severity::Advice,
        authority: Authority::Project,
        sources: &["GDPR 12(5)"],
        message: Bilingual {
            nl: "er staat niet dat een verzoek gratis is",
            en: "the text does not say that requests are free",
        },
        hint: Bilingual {
            nl: "zeg in de sectie `rights` dat een verzoek niets kost",
            en: "say in the section `rights` that a request costs nothing",
        },
        about: "\
Finds a section on rights that does not say that they are free.

**Why.** Article 12(5) GDPR: what is done on a request is free of charge, unless it is manifestly unfounded or
excessive. To say so is our advice.

**Example.** `free: true` in `rights` of `organisation`, shown by {{ rights() }}.

**How to mend.** Say that it costs nothing.",
        check: Check::Privacy(|edition, found| require(edition, found, &FREE)),
    },
    Rule {
        id: "privacy-rights-identity-check",
        severity: Severity::Warning,
        authority: Authority::Ap,
        sources: &["GDPR 12(6)", "GDPR 5(1)(c)", "AP, copy of an identity document"],
        message: Bilingual {
            nl: "de tekst vraagt om een kopie van een identiteitsbewijs",
            en: "the text asks for a copy of an identity document",
        },
        hint: Bilingual {
            nl: "kies een lichtere controle, zoals inloggen of een mail naar het bekende adres",
            en: "choose a lighter check, such as logging in or a mail to the known address",
        },
        about: "\
Finds a sentence that asks for a copy or a scan of an identity document.

**Why.** Article 12(6) GDPR allows to ask for more only where there are reasonable doubts about who asks, and
article 5(1)(c) no more than is needed. The Autoriteit Persoonsgegevens warns of copies: they are what is needed for
fraud.

**Example.** Not “send a copy of your passport”, but “we send a mail to the address that we know of you”.

**How to mend.** Choose a lighter check, or say that nobody need send a copy.",
        check: Check::Privacy(|edition, found| {
            for reading in &edition.readings {
                for (line, _) in reading.find(&COPY) {
                    let language = reading.language;
                    if DOCUMENT.is_in(language, &line.plain) && !NEVER.is_in(language, &line.plain) {
                        found.at(line.place.clone());
                    }
                }
            }
        }),
    },
];

const COMPLAINT: Vocabulary = Vocabulary { nl: &["klacht", "klagen"], en: &["complain"] };
const AUTHORITY: Vocabulary = Vocabulary {
    nl: &[
        "autoriteit persoonsgegevens",
        "toezichthoud",
        "toezichthoudende autoriteit",
        "gegevensbeschermingsautoriteit",
    ],
    en: &[
        "autoriteit persoonsgegevens",
        "supervisory authority",
        "data protection authority",
        "data protection commission",
    ],
};
const CHANNEL: Vocabulary = Vocabulary {
    nl: &[
        "mail",
        "e-mail",
        "bel ",
        "telefoon",
        "formulier",
        "knop",
        "contact",
        "schrijf",
        "stuur",
        "inloggen",
        "account",
    ],
    en: &[
        "mail", "e-mail", "email", "call", "phone", "form", "button", "contact", "write", "send", "log in", "account",
    ],
};
const TERM: Vocabulary = Vocabulary { nl: &["maand", "weken", "dagen", "werkdagen"], en: &["month", "weeks", "days"] };
const FREE: Vocabulary = Vocabulary {
    nl: &["gratis", "kosteloos", "niets", "kost niets", "kost u niets", "geen kosten", "zonder kosten"],
    en: &["free", "no charge", "nothing", "costs nothing", "no cost", "without charge", "does not cost"],
};
const COPY: Vocabulary =
    Vocabulary { nl: &["kopie", "scan", "foto van uw"], en: &["copy", "copies", "scan", "photo of your"] };
const DOCUMENT: Vocabulary = Vocabulary {
    nl: &["identiteitsbewijs", "paspoort", "id-kaart", "id-bewijs", "identiteitskaart", "legitimatie", "rijbewijs"],
    en: &[
        "identity document",
        "identity card",
        "passport",
        "id card",
        "proof of identity",
        "driving licence",
        "driver's license",
    ],
};
const NEVER: Vocabulary = Vocabulary {
    nl: &["geen kopie", "geen scan", "nooit", "niet ", "hoeft geen", "zonder kopie"],
    en: &["no copy", "never", "not ", "don't", "no need", "need no", "without a copy"],
};

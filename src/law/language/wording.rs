//! Words and forms that are unclear to readers.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::document::Kind;
use crate::language::Language;
use crate::law::reading::Reading;
use crate::law::vocabulary::{Vocabulary, begins_word, plain};
use crate::law::{Check, Rule};
use crate::parse::markdown::LineKind;
use crate::register::rows;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "lang-address-consistent",
        severity: Severity::Advice,
        authority: Authority::Project,
        sources: &["GDPR 12(1)"],
        message: Bilingual {
            nl: "de tekst spreekt de lezer aan met u en met je",
            en: "the text addresses the reader formally and informally (u and je)",
        },
        hint: Bilingual { nl: "kies een van beide, in de hele tekst", en: "choose one of them for the whole text" },
        about: "\
Finds a Dutch text that addresses its reader both as *u* and as *je*.

**Why.** Article 12(1) GDPR asks for clear and plain language. Who is called by two names in one text may wonder
whether two people are meant. It is our own choice to say so.

**Example.** \u{201c}U kunt je gegevens inzien\u{201d}.

**How to mend.** Choose one. The finding stands at the first word of the rarer form.",
        check: Check::Document(|edition, found| {
            for reading in edition.readings.iter().filter(|reading| reading.language.as_str() == "nl") {
                let (formal, informal) = (lines_with(reading, &FORMAL), lines_with(reading, &INFORMAL));
                if !formal.is_empty() && !informal.is_empty() {
                    let rarer = if informal.len() <= formal.len() { informal } else { formal };
                    found.at(reading.lines[rarer[0]].place.clone());
                }
            }
        }),
    },
    Rule {
        id: "lang-vague-qualifier",
        severity: Severity::Warning,
        authority: Authority::Wp29,
        sources: &["GDPR 12(1)", "WP260 rev.01, clear and plain language"],
        message: Bilingual {
            nl: "`{word}` laat in “{data}” open wat er nog meer is",
            en: "`{word}` in “{data}” leaves open what else there is",
        },
        hint: Bilingual { nl: "noem de gegevens een voor een", en: "list the data one by one" },
        about: "\
Finds words in the names of data that leave their list open: “such as”, “among others”, “possibly”.

**Why.** Article 12(1) GDPR asks for clear language; the guidelines on transparency (WP260 rev.01) warn of
qualifiers such as “may”, “some” and “possible”.

**Example.** Not “contact data, such as your name”, but a row for each: name, e-mail address, phone number.

**How to mend.** Write each kind of data as a row of `data`.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                for (index, data) in rows(&activity.data).iter().enumerate() {
                    let mut languages: Vec<&Language> =
                        edition.readings.iter().map(|reading| reading.language).collect();
                    // The message quotes the word next to the name, so the language of the findings comes first.
                    languages.sort_by_key(|language| *language != edition.facts.language);
                    let vague = languages
                        .into_iter()
                        .find_map(|language| VAGUE.first_in(language, &plain(data.name.get(language)?)));
                    if let Some(word) = vague {
                        found
                            .at(edition.place(&["activities", activity.id.as_str(), "data", &index.to_string()]))
                            .with("word", word)
                            .with("data", edition.facts.text(&data.name));
                    }
                }
            }
        }),
    },
    Rule {
        id: "lang-jargon-explained",
        severity: Severity::Advice,
        authority: Authority::Project,
        sources: &["GDPR 12(1)"],
        message: Bilingual {
            nl: "het woord `{term}` wordt nergens uitgelegd",
            en: "the term `{term}` is explained nowhere",
        },
        hint: Bilingual {
            nl: "leg het uit in een woordenlijst: een regel met het woord, en daaronder een regel met `: ` en de \
                 uitleg",
            en: "explain it in a glossary: a line with the term, and below it a line with `: ` and the explanation",
        },
        about: "\
Finds terms of the law in a privacy statement or a cookie policy that no definition of the text explains. A sentence
that says what it is counts too.

**Why.** Article 12(1) GDPR asks for intelligible information. Which terms are hard is our choice.

**Example.** “pseudonymisation” without an entry in the glossary.

**How to mend.** Add the term to the glossary, or use other words.",
        check: Check::Document(|edition, found| {
            if edition.document.kind == Kind::ProcessingAgreement {
                return;
            }
            for reading in &edition.readings {
                for term in TERMS.words(reading.language).unwrap_or_default() {
                    let mut lines = reading.lines.iter().filter(|line| begins_word(&line.plain, term));
                    let Some(first) = lines.clone().find(|line| line.kind != LineKind::Term) else { continue };
                    let is_explained =
                        lines.any(|line| line.kind == LineKind::Term || EXPLAINS.is_in(reading.language, &line.plain));
                    if !is_explained {
                        found.at(first.place.clone()).with("term", term);
                    }
                }
            }
        }),
    },
];

const FORMAL: [&str; 3] = ["u ", "uw ", "uzelf "];
const INFORMAL: [&str; 4] = ["je ", "jij ", "jouw ", "jezelf "];

/// Returns the index of each line that contains one of the words outside quotes.
fn lines_with(reading: &Reading<'_>, words: &[&str]) -> Vec<usize> {
    let mut found = Vec::new();
    for (index, line) in reading.lines.iter().enumerate() {
        let unquoted: String = line.plain.split('"').step_by(2).collect();
        let spaced = format!("{} ", unquoted.replace([',', '.', '?', '!', ':', ';', ')'], " "));
        if words.iter().any(|word| begins_word(&spaced, word)) {
            found.push(index);
        }
    }
    found
}

const VAGUE: Vocabulary = Vocabulary {
    nl: &[
        "zoals",
        "bijvoorbeeld",
        "bijv.",
        "onder andere",
        "onder meer",
        "o.a.",
        "enzovoort",
        "enz.",
        "mogelijk",
        "eventueel",
        "e.d.",
        "kan bevatten",
        "kunnen bevatten",
    ],
    en: &[
        "such as",
        "for example",
        "e.g.",
        "among other",
        "including but",
        "etc",
        "possibly",
        "may include",
        "may contain",
        "and so on",
    ],
};

/// Terms of the law that people do not use.
const TERMS: Vocabulary = Vocabulary {
    nl: &[
        "verwerkingsverantwoordelijke",
        "gerechtvaardigd belang",
        "profilering",
        "pseudonimiser",
        "pseudoniem",
        "adequaatheidsbesluit",
        "modelcontractbepaling",
        "betrokkene",
    ],
    en: &[
        "data controller",
        "legitimate interest",
        "profiling",
        "pseudonymis",
        "pseudonymiz",
        "adequacy decision",
        "standard contractual clause",
        "data subject",
    ],
};
const EXPLAINS: Vocabulary = Vocabulary {
    nl: &["dat is", "dat zijn", "dat betekent", "dit betekent", "dat wil zeggen", "d.w.z."],
    en: &["that is", "that means", "this means", "which means", "i.e."],
};

//! The labels and sentences of the banner.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::consent;
use crate::diagnostic::Place;
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::law::facts::Facts;
use crate::law::findings::Findings;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::locale::Locale;
use crate::parse::YamlIndex;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "banner-label-clear",
        severity: Severity::Error,
        authority: Authority::Ap,
        sources: &["AP, rules of thumb for cookie banners, 3", "EDPB Guidelines 03/2022, ambiguous wording"],
        message: Bilingual {
            nl: "van de knop `{label}` is niet duidelijk wat hij doet",
            en: "it is not clear what the button `{label}` does",
        },
        hint: Bilingual {
            nl: "noem de knoppen bij wat zij doen, zoals “Alles toestaan” en “Alles weigeren”",
            en: "call the buttons by what they do, such as “Accept all” and “Reject all”",
        },
        about: "\
Finds words of a theme for accepting or rejecting that do not say so.

**Why.** The Autoriteit Persoonsgegevens asks for labels that say what happens; Guidelines 03/2022 of the EDPB name
ambiguous wording.

**Example.** “Got it” for accepting, “Maybe later” for rejecting.

**How to mend.** Use plain verbs: accept, allow, reject, refuse.",
        check: Check::Site(|facts, found| {
            if !consent::is_needed(facts.site) {
                return;
            }
            for language in &facts.site.config.languages {
                for (key, clear, wrong) in [("accept", &ACCEPTS, &REJECTS), ("reject", &REJECTS, &NEVER)] {
                    let label = Locale::new(facts.site, language).string("consent", key);
                    let is_known = clear.words(language).is_some() && !label.is_empty();
                    let label_words = plain(label);
                    if is_known && (!clear.is_in(language, &label_words) || wrong.is_in(language, &label_words)) {
                        found.at(written(facts, language, key)).with("label", label);
                    }
                }
            }
        }),
    },
    Rule {
        id: "banner-no-steering",
        severity: Severity::Warning,
        authority: Authority::Edpb,
        sources: &["EDPB Guidelines 03/2022, emotional steering", "AP, rules of thumb for cookie banners, 3"],
        message: Bilingual { nl: "de woorden `{words}` sturen naar ja", en: "the words `{words}` steer to yes" },
        hint: Bilingual { nl: "schrijf neutraal", en: "write neutrally" },
        about: "\
Finds words of a theme that praise one answer or regret the other.

**Why.** Guidelines 03/2022 of the EDPB name emotional steering: a choice made under it is less free.

**Example.** “For the best experience, accept our cookies.”

**How to mend.** Say what the cookies are for, and no more.",
        check: Check::Site(|facts, found| sentences(facts, found, &STEERING)),
    },
    Rule {
        id: "banner-no-implied-consent",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &["EDPB Guidelines 05/2020, 86", "GDPR 4(11)"],
        message: Bilingual {
            nl: "de woorden `{words}` zeggen dat verder bladeren ja betekent",
            en: "the words `{words}` say that browsing on means yes",
        },
        hint: Bilingual {
            nl: "laat alleen de knop ja betekenen, en zeg dat",
            en: "let the button alone mean yes, and say so",
        },
        about: "\
Finds words of a theme that take browsing on for consent. The script never does: only the button counts.

**Why.** Article 4(11) GDPR asks for a clear affirmative action; Guidelines 05/2020 of the EDPB: scrolling or going
on is none. Words that say otherwise mislead.

**Example.** “By using this website you agree to our cookies.”

**How to mend.** Take the sentence away.",
        check: Check::Site(|facts, found| sentences(facts, found, &IMPLIED)),
    },
    Rule {
        id: "banner-no-legitimate-interest",
        severity: Severity::Error,
        authority: Authority::Edpb,
        sources: &[
            "EDPB, report of the Cookie Banner Taskforce, type H",
            "AP, rules of thumb for cookie banners, 9",
            "Tw 11.7a",
        ],
        message: Bilingual {
            nl: "de banner noemt een gerechtvaardigd belang: `{words}`",
            en: "the banner speaks of a legitimate interest: `{words}`",
        },
        hint: Bilingual {
            nl: "haal het weg: voor cookies telt toestemming of een uitzondering van artikel 11.7a",
            en: "take it away: for cookies consent counts, or an exemption of article 11.7a",
        },
        about: "\
Finds words of a theme that base what is kept in the browser on a legitimate interest.

**Why.** Article 11.7a of the Telecommunicatiewet knows consent and three exemptions; the Taskforce of the EDPB: a
legitimate interest is none of them.

**Example.** “On the basis of our legitimate interest we store …”

**How to mend.** Take it away. A purpose of a service that rests on another ground than consent is reported as
`purpose-without-consent`.",
        check: Check::Site(|facts, found| sentences(facts, found, &INTEREST)),
    },
];

const ACCEPTS: Vocabulary = Vocabulary {
    nl: &["accepte", "alles accepteren", "toestaan", "alles toestaan", "sta ", "akkoord", "ja", "goed"],
    en: &["accept", "allow", "agree", "yes", "consent"],
};
const REJECTS: Vocabulary = Vocabulary {
    nl: &["weiger", "alles weigeren", "niet toestaan", "niet akkoord", "nee", "afwijzen"],
    en: &["reject", "refuse", "decline", "deny", "no", "don't allow", "do not allow"],
};
const NEVER: Vocabulary = Vocabulary { nl: &[], en: &[] };
const STEERING: Vocabulary = Vocabulary {
    nl: &[
        "optimale ervaring",
        "beste ervaring",
        "betere ervaring",
        "zo goed mogelijk",
        "helaas",
        "jammer",
        "lekker",
        "smakelijk",
        "uw privacy is belangrijk",
        "je privacy is belangrijk",
        "wij hechten waarde",
    ],
    en: &[
        "best experience",
        "better experience",
        "optimal experience",
        "enhance your experience",
        "improve your experience",
        "unfortunately",
        "sorry",
        "yummy",
        "delicious",
        "your privacy is important",
        "we value your privacy",
        "we care about",
    ],
};
const IMPLIED: Vocabulary = Vocabulary {
    nl: &[
        "door verder te gaan",
        "door verder te surfen",
        "door verder te bladeren",
        "door deze website te gebruiken",
        "door gebruik te maken",
        "als u verder gaat",
        "door te scrollen",
    ],
    en: &[
        "by continuing",
        "by using this",
        "by using our",
        "if you continue",
        "by scrolling",
        "by browsing",
        "continuing to use",
    ],
};
const INTEREST: Vocabulary =
    Vocabulary { nl: &["gerechtvaardigd belang", "gerechtvaardigde belang"], en: &["legitimate interest"] };

/// Finds the banner's texts that contain a word of a vocabulary.
fn sentences(facts: &Facts<'_>, found: &mut Findings, vocabulary: &Vocabulary) {
    if !consent::is_needed(facts.site) {
        return;
    }
    for language in &facts.site.config.languages {
        let words = facts.site.strings.of(language).get("consent").and_then(|words| words.as_object());
        for (key, value) in words.into_iter().flatten() {
            if let Some(words) = value.as_str().and_then(|sentence| vocabulary.first_in(language, &plain(sentence))) {
                found.at(written(facts, language, key)).with("words", words);
            }
        }
    }
}

/// Returns where a theme writes a text of the banner: the key, else the file.
fn written(facts: &Facts<'_>, language: &Language, key: &str) -> Place {
    let name = format!("strings/{language}/consent.yaml");
    let mut first = None;
    for file in facts.site.theme.files().filter(|file| file.path.as_str().ends_with(&name)) {
        if let Some(entry) = YamlIndex::new(file).find(&[key]) {
            return entry.place();
        }
        first = first.or(Some(Place::file(&file.path)));
    }
    first.unwrap_or_else(|| facts.setting("theme"))
}

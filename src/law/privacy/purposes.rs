//! Purposes, their legal bases, and legitimate interests.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::register::activities::BasisArticle;
use crate::register::known;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-legal-basis-per-purpose",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(c)", "GDPR 6(1)"],
        message: Bilingual {
            nl: "bij het doel `{purpose}` van `{activity}` staat geen grondslag",
            en: "the purpose `{purpose}` of `{activity}` has no legal basis",
        },
        hint: Bilingual {
            nl: "kies een van de zes grondslagen van artikel 6 lid 1 en schrijf haar bij het doel, zoals `basis: \
                 {article: 6-1-b}`",
            en: "choose one of the six grounds of article 6(1) and write it with the purpose, as in `basis: \
                 {article: 6-1-b}`",
        },
        about: "\
Finds a purpose of the controller without its legal basis.

**Why.** Article 13(1)(c) GDPR asks to tell people the legal basis beside each purpose. Which of the six of article
6(1) it is decides which rights they have: consent can be withdrawn, a legitimate interest can be objected to.

**Example.**

```yaml
purposes:
  - id: invoices
    text: {nl: om facturen te sturen, en: to send invoices}
    basis: {article: 6-1-c, law: {name: AWR, article: {nl: artikel 52, en: article 52}}}
```

**How to mend.** Add `basis` to the purpose. A question (`unknown: \u{2026}`) is enough in a draft; a published text
leaves it out, so there it lacks.",
        check: Check::Privacy(|edition, found| {
            for (activity, purpose) in edition.facts.purposes() {
                if edition.facts.is_missing(&purpose.basis) {
                    let path = ["activities", activity.id.as_str(), "purposes", purpose.id.as_str(), "basis"];
                    found
                        .at(edition.place(&path))
                        .with("purpose", edition.facts.text(&purpose.text))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-legitimate-interest-named",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(d)", "GDPR 6(1)(f)"],
        message: Bilingual {
            nl: "het doel `{purpose}` steunt op een gerechtvaardigd belang dat niet wordt genoemd",
            en: "the purpose `{purpose}` relies on a legitimate interest that is not named",
        },
        hint: Bilingual {
            nl: "schrijf bij `interest` welk belang het is, en van wie",
            en: "say under `interest` which interest it is, and whose",
        },
        about: "\
Finds a purpose with article 6(1)(f) GDPR as its ground and no interest beside it.

**Why.** Article 13(1)(d) GDPR asks to tell people the legitimate interests of the controller or of a third party.
Only who knows the interest can weigh it against their own, and object (article 21(1)).

**Example.** `basis: {article: 6-1-f, interest: {text: {nl: onze systemen veilig houden, en: keeping our systems
safe}}}`

**How to mend.** Add `interest` with a `text` to the ground.",
        check: Check::Privacy(|edition, found| {
            for (activity, purpose, basis) in edition.facts.bases() {
                let is_interest = basis.article == BasisArticle::LegitimateInterest;
                if is_interest && edition.facts.is_missing(&basis.interest) {
                    let path =
                        ["activities", activity.id.as_str(), "purposes", purpose.id.as_str(), "basis", "interest"];
                    found.at(edition.place(&path)).with("purpose", edition.facts.text(&purpose.text));
                }
            }
        }),
    },
    Rule {
        id: "privacy-purpose-per-activity",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(c)", "GDPR 5(1)(b)"],
        message: Bilingual { nl: "bij `{activity}` staat geen doel", en: "`{activity}` has no purpose" },
        hint: Bilingual {
            nl: "beschrijf bij `purposes` in een zin waarvoor u de gegevens gebruikt",
            en: "describe at `purposes` in a sentence what the data are used for",
        },
        about: "\
Finds an activity of the controller without a purpose.

**Why.** Article 13(1)(c) GDPR asks to tell people the purposes. Article 5(1)(b) allows to collect data for
specified and explicit purposes only.

**Example.** `purposes: [{id: invoices, text: {nl: om facturen te sturen, en: to send invoices}}]`

**How to mend.** Add a row to `purposes` for each use.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                if edition.facts.has_no_rows(&activity.purposes) {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "purposes"]))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-purpose-vague",
        severity: Severity::Warning,
        authority: Authority::Wp29,
        sources: &["GDPR 5(1)(b)", "WP260 rev.01, clear and plain language"],
        message: Bilingual {
            nl: "het doel `{purpose}` zegt niet wat er gebeurt",
            en: "the purpose `{purpose}` does not say what happens",
        },
        hint: Bilingual {
            nl: "noem het gebruik, bijvoorbeeld “om te tellen hoeveel mensen een pagina bekijken”",
            en: "name the use, such as “to count how many people view a page”",
        },
        about: "\
Finds a purpose such as “to improve our services” that gives no example of what is done.

**Why.** Article 5(1)(b) GDPR asks for specified purposes. The guidelines on transparency (WP260 rev.01) name “to
develop new services”, “for research” and “to offer personalised services” as phrases that tell nothing.

**Example.** Not “to improve our website”, but “to see which pages load slowly”.

**How to mend.** Say what is done with the data. An example in the same sentence is enough for this rule.",
        check: Check::Privacy(|edition, found| {
            for (activity, purpose) in edition.facts.purposes() {
                let is_vague = edition.readings.iter().any(|reading| {
                    let text = purpose.text.get(reading.language).map(plain).unwrap_or_default();
                    // A longer text also says what is done.
                    text.split(' ').count() <= VAGUE_WORDS_MAX
                        && VAGUE.is_in(reading.language, &text)
                        && !EXAMPLE.is_in(reading.language, &text)
                });
                if is_vague {
                    found
                        .at(edition.place(&[
                            "activities",
                            activity.id.as_str(),
                            "purposes",
                            purpose.id.as_str(),
                            "text",
                        ]))
                        .with("purpose", edition.facts.text(&purpose.text));
                }
            }
        }),
    },
    Rule {
        id: "privacy-legitimate-interest-assessed",
        severity: Severity::Warning,
        authority: Authority::Edpb,
        sources: &["GDPR 6(1)(f)", "GDPR 5(2)", "EDPB Guidelines 1/2024"],
        message: Bilingual {
            nl: "voor het gerechtvaardigd belang van `{activity}` is geen afweging vastgelegd",
            en: "no balancing test is recorded for the legitimate interest of `{activity}`",
        },
        hint: Bilingual {
            nl: "leg de afweging vast, en noem bij `interest` haar dag en plaats: `assessment: {date: …, file: …}`",
            en: "record the weighing, and name its day and place at `interest`: `assessment: {date: …, file: …}`",
        },
        about: "\
Finds a purpose on the ground of a legitimate interest without a weighing that was written down.

**Why.** Article 6(1)(f) GDPR holds only where the interests of people do not weigh more, and article 5(2) asks to
be able to show that. Guidelines 1/2024 of the EDPB describe the three steps.

**Example.** `assessment: {date: 2026-05-01, file: weighings/server-logs.pdf}`

**How to mend.** Write the weighing down and name it in the register. It is not published.",
        check: Check::Site(|facts, found| {
            for (activity, purpose, basis) in facts.bases() {
                let interest = known(&basis.interest).filter(|_| basis.article == BasisArticle::LegitimateInterest);
                if interest.is_some_and(|interest| facts.is_missing(&interest.assessment)) {
                    let path =
                        ["activities", activity.id.as_str(), "purposes", purpose.id.as_str(), "basis", "interest"];
                    found.at(facts.place(&path)).with("activity", facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-legal-obligation-cited",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 6(1)(c)", "GDPR 6(3)"],
        message: Bilingual {
            nl: "het doel `{purpose}` rust op een wettelijke plicht, en er staat niet welke wet",
            en: "the purpose `{purpose}` rests on a legal obligation, and no law is named",
        },
        hint: Bilingual {
            nl: "noem wet en artikel bij `law`, bijvoorbeeld artikel 52 van de Algemene wet inzake rijksbelastingen \
                 voor facturen",
            en: "name the law and its article at `law`, such as article 52 of the Dutch General Tax Act for invoices",
        },
        about: "\
Finds a purpose on the ground of a legal obligation or a public task without the law that lays it down.

**Why.** Article 6(3) GDPR: the basis of (c) and (e) is laid down by the law of the Union or of a member state. A
reader can only judge it when the law is named.

**Example.** `basis: {article: 6-1-c, law: {name: {nl: AWR, en: General Tax Act}, article: {nl: artikel 52, en:
article 52}}}`

**How to mend.** Name the law and the article. A duty from a contract is no legal obligation: that is `6-1-b`.",
        check: Check::Privacy(|edition, found| {
            for (activity, purpose, basis) in edition.facts.bases() {
                let is_by_law = matches!(basis.article, BasisArticle::LegalObligation | BasisArticle::PublicTask);
                if is_by_law && edition.facts.is_missing(&basis.law) {
                    found
                        .at(edition.place(&[
                            "activities",
                            activity.id.as_str(),
                            "purposes",
                            purpose.id.as_str(),
                            "basis",
                        ]))
                        .with("purpose", edition.facts.text(&purpose.text));
                }
            }
        }),
    },
    Rule {
        id: "privacy-further-processing",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 13(3)"],
        message: Bilingual {
            nl: "de tekst belooft niet dat mensen vooraf van een nieuw doel horen",
            en: "the text does not promise that people hear of a new purpose beforehand",
        },
        hint: Bilingual {
            nl: "zeg in de sectie `changes` dat u een nieuw doel vooraf laat weten",
            en: "say in the section `changes` that a new purpose is announced beforehand",
        },
        about: "\
Finds a privacy statement with a section on changes that is silent on new purposes.

**Why.** Article 13(3) GDPR: who intends to use data for another purpose tells people before. The duty holds without
the promise; a reader who looks for it under changes should find it.

**Example.** “If we want to use your data for a new purpose, we tell you beforehand.”

**How to mend.** Add the sentence under the heading with the id `changes`.",
        check: Check::Privacy(|edition, found| {
            for reading in &edition.readings {
                let Some(section) = reading.section("changes") else { continue };
                if !(section.mentions(&PURPOSE) && section.mentions(&BEFOREHAND)) {
                    found.at(section.place());
                }
            }
        }),
    },
];

const VAGUE: Vocabulary = Vocabulary {
    nl: &[
        "onze diensten te verbeteren",
        "onze dienstverlening te verbeteren",
        "nieuwe diensten te ontwikkelen",
        "onze producten te verbeteren",
        "onze systemen te optimaliseren",
        "onze website te verbeteren",
        "de website te verbeteren",
        "onze website te optimaliseren",
        "betere ervaring",
        "optimale ervaring",
        "gebruikerservaring",
        "voor onderzoek",
        "zakelijke doeleinden",
        "commerciële doeleinden",
        "interne doeleinden",
    ],
    en: &[
        "improve our services",
        "improve our products",
        "improve our website",
        "improve our systems",
        "improve the website",
        "develop new services",
        "optimise our",
        "optimize our",
        "better experience",
        "user experience",
        "for research",
        "business purposes",
        "commercial purposes",
        "internal purposes",
    ],
};

/// A text of so few words says no more than the vague phrase itself.
const VAGUE_WORDS_MAX: usize = 8;

/// Words that introduce what is done.
const EXAMPLE: Vocabulary = Vocabulary {
    nl: &["bijvoorbeeld", "zoals", "namelijk", "door ", "bijv."],
    en: &["for example", "such as", "namely", "by ", "e.g."],
};

const PURPOSE: Vocabulary = Vocabulary { nl: &["doel", "13 lid 3"], en: &["purpose", "13(3)"] };
const BEFOREHAND: Vocabulary = Vocabulary {
    nl: &["vooraf", "van tevoren", "voordat", "eerst", "opnieuw"],
    en: &["beforehand", "in advance", "before", "first", "ahead", "prior", "again"],
};

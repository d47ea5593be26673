//! Consent, and marketing without it.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::facts::Facts;
use crate::law::findings::missing_keys;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};
use crate::register::activities::{Activity, BasisArticle, PurposeKind};
use crate::register::{Field, known, rows};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-consent-withdrawal-stated",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(2)(c)", "GDPR 7(3)"],
        message: Bilingual {
            nl: "er staat niet dat iemand toestemming altijd kan intrekken",
            en: "the text does not say that consent can be withdrawn at any time",
        },
        hint: Bilingual {
            nl: "voeg de sectie `withdrawal` toe, met per doel een knop, link of adres",
            en: "add the section `withdrawal`, with a button, link or address per purpose",
        },
        about: "\
Finds a privacy statement with a purpose that rests on consent and without a word on withdrawing it.

**Why.** Article 13(2)(c) GDPR asks to tell people that they can withdraw consent at any time; by article 7(3) that
must be as easy as giving it.

**Example.** “If you gave consent, you can withdraw it at any time.” under `{#withdrawal}`.

**How to mend.** Add the section, or the sentence with the activity: `withdrawal` of the purpose.",
        check: Check::Privacy(|edition, found| {
            let asks = edition.facts.bases().any(|(_, _, basis)| basis.article == BasisArticle::Consent);
            for reading in edition.readings.iter().filter(|reading| asks && !reading.mentions(&WITHDRAW)) {
                found.at(reading.section_or_title("withdrawal"));
            }
        }),
    },
    Rule {
        id: "privacy-service-vs-marketing-split",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 5(1)(b)", "GDPR 6(1)", "Tw 11.7"],
        message: Bilingual {
            nl: "`{activity}` mengt berichten over de dienst met reclame",
            en: "`{activity}` mixes messages about the service with marketing",
        },
        hint: Bilingual {
            nl: "maak er twee activiteiten van: berichten over de dienst, en een nieuwsbrief waarvoor iemand zich \
                 kan afmelden",
            en: "make two activities of it: messages about the service, and a newsletter that people can stop",
        },
        about: "\
Finds an activity with a purpose of the kind `service-message` and one of the kind `direct-marketing`.

**Why.** Article 5(1)(b) GDPR asks for purposes that are kept apart. Marketing can be stopped at any time (article
21(2) GDPR, article 11.7 of the Telecommunicatiewet), what a customer must know cannot; in one message nobody can
choose.

**Example.** One activity for changes of prices and faults, another for news about products.

**How to mend.** Split the activity, and give each purpose its own ground.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                if has_purpose(activity, PurposeKind::ServiceMessage)
                    && has_purpose(activity, PurposeKind::DirectMarketing)
                {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "purposes"]))
                        .with("activity", edition.facts.text(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-marketing-customers-optout",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["Tw 11.7(3)", "GDPR 21(2)", "GDPR 21(3)"],
        message: Bilingual {
            nl: "voor reclame zonder toestemming ontbreekt bij `{activity}`: {keys}",
            en: "for marketing without consent `{activity}` lacks: {keys}",
        },
        hint: Bilingual {
            nl: "vul `opt_out` in: hoe iemand zich afmeldt bij het opgeven van zijn adres, en in elk bericht",
            en: "fill in `opt_out`: how people say no when they give their address, and in every message",
        },
        about: "\
Finds marketing on another ground than consent without a way to stop it when the address is given, and in every
message.

**Why.** Article 11.7(3) of the Telecommunicatiewet allows messages to customers about similar products only if they
could object when they gave their address and can in every message. Article 21(2) and (3) GDPR: who objects is sent
nothing more.

**Example.** `opt_out: {at_collection: true, in_every_message: true, url: https://example.org/unsubscribe}`

**How to mend.** Fill in what is so, or ask for consent.",
        check: Check::Privacy(|edition, found| {
            for activity in edition.facts.as_controller() {
                let is_without_consent = rows(&activity.purposes).iter().any(|purpose| {
                    let basis = known(&purpose.basis).map(|basis| basis.article);
                    let is_marketing = purpose.kind == Some(PurposeKind::DirectMarketing);
                    is_marketing && basis.is_some_and(|article| article != BasisArticle::Consent)
                });
                // `open-question` reports a question in a draft.
                if !is_without_consent || activity.opt_out.as_ref().is_some_and(|answer| answer.known().is_none()) {
                    continue;
                }
                let facts = &edition.facts;
                let opt_out = known(&activity.opt_out);
                let missing = [
                    ("at_collection", opt_out.is_none_or(|opt_out| is_refused(facts, &opt_out.at_collection))),
                    ("in_every_message", opt_out.is_none_or(|opt_out| is_refused(facts, &opt_out.in_every_message))),
                    (
                        "url",
                        opt_out.is_none_or(|opt_out| facts.is_missing(&opt_out.url) && facts.is_missing(&opt_out.how)),
                    ),
                ];
                if let Some(keys) = missing_keys(&missing) {
                    found
                        .at(edition.place(&["activities", activity.id.as_str(), "opt_out"]))
                        .with("activity", edition.facts.text(&activity.title))
                        .with("keys", keys);
                }
            }
        }),
    },
];

fn has_purpose(activity: &Activity, kind: PurposeKind) -> bool {
    rows(&activity.purposes).iter().any(|purpose| purpose.kind == Some(kind))
}

/// Returns whether the register says no, or nothing.
fn is_refused(facts: &Facts<'_>, field: &Field<bool>) -> bool {
    facts.is_missing(field) || known(field) == Some(&false)
}

const WITHDRAW: Vocabulary = Vocabulary {
    nl: &["intrek", "in te trekken", "trek uw toestemming", "trekt u uw toestemming", "terugtrek"],
    en: &["withdraw", "revoke", "take back your consent"],
};

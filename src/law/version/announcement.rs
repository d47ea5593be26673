//! The announcement of changes.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[ACTIVE_NOTICE, MATERIAL_NOTICE];

const ACTIVE_NOTICE: Rule = Rule {
    id: "version-active-notice",
    severity: Severity::Warning,
    authority: Authority::Wp29,
    sources: &["WP260 rev.01, changes to the information"],
    message: Bilingual {
        nl: "de tekst verwijst voor wijzigingen naar de website, en belooft geen bericht",
        en: "the text refers to the website for changes, and promises no notice",
    },
    hint: Bilingual {
        nl: "zeg in de sectie `changes` hoe mensen van een belangrijke wijziging horen, bijvoorbeeld per e-mail",
        en: "say in the section `changes` how people hear of an important change, such as by e-mail",
    },
    about: "\
Finds a privacy statement whose section `changes`, or whose sentence about looking here regularly, promises nobody a
notice.

**Why.** The guidelines on transparency (WP260 rev.01) ask to communicate a substantive change actively, such as by
e-mail. To tell people to look at the website from time to time is not enough, and not fair.

**Example.** “We mail you an important change at least 30 days before it takes effect.”

**How to mend.** Say how people hear of a change. `changes.channel` of `organisation` holds the sentence:
`{{ organisation.changes.channel }}`.",
    check: Check::Privacy(active_notice),
};

const NOTICE: Vocabulary = Vocabulary {
    nl: &[
        "mail",
        "e-mail",
        "bericht",
        "brief",
        "melden",
        "melding",
        "laten weten",
        "laten we",
        "laten wij",
        "informeren",
        "op de hoogte",
        "kondigen",
        "aankondig",
        "zeggen",
        "vertellen",
    ],
    en: &[
        "mail",
        "e-mail",
        "email",
        "message",
        "letter",
        "notif",
        "notice",
        "tell you",
        "let you know",
        "inform",
        "announce",
    ],
};
const LOOK: Vocabulary = Vocabulary {
    nl: &["raadpleeg", "raadplegen", "bekijk", "bekijken", "kijk", "controleer", "lees"],
    en: &["check", "review", "visit", "look at", "consult", "read"],
};
const OFTEN: Vocabulary = Vocabulary {
    nl: &["regelmatig", "van tijd tot tijd", "geregeld", "af en toe"],
    en: &["regularly", "from time to time", "periodically", "frequently", "every so often"],
};

fn active_notice(edition: &EditionFacts<'_>, found: &mut Findings) {
    let changes = edition.facts.registers.organisation.changes.as_ref();
    // A draft shows an open question in place of the sentence.
    let is_open = edition.version.is_none()
        && changes.and_then(|changes| changes.channel.as_ref()).is_some_and(|channel| channel.known().is_none());
    for reading in edition.readings.iter().filter(|_| !is_open) {
        if let Some(section) = reading.section("changes") {
            if !section.mentions(&NOTICE) {
                found.at(section.place());
            }
            continue;
        }
        let language = reading.language;
        let refers = reading.lines.iter().find(|line| {
            LOOK.is_in(language, &line.plain)
                && OFTEN.is_in(language, &line.plain)
                && !NOTICE.is_in(language, &line.plain)
        });
        if let Some(line) = refers {
            found.at(line.place.clone());
        }
    }
}

const MATERIAL_NOTICE: Rule = Rule {
    id: "version-material-notice",
    severity: Severity::Error,
    authority: Authority::Wp29,
    sources: &["WP260 rev.01, changes to the information", "GDPR 13(3)"],
    message: Bilingual {
        nl: "deze belangrijke wijziging gaat {days} dagen na de aankondiging in, en dat moeten er ten minste \
                 {min} zijn",
        en: "this material change takes effect {days} days after it was announced, and that should be {min} at \
                 least",
    },
    hint: Bilingual {
        nl: "kies een latere dag bij `effective`, of maak er een redactionele versie van als er niets wezenlijks \
                 verandert",
        en: "choose a later day for `effective`, or make it an editorial version if nothing of substance changes",
    },
    about: "\
Finds a material version that takes effect sooner after its publication than the organisation promises
(`changes.notice_days`), or than 30 days where it promises nothing.

**Why.** The guidelines on transparency (WP260 rev.01) ask to announce a fundamental change well in advance, so that
people have time to object or to leave; article 13(3) GDPR asks it for a new purpose. The number of days is the
organisation's; 30 is our default.

**Example.** `published: 2026-11-22` and `effective: 2027-01-01` leave 40 days.

**How to mend.** Set a later `effective`. The first version of a document changes nothing and is not judged.",
    check: Check::Document(notice),
};

fn notice(edition: &EditionFacts<'_>, found: &mut Findings) {
    let Some((version, _)) = edition.version else { return };
    if edition.before().is_none() || !version.label.is_material() {
        return;
    }
    let min = edition.facts.registers.organisation.notice_days();
    let days = version.published.days_until(version.effective);
    if days < i64::from(min) {
        found.at(edition.authoritative().text.front_matter().place(&["effective"])).with("days", days).with("min", min);
    }
}

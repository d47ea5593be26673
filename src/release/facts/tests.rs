//! Pairs of texts, each with the subjects whose facts differ.

use super::{ChangeKind, Subject, changed};
use crate::parse::markdown::markdown;

/// Returns the subjects that change between two texts, each once.
fn subjects(before: &str, after: &str) -> Vec<Subject> {
    let [before, after] = [before, after].map(|text| markdown(text).text);
    let all = changed(&before, &after).into_iter().flat_map(|one| one.subjects);
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// Checks that a change states another fact about this subject at least, also in the other direction.
fn changes(subject: Subject, pairs: &[(&str, &str)]) {
    for (before, after) in pairs {
        for (before, after) in [(before, after), (after, before)] {
            let found = subjects(before, after);
            assert!(found.contains(&subject), "{before}\n{after}\n{found:?}");
        }
    }
}

/// Checks that a change states no other fact, also in the other direction.
fn same(pairs: &[(&str, &str)]) {
    for (before, after) in pairs {
        for (before, after) in [(before, after), (after, before)] {
            assert_eq!(subjects(before, after), [], "{before}\n{after}");
        }
    }
}

#[test]
fn a_denial_that_comes_or_goes_is_a_fact() {
    changes(
        Subject::Negation,
        &[
            ("Wij bewaren uw adres.", "Wij bewaren uw adres niet."),
            ("U kunt uw account sluiten.", "U kunt uw account nooit sluiten."),
            ("Een mens beoordeelt de uitkomst.", "Geen mens beoordeelt de uitkomst."),
            ("Wij lezen uw berichten.", "Wij lezen uw berichten niet, tenzij u het vraagt."),
            ("Wij versleutelen alle bestanden.", "Wij versleutelen alle bestanden, behalve foto's."),
            ("We read your messages.", "We do not read your messages."),
            ("We read your messages.", "We don’t read your messages."),
            ("We ever read your messages.", "We never read your messages."),
            ("We encrypt your files.", "We encrypt your files unless they are large."),
            ("You can close your account.", "You cannot close your account."),
            ("We keep logs with your name.", "We keep logs without your name."),
            ("Wij helpen u.", "Wij helpen u. Dat doen wij in het weekend niet."),
        ],
    );
}

#[test]
fn numbers_and_periods_are_facts_in_digits_and_in_words() {
    changes(
        Subject::Period,
        &[
            ("Wij bewaren het 30 dagen.", "Wij bewaren het 60 dagen."),
            ("Wij bewaren het dertig dagen.", "Wij bewaren het veertig dagen."),
            ("Wij bewaren het een maand.", "Wij bewaren het een jaar."),
            ("We keep it for two years.", "We keep it for 3 years."),
            ("We keep it for 30 days.", "We keep it for 30 weeks."),
            ("We keep it for thirty (30) days.", "We keep it for thirty-five (35) days."),
            ("Wij kijken dit jaarlijks na.", "Wij kijken dit maandelijks na."),
            ("Wij bewaren het zolang als nodig.", "Wij bewaren het voor onbepaalde tijd."),
            (
                "Logs blijven 7 dagen, berichten 30 dagen. Dat is genoeg.",
                "Logs blijven 30 dagen, berichten 90 dagen. Dat is genoeg.",
            ),
        ],
    );
    changes(
        Subject::Number,
        &[
            ("Vanaf 16 mag u meedoen.", "Vanaf 18 mag u meedoen."),
            ("De boete is € 500.", "De boete is € 5.000."),
            ("Zie artikel 6 van de wet.", "Zie artikel 9 van de wet."),
        ],
    );
}

#[test]
fn recipients_purposes_bases_transfers_and_rights_are_facts() {
    changes(
        Subject::Recipient,
        &[
            ("Wij bewaren uw adres.", "Wij bewaren uw adres en verkopen het aan derden."),
            ("Your address stays with us.", "Your address stays with us and our advertising partners."),
            ("Wij sturen het naar de drukker.", "Wij sturen het naar de drukker en naar de belastingdienst."),
            ("We keep your name.", "We keep your name and share it with group companies."),
        ],
    );
    changes(
        Subject::Purpose,
        &[
            ("Wij gebruiken uw adres voor facturen.", "Wij gebruiken uw adres voor facturen en voor reclame."),
            ("We use your messages to answer you.", "We use your messages to answer you and to train language models."),
        ],
    );
    changes(
        Subject::Basis,
        &[
            ("Wij doen dit met uw toestemming.", "Wij doen dit op grond van ons gerechtvaardigd belang."),
            ("We rely on your consent.", "We rely on our legitimate interests."),
        ],
    );
    changes(
        Subject::Transfer,
        &[
            ("De servers staan in Europa.", "De servers staan buiten de EU."),
            ("Our host is in Utrecht.", "Our host is in the United States."),
            (
                "Wij bewaren alles zelf.",
                "Wij bewaren alles zelf en doen doorgifte op basis van modelcontractbepalingen.",
            ),
        ],
    );
    changes(
        Subject::Right,
        &[
            ("Vraag ons om inzage of bezwaar.", "Vraag ons om inzage."),
            ("You can object to this and complain.", "You can object to this."),
        ],
    );
    changes(
        Subject::Amount,
        &[("Inzage is gratis.", "Voor inzage vragen wij kosten."), ("It is free of charge.", "It costs a fee.")],
    );
    changes(
        Subject::Name,
        &[("De post gaat via Mailtrap naar u.", "De post gaat via Brevo naar u."), ("- Mailtrap", "- Brevo")],
    );
    changes(Subject::Data, &[("Wij vragen uw naam.", "Wij vragen uw naam en gegevens over uw gezondheid.")]);
}

#[test]
fn other_words_for_the_same_state_nothing_new() {
    same(&[
        ("Wij verkopen uw gegevens niet.", "Uw gegevens verkopen wij nooit."),
        ("We never sell your data.", "We do not sell your data."),
        ("Wij bewaren dit niet langer dan 30 dagen.", "Wij bewaren dit hoogstens dertig dagen."),
        ("We keep it for one year.", "We keep it for 12 months."),
        ("We keep it for 30 days.", "We keep it for thirty (30) days."),
        ("Wij bewaren het vijfentwintig jaar.", "Wij bewaren het 25 jaar."),
        ("Wij bewaren het zevenendertig jaar.", "Wij bewaren het 37 jaar."),
        ("Wij delen dit met derden.", "Dit verstrekken wij aan derde partijen."),
        ("Oudere versies blijven te lezen.", "Oudere versies blijven leesbaar."),
        ("Inzage is gratis.", "Inzage is kosteloos."),
        ("It is free of charge.", "It is without charge."),
        ("We do this every year.", "We do this annually."),
        ("U kunt ons mailen op info@example.org.", "Mail ons gerust: privacy@example.com."),
        ("Bel 020 123 45 67.", "Bel 030 765 43 21."),
        ("Ons adres is Oudegracht 1, 3511 AB Utrecht.", "Ons adres is Oudegracht 22, 3511 AC Utrecht."),
        ("Ingeschreven onder KvK 12345678.", "Ingeschreven onder KvK 87654321."),
        ("Not only customers can write to us.", "Customers can write to us, and others too."),
    ]);
}

#[test]
fn corrected_typing_errors_state_nothing_new() {
    same(&[
        ("Wij delen dit met drden.", "Wij delen dit met derden."),
        ("Wij vragen uw toestemmming.", "Wij vragen uw toestemming."),
        ("Wij verkopen uw gegevens neit.", "Wij verkopen uw gegevens niet."),
        ("We rely on legitimate intrests.", "We rely on legitimate interests."),
        ("Wij bewaren uw gegevns zorgvuldig", "Wij bewaren uw gegevens zorgvuldig."),
        ("De post gaat via Mialtrap naar u.", "De post gaat via Mailtrap naar u."),
        ("We keep it for thrity days.", "We keep it for thrity days!"),
    ]);
}

#[test]
fn moved_split_and_joined_sentences_state_nothing_new() {
    same(&[
        (
            "Wij bewaren het 30 dagen.\n\nWij delen het met derden.",
            "Wij delen het met derden.\n\nWij bewaren het 30 dagen.",
        ),
        (
            "Wij bewaren het 30 dagen en delen het niet met derden.",
            "Wij bewaren het 30 dagen. Wij delen het niet met derden.",
        ),
        ("# Titel\n\n## Geen derden {#a}\n\nTekst.", "# Titel\n\n## Wie het krijgt: 3 partijen {#a}\n\nTekst."),
        ("- naam\n- adres", "1. adres\n2. naam"),
    ]);
}

#[test]
fn facts_that_change_places_are_found() {
    let before = "Wij bewaren facturen 7 jaar.\n\nWij bewaren logbestanden 30 dagen.";
    let after = "Wij bewaren facturen 30 dagen.\n\nWij bewaren logbestanden 7 jaar.";
    assert_eq!(subjects(before, after), [Subject::Period]);
}

#[test]
fn a_sentence_is_new_gone_or_changed() {
    let [before, after] =
        ["Oud. Wij delen dit met derden.", "Oud. Wij bewaren alles 5 jaar."].map(|text| markdown(text).text);
    let found: Vec<(ChangeKind, String)> =
        changed(&before, &after).into_iter().map(|one| (one.kind, one.sentence)).collect();
    let expected = [(ChangeKind::New, "Wij bewaren alles 5 jaar."), (ChangeKind::Gone, "Wij delen dit met derden.")];
    assert_eq!(found, expected.map(|(kind, sentence)| (kind, sentence.to_owned())));
}

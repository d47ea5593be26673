//! What changes inside a line: words, punctuation, styles.

use super::check;

#[test]
fn shows_one_changed_word_alone() {
    check("Wij bewaren dit 10 dagen.", "Wij bewaren dit 30 dagen.", "Wij bewaren dit [-10-]{+30+} dagen.");
    check("10 dagen", "30 dagen", "[-10-]{+30+} dagen");
}

#[test]
fn inserts_and_deletes_words_with_the_space_after_them() {
    check("Wij bewaren dit.", "Wij bewaren altijd dit.", "Wij bewaren {+altijd +}dit.");
    check("Wij bewaren altijd dit.", "Wij bewaren dit.", "Wij bewaren [-altijd -]dit.");
    check("Wij bewaren dit", "Wij bewaren dit niet", "Wij bewaren dit{+ niet+}");
}

#[test]
fn inserts_and_deletes_whole_sentences() {
    check(
        "De server is veilig. De server staat hier.",
        "De server is veilig. De server is snel. De server staat hier.",
        "De server is veilig. {+De server is snel. +}De server staat hier.",
    );
}

#[test]
fn merges_hunks_with_hardly_anything_between_them() {
    check(
        "Wij vragen u om toestemming voor de verzending van nieuws aan uw adres.",
        "Wij vragen u om akkoord bij de bezorging van nieuws aan uw adres.",
        "Wij vragen u om [-toestemming voor de verzending-]{+akkoord bij de bezorging+} van nieuws aan uw adres.",
    );
    check(
        "Wij delen uw naam, adres met onze verwerkers in Nederland.",
        "Wij delen uw voornaam, woonplaats met onze verwerkers in Nederland.",
        "Wij delen uw [-naam, adres-]{+voornaam, woonplaats+} met onze verwerkers in Nederland.",
    );
}

#[test]
fn keeps_equal_words_between_two_short_hunks() {
    check(
        "Binnen 10 dagen na 20 weken krijgt u antwoord.",
        "Binnen 30 dagen na 40 weken krijgt u antwoord.",
        "Binnen [-10-]{+30+} dagen na [-20-]{+40+} weken krijgt u antwoord.",
    );
}

#[test]
fn replaces_a_paragraph_that_shares_little() {
    check(
        "Wij bewaren de gegevens van onze klanten zolang de wet dat vraagt.",
        "Op het gebruik van deze website is de privacyverklaring van toepassing.",
        "
        [-Wij bewaren de gegevens van onze klanten zolang de wet dat vraagt.-]
        {+Op het gebruik van deze website is de privacyverklaring van toepassing.+}
        ",
    );
}

/// A paragraph of three sentences of which the second stays.
const OLD: &str = "Wij bewaren facturen zeven jaar omdat de wet dat van ons vraagt. Uw naam en adres gebruiken wij om de \
                   bestelling te bezorgen en contact op te nemen. Nieuwsbrieven sturen wij alleen met uw toestemming.";

#[test]
fn a_long_paragraph_that_shares_little_is_compared_by_sentence() {
    check(
        OLD,
        "Wij zijn een winkel in fietsen en onderdelen, en verzenden door heel Nederland en België. Uw naam en adres \
         gebruiken wij om de bestelling te bezorgen en contact op te nemen. Klachten kunt u melden bij de toezichthouder, \
         die daarna met onze directie spreekt.",
        "[-Wij bewaren facturen zeven jaar omdat de wet dat van ons vraagt. -]\
         {+Wij zijn een winkel in fietsen en onderdelen, en verzenden door heel Nederland en België. +}\
         Uw naam en adres gebruiken wij om de bestelling te bezorgen en contact op te nemen. \
         [-Nieuwsbrieven sturen wij alleen met uw toestemming.-]\
         {+Klachten kunt u melden bij de toezichthouder, die daarna met onze directie spreekt.+}",
    );
}

#[test]
fn a_sentence_with_a_version_in_a_rewritten_paragraph_shows_its_words() {
    check(
        OLD,
        "Klachten kunt u melden bij de toezichthouder, die daarna met onze directie spreekt. Uw naam en telefoonnummer \
         gebruiken wij om de bestelling te bezorgen en contact op te nemen. Op deze site is het recht van Nederland van \
         toepassing.",
        "[-Wij bewaren facturen zeven jaar omdat de wet dat van ons vraagt. -]\
         {+Klachten kunt u melden bij de toezichthouder, die daarna met onze directie spreekt. +}\
         Uw naam en [-adres-]{+telefoonnummer+} gebruiken wij om de bestelling te bezorgen en contact op te nemen. \
         [-Nieuwsbrieven sturen wij alleen met uw toestemming.-]\
         {+Op deze site is het recht van Nederland van toepassing.+}",
    );
}

#[test]
fn a_word_with_another_style_is_the_same_word() {
    check("Stuur ons een mail dan.", "Stuur ons een **mail** dan.", "Stuur ons een [~mail~**mail**~] dan.");
    check("Stuur ons een **mail** dan.", "Stuur ons een mail dan.", "Stuur ons een [~**mail**~mail~] dan.");
    check("Zie onze ‹site› nu.", "Zie onze ‹site› dan.", "Zie onze ‹site› [-nu-]{+dan+}.");
}

#[test]
fn a_link_with_another_target_has_the_same_words() {
    check("Zie onze ‹site->a› dan.", "Zie onze ‹site->b› dan.", "Zie onze [~‹site->a›~‹site->b›~] dan.");
    check("Zie onze site dan.", "Zie onze ‹site->b› dan.", "Zie onze [~site~‹site->b›~] dan.");
    check("Zie onze ‹site->a› dan.", "Zie onze site dan.", "Zie onze [~‹site->a›~site~] dan.");
}

#[test]
fn a_link_with_other_words_has_other_words() {
    check("Zie onze ‹site› dan.", "Zie onze ‹pagina› dan.", "Zie onze [-‹site›-]{+‹pagina›+} dan.");
    check(
        "Zie ‹onze site->a› dan.",
        "Zie ‹onze nieuwe site->b› dan.",
        "Zie [~‹onze ->a›~‹onze ->b›~]{+‹nieuwe ->b›+}[~‹site->a›~‹site->b›~] dan.",
    );
}

//! Lists, tables, definitions and quotes.

use super::check;

#[test]
fn lists_are_compared_item_by_item() {
    check(
        "
        * uw naam en adres
        * uw geboortedatum
        * uw bestellingen van dit jaar
        ",
        "
        * uw naam en woonplaats
        * uw bestellingen van dit jaar
        * gegevens over betalingen
        ",
        "
        * uw naam en [-adres-]{+woonplaats+}
        * [-uw geboortedatum-]
        * uw bestellingen van dit jaar
        * {+gegevens over betalingen+}
        ",
    );
}

#[test]
fn lists_inside_items_are_compared_too() {
    check(
        "
        * uw naam en adres
          * straat en huisnummer
          * postcode
        ",
        "
        * uw naam en adres
          * straat en nummer
          * postcode
          Een alinea erbij.
        ",
        "
        * uw naam en adres
          * straat en [-huisnummer-]{+nummer+}
          * postcode
          {+Een alinea erbij.+}
        ",
    );
}

#[test]
fn a_list_gets_another_kind() {
    check(
        "
        * eerst dit
        * dan dat
        ",
        "
        1. eerst dit
        1. dan dat
        ",
        "
        [-*-]{+1.+} eerst dit
        [-*-]{+1.+} dan dat
        ",
    );
}

#[test]
fn tables_are_compared_by_column_and_row() {
    check(
        "
        | Gegeven | Termijn | Oud |
        | Naam | 10 dagen | x |
        | Adres | 20 dagen | y |
        | Telefoon | nooit | z |
        ",
        "
        | Gegeven | Grondslag | Termijn |
        | Naam | toestemming | 30 dagen |
        | E-mail | toestemming | 20 dagen |
        | Telefoon | contract | nooit |
        ",
        "
        | Gegeven | {+Grondslag+} | Termijn | [-Oud-] |
        | Naam | {+toestemming+} | [-10-]{+30+} dagen | [-x-] |
        -| [-Adres-] |  | [-20 dagen-] | [-y-] |
        +| {+E-mail+} | {+toestemming+} | {+20 dagen+} |  |
        | Telefoon | {+contract+} | nooit | [-z-] |
        ",
    );
}

#[test]
fn a_column_with_another_head_is_the_same_column() {
    check(
        "
        | Gegeven | Termijn |
        | Naam | zeven jaar |
        | Adres | acht jaar |
        ",
        "
        | Gegeven | Bewaartermijn |
        | Naam | zeven jaar |
        | Adres | acht jaar |
        ",
        "
        | Gegeven | [-Termijn-]{+Bewaartermijn+} |
        | Naam | zeven jaar |
        | Adres | acht jaar |
        ",
    );
}

#[test]
fn rows_with_other_names_are_not_the_same_because_they_share_common_words() {
    check(
        "
        | Partij | Plaats | Doel |
        | Stripe | San Francisco, Californië, Verenigde Staten | betalingen verwerken |
        | Twilio | San Francisco, Californië, Verenigde Staten | berichten versturen |
        ",
        "
        | Partij | Plaats | Doel |
        | SendGrid | San Francisco, Californië, Verenigde Staten | nieuwsbrieven opstellen |
        | Twilio | San Francisco, Californië, Verenigde Staten | berichten versturen |
        ",
        "
        | Partij | Plaats | Doel |
        -| [-Stripe-] | [-San Francisco, Californië, Verenigde Staten-] | [-betalingen verwerken-] |
        +| {+SendGrid+} | {+San Francisco, Californië, Verenigde Staten+} | {+nieuwsbrieven opstellen+} |
        | Twilio | San Francisco, Californië, Verenigde Staten | berichten versturen |
        ",
    );
}

#[test]
fn a_row_with_another_spelling_of_its_name_is_the_same_row() {
    check(
        "
        | Partij | Plaats |
        | Google Ireland Ltd | Dublin |
        | Hetzner | Gunzenhausen |
        ",
        "
        | Partij | Plaats |
        | Google Ireland Limited | Cork |
        | Hetzner | Gunzenhausen |
        ",
        "
        | Partij | Plaats |
        | Google Ireland [-Ltd-]{+Limited+} | [-Dublin-]{+Cork+} |
        | Hetzner | Gunzenhausen |
        ",
    );
}

#[test]
fn a_row_whose_name_became_a_link_is_the_same_row() {
    check(
        "
        | Partij | Plaats |
        | Hetzner | Gunzenhausen |
        ",
        "
        | Partij | Plaats |
        | ‹Hetzner› | Falkenstein |
        ",
        "
        | Partij | Plaats |
        | [~Hetzner~‹Hetzner›~] | [-Gunzenhausen-]{+Falkenstein+} |
        ",
    );
}

#[test]
fn two_rows_that_share_the_first_word_of_their_names_are_two_rows() {
    check(
        "
        | Dienst | Termijn |
        | Google Analytics | veertien maanden |
        ",
        "
        | Dienst | Termijn |
        | Google Ads | negentig dagen |
        ",
        "
        | Dienst | Termijn |
        -| [-Google Analytics-] | [-veertien maanden-] |
        +| {+Google Ads+} | {+negentig dagen+} |
        ",
    );
}

#[test]
fn definitions_are_compared_by_term() {
    check(
        "
        Naam = PowerPanel
        Adres = Dorpsstraat 1; Nederland
        Fax = 010
        ",
        "
        Naam = Helder
        Adres = Dorpsstraat 2; Nederland
        E-mail = info@example.org
        ",
        "
        Naam = [-PowerPanel-]{+Helder+}
        Adres = Dorpsstraat [-1-]{+2+}; Nederland
        [-Fax-] = [-010-]
        {+E-mail+} = {+info@example.org+}
        ",
    );
}

#[test]
fn quotes_are_compared_inside() {
    check(
        "
        > Een ieder heeft recht op bescherming.
        > Tweede lid van het artikel.
        ",
        "
        > Een ieder heeft recht op eerbiediging.
        > Tweede lid van het artikel.
        ",
        "
        > Een ieder heeft recht op [-bescherming-]{+eerbiediging+}.
        > Tweede lid van het artikel.
        ",
    );
}

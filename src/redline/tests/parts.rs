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

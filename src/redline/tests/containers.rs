//! The same lines in other containers.

use super::check;

#[test]
fn an_item_that_became_a_sub_item_is_the_same_item() {
    check(
        "
        * gegevens die u ons zelf geeft
        * uw naam en uw adres
        * uw telefoonnummer voor de bezorging
        ",
        "
        * gegevens die u ons zelf geeft
          * uw naam en uw adres
          * uw telefoonnummer voor de bezorging
        ",
        "
        * gegevens die u ons zelf geeft
          * (was item 1) uw naam en uw adres
          * uw telefoonnummer voor de bezorging
        ",
    );
}

#[test]
fn a_sub_item_that_became_an_item_is_the_same_item() {
    check(
        "
        * gegevens die u ons zelf geeft
          * uw naam en uw adres
          * uw telefoonnummer voor de bezorging
        ",
        "
        * gegevens die u ons zelf geeft
        * uw naam en uw nieuwe adres
        * uw telefoonnummer voor de bezorging
        ",
        "
        * gegevens die u ons zelf geeft
        * (was item 2) uw naam en uw {+nieuwe +}adres
        * uw telefoonnummer voor de bezorging
        ",
    );
}

#[test]
fn paragraphs_that_became_bullets_are_the_same_lines() {
    check(
        "
        Wij bewaren uw naam en uw adres.
        Wij bewaren uw telefoonnummer voor de bezorging.
        ",
        "
        * Wij bewaren uw naam en uw adres.
        * Wij bewaren uw telefoonnummer voor de levering.
        ",
        "
        * (was text) Wij bewaren uw naam en uw adres.
        * Wij bewaren uw telefoonnummer voor de [-bezorging-]{+levering+}.
        ",
    );
}

#[test]
fn bullets_that_became_paragraphs_are_the_same_lines() {
    check(
        "
        * Wij bewaren uw naam en uw adres.
        * Wij verkopen gegevens nooit aan anderen.
        * Wij bewaren uw telefoonnummer voor de bezorging.
        ",
        "
        Wij bewaren uw naam en uw adres.
        Wij bewaren uw telefoonnummer voor de bezorging.
        ",
        "
        (was item 1) Wij bewaren uw naam en uw adres.
        [-Wij verkopen gegevens nooit aan anderen.-]
        Wij bewaren uw telefoonnummer voor de bezorging.
        ",
    );
}

#[test]
fn a_quotation_that_became_text_is_the_same_text() {
    check(
        "
        > Een ieder heeft recht op bescherming van zijn gegevens.
        Dat staat in het handvest.
        ",
        "
        Een ieder heeft recht op bescherming van zijn gegevens.
        Dat staat in het handvest.
        ",
        "
        (was quote) Een ieder heeft recht op bescherming van zijn gegevens.
        Dat staat in het handvest.
        ",
    );
}

#[test]
fn a_list_that_became_two_lists_has_the_same_items() {
    check(
        "
        * uw naam en uw adres
        * uw telefoonnummer voor de bezorging
        * uw bestellingen van dit jaar
        * uw vragen aan onze klantenservice
        ",
        "
        * uw naam en uw adres
        * uw telefoonnummer voor de bezorging
        Verder bewaren wij ook nog dit:
        * uw bestellingen van dit jaar
        * uw vragen aan onze klantenservice
        ",
        "
        * uw naam en uw adres
        * uw telefoonnummer voor de bezorging
        {+Verder bewaren wij ook nog dit:+}
        * uw bestellingen van dit jaar
        * uw vragen aan onze klantenservice
        ",
    );
}

#[test]
fn lines_that_share_little_are_replaced_with_their_containers() {
    check(
        "
        Wij bewaren de gegevens van onze klanten zolang de wet dat vraagt.
        ",
        "
        * klachten stuurt u naar de toezichthouder
        ",
        "
        [-Wij bewaren de gegevens van onze klanten zolang de wet dat vraagt.-]
        * {+klachten stuurt u naar de toezichthouder+}
        ",
    );
}

//! Paragraphs and headings: which are the same, and which were split or joined.

use super::check;

#[test]
fn equal_texts_have_an_empty_redline() {
    let text = "
        # a: Een
        Wij bewaren dit.
        * een
        * twee
        | a | b |
        | 1 | 2 |
    ";
    assert!(check(text, text, text).is_empty());
    assert!(check("", "", "").is_empty());
}

#[test]
fn inserts_and_deletes_paragraphs() {
    check(
        "
        Eerste alinea hier.
        Derde alinea daar.
        ",
        "
        Eerste alinea hier.
        Iets heel anders ertussen.
        Derde alinea daar.
        ",
        "
        Eerste alinea hier.
        {+Iets heel anders ertussen.+}
        Derde alinea daar.
        ",
    );
}

#[test]
fn pairs_the_paragraphs_that_are_alike() {
    check(
        "
        Wij bewaren facturen zeven jaar.
        Wij verkopen persoonsgegevens nooit.
        ",
        "
        Nieuwe inleiding zonder meer.
        Wij bewaren facturen acht jaar.
        Tussenzin over iets anders.
        Wij verkopen persoonsgegevens beslist nooit.
        ",
        "
        {+Nieuwe inleiding zonder meer.+}
        Wij bewaren facturen [-zeven-]{+acht+} jaar.
        {+Tussenzin over iets anders.+}
        Wij verkopen persoonsgegevens {+beslist +}nooit.
        ",
    );
}

#[test]
fn a_split_paragraph_is_one_run_of_words() {
    check(
        "Wij bewaren facturen zeven jaar. Daarna wissen wij alle facturen grondig. Vraag gerust naar ons beleid.",
        "
        Wij bewaren facturen zeven jaar.
        Daarna wissen wij alle facturen meteen.
        Vraag gerust naar ons beleid.
        ",
        "Wij bewaren facturen zeven jaar.[- -]{+¶+}Daarna wissen wij alle facturen [-grondig-]{+meteen+}.[- -]{+¶+}\
         Vraag gerust naar ons beleid.",
    );
}

#[test]
fn joined_paragraphs_are_one_run_of_words() {
    check(
        "
        Wij bewaren facturen zeven jaar.
        Daarna wissen wij alle facturen grondig.
        ",
        "Wij bewaren facturen zeven jaar. Daarna wissen wij alle facturen grondig.",
        "Wij bewaren facturen zeven jaar.[-¶-]{+ +}Daarna wissen wij alle facturen grondig.",
    );
}

#[test]
fn a_heading_with_the_same_id_was_renamed() {
    check(
        "
        ## data: Welke gegevens
        Wij bewaren uw naam.
        ",
        "
        ### data: Uw gegevens
        Wij bewaren uw naam.
        ",
        "
        [-##-]{+###+} data: [-Welke-]{+Uw+} gegevens
        Wij bewaren uw naam.
        ",
    );
}

#[test]
fn a_heading_with_the_same_words_got_another_id() {
    check(
        "
        ## data: Welke gegevens
        Wij bewaren uw naam.
        ",
        "
        ## gegevens: Welke gegevens
        Wij bewaren uw adres.
        ",
        "
        ## [-data-]{+gegevens+}: Welke gegevens
        Wij bewaren uw [-naam-]{+adres+}.
        ",
    );
}

#[test]
fn a_heading_inserted_in_a_section_leaves_its_blocks_unchanged() {
    check(
        "
        ## data: Gegevens
        Wij bewaren uw naam en uw adres.
        Wij wissen uw gegevens na twee jaar.
        ",
        "
        ## data: Gegevens
        Wij bewaren uw naam en uw adres.
        ## term: Termijn
        Wij wissen uw gegevens na twee jaar.
        ",
        "
        ## data: Gegevens
        Wij bewaren uw naam en uw adres.
        ## term: {+Termijn+}
        Wij wissen uw gegevens na twee jaar.
        ",
    );
}

#[test]
fn a_section_without_partner_is_added_or_removed() {
    check(
        "
        ## a: Oud
        Over cookies en dergelijke zaken.
        ## z: Slot
        ",
        "
        ## b: Nieuw
        Klachten stuurt u naar de toezichthouder.
        ## z: Slot
        ",
        "
        ## a: [-Oud-]
        [-Over cookies en dergelijke zaken.-]
        ## b: {+Nieuw+}
        {+Klachten stuurt u naar de toezichthouder.+}
        ## z: Slot
        ",
    );
}

#[test]
fn a_block_of_another_kind_is_a_replacement() {
    check(
        "
        Wij bewaren uw naam.
        ---
        ",
        "
        * Wij bewaren uw naam.
        ",
        "
        [-Wij bewaren uw naam.-]
        [-----]
        * {+Wij bewaren uw naam.+}
        ",
    );
}

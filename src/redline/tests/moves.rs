//! Sections and blocks that moved.

use super::check;

#[test]
fn a_moved_section_shows_its_changes_at_both_places() {
    check(
        "
        ## a: Rechten
        U mag inzage vragen in uw gegevens.
        ### aa: Inzage
        Dat kan kosteloos.
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar, tenzij de wet dat vraagt, en wissen ze daarna.
        ",
        "
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar, tenzij de wet dat vraagt, en wissen ze daarna.
        ## a: Uw rechten
        U mag inzage vragen in uw gegevens.
        ### aa: Inzage
        Dat kan altijd kosteloos.
        ",
        "
        from 0: ## a: [-Rechten-]{+Uw rechten+}
                U mag inzage vragen in uw gegevens.
                ### aa: Inzage
                Dat kan {+altijd +}kosteloos.
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar, tenzij de wet dat vraagt, en wissen ze daarna.
        to 0: ## a: [-Rechten-]{+Uw rechten+}
              U mag inzage vragen in uw gegevens.
              ### aa: Inzage
              Dat kan {+altijd +}kosteloos.
        ",
    );
}

#[test]
fn a_moved_section_includes_its_removed_subsections() {
    check(
        "
        ## a: Rechten
        ### aa: Inzage
        Dat kan kosteloos.
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar.
        ",
        "
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar.
        ## a: Rechten
        ",
        "
        from 0: ## a: Rechten
                ### aa: [-Inzage-]
                [-Dat kan kosteloos.-]
        ## b: Bewaren
        Wij bewaren uw gegevens niet langer dan twee jaar.
        to 0: ## a: Rechten
              ### aa: [-Inzage-]
              [-Dat kan kosteloos.-]
        ",
    );
}

#[test]
fn sections_under_a_new_parent_do_not_move() {
    check(
        "
        ## a: Een
        ## b: Twee
        ",
        "
        # top: Alles
        ### a: Een
        ### b: Twee
        ",
        "
        # top: {+Alles+}
        [-##-]{+###+} a: Een
        [-##-]{+###+} b: Twee
        ",
    );
}

#[test]
fn neighbouring_blocks_move_to_another_section_together() {
    check(
        "
        ## a: Een
        Wij delen uw gegevens met niemand anders.
        * Facturen bewaren wij zeven volle jaren.
        Blijft hier.
        ## b: Twee
        Blijft daar.
        ",
        "
        ## a: Een
        Blijft hier.
        ## b: Twee
        Blijft daar.
        Wij delen uw gegevens met niemand anders.
        * Facturen bewaren wij zeven volle jaren.
        ",
        "
        ## a: Een
        from 0: Wij delen uw gegevens met niemand anders.
                * Facturen bewaren wij zeven volle jaren.
        Blijft hier.
        ## b: Twee
        Blijft daar.
        to 0: Wij delen uw gegevens met niemand anders.
              * Facturen bewaren wij zeven volle jaren.
        ",
    );
}

#[test]
fn a_short_block_does_not_move() {
    check(
        "
        ## a: Een
        Zie hierboven.
        ## b: Twee
        ",
        "
        ## a: Een
        ## b: Twee
        Zie hierboven.
        ",
        "
        ## a: Een
        [-Zie hierboven.-]
        ## b: Twee
        {+Zie hierboven.+}
        ",
    );
}

#[test]
fn the_same_id_alone_is_no_move() {
    check(
        "
        ## a: Een
        Wij delen uw gegevens met niemand anders.
        ## b: Twee
        Facturen bewaren wij zeven volle jaren, omdat de wet dat vraagt.
        ",
        "
        ## b: Twee
        Facturen bewaren wij zeven volle jaren, omdat de wet dat vraagt.
        ## a: Klachten
        Schrijf naar de toezichthouder.
        ",
        "
        ## a: [-Een-]
        [-Wij delen uw gegevens met niemand anders.-]
        ## b: Twee
        Facturen bewaren wij zeven volle jaren, omdat de wet dat vraagt.
        ## a: {+Klachten+}
        {+Schrijf naar de toezichthouder.+}
        ",
    );
}

//! How a redline is written as HTML: numbers of lists, links and styles. The ideal is in each case.

use super::html;
use crate::redline::tests::fixture::text;

/// Compares two fixtures and asserts the HTML, without white space between lines.
fn check(before: &str, after: &str, expected: &str) {
    let html = html(&text(before), &text(after));
    let html = html.replace("<span class=\"mark\" data-mark=\"\"></span>", "").replace('\n', "");
    let expected: String = expected.lines().map(str::trim).collect();
    assert_eq!(html, expected);
}

#[test]
fn items_after_a_deleted_item_keep_their_own_numbers() {
    check(
        "1. uw naam en adres\n2. uw geboortedatum\n3. uw bestellingen van dit jaar",
        "1. uw naam en adres\n2. uw bestellingen van dit jaar",
        "<ol>
         <li value=\"1\">uw naam en adres</li>
         <li class=\"deleted\" value=\"2\"><del>uw geboortedatum</del></li>
         <li value=\"2\" data-before=\"3\">uw bestellingen van dit jaar</li>
         </ol>",
    );
}

#[test]
fn an_item_with_the_same_number_in_both_texts_shows_it_once() {
    check(
        "1. uw naam en adres\n2. uw geboortedatum\n3. uw bestellingen van dit jaar",
        "1. uw naam en adres\n2. gegevens over betalingen\n3. uw bestellingen van dit jaar",
        "<ol>
         <li value=\"1\">uw naam en adres</li>
         <li class=\"deleted\" value=\"2\"><del>uw geboortedatum</del></li>
         <li class=\"inserted\" value=\"2\"><ins>gegevens over betalingen</ins></li>
         <li value=\"3\">uw bestellingen van dit jaar</li>
         </ol>",
    );
}

#[test]
fn a_list_without_deleted_or_inserted_items_counts_by_itself() {
    check(
        "1. uw naam en adres\n2. uw geboortedatum",
        "1. uw naam en adres\n2. uw **geboortedatum**",
        "<ol>
         <li>uw naam en adres</li>
         <li>uw <span class=\"restyled\" data-note=\"strong_added\" data-before-style=\"\">\
         <strong>geboortedatum</strong></span></li>
         </ol>",
    );
}

#[test]
fn another_start_is_said_and_every_item_shows_both_numbers() {
    check(
        "1. uw naam en adres\n2. uw geboortedatum",
        "3. uw naam en adres\n4. uw geboortedatum",
        "<p class=\"note\">list_started_at</p>
         <ol start=\"3\" data-before-start=\"1\">
         <li value=\"3\" data-before=\"1\">uw naam en adres</li>
         <li value=\"4\" data-before=\"2\">uw geboortedatum</li>
         </ol>",
    );
}

#[test]
fn numbers_that_became_bullets_are_said() {
    check(
        "1. uw naam en adres\n2. uw geboortedatum",
        "* uw naam en adres",
        "<p class=\"note\">list_had_numbers</p>
         <ul data-before-start=\"1\">
         <li data-before=\"1\">uw naam en adres</li>
         <li class=\"deleted\" data-before=\"2\"><del>uw geboortedatum</del></li>
         </ul>",
    );
}

#[test]
fn bullets_that_became_numbers_are_said() {
    check(
        "* uw naam en adres\n* uw geboortedatum",
        "1. uw naam en adres",
        "<p class=\"note\">list_had_bullets</p>
         <ol data-before-start=\"\">
         <li value=\"1\" data-before=\"•\">uw naam en adres</li>
         <li class=\"deleted\" data-before=\"•\"><del>uw geboortedatum</del></li>
         </ol>",
    );
}

#[test]
fn a_former_container_is_a_note_and_the_lines_are_the_same() {
    check(
        "1. uw naam en uw adres\n2. uw geboortedatum\n3. uw bestellingen van dit jaar",
        "uw naam en uw adres\nuw bestellingen van dit jaar",
        "<div class=\"regroup\">
         <p><span class=\"regrouped\" data-note=\"was_item\" data-before-path=\"0/o1t.0/0\">uw naam en uw adres</span></p>
         <p class=\"deleted\"><span data-before-path=\"0/o1t.1/0\"><del>uw geboortedatum</del></span></p>
         <p><span data-before-path=\"0/o1t.2/0\">uw bestellingen van dit jaar</span></p>
         </div>",
    );
}

#[test]
fn a_changed_target_is_a_note_and_not_a_replaced_word() {
    check(
        "Zie onze ‹subverwerkers->https://example.org/oud› voor meer.",
        "Zie onze ‹subverwerkers->https://example.org/nieuw› voor meer.",
        "<p>Zie onze <span class=\"restyled\" data-note=\"link_changed\" data-before-style=\"\" \
         data-before-href=\"https://example.org/oud\" data-before-title=\"\">\
         <a href=\"https://example.org/nieuw\">subverwerkers</a></span> voor meer.</p>",
    );
}

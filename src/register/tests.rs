//! Reads registers from YAML: their values, the places of mistakes, and that writing them gives the same YAML again.

use serde_json::json;

use super::Registers;
use super::answer::Answer;
use super::organisation::Organisation;

fn read(yaml: &str) -> Result<Registers, String> {
    serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
}

#[test]
fn a_question_replaces_a_value() {
    let registers =
        read("organisation:\n  legal_name: {unknown: {nl: Hoe heet u?, en: What is your name?}}\n").unwrap();
    assert!(matches!(registers.organisation.legal_name, Some(Answer::Unknown(_))));
    assert_eq!(
        serde_json::to_value(&registers).unwrap(),
        json!({"organisation": {"legal_name": {"unknown": {"nl": "Hoe heet u?", "en": "What is your name?"}}}})
    );
}

#[test]
fn known_values_of_every_shape() {
    let yaml = "
trade_name: Voorbeeld
address: {street: Straat 1, postcode: 1234 AB, city: Stad, country: NL}
automated_decisions: []
offered_to_children: false
changes: {notice_days: 30}
";
    let organisation: Organisation = serde_saphyr::from_str(yaml).unwrap();
    assert_eq!(
        serde_json::to_value(&organisation).unwrap(),
        json!({
            "trade_name": "Voorbeeld",
            "address": {"street": "Straat 1", "postcode": "1234 AB", "city": "Stad", "country": "NL"},
            "automated_decisions": [],
            "offered_to_children": false,
            "changes": {"notice_days": 30},
        })
    );
}

/// Checks the first line of the error: its place, and what is wrong there.
fn check_mistake(yaml: &str, expected: &str) {
    let error = read(yaml).unwrap_err();
    assert_eq!(error.lines().next(), Some(expected), "{yaml}");
}

#[test]
fn a_mistake_is_reported_with_its_place() {
    check_mistake(
        "organisation:\n  address: {straat: x}\n",
        "error: line 2 column 13: unknown field `straat`, expected one of street, postcode, city, country",
    );
    check_mistake("organisation:\n  address: {street: x}\n", "error: line 2 column 13: missing field `postcode`");
    check_mistake(
        "organisation:\n  address: {unknown: x, street: y}\n",
        "error: line 2 column 12: `street` can't stand beside `unknown`",
    );
    check_mistake(
        "organisation:\n  changes: {notice_days: soon}\n",
        "error: line 2 column 13: invalid type: string \"soon\", expected u16",
    );
    check_mistake(
        "activities:\n  - {id: A b, title: x, role: controller}\n",
        "error: line 2 column 10: `A b` is not an id: it is made of a-z, 0-9 and `-`",
    );
    check_mistake(
        "activities:\n  - {id: a, title: x, role: boss}\n",
        "error: line 2 column 29: unknown variant `boss`, expected one of controller, joint-controller, processor",
    );
}

#[test]
fn the_shipped_registers_are_read() {
    let registers = Registers {
        organisation: shipped(include_str!("../../content/registers/organisation.yaml")),
        activities: shipped(include_str!("../../content/registers/activities.yaml")),
        recipients: shipped(include_str!("../../content/registers/processors.yaml")),
        services: shipped(include_str!("../../content/registers/services.yaml")),
        measures: shipped(include_str!("../../content/registers/measures.yaml")),
    };
    assert!(registers.activity("registration").is_some());
    assert!(registers.recipient("google-analytics").is_some());
    assert!(registers.service("new-relic").is_some());
    assert!(registers.measure("secured-room").is_some());
}

#[test]
fn the_frozen_registers_hold_no_question() {
    for yaml in [
        include_str!("../../content/privacyverklaring/1.0.registers.yaml"),
        include_str!("../../content/privacyverklaring/2.0.registers.yaml"),
        include_str!("../../content/cookieverklaring/1.0.registers.yaml"),
        include_str!("../../content/verwerkersovereenkomst/1.0.registers.yaml"),
    ] {
        let registers: Registers = shipped(yaml);
        assert!(!serde_json::to_string(&registers).unwrap().contains(r#"{"unknown":"#));
    }
}

#[test]
fn the_serialised_shape_is_the_yaml_shape() {
    let yaml = include_str!("../../content/registers/services.yaml");
    let services: Vec<super::services::Service> = shipped(yaml);
    let untyped: serde_json::Value = shipped(yaml);
    assert_eq!(serde_json::to_value(&services).unwrap(), untyped);
}

fn shipped<T: serde::de::DeserializeOwned>(yaml: &str) -> T {
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}"))
}

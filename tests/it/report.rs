//! The formats of a report, and which findings decide the exit code.

use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

/// Returns the report of `helder check` on this repository's own content.
fn checked(format: &str) -> String {
    Sandbox::of_repository().run(&["check", "--format", format]).stdout
}

#[test]
fn sarif_is_valid() {
    let schema = std::fs::read_to_string(repository("tests/schemas/sarif-2.1.0.json")).unwrap();
    // The published schema has a bracket too many in its pattern of a language, which helder does not write.
    let schema: Value = serde_json::from_str(&schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let log: Value = serde_json::from_str(&checked("sarif")).unwrap();
    let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 20);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], run["tool"]["driver"]["rules"][index]["id"]);
    }
}

#[test]
fn every_format_has_the_same_findings() {
    let json: Value = serde_json::from_str(&checked("json")).unwrap();
    let sarif: Value = serde_json::from_str(&checked("sarif")).unwrap();
    let rows = json["diagnostics"].as_array().unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(rows.len(), results.len());
    assert_eq!(rows.len(), checked("github").lines().count());
    for (row, result) in rows.iter().zip(results) {
        assert_eq!(row["rule"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&row["line"], &row["column"]), (&region["startLine"], &region["startColumn"]));
    }
}

#[test]
fn denied_findings_decide_the_exit_code() {
    let sandbox = Sandbox::of("no-documents");
    assert_eq!(sandbox.run(&["check", "--deny", "warnings"]).exit, Some(0));
    let sandbox = Sandbox::of("warns-of-a-missing-section-id");
    assert_eq!(sandbox.run(&["check", "--structure"]).exit, Some(0));
    assert_eq!(sandbox.run(&["check", "--structure", "--deny", "warnings"]).exit, Some(1));
    // Legal findings stop a build only on request.
    let sandbox = Sandbox::of_repository();
    assert_eq!(sandbox.run(&["build"]).exit, Some(0));
    assert_eq!(sandbox.run(&["build", "--deny", "errors", "--output", "other"]).exit, Some(1));
    assert!(!sandbox.path("other").exists());
}

#[test]
fn a_report_is_written_in_the_requested_language() {
    let sandbox = Sandbox::of_repository();
    let only = ["check", "--only", "privacy-controller-identity"];
    let [dutch, english] =
        ["nl", "en"].map(|language| sandbox.run(&[&only[..], &["--language", language]].concat()).stderr);
    assert!(dutch.ends_with("dit is geen juridisch advies: helder ziet niet alles wat de wet vraagt\n"));
    assert!(english.ends_with("this is no legal advice: helder does not see all that the law asks\n"));
    assert!(english.contains("\nlaw: GDPR 13(1)(a)\n") && dutch.contains("\nwet: AVG 13(1)(a)\n"));
    assert_eq!(sandbox.run(&only).stderr, dutch, "the site's first language");
}

#[test]
fn no_report_says_that_a_text_complies() {
    let said = Sandbox::of_repository().run(&["check", "--language", "en"]).stderr.to_lowercase();
    for word in ["compliant", "complies", "voldoet"] {
        assert!(!said.contains(word), "{word}");
    }
}

#[test]
fn an_unknown_rule_is_wrong_usage() {
    let run = Sandbox::of("no-documents").run(&["check", "--only", "privacy-right-acess"]);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.contains("did you mean `privacy-right-access`?"), "{}", run.stderr);
}

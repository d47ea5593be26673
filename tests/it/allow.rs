//! How editors allow findings next to the text and set the severity of rules in `site.yaml`, and which allows are wrong or out of date.

use serde_json::Value;

use crate::sandbox::{Sandbox, repository};
use crate::tree;

const TEXT: &str = "content/privacy/1.0.nl.md";
const REGISTERS: &str = "content/privacy/1.0.registers.yaml";

/// Makes a good site with one mistake in its text and one in its registers.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    tree::copy(&repository("tests/rules/good/content"), &sandbox.path("content"));
    sandbox.edit(TEXT, "{{ measures() }}\n", "Uw gegevens zijn volledig veilig bij ons.\n\nNog een alinea.\n");
    // The same edit in the saved and in the current registers, or they would differ.
    for (path, indent) in [(REGISTERS, "        "), ("content/registers/activities.yaml", "      ")] {
        let kind = format!("{indent}kind: service-message\n");
        sandbox.edit(path, &format!("{kind}{indent}basis: {{article: 6-1-b}}\n"), &kind);
    }
    sandbox
}

/// Returns the rule and the line of every finding above advice.
fn found(sandbox: &Sandbox) -> Vec<(String, u64)> {
    let report: Value = serde_json::from_str(&sandbox.run(&["check", "--format", "json"]).stdout).unwrap();
    let rows = report["diagnostics"].as_array().unwrap().iter().filter(|row| row["severity"] != "advice");
    rows.map(|row| (row["rule"].as_str().unwrap().to_owned(), row["line"].as_u64().unwrap_or(0))).collect()
}

/// Returns only the rules.
fn rules(sandbox: &Sandbox) -> Vec<String> {
    found(sandbox).into_iter().map(|(rule, _)| rule).collect()
}

const CLAIM: &str = "privacy-absolute-security-claim";
const BASIS: &str = "privacy-legal-basis-per-purpose";

#[test]
fn nothing_is_allowed_by_default() {
    assert_eq!(rules(&sandbox()), [CLAIM, BASIS]);
}

#[test]
fn a_comment_allows_the_paragraph_after_it() {
    let sandbox = sandbox();
    let comment = format!("<!-- helder-allow: {CLAIM}: de rechter vroeg om deze zin -->\n");
    sandbox.edit(TEXT, "Uw gegevens zijn volledig", &format!("{comment}Uw gegevens zijn volledig"));
    assert_eq!(rules(&sandbox), [BASIS]);
}

#[test]
fn a_comment_above_a_heading_allows_its_section() {
    let sandbox = sandbox();
    let comment = format!("<!-- helder-allow: {CLAIM}: een citaat -->\n\n");
    sandbox.edit(TEXT, "## Beveiliging", &format!("{comment}## Beveiliging"));
    assert_eq!(rules(&sandbox), [BASIS]);
}

#[test]
fn a_comment_elsewhere_allows_nothing_and_is_reported() {
    let sandbox = sandbox();
    let comment = format!("<!-- helder-allow: {CLAIM}: een citaat -->\n");
    sandbox.edit(TEXT, "Nog een alinea.", &format!("{comment}Nog een alinea."));
    assert_eq!(rules(&sandbox), [CLAIM, "unused-allow", BASIS]);
}

#[test]
fn a_comment_in_code_allows_nothing() {
    let comment = format!("<!-- helder-allow: {CLAIM}: een voorbeeld -->");
    for shown in [
        format!("```html\n{comment}\n```\n\n"),
        format!("~~~\n{comment}\n~~~\n"),
        format!("    {comment}\n\n"),
        format!("- Zo:\n\n  ```\n  {comment}\n  ```\n\n"),
        format!("Zo: `{comment}`\n"),
        format!("\\{comment}\n"),
    ] {
        let sandbox = sandbox();
        sandbox.edit(TEXT, "Uw gegevens zijn volledig", &format!("{shown}Uw gegevens zijn volledig"));
        assert_eq!(rules(&sandbox), [CLAIM, BASIS], "{shown}");
    }
}

#[test]
fn a_line_of_code_that_looks_like_a_heading_does_not_end_a_section() {
    let sandbox = sandbox();
    let comment = format!("<!-- helder-allow: {CLAIM}: een citaat -->\n\n");
    sandbox.edit(TEXT, "## Beveiliging", &format!("{comment}## Beveiliging"));
    sandbox.edit(TEXT, "Uw gegevens zijn volledig", "```\n# een opmerking\n```\n\nUw gegevens zijn volledig");
    assert_eq!(rules(&sandbox), [BASIS]);
}

#[test]
fn an_allow_in_a_register_row_allows_findings_in_that_row() {
    let sandbox = sandbox();
    let allow =
        |title: &str| sandbox.edit(REGISTERS, title, &format!("{title}    allow: {{{BASIS}: volgt in versie 1.1}}\n"));
    allow("    title: {nl: Uw account, en: Your account}\n");
    assert_eq!(rules(&sandbox), [CLAIM]);
    allow("    title: {nl: Serverlogs, en: Server logs}\n");
    assert_eq!(rules(&sandbox), [CLAIM, "unused-allow"]);
}

#[test]
fn front_matter_allows_the_whole_text() {
    let sandbox = sandbox();
    sandbox.edit(TEXT, "summary:", &format!("allow: {{{CLAIM}: een citaat}}\nsummary:"));
    assert_eq!(rules(&sandbox), [BASIS]);
}

#[test]
fn an_allow_without_reason_is_an_error_and_allows_nothing() {
    let sandbox = sandbox();
    sandbox.edit(
        TEXT,
        "Uw gegevens zijn volledig",
        &format!("<!-- helder-allow: {CLAIM} -->\nUw gegevens zijn volledig"),
    );
    assert_eq!(rules(&sandbox), ["allow-without-reason", CLAIM, BASIS]);
}

#[test]
fn an_allow_of_an_unknown_rule_is_an_error() {
    let sandbox = sandbox();
    sandbox.edit(TEXT, "summary:", "allow: {privacy-absolute-security: een citaat}\nsummary:");
    assert_eq!(found(&sandbox)[0], ("unknown-rule".to_owned(), 5));
    let said = sandbox.run(&["check"]).stderr;
    assert!(said.contains("hint: did you mean `privacy-absolute-security-claim`?"), "{said}");
}

#[test]
fn the_allow_of_a_rule_that_did_not_run_is_not_reported() {
    let sandbox = Sandbox::new();
    tree::copy(&repository("tests/rules/good/content"), &sandbox.path("content"));
    sandbox.edit(TEXT, "summary:", &format!("allow: {{{CLAIM}: een citaat}}\nsummary:"));
    assert_eq!(rules(&sandbox), ["unused-allow"]);
    let run = sandbox.run(&["check", "--deny", "warnings", "--only", BASIS]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
}

#[test]
fn site_yaml_sets_the_severity_of_rules() {
    let sandbox = sandbox();
    sandbox.edit("content/site.yaml", "consent:", &format!("rules: {{{CLAIM}: error, {BASIS}: off}}\nconsent:"));
    let run = sandbox.run(&["check"]);
    assert!(run.stderr.contains(&format!("error[{CLAIM}]")) && !run.stderr.contains(BASIS), "{}", run.stderr);
    sandbox.edit("content/site.yaml", BASIS, "privacy-legal-base");
    assert!(rules(&sandbox).contains(&"unknown-rule".to_owned()));
}

//! `helder diff`: what a comparison depends on.

use std::fs;

use crate::sandbox::{Run, Sandbox};

/// A comparison of the three versions of `privacy`.
const DIFF: [&str; 4] = ["diff", "privacy", "1.0", "1.1"];

fn fails(sandbox: &Sandbox, args: &[&str]) -> String {
    let Run { exit, stderr, .. } = sandbox.run(args);
    assert_eq!(exit, Some(1), "{stderr}");
    stderr
}

/// Adds a document with versions.
fn add_document(sandbox: &Sandbox, versions: usize) {
    sandbox
        .write("content/other/document.yaml", "kind: processing-agreement\ntitle: {nl: Anders}\nslug: {nl: anders}\n");
    for number in 0..versions {
        let (label, year) = (format!("{}.0", number + 1), 1000 + number);
        let dates = format!("version: \"{label}\"\npublished: {year}-01-01\neffective: {year}-01-01\nsummary: Meer.\n");
        sandbox.write(&format!("content/other/{label}.nl.md"), format!("---\n{dates}---\n\n# Anders\n\nTekst.\n"));
        let registers = "organisation: {trade_name: Voorbeeld}\n";
        sandbox.write(&format!("content/other/{label}.registers.yaml"), registers);
    }
}

#[test]
fn a_comparison_depends_on_its_own_document_alone() {
    let sandbox = Sandbox::of("three-versions");
    let expected = sandbox.run(&DIFF);
    assert_eq!(expected.exit, Some(0), "{}", expected.stderr);
    add_document(&sandbox, 2);
    assert_eq!(sandbox.run(&DIFF), expected);
    // A mistake that shows only when a text is composed, and one that shows when it is parsed.
    sandbox.edit("content/other/1.0.nl.md", "Tekst.", "{{ nothing() }}");
    sandbox.edit("content/other/2.0.nl.md", "published", "publisht");
    fails(&sandbox, &["check", "--structure"]);
    assert_eq!(sandbox.run(&DIFF), expected);
    assert_eq!(sandbox.run(&["diff", "privacy", "--format", "json"]).exit, Some(0));
    fails(&sandbox, &["diff", "other", "1.0", "2.0"]);
}

#[test]
fn a_comparison_reports_what_is_wrong_with_its_document_and_the_site() {
    let sandbox = Sandbox::of("three-versions");
    add_document(&sandbox, 2);
    assert_eq!(sandbox.run(&["history", "--record"]).exit, Some(0));
    sandbox.edit("content/other/1.0.nl.md", "Tekst.", "Iets anders.");
    assert_eq!(sandbox.run(&DIFF).exit, Some(0));
    let lock = fs::read_to_string(sandbox.path("content/history.lock")).unwrap();
    let line = lock.lines().position(|line| line.ends_with("privacy/1.0.nl.md"));
    fs::remove_file(sandbox.path("content/privacy/1.0.nl.md")).unwrap();
    let said = fails(&sandbox, &["diff", "privacy", "1.1", "2.0"]);
    assert!(said.contains("error[published-file-missing]: version 1.0 of `privacy`"), "{said}");
    assert!(said.contains(&format!("content/history.lock:{}:1", line.unwrap() + 1)), "{said}");
    assert!(!said.contains("other"), "{said}");
    let said = fails(&sandbox, &["diff", "privcy"]);
    assert!(said.contains("did you mean `privacy`?"), "{said}");
}

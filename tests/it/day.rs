//! The work of an editor from an empty folder to a second version, in one test: start, answer questions, look, publish, change a fact,
//! publish again, and tamper with a published text.

use std::fs;

use crate::sandbox::Sandbox;
use crate::serve::Serving;

const REGISTERS: &str = "content/registers";

/// Runs `helder` on a day; it must succeed. Returns both output streams.
fn helder(sandbox: &Sandbox, day: &str, arguments: &[&str]) -> String {
    let run = sandbox.run(&[arguments, &["--today", day]].concat());
    assert_eq!(run.exit, Some(0), "helder {arguments:?}\n{}{}", run.stdout, run.stderr);
    run.stdout + &run.stderr
}

/// Answers the first open question at a key of a register.
fn answer(sandbox: &Sandbox, register: &str, key: &str, value: &str) {
    let path = sandbox.path(&format!("{REGISTERS}/{register}.yaml"));
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find(&format!("{key}:\n")).unwrap_or_else(|| panic!("`{register}` asks nothing at `{key}`"));
    let indent = at - text[..at].rfind('\n').map_or(0, |line| line + 1);
    let rest = &text[at + key.len() + 2..];
    let is_deeper = |line: &&str| line.len() - line.trim_start().len() > indent;
    let asked: usize = rest.lines().take_while(is_deeper).map(|line| line.len() + 1).sum();
    fs::write(&path, format!("{}{key}: {value}\n{}", &text[..at], &rest[asked..])).unwrap();
}

#[test]
fn from_an_empty_folder_to_a_second_version() {
    let sandbox = Sandbox::new();
    let begun = sandbox.run(&[
        "init",
        "--organisation",
        "Fietsenmaker",
        "--domains",
        "fiets.example",
        "--languages",
        "nl",
        "--documents",
        "privacy-statement",
        "--services",
        "none",
    ]);
    assert_eq!(begun.exit, Some(0), "{}", begun.stderr);

    // Before anything is published, the page shows the draft with its questions, and changes with every answer.
    let mut serving = Serving::begin(&sandbox, &["--today", "2026-11-25"]);
    assert!(serving.page("/privacyverklaring/concept/").contains("Onder welke naam"), "the question is shown");
    answer(&sandbox, "organisation", "legal_name", "Fietsenmaker V.O.F.");
    answer(&sandbox, "organisation", "email", "privacy@fiets.example");
    answer(&sandbox, "organisation", "phone", "020 000 00 00");
    // How to ask for a right, and how changes are announced.
    answer(&sandbox, "organisation", "channel", "Mail ons op privacy@fiets.example.");
    answer(&sandbox, "organisation", "channel", "Een belangrijke wijziging mailen wij u vooraf.");
    serving.until("the answer", || serving.page("/privacyverklaring/concept/").contains("Fietsenmaker V.O.F."));
    let draft = "content/privacyverklaring/draft.nl.md";
    let written = fs::read_to_string(sandbox.path(draft)).unwrap();
    fs::write(sandbox.path(draft), format!("{written}\n[Stuk](#bestaat-niet)\n")).unwrap();
    let has_error = || serving.state("/privacyverklaring/concept/").to_string().contains("broken-section-link");
    serving.until("the error on top of the page", has_error);
    fs::write(sandbox.path(draft), &written).unwrap();
    serving.until("the fixed page", || !has_error());

    // Unanswered questions are left out only if the editor asks for it.
    let refused = sandbox.run(&["release", "privacyverklaring", "--effective", "2026-12-01", "--today", "2026-11-25"]);
    assert_eq!(refused.exit, Some(1), "{}", refused.stderr);
    assert!(refused.stderr.contains("error[unanswered-question]: "), "{}", refused.stderr);
    let first = ["release", "privacyverklaring", "--effective", "2026-12-01", "--allow-unknown", "--yes"];
    let said = helder(&sandbox, "2026-11-25", &first);
    assert!(said.contains("released privacyverklaring 1.0, which holds from 2026-12-01"), "{said}");
    serving.until("the version", || serving.get("/privacyverklaring/1.0/").body.contains("Fietsenmaker V.O.F."));
    assert_eq!(serving.interrupt(), Some(0));

    // A fact changes, so the text in force is out of date until a second version is published.
    sandbox.edit("content/registers/organisation.yaml", "020 000 00 00", "030 000 00 00");
    let check = sandbox.run(&["check", "--language", "en", "--today", "2027-01-10"]);
    assert!(check.stderr.contains("error[version-register-drift]: "), "{}", check.stderr);
    assert!(helder(&sandbox, "2027-01-10", &["diff", "privacyverklaring"]).contains("[-020-]{+030+} 000 00 00"));
    let second = ["release", "privacyverklaring", "--effective", "2027-01-11", "--allow-unknown", "--yes"];
    let said = helder(&sandbox, "2027-01-10", &[&second[..], &["--summary", "nl=Ons telefoonnummer."]].concat());
    assert!(said.contains("proposed: editorial\n"), "{said}");
    let history = helder(&sandbox, "2027-01-12", &["history"]);
    assert!(history.contains("1.1") && history.contains("in force") && history.contains("superseded"), "{history}");
    helder(&sandbox, "2027-01-12", &["build"]);
    let redline = fs::read_to_string(sandbox.path("dist/public/privacyverklaring/1.1/wijzigingen/index.html")).unwrap();
    let old =
        r#"<del><span class="mark" data-mark="[verwijderd: "></span>020<span class="mark" data-mark="]"></span></del>"#;
    let new =
        r#"<ins><span class="mark" data-mark="[ingevoegd: "></span>030<span class="mark" data-mark="]"></span></ins>"#;
    assert!(redline.contains(&format!("{old}<wbr>{new} 000 00 00")), "{redline}");

    // A change of a published text is detected.
    helder(&sandbox, "2027-01-12", &["history", "--verify"]);
    sandbox.edit("content/privacyverklaring/1.0.nl.md", "De eerste versie", "De allereerste versie");
    let caught = sandbox.run(&["build", "--today", "2027-01-12"]);
    assert_eq!(caught.exit, Some(1));
    assert!(
        caught.stderr.contains("error[published-file-changed]: version 1.0 of `privacyverklaring`"),
        "{}",
        caught.stderr
    );
}

//! Published versions can't change unnoticed: `history.lock`, and copies of `versions.json`.

use std::fs;
use std::process::Command;

use crate::sandbox::{Run, Sandbox};

fn recorded() -> Sandbox {
    let sandbox = Sandbox::of("three-versions");
    let run = sandbox.run(&["history", "--record"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    assert_eq!(
        run.stderr,
        "recorded `privacy/1.0.nl.md`\nrecorded `privacy/1.1.nl.md`\nrecorded `privacy/2.0.nl.md`\n"
    );
    sandbox
}

/// Runs a command that must fail, and returns its messages.
fn fails(sandbox: &Sandbox, args: &[&str]) -> String {
    let Run { exit, stderr, .. } = sandbox.run(args);
    assert_eq!(exit, Some(1), "{stderr}");
    stderr
}

#[test]
fn an_unchanged_history_is_verified() {
    let sandbox = recorded();
    let run = sandbox.run(&["history", "--verify"]);
    assert_eq!((run.exit, run.stderr.as_str()), (Some(0), ""));
    let (words, chain) = run.stdout.trim_end().rsplit_once(' ').unwrap();
    assert_eq!(words, "privacy: 3 versions as they were; up to 2.0");
    assert_eq!(chain.len(), 64);
    assert_eq!(sandbox.run(&["history", "--record"]).stderr, "`history.lock` lists every published file already\n");
    assert_eq!(sandbox.run(&["build"]).exit, Some(0));
    let versions = fs::read_to_string(sandbox.path("dist/public/versions.json")).unwrap();
    assert!(versions.contains(chain), "{versions}");
}

/// Anyone can verify the lock without helder.
#[test]
fn a_verified_history_is_a_markdown_table_on_request() {
    let sandbox = recorded();
    let human = sandbox.run(&["history", "--verify"]).stdout;
    let (_, chain) = human.trim_end().rsplit_once(' ').unwrap();
    let run = sandbox.run(&["history", "--verify", "--format", "markdown"]);
    assert_eq!((run.exit, run.stderr.as_str()), (Some(0), ""));
    let head = "| document | versions | newest | digest |\n| --- | --- | --- | --- |\n";
    assert_eq!(run.stdout, format!("{head}| privacy | 3 | 2.0 | `{chain}` |\n"));
}

#[test]
fn sha256sum_reads_the_lock() {
    let sandbox = recorded();
    let check = Command::new("sha256sum")
        .args(["--check", "--strict", "history.lock"])
        .current_dir(sandbox.path("content"))
        .output()
        .expect("sha256sum is there: it is in coreutils");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn a_changed_file_is_reported_with_both_digests() {
    let sandbox = recorded();
    sandbox.edit("content/privacy/1.1.nl.md", "heel ", "zeer ");
    for args in [&["check"][..], &["build"], &["history", "--verify"]] {
        let said = fails(&sandbox, args);
        assert!(
            said.contains(
                "error[published-file-changed]: version 1.1 of `privacy` is published, and its file `1.1.nl.md` was changed"
            ),
            "{said}"
        );
        let hint = said.lines().find(|line| line.starts_with("hint: its SHA-256 was ")).unwrap();
        let digests = hint.split([' ', ';']).filter(|word| word.len() == 64).count();
        assert_eq!(digests, 2, "{hint}");
    }
    assert!(fails(&sandbox, &["history", "--record"]).ends_with("nothing was recorded\n"));
}

#[test]
fn missing_renamed_and_new_files_are_reported_differently() {
    let sandbox = recorded();
    fs::remove_file(sandbox.path("content/privacy/1.0.nl.md")).unwrap();
    fs::rename(sandbox.path("content/privacy/2.0.nl.md"), sandbox.path("content/privacy/3.0.nl.md")).unwrap();
    sandbox.edit("content/privacy/3.0.nl.md", "2.0", "2.0");
    let said = fails(&sandbox, &["check"]);
    assert!(said.contains("version 1.0 of `privacy` is published, and its file `1.0.nl.md` is missing"), "{said}");
    let renamed = "version 2.0 of `privacy` is published, and its file `2.0.nl.md` is now called `privacy/3.0.nl.md`";
    assert!(said.contains(renamed), "{said}");
    assert!(!said.contains("published-file-unrecorded"), "{said}");

    let sandbox = recorded();
    let text = fs::read_to_string(sandbox.path("content/privacy/2.0.nl.md")).unwrap();
    let text = text.replace("\"2.0\"", "\"2.1\"").replace("2026-12-01", "2027-01-01");
    sandbox.write("content/privacy/2.1.nl.md", text);
    let said = fails(&sandbox, &["build"]);
    assert!(
        said.contains(
            "error[published-file-unrecorded]: `privacy/2.1.nl.md` is a published file that is not in `history.lock`"
        ),
        "{said}"
    );
    assert_eq!(sandbox.run(&["history", "--record"]).stderr, "recorded `privacy/2.1.nl.md`\n");
    assert_eq!(sandbox.run(&["build"]).exit, Some(0));
}

#[test]
fn a_damaged_lock_is_reported_line_by_line() {
    let sandbox = recorded();
    let lock = fs::read_to_string(sandbox.path("content/history.lock")).unwrap();
    sandbox.write("content/history.lock", format!("<<<<<<< HEAD\n{lock}\n"));
    let said = fails(&sandbox, &["check"]);
    assert!(said.contains("error[invalid-lock]: a line is a SHA-256, two spaces and a path"), "{said}");
    assert!(said.contains("content/history.lock:1:1"), "{said}");
}

/// Changing both a file and the lock does not change the copy that somebody else has.
#[test]
fn an_older_versions_json_detects_a_change_of_file_and_lock() {
    let sandbox = recorded();
    assert_eq!(sandbox.run(&["build"]).exit, Some(0));
    fs::copy(sandbox.path("dist/public/versions.json"), sandbox.path("held.json")).unwrap();
    let against = ["history", "--verify", "--against", "held.json"];
    assert_eq!(sandbox.run(&against).exit, Some(0));
    sandbox.edit("content/privacy/1.1.nl.md", "heel ", "zeer ");
    fs::remove_file(sandbox.path("content/history.lock")).unwrap();
    assert_eq!(sandbox.run(&["history", "--record"]).exit, Some(0));
    assert_eq!(sandbox.run(&["history", "--verify"]).exit, Some(0));
    let said = fails(&sandbox, &against);
    assert!(said.contains("the text in `nl` of version 1.1 of `privacy` is not what `held.json` says"), "{said}");

    sandbox.write("held.json", "{}");
    let run = sandbox.run(&against);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.starts_with("error: `held.json` is no `versions.json` that helder wrote: "), "{}", run.stderr);
}

#[test]
fn without_a_lock_there_is_nothing_to_verify() {
    let said = fails(&Sandbox::of("three-versions"), &["history", "--verify"]);
    assert!(
        said.contains("error[no-history-lock]: there is no `history.lock` to verify the versions against"),
        "{said}"
    );
}

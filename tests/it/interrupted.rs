//! A change of sources that was interrupted: commands that read report it and leave it; only the command that began it finishes it.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::sandbox::{Run, Sandbox};
use crate::tree;

const JOURNAL: &str = "content/.helder-change";

const CHANGE: &str = r#"{
  "command": "helder release privacy",
  "write": [{ "path": "privacy/9.0.nl.md", "text": "text", "before": null }],
  "remove": [{ "path": "privacy/1.1.nl.md", "before": "0000" }]
}"#;

/// Every command that reads content.
const READS: [&[&str]; 9] = [
    &["check"],
    &["check", "--format", "json"],
    &["build"],
    &["history"],
    &["history", "--verify"],
    &["history", "--record"],
    &["diff", "privacy"],
    &["serve", "--port", "0"],
    &["release", "privacy", "--dry-run"],
];

fn interrupted() -> Sandbox {
    let sandbox = Sandbox::of("three-versions");
    sandbox.write(JOURNAL, CHANGE);
    sandbox
}

#[test]
fn a_command_that_reads_reports_a_release_and_changes_nothing() {
    let sandbox = interrupted();
    let before = tree::read(&sandbox.path(""));
    let said = "\
error: an interrupted `helder release privacy` waits to be finished; nothing was changed. It would write
  content/privacy/9.0.nl.md
  content/privacy/1.1.nl.md (removed)
hint: run it again to finish it; to give it up, remove `content/.helder-change` and look what changed
";
    for arguments in READS {
        let run = sandbox.run(arguments);
        let expected = Run { exit: Some(2), stdout: String::new(), stderr: said.to_owned() };
        assert_eq!(run, expected, "{arguments:?}");
        assert_eq!(tree::read(&sandbox.path("")), before, "{arguments:?}");
    }
    assert_eq!(sandbox.run(&["explain", "--list"]).exit, Some(0));
}

#[test]
fn a_release_finishes_it() {
    let sandbox = interrupted();
    let run = sandbox.run(&["release", "privacy"]);
    let said = "\
an earlier `helder release` was interrupted here, and is finished now; run this again for another one
  content/privacy/9.0.nl.md
  content/privacy/1.1.nl.md (removed)

commit it:
  git add content
";
    assert_eq!(run, Run { exit: Some(0), stdout: String::new(), stderr: said.to_owned() });
    assert_eq!(fs::read_to_string(sandbox.path("content/privacy/9.0.nl.md")).unwrap(), "text");
    // It has another text than the journal says, so somebody may want it.
    assert!(sandbox.path("content/privacy/1.1.nl.md").exists());
    assert!(!sandbox.path(JOURNAL).exists());
}

#[test]
fn an_interrupted_init_is_reported_and_finished_by_init() {
    let sandbox = Sandbox::new();
    let journal = r#"{ "write": [{ "path": "content/site.yaml", "text": "x", "before": null }], "remove": [] }"#;
    sandbox.write("site/.helder-init", journal);
    let run = sandbox.run(&["check", "--content", "site/content"]);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.starts_with("error: an interrupted `helder init` waits to be finished"), "{}", run.stderr);
    assert!(!sandbox.path("site/content").exists());
    assert_eq!(sandbox.run(&["init", "site"]).exit, Some(0));
    assert_eq!(fs::read_to_string(sandbox.path("site/content/site.yaml")).unwrap(), "x");
    assert!(!sandbox.path("site/.helder-init").exists());
}

fn made(mut command: Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

#[test]
fn what_is_no_journal_is_refused_without_waiting_for_it() {
    type Make = fn(&std::path::Path) -> bool;
    let places: [(&str, Make); 6] = [
        ("it is not a plain file", |path| {
            let mut command = Command::new("mkfifo");
            command.arg(path);
            made(command)
        }),
        // Only root can make a device.
        ("it is not a plain file", |path| {
            let mut command = Command::new("mknod");
            command.arg(path).args(["c", "1", "5"]);
            made(command)
        }),
        ("it is not a plain file", |path| symlink("/dev/zero", path).is_ok()),
        ("it is not a plain file", |path| fs::create_dir(path).is_ok()),
        ("it is too large", |path| fs::File::create(path).unwrap().set_len(1 << 40).is_ok()),
        ("helder did not write it", |path| fs::write(path, "{\"write\": 1}").is_ok()),
    ];
    let mut refused = 0;
    for (reason, make) in places {
        for (journal, finishes) in [(JOURNAL, &["release", "privacy"][..]), (".helder-init", &["init"])] {
            let sandbox = Sandbox::of("minimal");
            if !make(&sandbox.path(journal)) {
                continue;
            }
            for arguments in [&["check"][..], &["build"], finishes] {
                let run = sandbox.run(arguments);
                let shown = if journal == JOURNAL { JOURNAL } else { "./.helder-init" };
                let said = format!(
                    "error: `{shown}` was to finish an interrupted change, and can't be followed: {reason}\nhint: remove it, and look what changed\n"
                );
                assert_eq!((run.exit, run.stderr), (Some(2), said), "{journal} {arguments:?}");
                refused += 1;
            }
            assert!(!sandbox.path("dist").exists());
        }
    }
    assert!(refused >= 30, "{refused}");
}

/// A journal may have come with somebody else's folder.
#[test]
fn a_journal_controls_no_terminal() {
    let sandbox = Sandbox::of("minimal");
    sandbox.write(
        JOURNAL,
        r#"{ "command": "\u001b[2J", "write": [{ "path": "privacy/\u001b[2J", "text": "", "before": null }], "remove": [] }"#,
    );
    let said = sandbox.run(&["check"]).stderr;
    assert!(said.contains("\u{FFFD}[2J") && !said.contains('\u{1B}'), "{said:?}");
}

#[test]
fn a_new_file_is_written_through_no_link_and_no_pipe() {
    let sandbox = interrupted();
    sandbox.write("victim", "mine");
    symlink(sandbox.path("victim"), sandbox.path("content/privacy/.9.0.nl.md.new")).unwrap();
    assert_eq!(sandbox.run(&["release", "privacy"]).exit, Some(0));
    assert_eq!(fs::read_to_string(sandbox.path("victim")).unwrap(), "mine");

    let sandbox = interrupted();
    let pipe = sandbox.path("content/privacy/.9.0.nl.md.new");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    assert_eq!(sandbox.run(&["release", "privacy"]).exit, Some(0));
}

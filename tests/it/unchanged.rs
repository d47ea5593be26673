//! A build over its own output: with the same inputs and an output as it was left, nothing is made again.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::sandbox::Sandbox;
use crate::tree;

/// When each file of the output was touched last, be it only for a link to it.
fn touched(sandbox: &Sandbox) -> BTreeMap<String, (i64, i64)> {
    let tree = tree::read(&sandbox.path("dist"));
    let times = tree.into_keys().map(|path| {
        let found = fs::symlink_metadata(sandbox.path("dist").join(&path)).unwrap();
        (path, (found.ctime(), found.ctime_nsec()))
    });
    times.collect()
}

/// Asserts that every page was made again, or at least linked again.
fn assert_made_again(before: &BTreeMap<String, (i64, i64)>, after: &BTreeMap<String, (i64, i64)>) {
    let kept = before.iter().filter(|(path, time)| path.starts_with("public/") && after.get(*path) == Some(time));
    assert_eq!(kept.collect::<Vec<_>>(), []);
}

/// Returns a sandbox with a finished build, and the times of its files.
fn built(arguments: &[&str]) -> (Sandbox, BTreeMap<String, (i64, i64)>) {
    let sandbox = Sandbox::of("three-versions");
    sandbox.build(arguments);
    let before = touched(&sandbox);
    (sandbox, before)
}

/// Builds with a change of the inputs, which must make the whole output again.
fn makes_everything_again(arguments: &[&str], change: impl FnOnce(&Sandbox)) {
    let (sandbox, before) = built(&[]);
    change(&sandbox);
    sandbox.build(arguments);
    assert_made_again(&before, &touched(&sandbox));
}

const SAID: &str = "built 17 files in `dist`: 0 changed, 0 removed\n";

#[test]
fn nothing_is_made_again_when_nothing_changed() {
    for arguments in [&[][..], &["--drafts"], &["--no-redlines"]] {
        let (sandbox, before) = built(arguments);
        let said = sandbox.build(arguments);
        assert!(said.ends_with(" files in `dist`: 0 changed, 0 removed\n"), "{said}");
        assert_eq!(touched(&sandbox), before, "{arguments:?}");
    }
}

#[test]
fn a_report_for_programs_is_the_same() {
    for format in ["json", "sarif", "github"] {
        let (sandbox, before) = built(&[]);
        let unchanged = sandbox.run(&["build", "--format", format]);
        assert_eq!(touched(&sandbox), before, "{format}");
        fs::remove_file(sandbox.path("dist/.helder-digest")).unwrap();
        assert_eq!(sandbox.run(&["build", "--format", format]), unchanged, "{format}");
        assert_ne!(touched(&sandbox), before, "{format}");
    }
}

#[test]
fn a_file_with_another_text_of_the_same_length_is_written_again() {
    let (sandbox, _) = built(&[]);
    let page = sandbox.path("dist/public/index.html");
    let (text, time) = (fs::read_to_string(&page).unwrap(), fs::metadata(&page).unwrap().modified().unwrap());
    let other = text.replacen("html", "htmx", 1);
    for time in [None, Some(time)] {
        fs::write(&page, &other).unwrap();
        if let Some(time) = time {
            fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
        }
        assert_eq!(sandbox.build(&[]), "built 17 files in `dist`: 1 changed, 0 removed\n");
        assert_eq!(fs::read_to_string(&page).unwrap(), text);
    }
}

#[test]
fn a_file_that_is_gone_is_written_again() {
    for path in ["public/index.html", ".helder-files"] {
        let (sandbox, _) = built(&[]);
        let before = tree::read(&sandbox.path("dist"));
        fs::remove_file(sandbox.path("dist").join(path)).unwrap();
        let run = sandbox.run(&["build"]);
        if path == ".helder-files" {
            // Nothing says any more that helder made the other files.
            assert_eq!(run.exit, Some(2));
            continue;
        }
        assert_eq!(run.stderr, "built 17 files in `dist`: 1 changed, 0 removed\n");
        tree::assert_same_bytes(&before, &tree::read(&sandbox.path("dist")), "after the repair");
    }
}

#[test]
fn a_foreign_file_is_refused_still() {
    let (sandbox, before) = built(&[]);
    sandbox.write("dist/public/CNAME", "privacy.example.org");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.contains("dist/public/CNAME` holds files that helder did not make"), "{}", run.stderr);
    fs::remove_file(sandbox.path("dist/public/CNAME")).unwrap();
    assert_eq!(touched(&sandbox), before);
}

#[test]
fn a_repaired_output_is_left_alone_by_the_next_build() {
    let (sandbox, _) = built(&[]);
    fs::write(sandbox.path("dist/public/index.html"), "spoilt").unwrap();
    sandbox.build(&[]);
    let before = touched(&sandbox);
    assert_eq!(sandbox.build(&[]), SAID);
    assert_eq!(touched(&sandbox), before);
}

#[test]
fn every_input_makes_everything_again() {
    makes_everything_again(&["--today", "2026-11-23"], |_| {});
    makes_everything_again(&["--drafts"], |_| {});
    makes_everything_again(&[], |sandbox| sandbox.edit("content/privacy/1.1.nl.md", "heel zorgvuldig", "erg netjes"));
    makes_everything_again(&[], |sandbox| {
        sandbox.write("themes/default/styles/99-own.css", "h1 { color: teal; }");
    });
}

#[test]
fn the_law_is_checked_although_nothing_changed() {
    let (sandbox, _) = built(&[]);
    let run = sandbox.run(&["build", "--deny", "errors"]);
    assert_eq!(run.exit, Some(1), "{}", run.stderr);
}

#[test]
fn another_program_makes_everything_again() {
    let (sandbox, before) = built(&[]);
    // What follows the end of a program changes nothing that it does.
    let other = sandbox.path("other-helder");
    let mut program = fs::read(sandbox.helder(&["build"]).get_program()).unwrap();
    program.push(0);
    fs::write(&other, program).unwrap();
    fs::set_permissions(&other, fs::Permissions::from_mode(0o755)).unwrap();
    let mut build = std::process::Command::new(&other);
    build.args(sandbox.helder(&["build"]).get_args()).current_dir(sandbox.path("")).env_clear();
    let run = sandbox.outcome(&mut build);
    assert_eq!((run.exit, run.stderr.as_str()), (Some(0), SAID));
    assert_made_again(&before, &touched(&sandbox));
}

#[test]
fn a_warning_is_found_again_without_rendering() {
    let sandbox = Sandbox::of("warns-of-a-missing-section-id");
    let first = sandbox.run(&["build"]).stderr;
    let (warning, _) = first.split_once("built").unwrap();
    assert!(warning.starts_with("warning[missing-section-id]"), "{first}");
    let before = touched(&sandbox);
    let second = sandbox.run(&["build"]).stderr;
    assert!(second.starts_with(warning) && second.ends_with(": 0 changed, 0 removed\n"), "{second}");
    assert_eq!(touched(&sandbox), before);
}

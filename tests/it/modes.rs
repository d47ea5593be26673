//! File modes of an output: anyone may read it and only its owner may write, whatever the umask and whatever was there before.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::sandbox::Sandbox;

/// Builds with a umask, and returns what the build says.
fn build(sandbox: &Sandbox, umask: &str, arguments: &[&str]) -> String {
    let helder = sandbox.helder(&[&["build"], arguments].concat());
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]).arg(helder.get_program()).args(helder.get_args());
    shell.current_dir(sandbox.path("")).env_clear();
    let run = sandbox.outcome(&mut shell);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    run.stderr
}

/// Returns the files and folders of an output, itself too, with another mode.
fn wrong(output: &Path) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for entry in walkdir::WalkDir::new(output) {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
        if mode != if entry.file_type().is_dir() { 0o755 } else { 0o644 } {
            wrong.insert(format!("{mode:o} {}", entry.path().display()));
        }
    }
    wrong
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn every_umask_gives_the_same_modes() {
    for umask in ["000", "022", "027", "077"] {
        let sandbox = Sandbox::of("three-versions");
        build(&sandbox, umask, &["--output", "a/dist"]);
        assert_eq!(wrong(&sandbox.path("a")), BTreeSet::new(), "{umask}");
        sandbox.edit("content/privacy/1.1.nl.md", "heel zorgvuldig", "erg netjes");
        build(&sandbox, umask, &["--output", "a/dist"]);
        assert_eq!(wrong(&sandbox.path("a")), BTreeSet::new(), "{umask}");
    }
}

#[test]
fn a_wrong_mode_is_mended_although_nothing_else_changed() {
    for (path, mode) in [
        ("dist", 0o700),
        ("dist/public", 0o777),
        ("dist/public/privacyverklaring/1.1", 0o700),
        ("dist/public/index.html", 0o600),
        ("dist/public/index.html", 0o666),
        ("dist/public/index.html", 0o755),
        ("dist/.helder-files", 0o600),
        ("dist/.helder-digest", 0o600),
    ] {
        // With and without the marker by which a build knows that nothing changed.
        for has_marker in [true, false] {
            let sandbox = Sandbox::of("three-versions");
            build(&sandbox, "077", &[]);
            set(&sandbox.path(path), mode);
            if !has_marker {
                fs::remove_file(sandbox.path("dist/.helder-digest")).unwrap();
            }
            let changed = usize::from(path.ends_with(".html"));
            let said = build(&sandbox, "077", &[]);
            assert_eq!(said, format!("built 17 files in `dist`: {changed} changed, 0 removed\n"), "{path} {mode:o}");
            assert_eq!(wrong(&sandbox.path("dist")), BTreeSet::new(), "{path} {mode:o}");
        }
    }
}

#[test]
fn a_site_that_nobody_can_read_is_mended_by_the_next_build() {
    let sandbox = Sandbox::of("three-versions");
    sandbox.build(&[]);
    for entry in walkdir::WalkDir::new(sandbox.path("dist")) {
        let entry = entry.unwrap();
        set(entry.path(), if entry.file_type().is_dir() { 0o700 } else { 0o600 });
    }
    sandbox.edit("content/privacy/1.1.nl.md", "heel zorgvuldig", "erg netjes");
    build(&sandbox, "077", &[]);
    assert_eq!(wrong(&sandbox.path("dist")), BTreeSet::new());
}

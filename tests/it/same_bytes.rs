//! The same sources give the same bytes, and a change of the sources changes exactly the files that depend on it.

use std::fs;
use std::os::unix::fs::MetadataExt;

use crate::sandbox::Sandbox;
use crate::tree;

#[test]
fn two_machines_build_the_same_bytes() {
    let one = Sandbox::of_repository();
    let two = Sandbox::new();
    tree::copy(&one.path("content"), &two.path("a/deep/place/content"));
    let here = [("TZ", "Pacific/Kiritimati"), ("LANG", "nl_NL.UTF-8"), ("RAYON_NUM_THREADS", "1")];
    let there = [("TZ", "America/Adak"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "7")];
    let first = one.outcome(one.helder(&["build", "--drafts"]).envs(here));
    let arguments = ["build", "--drafts", "--content", "a/deep/place/content", "--output", "another/dist"];
    let second = two.outcome(two.helder(&arguments).envs(there));
    assert_eq!((first.exit, second.exit), (Some(0), Some(0)), "{}{}", first.stderr, second.stderr);
    let (first, second) = (tree::read(&one.path("dist")), tree::read(&two.path("another/dist")));
    assert!(first.len() > 40, "the site has {} files", first.len());
    tree::assert_same_bytes(&first, &second, "two builds of the same content");
}

#[test]
fn a_second_build_changes_nothing() {
    let sandbox = Sandbox::of_repository();
    sandbox.build(&["--drafts"]);
    let first = tree::read(&sandbox.path("dist"));
    let folder = fs::metadata(sandbox.path("dist")).unwrap().ino();
    let said = sandbox.build(&["--drafts"]);
    let count = first.len() - 1;
    assert_eq!(said, format!("built {count} files in `dist`: 0 changed, 0 removed\n"));
    assert_eq!(first, tree::read(&sandbox.path("dist")), "bytes and times");
    assert_eq!(folder, fs::metadata(sandbox.path("dist")).unwrap().ino(), "the folder was replaced");
}

/// Builds a golden site, changes it, builds again, and returns the paths that differ; every other file keeps its time.
fn changed(site: &str, change: impl FnOnce(&Sandbox)) -> (Vec<String>, String) {
    let sandbox = Sandbox::of(site);
    sandbox.build(&[]);
    let before = tree::read(&sandbox.path("dist"));
    change(&sandbox);
    let said = sandbox.build(&[]);
    let after = tree::read(&sandbox.path("dist"));
    let differing = tree::differing(&before, &after);
    for (path, file) in &after {
        assert!(differing.contains(path) || before[path].modified == file.modified, "the time of `{path}` changed");
    }
    (differing, said)
}

#[test]
fn a_word_changes_the_pages_that_show_it() {
    let (changed, said) =
        changed("three-versions", |sandbox| sandbox.edit("content/privacy/1.1.nl.md", "heel zorgvuldig", "erg netjes"));
    let expected = [
        "public/privacyverklaring/1.0/sinds/index.html",
        "public/privacyverklaring/1.1/index.html",
        "public/privacyverklaring/1.1/wijzigingen/index.html",
        "public/privacyverklaring/2.0/wijzigingen/index.html",
        "public/privacyverklaring/index.html",
        "public/versions.json",
    ];
    assert_eq!(changed, expected);
    assert_eq!(said, "built 17 files in `dist`: 6 changed, 0 removed\n");
}

#[test]
fn a_day_on_which_nothing_happens_changes_nothing() {
    let sandbox = Sandbox::of("three-versions");
    sandbox.build(&["--today", "2026-11-02"]);
    let said = sandbox.build(&["--today", "2026-11-29"]);
    assert!(said.ends_with(": 0 changed, 0 removed\n"), "{said}");
}

#[test]
fn a_removed_version_leaves_no_file() {
    let (changed, said) =
        changed("three-versions", |sandbox| fs::remove_file(sandbox.path("content/privacy/2.0.nl.md")).unwrap());
    let expected = [
        ".helder-files",
        "public/feed.xml",
        "public/index.html",
        "public/privacyverklaring/1.0/sinds/index.html",
        "public/privacyverklaring/1.1/index.html",
        "public/privacyverklaring/1.1/wijzigingen/index.html",
        "public/privacyverklaring/2.0/index.html",
        "public/privacyverklaring/2.0/wijzigingen/index.html",
        "public/privacyverklaring/feed.xml",
        "public/privacyverklaring/geschiedenis/index.html",
        "public/privacyverklaring/index.html",
        "public/sitemap.xml",
        "public/versions.json",
    ];
    assert_eq!(changed, expected);
    assert_eq!(said, "built 15 files in `dist`: 10 changed, 2 removed\n");
}

#[test]
fn a_new_draft_changes_no_published_file() {
    let (changed, said) = changed("three-versions", |sandbox| {
        sandbox.write("content/privacy/draft.nl.md", "---\nversion: \"3.0\"\n---\n\n# Privacyverklaring\n\nNieuw.\n");
    });
    assert_eq!(changed, Vec::<String>::new());
    assert!(said.ends_with(": 0 changed, 0 removed\n"), "{said}");
}

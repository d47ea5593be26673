//! Changes of sources: all of them or none, with a fault at each step on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{FileChanges, FileRemoval, FileWrite, Journal, apply, create, finish, finish_creation, refuse_interrupted};
use crate::lock::sha256;
use crate::shell::Error;
use crate::shell::disk::fault::{self, Fault};

const JOURNAL: &str = ".helder-change";

fn folder(path: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("draft.nl.md"), "concept").unwrap();
    fs::write(folder.path().join("history.lock"), "oud").unwrap();
    folder
}

fn change() -> FileChanges {
    let written = |path: &str, text: &str, before: Option<&str>| FileWrite {
        path: path.into(),
        text: text.into(),
        before: before.map(sha256),
    };
    FileChanges {
        command: "helder release privacy".to_owned(),
        write: vec![written("1.0.nl.md", "versie", None), written("history.lock", "nieuw", Some("oud"))],
        remove: vec![FileRemoval { path: "draft.nl.md".into(), before: sha256("concept") }],
    }
}

/// However far it came, the next run finishes it.
#[test]
fn an_interrupted_change_is_carried_out_by_the_next_run() {
    let whole = prepared();
    apply(whole.path(), &change()).unwrap();
    let done = folder(whole.path());
    assert_eq!(done.keys().collect::<Vec<_>>(), ["1.0.nl.md", "history.lock"]);
    for fault in [Fault::Failure, Fault::Kill] {
        for at in 1.. {
            let prepared = prepared();
            let path = prepared.path();
            let before = folder(path);
            let (applied, is_reached) = fault::run(path, fault, at, || apply(path, &change()));
            if !is_reached {
                applied.unwrap();
                break;
            }
            if path.join(JOURNAL).exists() {
                // Commands that read leave it as it is.
                let left = folder(path);
                assert!(matches!(refuse_interrupted(path), Err(Error::Interrupted(_))), "{fault:?} at step {at}");
                assert_eq!(folder(path), left, "{fault:?} at step {at}");
                assert_eq!(finish(path).unwrap(), Some(change()), "{fault:?} at step {at}");
            }
            let mut left = folder(path);
            // Half of a journal is nothing; the next journal replaces it.
            left.remove(&format!(".{JOURNAL}.new"));
            assert!(left == done || (left == before && applied.is_err()), "{fault:?} at step {at}: {left:?}");
            assert_eq!(finish(path).unwrap(), None, "{fault:?} at step {at}");
        }
    }
}

/// A fault in the run that finishes the change leaves it to the run after that.
#[test]
fn an_interrupted_end_is_carried_out_by_the_run_after_it() {
    let whole = prepared();
    apply(whole.path(), &change()).unwrap();
    for fault in [Fault::Failure, Fault::Kill] {
        for at in 1.. {
            let prepared = prepared();
            let path = prepared.path();
            Journal::of_content(path).decide(&change()).unwrap();
            let (_, is_reached) = fault::run(path, fault, at, || finish(path));
            finish(path).unwrap();
            assert_eq!(folder(path), folder(whole.path()), "{fault:?} at step {at}");
            if !is_reached {
                break;
            }
        }
    }
}

#[test]
fn a_single_file_needs_no_journal() {
    for fault in [Fault::Failure, Fault::Kill] {
        for at in 1.. {
            let prepared = prepared();
            let path = prepared.path();
            let write = FileWrite { path: "history.lock".into(), text: "nieuw".into(), before: Some(sha256("oud")) };
            let change = FileChanges { write: vec![write], ..FileChanges::default() };
            let (_, is_reached) = fault::run(path, fault, at, || apply(path, &change));
            let text = fs::read_to_string(path.join("history.lock")).unwrap();
            assert!(text == "nieuw" || (text == "oud" && is_reached), "{fault:?} at step {at}: {text}");
            assert!(!path.join(JOURNAL).exists());
            if !is_reached {
                break;
            }
        }
    }
}

#[test]
fn before_it_is_decided_nothing_has_changed() {
    let prepared = prepared();
    let before = folder(prepared.path());
    fs::write(prepared.path().join(format!(".{JOURNAL}.new")), "{\"wri").unwrap();
    assert_eq!(finish(prepared.path()).unwrap(), None);
    fs::remove_file(prepared.path().join(format!(".{JOURNAL}.new"))).unwrap();
    assert_eq!(folder(prepared.path()), before);
}

#[test]
fn a_file_that_was_changed_meanwhile_is_not_lost() {
    let prepared = prepared();
    let path = prepared.path();
    fs::write(path.join("1.0.nl.md"), "van een ander").unwrap();
    apply(path, &change()).unwrap_err();
    assert!(Journal::of_content(path).expect(&change()).is_err());
    assert_eq!(fs::read_to_string(path.join("1.0.nl.md")).unwrap(), "van een ander");
    assert!(!path.join(JOURNAL).exists());

    fs::remove_file(path.join("1.0.nl.md")).unwrap();
    Journal::of_content(path).decide(&change()).unwrap();
    fs::write(path.join("draft.nl.md"), "de volgende").unwrap();
    finish(path).unwrap();
    assert_eq!(fs::read_to_string(path.join("draft.nl.md")).unwrap(), "de volgende");
}

#[test]
fn a_journal_reaches_no_further_than_its_folder() {
    let prepared = prepared();
    let content = prepared.path().join("content");
    fs::create_dir(&content).unwrap();
    for path in ["../outside", "/tmp/outside", "a/../../outside", "a/b/c", ""] {
        let write = vec![FileWrite { path: path.into(), text: "x".into(), before: None }];
        fs::write(
            content.join(JOURNAL),
            serde_json::to_string(&FileChanges { write, ..FileChanges::default() }).unwrap(),
        )
        .unwrap();
        finish(&content).unwrap_err();
        assert!(matches!(refuse_interrupted(&content), Err(Error::Journal { .. })), "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(prepared.path(), content.join("privacy")).unwrap();
        let write = vec![FileWrite { path: "privacy/outside".into(), text: "x".into(), before: None }];
        fs::remove_file(content.join(JOURNAL)).unwrap();
        apply(&content, &FileChanges { write, ..FileChanges::default() }).unwrap_err();
    }
    assert!(!prepared.path().join("outside").exists());
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_text() {
    let prepared = prepared();
    fs::write(prepared.path().join("draft.nl.md"), "\u{FEFF}concept").unwrap();
    apply(prepared.path(), &change()).unwrap();
    assert!(!prepared.path().join("draft.nl.md").exists());
}

fn new_site() -> BTreeMap<String, String> {
    let files = ["README.md", "content/site.yaml", "content/registers/services.yaml", ".github/workflows/x.yml"];
    files.into_iter().map(|path| (path.to_owned(), format!("text of {path}"))).collect()
}

/// Returns every file below a folder.
fn tree(path: &Path) -> BTreeMap<String, String> {
    // There may be no folder.
    let entries = walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let relative = file.path().strip_prefix(path).unwrap().to_str().unwrap().to_owned();
            (relative, fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

#[test]
fn an_interrupted_creation_is_finished_by_the_next_run() {
    let files = new_site();
    for fault in [Fault::Failure, Fault::Kill] {
        for at in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let site = folder.path().join("site");
            let (created, is_reached) = fault::run(folder.path(), fault, at, || create(&site, &files));
            if !is_reached {
                created.unwrap();
                break;
            }
            if site.join(".helder-init").exists() {
                assert_eq!(fault, Fault::Kill, "a failure is undone: step {at}");
                let left = tree(&site);
                assert!(matches!(refuse_interrupted(&site.join("content")), Err(Error::Interrupted(_))), "step {at}");
                assert_eq!(tree(&site), left, "step {at}");
                assert_eq!(finish_creation(&site).unwrap(), Some(files.len()), "step {at}");
                assert_eq!(tree(&site), files, "step {at}");
                assert_eq!(finish_creation(&site).unwrap(), None, "step {at}");
            } else {
                let mut left = tree(folder.path());
                if fault == Fault::Kill {
                    left.remove("site/..helder-init.new");
                }
                let is_done = tree(&site) == files && (fault == Fault::Kill || created.is_ok());
                assert!(left.is_empty() || is_done, "{fault:?} at step {at}: {left:?}");
                if !is_done {
                    create(&site, &files).unwrap();
                }
                assert_eq!(tree(&site), files, "{fault:?} at step {at}");
            }
        }
    }
}

#[test]
fn a_creation_that_fails_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("new/site");
    let mut files = new_site();
    // No file system has a name this long.
    files.insert(format!("schemas/{}", "x".repeat(300)), String::new());
    create(&site, &files).unwrap_err();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_creation_replaces_nothing() {
    let site = tempfile::tempdir().unwrap();
    let replaced = FileWrite { path: "README.md".into(), text: "theirs".into(), before: Some(sha256("mine")) };
    let change = FileChanges { write: vec![replaced], ..FileChanges::default() };
    fs::write(site.path().join("README.md"), "mine").unwrap();
    Journal::of_site(site.path()).decide(&change).unwrap();
    finish_creation(site.path()).unwrap_err();
    assert_eq!(fs::read_to_string(site.path().join("README.md")).unwrap(), "mine");
}

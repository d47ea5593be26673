//! Changes of the content folder: all of them, or none.
//!
//! What is to be written and removed is first put down in one file, the journal. From the moment that it is there the change is
//! decided: whoever reads the folder next carries out what remains of it. Killed before that moment, nothing has changed.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the module that changes sources")]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::lock::sha256;
use crate::shell::Error;

/// The name of the journal in the content folder; hidden, so that it is no source.
const JOURNAL: &str = ".helder-change";

/// Files to write and to remove, by their paths in the content folder.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Change {
    pub write: Vec<Written>,
    pub remove: Vec<Removed>,
}

/// A file with its new text.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Written {
    pub path: String,
    pub text: String,
    /// The digest of the text that it replaces; none for a new file.
    pub before: Option<String>,
}

/// A file that goes.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Removed {
    pub path: String,
    /// The digest of its text. A file that was written anew since then is somebody's work, and stays.
    pub before: String,
}

/// Carries out a change.
///
/// # Errors
///
/// What the disk says; and a file that is not what the change takes it for, in which case nothing is changed.
pub fn apply(content: &Path, change: &Change) -> Result<(), Error> {
    finish(content)?;
    expect(content, change)?;
    decide(content, change)?;
    carry_out(content, change, &mut |_| Ok(()))
}

/// Carries out what an interrupted run had decided. Returns whether there was such a thing.
///
/// # Errors
///
/// What the disk says; and a file that somebody changed since, in which case the rest stays as it is until they decide.
pub fn finish(content: &Path) -> Result<bool, Error> {
    let journal = content.join(JOURNAL);
    let text = match fs::read_to_string(&journal) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        read => read.map_err(|source| Error::disk("read", &journal, source))?,
    };
    let change: Change = serde_json::from_str(&text).map_err(|_| Error::Journal(journal))?;
    expect(content, &change)?;
    carry_out(content, &change, &mut |_| Ok(()))?;
    Ok(true)
}

/// Makes sure that the files lie in the folder, and are what the change takes them for or what it makes of them.
fn expect(content: &Path, change: &Change) -> Result<(), Error> {
    let mut paths = change.write.iter().map(|file| &file.path).chain(change.remove.iter().map(|file| &file.path));
    // A journal may have come with somebody's folder: it can reach no further than a text can.
    if paths.any(|path| !is_inside(content, path)) {
        return Err(Error::Journal(content.join(JOURNAL)));
    }
    for Written { path, text, before } in &change.write {
        let now = digest(&content.join(path))?;
        if now != *before && now != Some(sha256(text)) {
            return Err(Error::ChangedMeanwhile(content.join(path)));
        }
    }
    Ok(())
}

/// Returns whether a path names a file of the folder itself or of a folder in it, by no way around.
fn is_inside(content: &Path, path: &str) -> bool {
    let parts: Vec<Component<'_>> = Path::new(path).components().collect();
    let is_plain = parts.iter().all(|part| matches!(part, Component::Normal(_))) && matches!(parts.len(), 1 | 2);
    let leads = |path: PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    is_plain && !leads(content.join(path)) && !leads(content.join(parts[0]))
}

/// Puts the change down: the one step that decides.
fn decide(content: &Path, change: &Change) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(change).expect("a change is plain data");
    put(&content.join(JOURNAL), &text)
}

/// Carries out a change, as far as it was not; `before_step` can end it between any two steps, as a killed process would.
fn carry_out(
    content: &Path,
    change: &Change,
    before_step: &mut dyn FnMut(usize) -> io::Result<()>,
) -> Result<(), Error> {
    let mut steps = 0;
    let mut step = |path: &Path| {
        steps += 1;
        before_step(steps).map_err(|source| Error::disk("change", path, source))
    };
    for Written { path, text, .. } in &change.write {
        let path = content.join(path);
        step(&path)?;
        if digest(&path)? != Some(sha256(text)) {
            put(&path, text)?;
        }
    }
    for Removed { path, before } in &change.remove {
        let path = content.join(path);
        step(&path)?;
        if digest(&path)?.as_ref() == Some(before) {
            remove(&path)?;
        }
    }
    let journal = content.join(JOURNAL);
    step(&journal)?;
    remove(&journal)
}

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it.
fn put(path: &Path, text: &str) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = path.with_file_name(format!(".{name}.new"));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|source| Error::disk("write", path, source))
}

fn remove(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(|source| Error::disk("remove", path, source))
}

/// Returns the digest of a file's text as `load` reads it, without a byte order mark; none if there is no such file.
fn digest(path: &Path) -> Result<Option<String>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(sha256(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}')))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::disk("read", path, source)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::io;
    use std::path::Path;

    use super::{Change, JOURNAL, Removed, Written, apply, carry_out, decide, expect, finish};
    use crate::lock::sha256;

    fn folder(path: &Path) -> BTreeMap<String, String> {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap());
        entries
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
            .collect()
    }

    fn prepared() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("draft.nl.md"), "concept").unwrap();
        fs::write(folder.path().join("history.lock"), "oud").unwrap();
        folder
    }

    fn change() -> Change {
        let written = |path: &str, text: &str, before: Option<&str>| Written {
            path: path.into(),
            text: text.into(),
            before: before.map(sha256),
        };
        Change {
            write: vec![written("1.0.nl.md", "versie", None), written("history.lock", "nieuw", Some("oud"))],
            remove: vec![Removed { path: "draft.nl.md".into(), before: sha256("concept") }],
        }
    }

    /// However far it came, the next run finishes it.
    #[test]
    fn an_interrupted_change_is_carried_out_by_the_next_run() {
        let whole = prepared();
        apply(whole.path(), &change()).unwrap();
        let done = folder(whole.path());
        assert_eq!(done.keys().collect::<Vec<_>>(), ["1.0.nl.md", "history.lock"]);
        for end in 1..=4 {
            let folder_of_one = prepared();
            let path = folder_of_one.path();
            decide(path, &change()).unwrap();
            let killed = |step| if step == end { Err(io::Error::other("killed")) } else { Ok(()) };
            carry_out(path, &change(), &mut { killed }).unwrap_err();
            assert!(finish(path).unwrap(), "step {end}");
            assert_eq!(folder(path), done, "step {end}");
            assert!(!finish(path).unwrap(), "step {end}");
        }
    }

    #[test]
    fn before_it_is_decided_nothing_has_changed() {
        let prepared = prepared();
        let before = folder(prepared.path());
        fs::write(prepared.path().join(format!(".{JOURNAL}.new")), "{\"wri").unwrap();
        assert!(!finish(prepared.path()).unwrap());
        fs::remove_file(prepared.path().join(format!(".{JOURNAL}.new"))).unwrap();
        assert_eq!(folder(prepared.path()), before);
    }

    #[test]
    fn a_file_that_somebody_wrote_meanwhile_is_not_lost() {
        let prepared = prepared();
        let path = prepared.path();
        fs::write(path.join("1.0.nl.md"), "van een ander").unwrap();
        apply(path, &change()).unwrap_err();
        assert!(expect(path, &change()).is_err());
        assert_eq!(fs::read_to_string(path.join("1.0.nl.md")).unwrap(), "van een ander");
        assert!(!path.join(JOURNAL).exists());

        fs::remove_file(path.join("1.0.nl.md")).unwrap();
        decide(path, &change()).unwrap();
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
            let write = vec![Written { path: path.into(), text: "x".into(), before: None }];
            fs::write(content.join(JOURNAL), serde_json::to_string(&Change { write, remove: Vec::new() }).unwrap())
                .unwrap();
            finish(&content).unwrap_err();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(prepared.path(), content.join("privacy")).unwrap();
            let write = vec![Written { path: "privacy/outside".into(), text: "x".into(), before: None }];
            fs::remove_file(content.join(JOURNAL)).unwrap();
            apply(&content, &Change { write, remove: Vec::new() }).unwrap_err();
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
}

//! Changes of source files: all of them, or none.
//!
//! Everything that is to be written and removed is first written to one file, the journal. From then on the change is decided: the next
//! run that reads the folder finishes what is left of it. A process that is killed earlier has changed nothing.
//!
//! There are two kinds. A change of the content folder replaces and removes files. A new site also has files next to the content
//! folder; it only creates files.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the module that changes sources")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::lock::sha256;
use crate::shell::Error;

/// Files to write and to remove, by their paths in the folder.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileChanges {
    pub write: Vec<FileWrite>,
    pub remove: Vec<FileRemoval>,
}

/// A file with its new text.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileWrite {
    pub path: String,
    pub text: String,
    /// The digest of the text that it replaces; none for a new file.
    pub before: Option<String>,
}

/// A file to remove.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileRemoval {
    pub path: String,
    /// The digest of its text. A file that was changed since then is not removed.
    pub before: String,
}

/// Carries out a change of the content folder.
///
/// # Errors
///
/// The disk fails; or a file is not what the change expects, and then nothing is changed.
pub fn apply(content: &Path, change: &FileChanges) -> Result<(), Error> {
    finish(content)?;
    let journal = Journal::of_content(content);
    journal.expect(change)?;
    journal.decide(change)?;
    journal.carry_out(change, &mut |_| Ok(()))
}

/// Finishes what an interrupted run had decided, in the content folder or when it created the site. Returns whether there was such a
/// run.
///
/// # Errors
///
/// The disk fails; or a file was changed since, and then the rest stays as it is until the user decides.
pub fn finish(content: &Path) -> Result<bool, Error> {
    let site = finish_creation(&parent(content))?;
    let change = Journal::of_content(content).finish()?;
    Ok(site.is_some() || change.is_some())
}

/// Creates files, by their paths in a site's folder, and the folder if it does not exist. Nothing is overwritten.
///
/// # Errors
///
/// A file exists, or the disk fails; nothing is left behind then, unless the disk does not allow even that.
pub fn create(site: &Path, files: &BTreeMap<String, String>) -> Result<(), Error> {
    let in_the_way = in_the_way(site, files);
    if !in_the_way.is_empty() {
        return Err(Error::InTheWay(in_the_way));
    }
    let written = files.iter().map(|(path, text)| FileWrite { path: path.clone(), text: text.clone(), before: None });
    let change = FileChanges { write: written.collect(), remove: Vec::new() };
    let new_folders = new_folders(site, &change);
    let journal = Journal::of_site(site);
    let created = journal.decide(&change).and_then(|()| journal.carry_out(&change, &mut |_| Ok(())));
    if created.is_err() {
        journal.undo(&change, &new_folders);
    }
    created
}

/// Finishes the creation of a site that was interrupted. Returns the number of its files, if there was such a run.
///
/// # Errors
///
/// The disk fails; or one of the files was written since, and then the rest stays as it is until the user decides.
pub fn finish_creation(site: &Path) -> Result<Option<usize>, Error> {
    Ok(Journal::of_site(site).finish()?.map(|change| change.write.len()))
}

/// The journal of a folder.
struct Journal<'a> {
    folder: &'a Path,
    /// Hidden, so that it is not a source.
    name: &'static str,
    /// How many parts a path in the folder may have.
    depth_max: usize,
    may_replace: bool,
}

impl<'a> Journal<'a> {
    fn of_content(content: &'a Path) -> Journal<'a> {
        Journal { folder: content, name: ".helder-change", depth_max: 2, may_replace: true }
    }

    fn of_site(site: &'a Path) -> Journal<'a> {
        Journal { folder: site, name: ".helder-init", depth_max: 3, may_replace: false }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(self.name)
    }

    /// Finishes a change that was decided, and returns it.
    fn finish(&self) -> Result<Option<FileChanges>, Error> {
        let text = match fs::read_to_string(self.path()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|source| Error::disk("read", &self.path(), source))?,
        };
        let change: FileChanges = serde_json::from_str(&text).map_err(|_| Error::Journal(self.path()))?;
        self.expect(&change)?;
        self.carry_out(&change, &mut |_| Ok(()))?;
        Ok(Some(change))
    }

    /// Makes sure that the files are inside the folder, and are what the change expects or what it makes of them.
    fn expect(&self, change: &FileChanges) -> Result<(), Error> {
        let mut paths = change.write.iter().map(|file| &file.path).chain(change.remove.iter().map(|file| &file.path));
        let replaces = !change.remove.is_empty() || change.write.iter().any(|file| file.before.is_some());
        // A journal may have come with somebody else's folder: it can reach no further than a text can.
        if paths.any(|path| !self.is_inside(path)) || (replaces && !self.may_replace) {
            return Err(Error::Journal(self.path()));
        }
        for FileWrite { path, text, before } in &change.write {
            let now = digest(&self.folder.join(path))?;
            if now != *before && now != Some(sha256(text)) {
                return Err(Error::ChangedMeanwhile(self.folder.join(path)));
            }
        }
        Ok(())
    }

    /// Returns whether a path names a file in the folder, and leads through no link.
    fn is_inside(&self, path: &str) -> bool {
        let parts: Vec<Component<'_>> = Path::new(path).components().collect();
        let is_plain = parts.iter().all(|part| matches!(part, Component::Normal(_)));
        let mut place = self.folder.to_owned();
        is_plain
            && (1..=self.depth_max).contains(&parts.len())
            && parts.iter().all(|part| {
                place.push(part);
                !fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink())
            })
    }

    /// Writes the journal: the one step that decides.
    fn decide(&self, change: &FileChanges) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(change).expect("a change is plain data");
        put(&self.path(), &text)
    }

    /// Carries out what is left of a change. `before_step` can end it between any two steps, as killing the process would.
    fn carry_out(
        &self,
        change: &FileChanges,
        before_step: &mut dyn FnMut(usize) -> io::Result<()>,
    ) -> Result<(), Error> {
        let writes = change.write.iter().map(|file| &file.path);
        let paths: Vec<&String> = writes.chain(change.remove.iter().map(|file| &file.path)).collect();
        for (index, path) in paths.into_iter().enumerate() {
            let path = self.folder.join(path);
            before_step(index + 1).map_err(|source| Error::disk("change", &path, source))?;
            let now = digest(&path)?;
            match change.write.get(index) {
                Some(FileWrite { text, .. }) if now == Some(sha256(text)) => {
                    // The process may have been killed after it put the file in its place.
                    let _ = fs::remove_file(temporary(&path));
                }
                Some(FileWrite { text, .. }) if now.is_none() => put_new(&path, text)?,
                Some(FileWrite { text, .. }) => put(&path, text)?,
                None if now.as_ref() == Some(&change.remove[index - change.write.len()].before) => remove(&path)?,
                None => {}
            }
        }
        before_step(change.write.len() + change.remove.len() + 1)
            .map_err(|source| Error::disk("change", &self.path(), source))?;
        remove(&self.path())
    }

    /// Removes the files that a creation wrote, the folders that were new, and the journal.
    fn undo(&self, change: &FileChanges, new_folders: &[PathBuf]) {
        for FileWrite { path, text, .. } in &change.write {
            let path = self.folder.join(path);
            if digest(&path).is_ok_and(|now| now == Some(sha256(text))) {
                // What can't be removed is created again when the next run finishes the journal.
                let _ = remove(&path);
            }
        }
        let _ = remove(&self.path());
        for folder in new_folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Returns everything that exists where a file or a folder should be created.
fn in_the_way(site: &Path, files: &BTreeMap<String, String>) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    if fs::metadata(site).is_ok_and(|there| !there.is_dir()) {
        return vec![site.to_owned()];
    }
    for path in files.keys() {
        let path = site.join(path);
        let above = path.ancestors().skip(1).take_while(|above| *above != site);
        // A link is not followed: it may lead out of the folder.
        let blocking = above.filter(|above| fs::symlink_metadata(above).is_ok_and(|there| !there.is_dir())).last();
        let there = fs::symlink_metadata(&path).is_ok().then_some(path.as_path());
        if let Some(path) = blocking.or(there)
            && !found.iter().any(|known| known == path)
        {
            found.push(path.to_owned());
        }
    }
    found
}

/// Returns the folders that a creation makes, each after the one that it is in.
fn new_folders(site: &Path, change: &FileChanges) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in change.write.iter().map(|file| site.join(&file.path)) {
        let above: Vec<&Path> = path.ancestors().skip(1).take_while(|above| !above.as_os_str().is_empty()).collect();
        for folder in above.into_iter().rev() {
            if fs::symlink_metadata(folder).is_err() && !folders.iter().any(|known| known == folder) {
                folders.push(folder.to_owned());
            }
        }
    }
    folders
}

/// Returns the folder that a folder is in.
fn parent(folder: &Path) -> PathBuf {
    match (folder.file_name(), folder.parent()) {
        (Some(_), Some(parent)) if parent != Path::new("") => parent.to_owned(),
        (Some(_), _) => PathBuf::from("."),
        // `.` and `..` have no name of their own.
        (None, _) => folder.join(".."),
    }
}

/// Writes a file, new or in the place of another.
fn put(path: &Path, text: &str) -> Result<(), Error> {
    put_by(path, text, |temporary| fs::rename(temporary, path))
}

/// Writes a new file. A file that appeared in its place meanwhile is not overwritten.
fn put_new(path: &Path, text: &str) -> Result<(), Error> {
    put_by(path, text, |temporary| match fs::hard_link(temporary, path) {
        Ok(()) => fs::remove_file(temporary),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Not every file system has links.
        Err(_) => fs::rename(temporary, path),
    })
}

/// Writes a file next to its place and moves it there, so that no reader ever sees half of it.
fn put_by(path: &Path, text: &str, place: impl Fn(&Path) -> io::Result<()>) -> Result<(), Error> {
    let temporary = temporary(path);
    let write = || {
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        let mut file = File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        place(&temporary)
    };
    write().map_err(|source| {
        // Nothing is lost with half of a new text.
        let _ = fs::remove_file(&temporary);
        Error::disk("write", path, source)
    })
}

fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
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

    use super::{FileChanges, FileRemoval, FileWrite, Journal, apply, create, finish, finish_creation};
    use crate::lock::sha256;

    const JOURNAL: &str = ".helder-change";

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

    fn change() -> FileChanges {
        let written = |path: &str, text: &str, before: Option<&str>| FileWrite {
            path: path.into(),
            text: text.into(),
            before: before.map(sha256),
        };
        FileChanges {
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
        for end in 1..=4 {
            let folder_of_one = prepared();
            let path = folder_of_one.path();
            Journal::of_content(path).decide(&change()).unwrap();
            let killed = |step| if step == end { Err(io::Error::other("killed")) } else { Ok(()) };
            Journal::of_content(path).carry_out(&change(), &mut { killed }).unwrap_err();
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
                serde_json::to_string(&FileChanges { write, remove: Vec::new() }).unwrap(),
            )
            .unwrap();
            finish(&content).unwrap_err();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(prepared.path(), content.join("privacy")).unwrap();
            let write = vec![FileWrite { path: "privacy/outside".into(), text: "x".into(), before: None }];
            fs::remove_file(content.join(JOURNAL)).unwrap();
            apply(&content, &FileChanges { write, remove: Vec::new() }).unwrap_err();
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
        let entries = walkdir::WalkDir::new(path).into_iter().map(Result::unwrap);
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
        let change = FileChanges {
            write: files
                .iter()
                .map(|(path, text)| FileWrite { path: path.clone(), text: text.clone(), before: None })
                .collect(),
            remove: Vec::new(),
        };
        for end in 1..=files.len() + 1 {
            let site = tempfile::tempdir().unwrap();
            let journal = Journal::of_site(site.path());
            journal.decide(&change).unwrap();
            let killed = |step| if step == end { Err(io::Error::other("killed")) } else { Ok(()) };
            journal.carry_out(&change, &mut { killed }).unwrap_err();
            if end % 2 == 0 {
                assert_eq!(finish_creation(site.path()).unwrap(), Some(files.len()), "step {end}");
            } else {
                // Any other command is run on the content folder.
                assert!(finish(&site.path().join("content")).unwrap(), "step {end}");
            }
            assert_eq!(tree(site.path()), files, "step {end}");
            assert_eq!(finish_creation(site.path()).unwrap(), None, "step {end}");
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
        let change = FileChanges { write: vec![replaced], remove: Vec::new() };
        fs::write(site.path().join("README.md"), "mine").unwrap();
        Journal::of_site(site.path()).decide(&change).unwrap();
        finish_creation(site.path()).unwrap_err();
        assert_eq!(fs::read_to_string(site.path().join("README.md")).unwrap(), "mine");
    }
}

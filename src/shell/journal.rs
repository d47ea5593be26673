//! Changes of source files: all of them, or none.
//!
//! Everything that is to be written and removed is first written to one file, the journal. From then on the change is decided. A process
//! that is killed earlier has changed nothing; after one that is killed later, the same command finishes what is left. Every other command
//! reports it, and changes nothing: a command that only reads never writes, and a journal may have come with somebody else's folder.
//!
//! There are two kinds. A change of the content folder replaces and removes files. A new site also has files next to the content
//! folder; it only creates files.

#![expect(clippy::disallowed_methods, reason = "this is the module that changes sources")]

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::lock::sha256;
use crate::shell::disk::{self, ReadError};
use crate::shell::{Error, Interrupted};
use crate::sources::FILE_BYTES_MAX;

/// The longest journal: a version in every language that a site may have.
const JOURNAL_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A message lists at most so many files.
const LISTED_MAX: usize = 20;

/// Files to write and to remove, by their paths in the folder.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileChanges {
    /// The command that decided on it, as a user types it.
    #[serde(default)]
    pub command: String,
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
/// The disk fails; or another change waits to be finished; or a file is not what the change expects, and then nothing is changed.
pub fn apply(content: &Path, change: &FileChanges) -> Result<(), Error> {
    refuse_interrupted(content)?;
    let journal = Journal::of_content(content);
    journal.expect(change)?;
    if change.write.len() + change.remove.len() == 1 {
        // One file is replaced in one step.
        return journal.carry_out(change);
    }
    journal.decide(change)?;
    journal.carry_out(change)?;
    remove(&journal.path())
}

/// Finishes what an interrupted `helder release` had decided, and returns it.
///
/// # Errors
///
/// The disk fails; or a file was changed since, and then the rest stays as it is until the user decides.
pub fn finish(content: &Path) -> Result<Option<FileChanges>, Error> {
    Journal::of_content(content).finish()
}

/// Makes sure that no interrupted change waits to be finished, of the content folder or of the creation of the site.
///
/// # Errors
///
/// One waits, or what is in the place of a journal is something else.
pub fn refuse_interrupted(content: &Path) -> Result<(), Error> {
    let site = parent(content);
    for journal in [Journal::of_site(&site), Journal::of_content(content)] {
        if let Some(change) = journal.read()? {
            return Err(Error::Interrupted(journal.interrupted(&change)));
        }
    }
    Ok(())
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
    let change = FileChanges { command: "helder init".to_owned(), write: written.collect(), remove: Vec::new() };
    let new_folders = new_folders(site, &change);
    let journal = Journal::of_site(site);
    let created = journal.decide(&change).and_then(|()| {
        journal.carry_out(&change)?;
        remove(&journal.path())
    });
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
        let Some(change) = self.read()? else { return Ok(None) };
        self.expect(&change)?;
        self.carry_out(&change)?;
        remove(&self.path())?;
        Ok(Some(change))
    }

    /// Reads the change that waits to be finished. It reaches no further than its folder.
    fn read(&self) -> Result<Option<FileChanges>, Error> {
        let path = self.path();
        let bytes = match disk::read(&path, JOURNAL_BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(ReadError::Disk(error)) if is_absent(&error) => return Ok(None),
            Err(ReadError::Disk(source)) => return Err(Error::disk("read", &path, source)),
            Err(ReadError::NotAFile) => return Err(self.unusable("it is not a plain file")),
            Err(ReadError::TooLarge) => return Err(self.unusable("it is too large")),
        };
        let change = serde_json::from_slice(&bytes).map_err(|_| self.unusable("helder did not write it"))?;
        self.reach(&change)?;
        Ok(Some(change))
    }

    fn unusable(&self, reason: &'static str) -> Error {
        Error::Journal { path: self.path(), reason }
    }

    /// Describes a change that waits: what is left of it.
    fn interrupted(&self, change: &FileChanges) -> Interrupted {
        let writes = change.write.iter().map(|file| (&file.path, "", Some(sha256(&file.text))));
        let removals = change.remove.iter().map(|file| (&file.path, " (removed)", None));
        let mut files = Vec::new();
        for (path, note, after) in writes.chain(removals) {
            let path = self.folder.join(path);
            // What can't be read is left too.
            if digest(&path).ok() != Some(after) {
                files.push(format!("{}{note}", plain(&path.to_string_lossy().replace('\\', "/"))));
            }
        }
        if files.is_empty() {
            files.push("nothing more".to_owned());
        }
        if files.len() > LISTED_MAX {
            let more = files.len() - LISTED_MAX;
            files.truncate(LISTED_MAX);
            files.push(format!("and {more} more"));
        }
        let named = if self.may_replace { "helder release DOCUMENT" } else { "helder init" };
        let command = if change.command.is_empty() { named.to_owned() } else { plain(&change.command) };
        Interrupted { journal: self.path(), command, files }
    }

    /// Makes sure that the files are inside the folder.
    fn reach(&self, change: &FileChanges) -> Result<(), Error> {
        let mut paths = change.write.iter().map(|file| &file.path).chain(change.remove.iter().map(|file| &file.path));
        let replaces = !change.remove.is_empty() || change.write.iter().any(|file| file.before.is_some());
        // A journal may have come with somebody else's folder: it can reach no further than a text can.
        if paths.any(|path| !self.is_inside(path)) || (replaces && !self.may_replace) {
            return Err(self.unusable("it would write outside its folder, or through a link"));
        }
        Ok(())
    }

    /// Makes sure that the files are inside the folder, and are what the change expects or what it makes of them.
    fn expect(&self, change: &FileChanges) -> Result<(), Error> {
        self.reach(change)?;
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
        if text.len() as u64 > JOURNAL_BYTES_MAX {
            return Err(self.unusable("it would be too large"));
        }
        put(&self.path(), &text)
    }

    /// Carries out what is left of a change.
    fn carry_out(&self, change: &FileChanges) -> Result<(), Error> {
        let writes = change.write.iter().map(|file| &file.path);
        let paths: Vec<&String> = writes.chain(change.remove.iter().map(|file| &file.path)).collect();
        for (index, path) in paths.into_iter().enumerate() {
            let path = self.folder.join(path);
            let now = digest(&path)?;
            match change.write.get(index) {
                Some(FileWrite { text, .. }) if now == Some(sha256(text)) => {
                    // The process may have been killed after it put the file in its place.
                    let temporary = temporary(&path);
                    if fs::symlink_metadata(&temporary).is_ok() {
                        let _ = disk::remove_file(&temporary);
                    }
                }
                Some(FileWrite { text, .. }) if now.is_none() => put_new(&path, text)?,
                Some(FileWrite { text, .. }) => put(&path, text)?,
                None if now.as_ref() == Some(&change.remove[index - change.write.len()].before) => remove(&path)?,
                None => {}
            }
        }
        Ok(())
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
            let _ = disk::remove_folder(folder);
        }
    }
}

/// Returns whether an error says that there is no such file.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Returns text from a journal without what could control a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter }).collect()
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
    put_by(path, text, |temporary| disk::rename(temporary, path))
}

/// Writes a new file. A file that appeared in its place meanwhile is not overwritten.
fn put_new(path: &Path, text: &str) -> Result<(), Error> {
    put_by(path, text, |temporary| match disk::link(temporary, path) {
        Ok(()) => disk::remove_file(temporary),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Not every file system has links.
        Err(_) => disk::rename(temporary, path),
    })
}

/// Writes a file next to its place and moves it there, so that no reader ever sees half of it.
fn put_by(path: &Path, text: &str, place: impl Fn(&Path) -> io::Result<()>) -> Result<(), Error> {
    let temporary = temporary(path);
    let write = || {
        let folder = path.parent().unwrap_or(Path::new(""));
        disk::create_source_folders(folder)?;
        if fs::symlink_metadata(&temporary).is_ok() {
            // A process was killed while it wrote this, or it is a link or a pipe, which must not be written through.
            disk::remove_file(&temporary)?;
        }
        disk::write_source(&temporary, text)?;
        place(&temporary)?;
        disk::sync_names(folder);
        Ok(())
    };
    write().map_err(|source| {
        // Nothing is lost with half of a new text.
        let _ = disk::remove_file(&temporary);
        Error::disk("write", path, source)
    })
}

fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}

fn remove(path: &Path) -> Result<(), Error> {
    disk::remove_file(path).map_err(|source| Error::disk("remove", path, source))
}

/// Returns the digest of a file's text as `load` reads it, without a byte order mark; none if there is no such file.
fn digest(path: &Path) -> Result<Option<String>, Error> {
    match disk::read(path, FILE_BYTES_MAX) {
        Ok(bytes) => Ok(Some(sha256(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}')))),
        Err(ReadError::Disk(error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(ReadError::Disk(source)) => Err(Error::disk("read", path, source)),
        // No text is.
        Err(ReadError::NotAFile | ReadError::TooLarge) => Err(Error::ChangedMeanwhile(path.to_owned())),
    }
}

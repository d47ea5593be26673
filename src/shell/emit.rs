//! Artifacts to disk: a new output folder is made next to the former one, and then replaces it in one step.
//!
//! A build that is killed leaves the former output or the new one, whole. A file whose bytes did not change stays the same file, with
//! its time. A folder that contains anything helder did not make is refused. A build that would make the output again
//! that is there ends early: `marker`. A folder that can't be replaced, because it is a mount point, gets new contents: `mount`.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the module that writes files")]

mod marker;
mod mount;
#[cfg(test)]
mod tests;
mod variants;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use walkdir::{DirEntry, WalkDir};

use crate::render::Artifact;
use crate::shell::message::message;
use crate::shell::{Error, disk, visible};

/// The file in an output folder that lists what helder made in it.
const MANIFEST: &str = ".helder-files";

/// The name of the file that says what the output was made from.
const MARKER: &str = ".helder-digest";

/// The first line of the manifest.
const MANIFEST_HEAD: &str = "helder made these files; a build replaces them all";

/// What follows these words in the manifest of an output for a day on which something was not published yet.
const EARLIER_DAY: &str = ", and show an earlier day";

/// Returns the text of the manifest.
fn manifest<'a>(shown: Shown, files: impl IntoIterator<Item = &'a String>) -> String {
    let day = if shown == Shown::EarlierDay { EARLIER_DAY } else { "" };
    let mut text = format!("{MANIFEST_HEAD}{day}\n");
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

/// The day that an output shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A day on which everything that the content publishes is published: the site.
    Site,
    /// A day before that, which somebody wanted to look at.
    EarlierDay,
}

/// Returns the day that an output shows; `None` where helder has made nothing yet.
pub fn shown(output: &Path) -> Option<Shown> {
    let manifest = fs::read_to_string(output.join(MANIFEST)).ok()?;
    let rest = manifest.strip_prefix(MANIFEST_HEAD)?;
    Some(if rest.starts_with(EARLIER_DAY) { Shown::EarlierDay } else { Shown::Site })
}

/// An output folder while it is made.
pub struct Staging {
    output: PathBuf,
    folder: PathBuf,
    /// Whether the output is a mount point.
    is_mount: bool,
    /// Whether a file's mode says who may read it.
    keeps_modes: bool,
    durability: Durability,
    shown: Shown,
    /// Locked until the folder is in its place; none if the system can't lock a folder.
    _lock: Option<File>,
    former: Option<Former>,
    /// The files of the new output with their sizes.
    written: Mutex<BTreeMap<String, u64>>,
    changed: AtomicUsize,
}

/// What helder made before.
struct Former {
    files: BTreeSet<String>,
    /// Whether anyone may read every folder, and the files that are no artifacts.
    is_open: bool,
}

/// Whether a new output survives a power loss in the moment after it was put in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The disk has all of it first.
    Synced,
    /// It may have empty files then.
    Unsynced,
}

/// What a build did to the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emitted {
    pub files: usize,
    /// Files that are new or have other bytes.
    pub changed: usize,
    /// Files of the former output that are gone.
    pub removed: usize,
    /// Whether the files were replaced one by one.
    pub is_piecemeal: bool,
}

/// An output that a build would make again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unchanged {
    pub emitted: Emitted,
    /// Whether the build that made it reported nothing.
    pub is_silent: bool,
}

/// Begins a new output folder.
///
/// # Errors
///
/// The folder contains files that helder did not make, it can't be replaced as a whole, or another build does not end.
pub fn begin(output: &Path, sources: &[PathBuf], durability: Durability) -> Result<Staging, Error> {
    let output = absolute(output, sources)?;
    let is_mount = mount::is_mount_point(&output);
    begin_at(output, is_mount, durability)
}

/// Begins a new output folder at an absolute path.
fn begin_at(output: PathBuf, is_mount: bool, durability: Durability) -> Result<Staging, Error> {
    let name = output.file_name().expect("only the root has no name, and it is refused").to_string_lossy().into_owned();
    let parent = output.parent().expect("only the root has no parent, and it is refused").to_owned();
    disk::create_folders(&parent).map_err(|source| Error::disk("make the folder", &parent, source))?;
    let (around, prefix) =
        if is_mount { (&output, mount::STAGING.to_owned()) } else { (&parent, format!(".{name}.helder-")) };
    let lock = lock(around)?;
    if !is_mount {
        restore(&parent, &name, &output)?;
    }
    let former = former(&output)?;
    if lock.is_some() {
        sweep(around, &prefix);
    }
    let folder = around.join(format!("{prefix}{}", std::process::id()));
    let made = disk::create_folder(&folder).and_then(|()| disk::keeps_modes(&folder));
    let keeps_modes = made.map_err(|source| {
        // The next build removes what can't be removed now.
        let _ = disk::remove_folder(&folder);
        Error::disk("make the folder", &folder, source)
    })?;
    Ok(Staging {
        output,
        folder,
        is_mount,
        keeps_modes,
        durability,
        shown: Shown::Site,
        _lock: lock,
        former,
        written: Mutex::default(),
        changed: AtomicUsize::new(0),
    })
}

/// Returns the present output if a build would make it again.
pub fn unchanged(output: &Path, sources: &[PathBuf], inputs: &str) -> Option<Unchanged> {
    let output = absolute(output, sources).ok()?;
    // A build that can't get the lock says so when it begins its own output.
    let _lock = if mount::is_mount_point(&output) { lock(&output) } else { lock(output.parent()?) }.ok()?;
    marker::unchanged(&output, inputs)
}

impl Staging {
    /// Writes an artifact, or links the former file when it has the same bytes.
    pub fn write(&self, artifact: &Artifact) -> Result<(), Error> {
        self.write_file(&artifact.path, &artifact.bytes)
    }

    /// Returns the paths of the files that are written so far.
    pub fn paths(&self) -> Vec<String> {
        self.written.lock().expect("no thread panics while it holds this").keys().cloned().collect()
    }

    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        if self.put(path, bytes)? {
            self.changed.fetch_add(1, Ordering::Relaxed);
        }
        let mut written = self.written.lock().expect("no thread panics while it holds this");
        let earlier = written.insert(path.to_owned(), bytes.len() as u64);
        assert!(earlier.is_none(), "two artifacts have the path `{path}`; check::addresses must have refused this");
        Ok(())
    }

    /// Puts a file into the new folder: the former one if it has the same bytes, or a new one. Returns whether it is new. A file that
    /// stays in a mount point is not put anywhere.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<bool, Error> {
        let path = self.folder.join(name);
        let old = self.output.join(name);
        let kept = self.former.is_some()
            && same(&old, bytes, self.keeps_modes)
            && (self.is_mount || fs_retry(&path, || disk::link(&old, &path)).is_ok());
        if kept {
            return Ok(false);
        }
        fs_retry(&path, || disk::write_new(&path, bytes)).map_err(|source| Error::disk("write", &path, source))?;
        Ok(true)
    }

    /// Puts the new folder in the place of the old one. The next build with the same `inputs`, the digest of what the output was made
    /// from, ends early. `is_silent` says that this one reported nothing.
    pub fn finish(self, inputs: &str, is_silent: bool) -> Result<Emitted, Error> {
        let written = std::mem::take(&mut *self.written.lock().expect("every writer is done"));
        let changed = self.changed.load(Ordering::Relaxed);
        let former = self.former.as_ref().map(|former| &former.files);
        let removed = former.into_iter().flatten().filter(|path| !written.contains_key(*path)).count();
        let is_whole = self.former.as_ref().is_some_and(|former| former.is_open || !self.keeps_modes);
        let is_replaced = changed > 0 || removed > 0 || !is_whole || shown(&self.output) != Some(self.shown);
        if is_replaced {
            self.replace(&written)?;
        }
        // The staging folder, which is now the former output, is removed before the marker is written: removing a hard link changes the
        // time of its file.
        self.clear();
        // Without a marker the next build is slower, and nothing worse.
        let _ = marker::write(&self.output, inputs, &written, is_silent);
        Ok(Emitted { files: written.len(), changed, removed, is_piecemeal: is_replaced && self.is_mount })
    }

    /// Says which day the output shows; without this, it is the site.
    #[must_use]
    pub fn showing(mut self, shown: Shown) -> Staging {
        self.shown = shown;
        self
    }

    fn replace(&self, written: &BTreeMap<String, u64>) -> Result<(), Error> {
        let names: BTreeSet<String> = written.keys().cloned().collect();
        let text = manifest(self.shown, &names);
        if self.is_mount {
            let path = self.folder.join(MANIFEST);
            disk::write_new(&path, text.as_bytes()).map_err(|source| Error::disk("write", &path, source))?;
        } else {
            self.put(MANIFEST, text.as_bytes())?;
        }
        if self.durability == Durability::Synced {
            let files: Vec<&Path> = names.iter().map(Path::new).chain([Path::new(MANIFEST)]).collect();
            disk::sync(&self.folder, &files).map_err(|source| Error::disk("write", &self.folder, source))?;
        }
        let replaced = match &self.former {
            Some(former) if self.is_mount => mount::replace(&self.folder, &self.output, &former.files, &names),
            _ => swap(&self.folder, &self.output),
        };
        replaced.map_err(|source| Error::disk("replace", &self.output, source))
    }

    fn clear(&self) {
        // The next build removes what can't be removed now.
        let _ = disk::remove_tree(&self.folder);
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Returns the output folder's absolute path, refusing places that can't be replaced as a whole.
fn absolute(output: &Path, sources: &[PathBuf]) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(output).map_err(|source| Error::disk("find", output, source))?;
    // Without a slash at the end, which would follow a link.
    let plain: PathBuf = normal(&absolute);
    if fs::symlink_metadata(&plain).is_ok_and(|found| found.is_symlink()) {
        return Err(unusable(output, "it is a symbolic link"));
    }
    let here = std::path::absolute(".").map_err(|source| Error::disk("find", output, source))?;
    if normal(&here).starts_with(&plain) {
        return Err(unusable(output, "it is the working directory, or holds it"));
    }
    let place = real(&plain);
    for source in sources {
        let source = real(&normal(&std::path::absolute(source).map_err(|error| Error::disk("find", source, error))?));
        if source.starts_with(&place) || place.starts_with(&source) {
            return Err(unusable(output, "it is a folder of sources, or lies in one or holds one"));
        }
    }
    Ok(plain)
}

fn unusable(output: &Path, reason: &'static str) -> Error {
    Error::UnusableOutput { path: output.to_owned(), reason }
}

/// Follows the links in an absolute path as far as it exists.
fn real(path: &Path) -> PathBuf {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Ok(real), ..) => real,
        (Err(_), Some(parent), Some(name)) => real(parent).join(name),
        (Err(_), ..) => path.to_owned(),
    }
}

/// Takes `.` and `..` out of an absolute path.
fn normal(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                plain.pop();
            }
            std::path::Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// Returns the former output; none if there is no output yet.
fn former(output: &Path) -> Result<Option<Former>, Error> {
    match fs::symlink_metadata(output) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::disk("list", output, error)),
        Ok(found) if !found.is_dir() => return Err(unusable(output, "it is a file")),
        Ok(_) => {}
    }
    let manifest = fs::read_to_string(output.join(MANIFEST)).ok();
    let made: BTreeSet<String> = match manifest.as_deref().and_then(|text| text.strip_prefix(MANIFEST_HEAD)) {
        // What is left of the first line is not a path.
        Some(rest) => rest.lines().skip(1).map(str::to_owned).collect(),
        None => BTreeSet::new(),
    };
    let mut is_open = true;
    for entry in WalkDir::new(output).into_iter().filter_entry(|entry| !mount::is_apart(entry)) {
        let entry = entry.map_err(|error| Error::disk("list", output, error.into()))?;
        let relative = relative(output, entry.path());
        let is_own = [MANIFEST, MARKER].contains(&relative.as_str());
        let is_ours = entry.file_type().is_dir() || made.contains(&relative) || is_own;
        if entry.file_type().is_dir() || is_own {
            // The mode of an artifact is looked at together with its bytes.
            is_open &= entry.metadata().is_ok_and(|found| disk::has_mode(&found));
        }
        if !is_ours && !is_litter(&entry) {
            return Err(Error::ForeignOutput(entry.path().to_owned()));
        }
    }
    Ok(Some(Former { files: made, is_open }))
}

/// Returns a file's path in the output, as the manifest has it.
fn relative(output: &Path, path: &Path) -> String {
    path.strip_prefix(output).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Returns whether a file is one that a desktop leaves in any folder that was opened.
fn is_litter(entry: &DirEntry) -> bool {
    matches!(entry.file_name().to_str(), Some(".DS_Store" | "Thumbs.db" | "desktop.ini"))
}

/// Returns where the former output waits on a file system that can't exchange two folders.
fn waiting(parent: &Path, name: &str) -> PathBuf {
    parent.join(format!(".{name}.helder-former"))
}

/// Puts the former output back after a build that was killed between two renames.
fn restore(parent: &Path, name: &str, output: &Path) -> Result<(), Error> {
    let former = waiting(parent, name);
    if former.exists() && !output.exists() {
        disk::rename(&former, output).map_err(|source| Error::disk("restore", output, source))?;
    }
    Ok(())
}

/// Another build that takes longer than this is stuck, or its result will take long to wait for. A build waits twice at most: before it
/// looks at the former output, and before it makes a new one.
const WAIT_MAX: Duration = Duration::from_secs(60);

/// How often the lock is tried.
const WAIT_STEP: Duration = Duration::from_millis(50);

/// Waits for other builds with an output in this folder, and keeps them waiting until the lock is dropped: the former output must
/// stay the same while it is compared, and the folder of a running build must not be removed. Returns nothing where the system can't
/// lock a folder.
fn lock(parent: &Path) -> Result<Option<File>, Error> {
    let Ok(folder) = File::open(parent) else { return Ok(None) };
    let mut waited = Duration::ZERO;
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if waited >= WAIT_MAX => return Err(Error::Locked(parent.to_owned())),
            Err(TryLockError::WouldBlock) => {}
        }
        if waited.is_zero() {
            message!("waiting for another build in `{}`", visible::line(&parent.to_string_lossy()));
        }
        thread::sleep(WAIT_STEP);
        waited += WAIT_STEP;
    }
}

/// Removes what killed builds left behind. No other build is running: this one has the lock.
fn sweep(parent: &Path, prefix: &str) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(prefix) && path.is_dir() {
            // What can't be removed does no harm.
            let _ = disk::remove_tree(&path);
        }
    }
}

/// Puts `fresh` in the place of `output`, in one step where the file system can.
fn swap(fresh: &Path, output: &Path) -> io::Result<()> {
    if !output.exists() {
        return disk::rename(fresh, output);
    }
    match disk::exchange(fresh, output) {
        Err(error) if error.kind() == ErrorKind::Unsupported => {}
        exchanged => return exchanged,
    }
    // Two steps: if the process is killed between them, the next build first puts the former output back.
    let name = output.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let former = waiting(output.parent().unwrap_or(Path::new("")), &name);
    disk::rename(output, &former)?;
    disk::rename(fresh, output)?;
    // The next build removes what can't be removed now: the new output is in its place.
    let _ = disk::remove_tree(&former);
    Ok(())
}

/// Returns whether a file has these bytes, and the right mode.
fn same(path: &Path, bytes: &[u8], keeps_modes: bool) -> bool {
    // A link in place of the file must not be kept.
    fs::symlink_metadata(path).is_ok_and(|found| {
        found.is_file() && found.len() == bytes.len() as u64 && (!keeps_modes || disk::has_mode(&found))
    }) && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Does something that needs a file's folder, and makes the folder if it is missing.
fn fs_retry(path: &Path, action: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match action() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            disk::create_folders(path.parent().unwrap_or(Path::new("")))?;
            action()
        }
        result => result,
    }
}

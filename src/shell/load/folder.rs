//! One folder of sources, read again and again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::shell::Error;
use crate::shell::load::file::{self, ReadFile, Stamp};
use crate::sources::{FILES_MAX, FOLDER_DEPTH_MAX, SourceFile};
use crate::structure::StructureRule;

/// A folder as it was read last.
pub(super) struct SourceFolder {
    /// Without a link or a `..` in it, as far as it exists: file watching reports such paths.
    path: PathBuf,
    /// What to show before a path in the folder.
    prefix: String,
    /// What was seen of each path in it.
    seen: BTreeMap<String, Known>,
    /// What is wrong with the folder as a whole.
    found: Vec<Diagnostic>,
}

struct Known {
    /// None if the file must be read again.
    stamp: Option<Stamp>,
    found: Option<Diagnostic>,
}

/// The result of looking at a folder.
#[derive(Default)]
pub(super) struct Look {
    pub(super) has_changed: bool,
    /// The first thing that the disk refused. It is a diagnostic too.
    pub(super) failure: Option<Error>,
}

/// The files of a folder by their path in it.
type Files = BTreeMap<String, SourceFile>;

/// What is in a folder, by path.
enum Listed {
    File(Option<Stamp>),
    Unusable(Diagnostic),
}

impl SourceFolder {
    pub(super) fn new(path: &Path) -> SourceFolder {
        let absolute = match (fs::canonicalize(path), path.file_name()) {
            (Ok(path), _) => path,
            // It does not exist yet; the folder above it may.
            (Err(_), Some(name)) => {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
                fs::canonicalize(parent).map_or_else(|_| path.to_owned(), |parent| parent.join(name))
            }
            (Err(_), None) => path.to_owned(),
        };
        SourceFolder { path: absolute, prefix: prefix(path), seen: BTreeMap::new(), found: Vec::new() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns what is wrong with the folder and its files.
    pub(super) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().chain(self.seen.values().filter_map(|seen| seen.found.as_ref()))
    }

    /// Looks at every file, and reads those that may have changed.
    pub(super) fn look(&mut self, files: &mut Files) -> Look {
        let mut look = Look::default();
        let former = std::mem::take(&mut self.found);
        let entries = self.list(&mut look);
        look.has_changed |= self.found != former;
        let gone: Vec<String> = self.seen.keys().filter(|path| !entries.contains_key(*path)).cloned().collect();
        for path in gone {
            look.has_changed |= self.forget(&path, files);
        }
        let mut to_read = Vec::new();
        for (path, entry) in entries {
            match entry {
                Listed::Unusable(found) => look.has_changed |= self.refuse(path, found, files),
                Listed::File(stamp) => {
                    let is_unchanged = stamp.is_some() && self.seen.get(&path).is_some_and(|seen| seen.stamp == stamp);
                    if !is_unchanged {
                        to_read.push(path);
                    }
                }
            }
        }
        let texts: Vec<_> = to_read.into_par_iter().map(|path| (self.read(&path), path)).collect();
        for (text, path) in texts {
            let kept = self.keep(path, text, files);
            look.has_changed |= kept.has_changed;
            look.failure = look.failure.or(kept.failure);
        }
        look
    }

    /// Lists the folder, and notes what is wrong with it as a whole.
    fn list(&mut self, look: &mut Look) -> BTreeMap<String, Listed> {
        let mut entries = BTreeMap::new();
        // One level more than is allowed, so that what is too deep is reported.
        let walk = WalkDir::new(&self.path).min_depth(1).max_depth(FOLDER_DEPTH_MAX + 1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                // It was removed a moment ago, or the folder does not exist.
                Err(error) if error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound) => continue,
                Err(error) => {
                    let path = error.path().and_then(|path| path.strip_prefix(&self.path).ok());
                    let shown = self.shown(&name(path.unwrap_or(Path::new(""))));
                    self.found.push(unreadable(&shown, &error.to_string()));
                    look.failure.get_or_insert(Error::disk("list", Path::new(shown.as_str()), error.into()));
                    continue;
                }
            };
            let relative = name(entry.path().strip_prefix(&self.path).unwrap_or(entry.path()));
            if let Some(found) = unusable(&entry, &self.shown(&relative)) {
                entries.insert(relative, Listed::Unusable(found));
            } else if entry.file_type().is_file() {
                // A file that is new is read in any case.
                let is_known = self.seen.contains_key(&relative);
                let stamp = is_known.then(|| entry.metadata().ok()).flatten().map(|found| Stamp::of(&found));
                entries.insert(relative, Listed::File(stamp));
            }
        }
        if let Some(beyond) = entries.keys().nth(FILES_MAX).cloned() {
            let message = format!("the folder holds more than {FILES_MAX} files");
            let place = Place::file(&SourcePath::new(&self.prefix));
            self.found.push(Diagnostic::error(StructureRule::TooManyFiles, message).at(place));
            entries.split_off(&beyond);
        }
        entries
    }

    /// Looks at a path in the folder that may have changed. Returns whether anything did.
    pub(super) fn touch(&mut self, relative: &Path, files: &mut Files) -> bool {
        if relative.components().any(|part| is_hidden_name(&part.as_os_str().to_string_lossy())) {
            return false;
        }
        let key = name(relative);
        match fs::symlink_metadata(self.path.join(relative)) {
            Ok(found) if found.is_file() && is_allowed(relative) => {
                let text = self.read(&key);
                self.keep(key, text, files).has_changed
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let gone: Vec<String> = self.seen.keys().filter(|path| is_at_or_below(path, &key)).cloned().collect();
                gone.into_iter().fold(false, |has_changed, path| self.forget(&path, files) | has_changed)
            }
            // A folder, or something odd.
            _ => self.look(files).has_changed,
        }
    }

    fn read(&self, path: &str) -> io::Result<ReadFile> {
        file::read(&self.path.join(path), self.shown(path))
    }

    /// Keeps what was read, unless it is the text that is there already.
    fn keep(&mut self, path: String, text: io::Result<ReadFile>, files: &mut Files) -> Look {
        let (file, seen, failure) = match text {
            Ok(ReadFile { file, found, stamp }) => (file, Known { stamp: Some(stamp), found }, None),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Look { has_changed: self.forget(&path, files), failure: None };
            }
            Err(error) => {
                let shown = self.shown(&path);
                let found = Some(unreadable(&shown, &error.to_string()));
                let failure = Error::disk("read", Path::new(shown.as_str()), error);
                (SourceFile { path: shown, text: "".into() }, Known { stamp: None, found }, Some(failure))
            }
        };
        let is_other_finding = self.seen.get(&path).is_none_or(|before| before.found != seen.found);
        self.seen.insert(path.clone(), seen);
        if files.get(&path).is_some_and(|kept| kept.text == file.text) {
            return Look { has_changed: is_other_finding, failure };
        }
        files.insert(path, file);
        Look { has_changed: true, failure }
    }

    /// Notes something that is not a file to be read.
    fn refuse(&mut self, path: String, found: Diagnostic, files: &mut Files) -> bool {
        let was_file = files.remove(&path).is_some();
        let is_other_finding = self.seen.get(&path).is_none_or(|before| before.found.as_ref() != Some(&found));
        self.seen.insert(path, Known { stamp: None, found: Some(found) });
        was_file || is_other_finding
    }

    fn forget(&mut self, path: &str, files: &mut Files) -> bool {
        let was_file = files.remove(path).is_some();
        self.seen.remove(path).is_some() || was_file
    }

    fn shown(&self, relative: &str) -> SourcePath {
        SourcePath::new(format!("{}{relative}", self.prefix))
    }
}

/// Returns what to show before a path in a folder.
fn prefix(folder: &Path) -> String {
    let shown = name(folder);
    match shown.trim_end_matches('/') {
        "." => String::new(),
        shown => format!("{}/", shown.trim_start_matches("./")),
    }
}

/// Returns whether a file may have this name and be this deep.
fn is_allowed(relative: &Path) -> bool {
    relative.to_str().is_some() && relative.components().count() <= FOLDER_DEPTH_MAX
}

/// Returns whether a path is a file, or a file somewhere in a folder; the empty name is the root.
fn is_at_or_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn name(relative: &Path) -> String {
    relative.to_string_lossy().replace('\\', "/")
}

fn is_hidden(entry: &DirEntry) -> bool {
    is_hidden_name(&entry.file_name().to_string_lossy())
}

/// Returns whether a name belongs to an editor, a desktop or a version control system rather than to the site.
fn is_hidden_name(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}

/// Reports what is neither a folder nor a file of this folder.
fn unusable(entry: &DirEntry, path: &SourcePath) -> Option<Diagnostic> {
    if entry.file_type().is_symlink() {
        return Some(
            Diagnostic::error(
                StructureRule::SymbolicLink,
                "this is a symbolic link, which could lead out of the folder",
            )
            .at(Place::file(path))
            .hint("put the file itself here"),
        );
    }
    if entry.depth() > FOLDER_DEPTH_MAX {
        return Some(
            Diagnostic::error(
                StructureRule::NestedTooDeep,
                format!("folders are nested more than {FOLDER_DEPTH_MAX} deep"),
            )
            .at(Place::file(path)),
        );
    }
    if entry.file_name().to_str().is_none() {
        return Some(
            Diagnostic::error(StructureRule::InvalidName, "the file's name is not valid UTF-8")
                .at(Place::file(path))
                .hint("rename it with letters, digits, dots and hyphens"),
        );
    }
    (!entry.file_type().is_file() && !entry.file_type().is_dir()).then(|| {
        Diagnostic::error(StructureRule::NotAFile, "this is neither a file nor a folder").at(Place::file(path))
    })
}

fn unreadable(path: &SourcePath, why: &str) -> Diagnostic {
    Diagnostic::error(StructureRule::Unreadable, format!("this can't be read: {why}")).at(Place::file(path))
}

//! The same folders, read again and again: a file is read when it may have changed, and a text of which no byte changed stays the
//! same piece of memory, by which later stages know it.
//!
//! Nothing here fails: what can't be read is a diagnostic, and is read again when somebody looks again.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::shell::load::{file, folders, is_hidden, is_hidden_name, prefix, unusable};
use crate::shell::{Error, journal};
use crate::sources::{FILES_MAX, FOLDER_DEPTH_MAX, SourceFile, Sources};
use crate::structure::StructureRule;

/// A content folder and the themes beside it, as they were read last.
pub struct Disk {
    content: Root,
    themes: Root,
    sources: Sources,
}

/// One of the folders.
struct Root {
    /// Without a link or a `..` in it, as far as it exists: whoever watches a folder is told such paths.
    path: PathBuf,
    prefix: String,
    /// What was seen of each path in it.
    seen: BTreeMap<String, Seen>,
    /// What is wrong with the folder as a whole.
    found: Vec<Diagnostic>,
}

struct Seen {
    stamp: Option<Stamp>,
    found: Option<Diagnostic>,
}

/// By what a file is known to be unchanged without reading it.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// The file's number and the time of its last change of any kind, where the system has these.
    node: Option<(u64, i64, i64)>,
}

/// Where files are on the disk, by the paths that are shown to the user.
#[derive(Clone, Debug)]
pub struct Places {
    roots: [(String, PathBuf); 2],
}

impl Places {
    /// Returns the path of a file on the disk.
    pub fn locate(&self, shown: &str) -> Option<PathBuf> {
        self.roots.iter().find_map(|(prefix, path)| Some(path.join(shown.strip_prefix(prefix.as_str())?)))
    }
}

/// The files of a folder by their path in it.
type Files = BTreeMap<String, SourceFile>;

impl Disk {
    /// Reads a content folder, which must exist, and the folder `themes` beside it if there is one.
    pub fn read(content: &Path) -> Result<Disk, Error> {
        if !fs::metadata(content).is_ok_and(|found| found.is_dir()) {
            return Err(Error::NoContent(content.to_owned()));
        }
        journal::finish(content)?;
        let [content, themes] = folders(content).map(|path| Root::new(&path));
        let sources = Sources { content_prefix: content.prefix.clone(), ..Sources::default() };
        let mut disk = Disk { content, themes, sources };
        disk.look();
        Ok(disk)
    }

    /// Returns every file, as read last.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Returns what is wrong with files before anyone understands them.
    pub fn found(&self) -> Vec<Diagnostic> {
        let all = |root: &Root| {
            let of_files = root.seen.values().filter_map(|seen| seen.found.clone());
            root.found.iter().cloned().chain(of_files).collect::<Vec<_>>()
        };
        [all(&self.content), all(&self.themes)].concat()
    }

    /// Returns the folders, to be watched; they need not exist.
    pub fn roots(&self) -> [&Path; 2] {
        [&self.content.path, &self.themes.path]
    }

    /// Returns where the files are.
    pub fn places(&self) -> Places {
        let mut roots = [&self.content, &self.themes].map(|root| (root.prefix.clone(), root.path.clone()));
        // One prefix can begin another.
        roots.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Places { roots }
    }

    /// Returns a file by the path that is shown to the user.
    pub fn file(&self, shown: &SourcePath) -> Option<&SourceFile> {
        let both = [(&self.content, &self.sources.content), (&self.themes, &self.sources.themes)];
        both.into_iter().find_map(|(root, files)| files.get(shown.as_str().strip_prefix(&root.prefix)?))
    }

    /// Looks at every file, and reads those that are not as they were. Returns whether anything changed.
    pub fn look(&mut self) -> bool {
        let content = self.content.look(&mut self.sources.content);
        let themes = self.themes.look(&mut self.sources.themes);
        content || themes
    }

    /// Looks at what somebody said has changed. Returns whether anything did.
    pub fn touch(&mut self, path: &Path) -> bool {
        for (root, files) in
            [(&mut self.content, &mut self.sources.content), (&mut self.themes, &mut self.sources.themes)]
        {
            if let Ok(relative) = path.strip_prefix(&root.path) {
                return root.touch(path, relative, files);
            }
        }
        false
    }
}

impl Root {
    fn new(path: &Path) -> Root {
        let absolute = match (fs::canonicalize(path), path.file_name()) {
            (Ok(path), _) => path,
            // It does not exist yet; the folder above it may.
            (Err(_), Some(name)) => {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
                fs::canonicalize(parent).map_or_else(|_| path.to_owned(), |parent| parent.join(name))
            }
            (Err(_), None) => path.to_owned(),
        };
        Root { path: absolute, prefix: prefix(path), seen: BTreeMap::new(), found: Vec::new() }
    }

    fn shown(&self, relative: &str) -> SourcePath {
        SourcePath::new(format!("{}{relative}", self.prefix))
    }

    fn look(&mut self, files: &mut Files) -> bool {
        let former = std::mem::take(&mut self.found);
        let mut there: BTreeMap<String, Option<Diagnostic>> = BTreeMap::new();
        let mut stamps = BTreeMap::new();
        let walk = WalkDir::new(&self.path).follow_links(false).max_depth(FOLDER_DEPTH_MAX + 1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                // It went while we looked, or the folder is not there at all.
                Err(error) if error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound) => continue,
                Err(error) => {
                    let path = error.path().and_then(|path| path.strip_prefix(&self.path).ok());
                    let shown = self.shown(&path.unwrap_or(Path::new("")).to_string_lossy());
                    self.found.push(unreadable(&shown, &error.to_string()));
                    continue;
                }
            };
            let relative = name(entry.path().strip_prefix(&self.path).unwrap_or(entry.path()));
            if let Some(found) = unusable(&entry, &self.shown(&relative)) {
                there.insert(relative, Some(found));
            } else if entry.file_type().is_file() {
                stamps.insert(relative.clone(), entry.metadata().ok().map(|found| stamp(&found)));
                there.insert(relative, None);
            }
        }
        if there.len() > FILES_MAX {
            let message = format!("the folder holds more than {FILES_MAX} files");
            self.found.push(
                Diagnostic::error(StructureRule::TooManyFiles, message).at(Place::file(&SourcePath::new(&self.prefix))),
            );
            let beyond = there.keys().nth(FILES_MAX).cloned();
            there = beyond.map_or(there.clone(), |beyond| {
                there.split_off(&beyond);
                there
            });
        }
        let mut changed = self.found != former;
        let gone: Vec<String> = self.seen.keys().filter(|path| !there.contains_key(*path)).cloned().collect();
        for path in gone {
            changed |= self.forget(&path, files);
        }
        for (path, found) in there {
            if found.is_some() {
                changed |= self.refuse(path, found, files);
                continue;
            }
            let stamp = stamps.remove(&path).flatten();
            let is_same = stamp.is_some() && self.seen.get(&path).is_some_and(|seen| seen.stamp == stamp);
            if !is_same {
                changed |= self.take(path, stamp, files);
            }
        }
        changed
    }

    fn touch(&mut self, path: &Path, relative: &Path, files: &mut Files) -> bool {
        let parts = || relative.components().map(|part| part.as_os_str().to_string_lossy());
        if parts().any(|part| is_hidden_name(&part)) {
            return false;
        }
        let key = name(relative);
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_file() && relative.to_str().is_some() && parts().count() <= FOLDER_DEPTH_MAX => {
                self.take(key, Some(stamp(&found)), files)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let below = format!("{key}/");
                let is_gone = |path: &&String| **path == key || key.is_empty() || path.starts_with(&below);
                let gone: Vec<String> = self.seen.keys().filter(is_gone).cloned().collect();
                gone.into_iter().fold(false, |changed, path| self.forget(&path, files) | changed)
            }
            // A folder, or something odd.
            _ => self.look(files),
        }
    }

    /// Reads a file.
    fn take(&mut self, path: String, stamp: Option<Stamp>, files: &mut Files) -> bool {
        let shown = self.shown(&path);
        let (read, found) = match file(&self.path.join(&path), shown.clone()) {
            Ok(read) => read,
            Err(Error::Disk { source, .. }) if source.kind() == ErrorKind::NotFound => {
                return self.forget(&path, files);
            }
            Err(Error::Disk { source, .. }) => {
                let found = unreadable(&shown, &source.to_string());
                (SourceFile { path: shown, text: "".into() }, Some(found))
            }
            Err(error) => {
                let found = unreadable(&shown, &error.to_string());
                (SourceFile { path: shown, text: "".into() }, Some(found))
            }
        };
        // What could not be read is worth another look.
        let stamp = stamp.filter(|_| found.as_ref().is_none_or(|found| found.rule != StructureRule::Unreadable.id()));
        let before = self.seen.insert(path.clone(), Seen { stamp, found: found.clone() });
        if files.get(&path).is_some_and(|kept| kept.text == read.text) {
            return before.is_none_or(|before| before.found != found);
        }
        files.insert(path, read);
        true
    }

    /// Notes what is no file to be read.
    fn refuse(&mut self, path: String, found: Option<Diagnostic>, files: &mut Files) -> bool {
        let removed = files.remove(&path).is_some();
        let before = self.seen.insert(path, Seen { stamp: None, found: found.clone() });
        removed || before.is_none_or(|before| before.found != found)
    }

    fn forget(&mut self, path: &str, files: &mut Files) -> bool {
        let removed = files.remove(path).is_some();
        self.seen.remove(path).is_some() || removed
    }
}

fn name(relative: &Path) -> String {
    relative.to_string_lossy().replace('\\', "/")
}

fn unreadable(path: &SourcePath, why: &str) -> Diagnostic {
    Diagnostic::error(StructureRule::Unreadable, format!("this can't be read: {why}")).at(Place::file(path))
}

fn stamp(found: &fs::Metadata) -> Stamp {
    #[cfg(unix)]
    let node = {
        use std::os::unix::fs::MetadataExt;
        Some((found.ino(), found.ctime(), found.ctime_nsec()))
    };
    #[cfg(not(unix))]
    let node = None;
    Stamp { bytes: found.len(), modified: found.modified().ok(), node }
}

//! Disk to [`Sources`]: every file of the content and themes folders, bounded, and never outside them.
//!
//! The folders can be read again and again. A file is read only if it may have changed, and an unchanged text stays the same piece of
//! memory, by which later stages recognise it.

#![expect(clippy::disallowed_methods, reason = "this is the module that reads files")]

mod file;
mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, SourcePath};
use crate::shell::{Error, journal};
use crate::sources::{SourceFile, Sources};

use folder::{Look, SourceFolder};

/// Reads a content folder, and the folder `themes` next to it if there is one. A change that was interrupted is reported, and left to the
/// command that can finish it.
///
/// # Errors
///
/// The folder does not exist, or a change of it was interrupted, or the disk refuses something in it.
pub fn load(content: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
    let mut disk = Disk::new(content)?;
    match disk.look_at_both().failure {
        Some(failure) => Err(failure),
        None => {
            let found = disk.found();
            Ok((disk.sources, found))
        }
    }
}

/// Returns the folders that sources are read from; not all of them need exist.
pub fn folders(content: &Path) -> [PathBuf; 2] {
    let themes = match content.file_name() {
        Some(_) => content.with_file_name("themes"),
        // `.` and `..` have no name of their own.
        None => content.join("..").join("themes"),
    };
    [content.to_owned(), themes]
}

/// A content folder and the themes next to it, as they were read last. What can't be read is a diagnostic, and is read again the next
/// time.
pub struct Disk {
    content: SourceFolder,
    themes: SourceFolder,
    sources: Sources,
}

/// Where files are on the disk, by the paths that are shown to the user.
#[derive(Clone, Debug)]
pub struct Locations {
    roots: [(String, PathBuf); 2],
}

impl Locations {
    /// Returns the path of a file on the disk.
    pub fn locate(&self, shown: &str) -> Option<PathBuf> {
        self.roots.iter().find_map(|(prefix, path)| Some(path.join(shown.strip_prefix(prefix.as_str())?)))
    }
}

impl Disk {
    /// Reads a content folder, which must exist, and the folder `themes` next to it if there is one.
    pub fn read(content: &Path) -> Result<Disk, Error> {
        let mut disk = Disk::new(content)?;
        disk.look();
        Ok(disk)
    }

    fn new(content: &Path) -> Result<Disk, Error> {
        // Half of a change is not read. A new site whose creation was interrupted may not have the folder yet.
        journal::refuse_interrupted(content)?;
        if !fs::metadata(content).is_ok_and(|found| found.is_dir()) {
            return Err(Error::NoContent(content.to_owned()));
        }
        let [content, themes] = folders(content).map(|path| SourceFolder::new(&path));
        let sources = Sources { content_prefix: content.prefix().to_owned(), ..Sources::default() };
        Ok(Disk { content, themes, sources })
    }

    /// Returns every file, as read last.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Returns what is wrong with files before anything parses them.
    pub fn found(&self) -> Vec<Diagnostic> {
        self.content.found().chain(self.themes.found()).cloned().collect()
    }

    /// Returns the folders, to be watched; they need not exist.
    pub fn roots(&self) -> [&Path; 2] {
        [self.content.path(), self.themes.path()]
    }

    /// Returns where the files are.
    pub fn locations(&self) -> Locations {
        let mut roots = [&self.content, &self.themes].map(|root| (root.prefix().to_owned(), root.path().to_owned()));
        // One prefix can begin another.
        roots.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Locations { roots }
    }

    /// Returns a file by the path that is shown to the user.
    pub fn file(&self, shown: &SourcePath) -> Option<&SourceFile> {
        let both = [(&self.content, &self.sources.content), (&self.themes, &self.sources.themes)];
        both.into_iter().find_map(|(root, files)| files.get(shown.as_str().strip_prefix(root.prefix())?))
    }

    /// Looks at every file, and reads those that may have changed. Returns whether anything changed.
    pub fn look(&mut self) -> bool {
        self.look_at_both().has_changed
    }

    fn look_at_both(&mut self) -> Look {
        let content = self.content.look(&mut self.sources.content);
        let themes = self.themes.look(&mut self.sources.themes);
        Look { has_changed: content.has_changed || themes.has_changed, failure: content.failure.or(themes.failure) }
    }

    /// Looks at a path that may have changed. Returns whether anything did.
    pub fn touch(&mut self, path: &Path) -> bool {
        if let Ok(relative) = path.strip_prefix(self.content.path()) {
            return self.content.touch(relative, &mut self.sources.content);
        }
        let relative = path.strip_prefix(self.themes.path()).map(Path::to_owned);
        relative.is_ok_and(|relative| self.themes.touch(&relative, &mut self.sources.themes))
    }
}

//! The files that a site is made of, as the shell read them: text by path, nothing parsed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Place, SourcePath};
use crate::lock;

/// Every file of a site, sorted by path.
#[derive(Debug, Default)]
pub struct Sources {
    /// What the user typed before a path in the content folder, with its slash: `content/`.
    pub content_prefix: String,
    /// Files below the content folder, by their path in it.
    pub content: BTreeMap<String, SourceFile>,
    /// Files below the themes folder, by their path in it (`default/templates/base.html`).
    pub themes: BTreeMap<String, SourceFile>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path to show to the user.
    pub path: SourcePath,
    pub text: Arc<str>,
}

/// A file larger than this is refused; the longest privacy statements are some hundred kilobytes.
pub const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024;

/// A content folder with more files than this is refused.
pub const FILES_MAX: usize = 200_000;

/// Folders nested deeper than this are refused.
pub const FOLDER_DEPTH_MAX: usize = 16;

impl SourceFile {
    /// Returns whether this is the other file, unchanged: `shell::load` keeps the text in memory of a file whose bytes did not change.
    pub fn is_same(&self, other: &SourceFile) -> bool {
        Arc::ptr_eq(&self.text, &other.text) && self.path == other.path
    }

    /// Returns the place of a part of the text, which must be a slice of it.
    pub fn place(&self, part: &str) -> Place {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        Place::new(&self.path, start..start + part.len())
    }
}

impl Sources {
    /// Returns the names of the folders with a document.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.content.keys().filter_map(|path| path.strip_suffix("/document.yaml")).filter(|name| !name.contains('/'))
    }

    /// Returns the files that one document depends on: its own folder, the registers, and those of the site as a whole.
    pub fn of_document(&self, document: &str) -> Sources {
        let mut content = BTreeMap::new();
        for (path, file) in &self.content {
            let folder = path.split_once('/').map(|(folder, _)| folder);
            if folder.is_none_or(|folder| folder == "registers" || folder == document) {
                content.insert(path.clone(), file.clone());
            }
        }
        if let Some(lock) = content.get_mut(lock::FILE_NAME) {
            lock.text = lock::lines_of(&lock.text, document).into();
        }
        Sources { content_prefix: self.content_prefix.clone(), content, themes: self.themes.clone() }
    }

    /// Returns the text of the file that has this path, for showing its lines.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.content.values().chain(self.themes.values()).find(|file| file.path == *path).map(|file| &*file.text)
    }
}

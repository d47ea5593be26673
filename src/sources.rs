//! The files that a site is made of, as the shell read them: text by path, nothing parsed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Place, SourcePath};

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
    /// Returns whether this is the other file, unchanged: whoever reads files keeps a text of which no byte changed.
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
    /// Returns the text of the file that has this path, for showing its lines.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.content.values().chain(self.themes.values()).find(|file| file.path == *path).map(|file| &*file.text)
    }
}

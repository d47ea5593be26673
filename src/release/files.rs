//! The files of a version: its texts with their front matter, its registers, and the lock.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::date::Date;
use crate::diagnostic::SourcePath;
use crate::document::VersionLabel;
use crate::language::Language;
use crate::lock::{self, Lock, sha256};
use crate::parse::{Document, Draft, Site, Version, VersionText, write_yaml};
use crate::register::{Allows, Registers};

/// A file with its new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// The front matter of a published text.
#[derive(Serialize)]
struct Head<'a> {
    version: String,
    published: String,
    effective: String,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
    #[serde(skip_serializing_if = "Allows::is_empty")]
    allow: &'a Allows,
}

/// What the files of a new version contain.
pub(super) struct NewVersion<'a> {
    pub(super) site: &'a Site,
    pub(super) document: &'a Document,
    pub(super) draft: &'a Draft,
    pub(super) registers: &'a Registers,
    pub(super) label: VersionLabel,
    pub(super) published: Date,
    pub(super) effective: Date,
    /// Why the change is editorial although it was proposed as material.
    pub(super) because: Option<&'a str>,
    /// What changed, in each language of the draft.
    pub(super) summaries: BTreeMap<&'a Language, &'a str>,
}

/// Writes all files of a version, and the lock.
pub(super) fn files(version: &NewVersion<'_>) -> Vec<File> {
    let NewVersion { document, draft, registers, label, published, effective, .. } = version;
    let folder = document.id.as_str();
    let mut files = Vec::new();
    for (language, text) in &draft.texts {
        let head = Head {
            version: label.to_string(),
            published: published.to_string(),
            effective: effective.to_string(),
            summary: version.summaries.get(language).copied().unwrap_or_default(),
            because: version.because,
            allow: &text.allow,
        };
        let text = format!("---\n{}---\n{}", write_yaml(&head), body(text));
        files.push(File { path: format!("{folder}/{label}.{language}.md"), text });
    }
    if **registers != Registers::default() {
        let head = format!("# The registers that version {label} shows, as they stood on {published}.\n");
        let text = head + &write_yaml(*registers);
        files.push(File { path: format!("{folder}/{label}.registers.yaml"), text });
    }
    let lock = lock(version.site, &files);
    files.push(File { path: lock::FILE_NAME.to_owned(), text: lock.to_string() });
    files
}

/// Returns the text after its front matter, as the editor wrote it.
fn body(text: &VersionText) -> &str {
    let from = text.body.segments.first().map_or(text.source.len(), |segment| segment.place().span.start as usize);
    &text.source[from..]
}

/// Returns the lock with the new files, and with all published files where there was no lock.
fn lock(site: &Site, files: &[File]) -> Lock {
    let mut lock = site.lock.as_deref().cloned().unwrap_or_default();
    if site.lock.is_none() {
        for document in &site.documents {
            for (path, sha256) in document.versions.iter().flat_map(Version::files) {
                lock.insert(format!("{}/{}", document.id, name(path)), sha256);
            }
        }
    }
    for File { path, text } in files {
        lock.insert(path, sha256(text));
    }
    lock
}

fn name(path: &SourcePath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}

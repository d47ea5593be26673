//! The files of a version: its texts with their front matter, its registers, and the lock.

use serde::Serialize;

use crate::date::Date;
use crate::diagnostic::SourcePath;
use crate::document::VersionLabel;
use crate::lock::{self, Lock, sha256};
use crate::parse::{Version, VersionText, write_yaml};
use crate::register::{Allows, Registers};
use crate::release::{Plan, Prepared, ReleaseOptions};

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
    #[serde(skip_serializing_if = "Allows::is_empty")]
    allow: &'a Allows,
}

/// Writes all files of the version.
pub(super) fn plan(prepared: &Prepared<'_>, label: VersionLabel, effective: Date, options: &ReleaseOptions) -> Plan {
    let published = prepared.today;
    let folder = prepared.document.id.as_str();
    let mut write = Vec::new();
    let mut remove = Vec::new();
    for (language, text) in &prepared.draft.texts {
        let summary = options.summaries.get(language).map(String::as_str).or_else(|| prepared.summary(language));
        let head = Head {
            version: label.to_string(),
            published: published.to_string(),
            effective: effective.to_string(),
            summary: summary.unwrap_or_default().trim(),
            allow: &text.allow,
        };
        let text = format!("---\n{}---\n{}", write_yaml(&head), body(text));
        write.push(File { path: format!("{folder}/{label}.{language}.md"), text });
        remove.push(format!("{folder}/draft.{language}.md"));
    }
    if *prepared.registers != Registers::default() {
        let head = format!("# The registers that version {label} shows, as they stood on {published}.\n");
        let text = head + &write_yaml(&*prepared.registers);
        write.push(File { path: format!("{folder}/{label}.registers.yaml"), text });
    }
    let lock = lock(prepared, &write);
    write.push(File { path: lock::FILE_NAME.to_owned(), text: lock.to_string() });
    Plan { label, effective, write, remove }
}

/// Returns the text after its front matter, as the editor wrote it.
fn body(text: &VersionText) -> &str {
    let from = text.body.segments.first().map_or(text.source.len(), |segment| segment.place().span.start as usize);
    &text.source[from..]
}

/// Returns the lock with the new files, and with all published files where there was no lock.
fn lock(prepared: &Prepared<'_>, write: &[File]) -> Lock {
    let site = prepared.site;
    let mut lock = site.lock.as_deref().cloned().unwrap_or_default();
    if site.lock.is_none() {
        for document in &site.documents {
            for (path, sha256) in document.versions.iter().flat_map(Version::files) {
                lock.insert(format!("{}/{}", document.id, name(path)), sha256);
            }
        }
    }
    for File { path, text } in write {
        lock.insert(path, sha256(text));
    }
    lock
}

fn name(path: &SourcePath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}

//! Compares the published files with `history.lock`: a file that was changed, removed or added is an error.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::document::VersionLabel;
use crate::lock::{FILE_NAME, Lock, sha256};
use crate::parse::cached::{Cached, get_or_parse};
use crate::parse::document::{Document, Version, published_label};
use crate::sources::{SourceFile, Sources};
use crate::structure::StructureRule;

/// A file of a published version, with or without mistakes in it.
struct Published<'a> {
    path: &'a str,
    file: &'a SourceFile,
    label: VersionLabel,
}

/// Returns every file of a published version with its path in the content folder, also if it cannot be parsed.
pub fn published_files(sources: &Sources) -> impl Iterator<Item = (&str, &SourceFile)> {
    sources.content.iter().filter_map(|(path, file)| published(path, file)).map(|one| (one.path, one.file))
}

/// Reads the lock, if the site has one, and compares every published file with it.
///
/// A file that is part of a parsed version already has its digest there.
pub(super) fn parse(
    sources: &Sources,
    documents: &[Arc<Document>],
    cache: &mut Option<Cached<Arc<Lock>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Lock>> {
    let file = sources.content.get(FILE_NAME)?;
    let published: Vec<Published<'_>> =
        sources.content.iter().filter_map(|(path, file)| published(path, file)).collect();
    // Of an unpublished file only the path matters: after an edit of a draft, the published files are not checked again.
    let paths: Vec<SourceFile> = sources
        .content
        .iter()
        .filter(|(path, file)| self::published(path, file).is_none())
        .map(|(_, other)| SourceFile { path: other.path.clone(), text: file.text.clone() })
        .collect();
    let files: Vec<&SourceFile> =
        std::iter::once(file).chain(published.iter().map(|one| one.file)).chain(&paths).collect();
    let lock =
        get_or_parse(cache, &files, |found| Arc::new(check(sources, file, &published, documents, found)), diagnostics);
    Some(lock.clone())
}

fn check(
    sources: &Sources,
    file: &SourceFile,
    published: &[Published<'_>],
    documents: &[Arc<Document>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Lock {
    let lock = read(file, diagnostics);
    let digests = digests(documents);
    let found: Vec<Diagnostic> = published.par_iter().filter_map(|one| changed(one, &lock, &digests)).collect();
    diagnostics.extend(found);
    let unrecorded: Vec<&Published<'_>> = published.iter().filter(|one| lock.get(one.path).is_none()).collect();
    let mut renamed = Vec::new();
    for (path, digest) in lock.iter().filter(|(path, _)| !sources.content.contains_key(*path)) {
        let now = unrecorded.iter().find(|one| sha256(&one.file.text) == digest).map(|one| one.path);
        renamed.extend(now);
        diagnostics.push(missing(file, path, digest, now));
    }
    for one in unrecorded {
        if !renamed.contains(&one.path) {
            diagnostics.push(unrecorded_file(one));
        }
    }
    lock
}

fn read(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Lock {
    let mut lock = Lock::default();
    for line in file.text.lines() {
        let wrong = match Lock::line(line) {
            Ok(None) => continue,
            Ok(Some((path, sha256))) => {
                if lock.insert(path, sha256) {
                    continue;
                }
                format!("`{path}` is listed twice")
            }
            Err(error) => error.to_string(),
        };
        diagnostics.push(
            Diagnostic::error(StructureRule::InvalidLock, wrong)
                .at(file.place(line))
                .hint("take the line back from your version control; `helder history --record` adds what lacks"),
        );
    }
    lock
}

fn published<'a>(path: &'a str, file: &'a SourceFile) -> Option<Published<'a>> {
    let (folder, name) = path.split_once('/')?;
    let label = if folder == "registers" { None } else { published_label(name) };
    Some(Published { path, file, label: label? })
}

/// Returns the digest of each file of a version that could be parsed.
fn digests(documents: &[Arc<Document>]) -> BTreeMap<&SourcePath, &str> {
    documents.iter().flat_map(|document| &document.versions).flat_map(Version::files).collect()
}

fn changed(one: &Published<'_>, lock: &Lock, digests: &BTreeMap<&SourcePath, &str>) -> Option<Diagnostic> {
    let before = lock.get(one.path)?;
    let now = digests.get(&one.file.path).map_or_else(|| sha256(&one.file.text), |known| (*known).to_owned());
    let document = folder(one.path);
    (now != before).then(|| {
        let label = one.label;
        let message =
            format!("version {label} of `{document}` is published, and its file `{}` was changed", name(one.path));
        Diagnostic::error(StructureRule::PublishedFileChanged, message).at(Place::file(&one.file.path)).hint(format!(
            "its SHA-256 was {before} and is {now}; take the change back, and publish a new version instead"
        ))
    })
}

fn missing(lock: &SourceFile, path: &str, digest: &str, renamed: Option<&str>) -> Diagnostic {
    let line = lock.text.lines().find(|line| line.ends_with(&format!("  {path}"))).unwrap_or_default();
    let (document, name) = (folder(path), name(path));
    let what = match published_label(name) {
        Some(label) => format!("version {label} of `{document}`"),
        None => format!("`{document}`"),
    };
    let found = match renamed {
        Some(now) => format!("{what} is published, and its file `{name}` is now called `{now}`"),
        None => format!("{what} is published, and its file `{name}` is missing"),
    };
    let hint = match renamed {
        Some(now) => format!("rename `{now}` to `{path}`: the name is part of the address that people keep"),
        None => format!("take it back from your version control: its SHA-256 is {digest}"),
    };
    Diagnostic::error(StructureRule::PublishedFileMissing, found).at(lock.place(line)).hint(hint)
}

fn unrecorded_file(one: &Published<'_>) -> Diagnostic {
    let message = format!("`{}` is a published file that is not in `{FILE_NAME}`", one.path);
    Diagnostic::error(StructureRule::PublishedFileUnrecorded, message)
        .at(Place::file(&one.file.path))
        .hint("run `helder history --record` to add it, if it is meant to be published; else rename it to a draft")
}

fn folder(path: &str) -> &str {
    path.split_once('/').map_or(path, |(folder, _)| folder)
}

fn name(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, name)| name)
}

//! Whether every version is still what it was: against `history.lock`, and against a copy of `versions.json`.

#![expect(clippy::disallowed_methods, reason = "a copy that somebody kept lies outside the content folder")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::history::{Timeline, chain};
use crate::lock::{FILE_NAME, sha256};
use crate::parse::{Site, Version, published_files};
use crate::shell::Error;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::history::ListFormat;
use crate::shell::cli::{ContentArgs, Format, Loaded, Outcome};
use crate::shell::journal::{self, Change, Written};
use crate::structure::StructureRule;

/// A `versions.json` that somebody kept: as much of it as can be held against the content.
#[derive(Deserialize)]
pub(super) struct Held {
    #[serde(skip)]
    path: String,
    documents: Vec<HeldDocument>,
}

#[derive(Deserialize)]
struct HeldDocument {
    id: String,
    versions: Vec<HeldVersion>,
}

#[derive(Deserialize)]
struct HeldVersion {
    version: String,
    texts: BTreeMap<String, HeldText>,
    registers_sha256: Option<String>,
}

#[derive(Deserialize)]
struct HeldText {
    sha256: String,
}

impl Held {
    /// Reads a copy.
    pub(super) fn read(path: &Path) -> Result<Held, Error> {
        let text = fs::read_to_string(path).map_err(|source| Error::disk("read", path, source))?;
        let held: Held = serde_json::from_str(&text)
            .map_err(|error| Error::NotVersions { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Held { path: path.to_string_lossy().into_owned(), ..held })
    }
}

/// Holds every version against the copy, and asks for a lock; what the lock says is checked whenever content is read.
pub(super) fn check(site: &Site, timelines: &[Timeline], held: Option<&Held>) -> Vec<Diagnostic> {
    let Some(held) = held else {
        let has_versions = timelines.iter().any(|timeline| !timeline.is_empty());
        return if site.lock.is_none() && has_versions { vec![no_lock(site)] } else { Vec::new() };
    };
    let mut found = Vec::new();
    for document in &held.documents {
        for before in &document.versions {
            let now = site
                .document(&document.id)
                .and_then(|now| now.versions.iter().find(|version| version.label.to_string() == before.version));
            compare(&document.id, before, now, &held.path, &mut found);
        }
    }
    found
}

fn no_lock(site: &Site) -> Diagnostic {
    Diagnostic::error(StructureRule::NoHistoryLock, format!("there is no `{FILE_NAME}` to verify the versions against"))
        .at(Place::file(&site.file.path))
        .hint("run `helder history --record` to write one")
}

fn compare(document: &str, before: &HeldVersion, now: Option<&Version>, held: &str, found: &mut Vec<Diagnostic>) {
    let place = || Place::file(&SourcePath::new(held));
    let label = &before.version;
    let Some(now) = now else {
        let message = format!("version {label} of `{document}` is in `{held}` and no longer in the content");
        found.push(Diagnostic::error(StructureRule::PublishedFileMissing, message).at(place()));
        return;
    };
    let mut differ = |what: &str, was: &str, is: Option<&str>| {
        let message = format!("{what} of version {label} of `{document}` is not what `{held}` says");
        let is = is.unwrap_or("gone");
        let diagnostic = Diagnostic::error(StructureRule::PublishedFileChanged, message).at(place());
        found.push(diagnostic.hint(format!("its SHA-256 was {was} and is {is}")));
    };
    let text_now = |language: &str| {
        now.texts.iter().find(|(other, _)| other.as_str() == language).map(|(_, text)| text.sha256.as_str())
    };
    for (language, text) in &before.texts {
        let is = text_now(language);
        if is != Some(text.sha256.as_str()) {
            differ(&format!("the text in `{language}`"), &text.sha256, is);
        }
    }
    let registers = now.registers.as_ref().map(|frozen| frozen.sha256.as_str());
    if let Some(was) = before.registers_sha256.as_deref().filter(|was| registers != Some(*was)) {
        differ("the registers", was, registers);
    }
}

/// Writes each document's newest version with the digest over all its versions: whoever notes it down holds them all.
pub(super) fn chains(timelines: &[Timeline], format: ListFormat) -> String {
    let newest = timelines.iter().filter_map(|timeline| {
        let link = chain::links(timeline.moments().map(|moment| moment.version)).pop()?;
        Some((timeline, timeline.newest()?.version, link))
    });
    match format {
        ListFormat::Human | ListFormat::Markdown => newest
            .map(|(timeline, version, link)| {
                let count = timeline.len();
                let versions = if count == 1 { "1 version".to_owned() } else { format!("{count} versions") };
                format!("{}: {versions} as they were; up to {} {link}\n", timeline.document.id, version.label)
            })
            .collect(),
        ListFormat::Json => {
            let rows: Vec<_> = newest
                .map(|(timeline, version, link)| {
                    let (id, count) = (timeline.document.id.as_str(), timeline.len());
                    json!({"id": id, "versions": count, "newest": version.label.to_string(), "chain": link})
                })
                .collect();
            let mut text = serde_json::to_string_pretty(&json!({"version": 1, "documents": rows})).expect("plain data");
            text.push('\n');
            text
        }
    }
}

/// Adds the published files that the lock does not list yet. Where anything else is wrong it adds nothing.
pub(super) fn record(loaded: &mut Loaded, args: &ContentArgs) -> Result<Outcome, Error> {
    loaded.check();
    loaded.diagnostics.retain(|found| found.rule != StructureRule::PublishedFileUnrecorded.id());
    if loaded.site.is_none() || loaded.outcome(Deny::Errors) == Outcome::ContentErrors {
        loaded.report(Format::Human, |found| found.severity == crate::diagnostic::Severity::Error)?;
        eprintln!("nothing was recorded");
        return Ok(Outcome::ContentErrors);
    }
    let before = loaded.sources.content.get(FILE_NAME);
    let mut lock = loaded.site.as_ref().and_then(|(site, _)| site.lock.as_deref().cloned()).unwrap_or_default();
    let added: Vec<&str> = published_files(&loaded.sources)
        .filter(|(path, file)| lock.insert(*path, sha256(&file.text)))
        .map(|(path, _)| path)
        .collect();
    if added.is_empty() {
        eprintln!("`{FILE_NAME}` lists every published file already");
        return Ok(Outcome::Clean);
    }
    let before = before.map(|file| sha256(&file.text));
    let lock = Written { path: FILE_NAME.to_owned(), text: lock.to_string(), before };
    journal::apply(&args.content, &Change { write: vec![lock], remove: Vec::new() })?;
    for path in &added {
        eprintln!("recorded `{path}`");
    }
    Ok(Outcome::Clean)
}

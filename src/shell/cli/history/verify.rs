//! Whether any version has changed, compared with `history.lock` and with a copy of `versions.json`.

#![expect(clippy::disallowed_methods, reason = "a copy that somebody kept lies outside the content folder")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::diagnostic::{Diagnostic, Place, Severity, SourcePath};
use crate::document::VersionLabel;
use crate::history::{Timeline, chain};
use crate::lock::{FILE_NAME, sha256};
use crate::parse::{Site, Version, published_files};
use crate::shell::Error;
use crate::shell::cli::content::{ContentArgs, ContentFolder};
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::history::list::{self, ListFormat};
use crate::shell::cli::output::Format;
use crate::shell::journal::{self, FileChanges, FileWrite};
use crate::shell::message::message;
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;

/// A `versions.json` of an earlier day: the part of it that can be compared with the content.
#[derive(Deserialize)]
pub(super) struct KeptVersions {
    #[serde(skip)]
    path: String,
    documents: Vec<KeptDocument>,
}

#[derive(Deserialize)]
struct KeptDocument {
    id: String,
    versions: Vec<KeptVersion>,
}

#[derive(Deserialize)]
struct KeptVersion {
    version: String,
    texts: BTreeMap<String, KeptText>,
    registers_sha256: Option<String>,
}

#[derive(Deserialize)]
struct KeptText {
    sha256: String,
}

impl KeptVersions {
    /// Reads a copy.
    pub(super) fn read(path: &Path) -> Result<KeptVersions, Error> {
        let text = fs::read_to_string(path).map_err(|source| Error::disk("read", path, source))?;
        let kept: KeptVersions = serde_json::from_str(&text)
            .map_err(|error| Error::NotVersions { path: path.to_owned(), reason: error.to_string() })?;
        Ok(KeptVersions { path: path.to_string_lossy().into_owned(), ..kept })
    }
}

/// Compares every version with the copy, or else requires a lock: its digests are checked whenever content is read.
pub(super) fn check(snapshot: &Snapshot, kept: Option<&KeptVersions>) -> Vec<Diagnostic> {
    let site = &snapshot.site;
    let Some(kept) = kept else {
        let has_versions = snapshot.timelines.iter().any(|timeline| !timeline.is_empty());
        return if site.lock.is_none() && has_versions { vec![no_lock(site)] } else { Vec::new() };
    };
    let mut found = Vec::new();
    for document in &kept.documents {
        for before in &document.versions {
            let now = site
                .document(&document.id)
                .and_then(|now| now.versions.iter().find(|version| version.label.to_string() == before.version));
            compare(&document.id, before, now, &kept.path, &mut found);
        }
    }
    found
}

fn no_lock(site: &Site) -> Diagnostic {
    Diagnostic::error(StructureRule::NoHistoryLock, format!("there is no `{FILE_NAME}` to verify the versions against"))
        .at(Place::file(&site.file.path))
        .hint("run `helder history --record` to write one")
}

fn compare(document: &str, before: &KeptVersion, now: Option<&Version>, copy: &str, found: &mut Vec<Diagnostic>) {
    let label = &before.version;
    let Some(now) = now else {
        let message = format!("version {label} of `{document}` is in `{copy}` and no longer in the content");
        let missing = Diagnostic::error(StructureRule::PublishedFileMissing, message);
        found.push(missing.at(Place::file(&SourcePath::new(copy))));
        return;
    };
    let mut differences = Vec::new();
    for (language, text) in &before.texts {
        let now = now.texts.iter().find(|(other, _)| other.as_str() == language);
        let now = now.map(|(_, text)| text.sha256.as_str());
        if now != Some(text.sha256.as_str()) {
            differences.push((format!("the text in `{language}`"), &text.sha256, now));
        }
    }
    let registers = now.registers.as_ref().map(|frozen| frozen.sha256.as_str());
    if let Some(before) = before.registers_sha256.as_ref().filter(|before| registers != Some(before.as_str())) {
        differences.push(("the registers".to_owned(), before, registers));
    }
    for (what, before, now) in differences {
        let message = format!("{what} of version {label} of `{document}` is not what `{copy}` says");
        let now = now.unwrap_or("gone");
        let changed =
            Diagnostic::error(StructureRule::PublishedFileChanged, message).at(Place::file(&SourcePath::new(copy)));
        found.push(changed.hint(format!("its SHA-256 was {before} and is {now}")));
    }
}

/// A document with the digest over all its versions.
struct Chain<'a> {
    document: &'a str,
    versions: usize,
    newest: VersionLabel,
    digest: String,
}

/// Writes each document's newest version with the digest over all its versions: this one digest is enough to verify all of them.
pub(super) fn chains(timelines: &[Timeline], format: ListFormat) -> String {
    let chains: Vec<Chain<'_>> = timelines.iter().filter_map(chain).collect();
    match format {
        ListFormat::Human => chains.iter().map(human).collect(),
        ListFormat::Markdown => markdown(&chains),
        ListFormat::Json => json(&chains),
    }
}

fn chain(timeline: &Timeline) -> Option<Chain<'_>> {
    Some(Chain {
        document: timeline.document.id.as_str(),
        versions: timeline.len(),
        newest: timeline.newest()?.version.label,
        digest: chain::links(timeline.moments().map(|moment| moment.version)).pop()?,
    })
}

fn human(chain: &Chain<'_>) -> String {
    let Chain { document, versions, newest, digest } = chain;
    let versions = if *versions == 1 { "1 version".to_owned() } else { format!("{versions} versions") };
    format!("{document}: {versions} as they were; up to {newest} {digest}\n")
}

fn markdown(chains: &[Chain<'_>]) -> String {
    let mut rows = vec![["document", "versions", "newest", "digest"].map(String::from)];
    for Chain { document, versions, newest, digest } in chains {
        rows.push([(*document).to_owned(), versions.to_string(), newest.to_string(), format!("`{digest}`")]);
    }
    list::markdown_table(&rows)
}

fn json(chains: &[Chain<'_>]) -> String {
    let rows: Vec<_> = chains
        .iter()
        .map(|Chain { document, versions, newest, digest }| {
            json!({"id": document, "versions": versions, "newest": newest.to_string(), "chain": digest})
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&json!({"version": 1, "documents": rows})).expect("plain data");
    text.push('\n');
    text
}

/// Adds the published files that the lock does not list yet. Where anything else is wrong it adds nothing.
pub(super) fn record(content: &mut ContentFolder, args: &ContentArgs) -> Result<ExitStatus, Error> {
    content.check();
    content.diagnostics.retain(|found| found.rule != StructureRule::PublishedFileUnrecorded.id());
    let site = match &content.snapshot {
        Some(snapshot) if content.exit_status(Deny::Errors) == ExitStatus::Clean => &snapshot.site,
        _ => {
            content.report(Format::Human, |found| found.severity == Severity::Error)?;
            message!("nothing was recorded");
            return Ok(ExitStatus::Denied);
        }
    };
    let mut lock = site.lock.as_deref().cloned().unwrap_or_default();
    let added: Vec<&str> = published_files(&content.sources)
        .filter(|(path, file)| lock.insert(*path, sha256(&file.text)))
        .map(|(path, _)| path)
        .collect();
    if added.is_empty() {
        message!("`{FILE_NAME}` lists every published file already");
        return Ok(ExitStatus::Clean);
    }
    let before = content.sources.content.get(FILE_NAME).map(|file| sha256(&file.text));
    let lock = FileWrite { path: FILE_NAME.to_owned(), text: lock.to_string(), before };
    journal::apply(&args.content, &FileChanges { write: vec![lock], ..FileChanges::default() })?;
    for path in &added {
        message!("recorded `{path}`");
    }
    Ok(ExitStatus::Clean)
}

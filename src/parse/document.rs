//! A document's folder: `document.yaml`, the texts of its versions, their frozen registers, and the draft.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::document::{Audience, DocumentId, InvalidVersionLabel, Kind, Slug, VersionLabel};
use crate::language::{InvalidLanguage, Language, Localized};
use crate::lock::{self, sha256};
use crate::parse::cached::Cached;
use crate::parse::front_matter::FrontMatter;
use crate::parse::{Body, Config, YamlIndex, body, characters, front_matter, yaml};
use crate::register::{Allows, Registers};
use crate::sources::{SourceFile, Sources};
use crate::structure::StructureRule;

/// A legal text with all its versions.
#[derive(Clone, Debug)]
pub struct Document {
    pub id: DocumentId,
    pub kind: Kind,
    pub title: Localized,
    pub slugs: BTreeMap<Language, Slug>,
    pub audience: Audience,
    /// Where `document.yaml` says so.
    pub audience_place: Place,
    /// The path of `document.yaml`.
    pub path: SourcePath,
    /// Sorted by label.
    pub versions: Vec<Version>,
    pub draft: Option<Draft>,
}

/// One published, dated text.
#[derive(Clone, Debug)]
pub struct Version {
    pub label: VersionLabel,
    pub published: Date,
    pub effective: Date,
    /// The registers as they were at publication.
    pub registers: Option<Frozen>,
    /// Whether its registers could not be read: then a missing value is not a mistake of the text.
    pub registers_damaged: bool,
    /// At least the authoritative one.
    pub texts: BTreeMap<Language, VersionText>,
}

impl Version {
    /// Returns its files, each with the digest of its text.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &str)> {
        let texts = self.texts.values().map(|text| (&text.path, text.sha256.as_str()));
        texts.chain(self.registers.iter().map(|frozen| (&frozen.file.path, frozen.sha256.as_str())))
    }
}

/// The next version, still being written.
#[derive(Clone, Debug)]
pub struct Draft {
    pub label: Option<VersionLabel>,
    pub effective: Option<Date>,
    pub texts: BTreeMap<Language, VersionText>,
}

/// A version in one language.
#[derive(Clone, Debug)]
pub struct VersionText {
    pub path: SourcePath,
    /// The file's text, whole; the body's pieces are parts of it.
    pub source: Arc<str>,
    pub summary: Option<String>,
    /// Rules that the text may break, each with the reason.
    pub allow: Allows,
    pub body: Body,
    /// The digest of the file's bytes, in hexadecimal.
    pub sha256: String,
}

impl VersionText {
    /// Returns where each key of the front matter is.
    pub fn front_matter(&self) -> YamlIndex {
        front_matter::index(&SourceFile { path: self.path.clone(), text: self.source.clone() })
    }
}

/// A version's registers with the digest of their file.
#[derive(Clone, Debug)]
pub struct Frozen {
    pub file: SourceFile,
    pub registers: Arc<Registers>,
    pub sha256: String,
}

/// More versions than a document has in a century of weekly changes.
const VERSIONS_MAX: usize = 5_000;

/// `document.yaml`: what all versions of a document have in common.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentFile {
    kind: Kind,
    title: Localized,
    /// Its part of the address, per language; never change it once the document is published.
    slug: Localized,
    #[serde(default)]
    audience: Audience,
}

/// What a file name in a document's folder means.
enum FileName {
    Document,
    Text(Option<VersionLabel>, Language),
    Registers(VersionLabel),
}

/// The files of one folder, by what their names mean.
#[derive(Default)]
struct Folder<'a> {
    document: Option<&'a SourceFile>,
    texts: BTreeMap<Option<VersionLabel>, BTreeMap<Language, &'a SourceFile>>,
    registers: BTreeMap<VersionLabel, &'a SourceFile>,
}

/// Parses the folder of every document of which a file changed. Documents are sorted by kind, then by folder name.
pub(super) fn parse(
    sources: &Sources,
    config: &Config,
    cache: &mut BTreeMap<String, Cached<Option<Arc<Document>>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Document>> {
    let mut folders: BTreeMap<&str, Vec<(&str, &SourceFile)>> = BTreeMap::new();
    for (path, file) in &sources.content {
        let mut parts = path.split('/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("site.yaml" | lock::FILE_NAME), None, None) | (Some("registers"), Some(_), None) => {}
            (Some(folder), Some(name), None) => folders.entry(folder).or_default().push((name, file)),
            _ => diagnostics.push(
                Diagnostic::warning(StructureRule::UnusedFile, "nothing uses this file")
                    .at(Place::file(&file.path))
                    .hint(
                        "a content folder holds `site.yaml`, `registers/` and a folder per document with its versions",
                    ),
            ),
        }
    }
    cache.retain(|name, _| folders.contains_key(name.as_str()));
    let parsed: Vec<(&str, Cached<Option<Arc<Document>>>)> = folders
        .into_par_iter()
        .filter_map(|(name, files)| {
            let all: Vec<&SourceFile> = files.iter().map(|(_, file)| *file).collect();
            if cache.get(name).is_some_and(|cached| cached.is_of(&all)) {
                return None;
            }
            let document = Cached::parse(&all, |found| folder(name, &files, sources, config, found).map(Arc::new));
            Some((name, document))
        })
        .collect();
    cache.extend(parsed.into_iter().map(|(name, cached)| (name.to_owned(), cached)));
    let mut documents: Vec<Arc<Document>> =
        cache.values().filter_map(|cached| cached.get(diagnostics).clone()).collect();
    documents.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    documents
}

fn folder(
    name: &str,
    files: &[(&str, &SourceFile)],
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let mut folder = Folder::default();
    for (name, file) in files {
        file_into(&mut folder, file, name, config, diagnostics);
        characters::check(file, diagnostics);
    }
    document(name, &folder, sources, config, diagnostics)
}

fn file_into<'a>(
    folder: &mut Folder<'a>,
    file: &'a SourceFile,
    name: &str,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match file_name(name) {
        Ok(FileName::Document) => folder.document = Some(file),
        Ok(FileName::Registers(label)) => {
            folder.registers.insert(label, file);
        }
        Ok(FileName::Text(_, language)) if !config.languages.contains(&language) => diagnostics.push(
            Diagnostic::error(StructureRule::UnknownLanguage, format!("the site has no language `{language}`"))
                .at(Place::file(&file.path))
                .did_you_mean(language.as_str(), config.languages.iter().map(Language::as_str)),
        ),
        Ok(FileName::Text(label, language)) => {
            folder.texts.entry(label).or_default().insert(language, file);
        }
        Err(error) => diagnostics.push(
            Diagnostic::error(StructureRule::UnknownFile, error.to_string())
                .at(Place::file(&file.path))
                .hint("a document's folder holds `document.yaml`, `1.0.nl.md`, `1.0.registers.yaml` and `draft.nl.md`"),
        ),
    }
}

/// Why a file name has no meaning in a document's folder.
#[derive(Debug, thiserror::Error)]
enum InvalidFileName {
    #[error("the file name `{0}` says nothing to helder")]
    Shape(String),
    #[error(transparent)]
    Label(#[from] InvalidVersionLabel),
    #[error(transparent)]
    Language(#[from] InvalidLanguage),
}

fn file_name(name: &str) -> Result<FileName, InvalidFileName> {
    if name == "document.yaml" {
        return Ok(FileName::Document);
    }
    if let Some(label) = name.strip_suffix(".registers.yaml") {
        return Ok(FileName::Registers(label.parse()?));
    }
    let parts = name.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
    let (label, language) = parts.ok_or_else(|| InvalidFileName::Shape(name.to_owned()))?;
    let language: Language = language.parse()?;
    let label = if label == "draft" { None } else { Some(label.parse()?) };
    Ok(FileName::Text(label, language))
}

/// Returns the version that a file of this name belongs to. A draft belongs to no version.
pub(super) fn published_label(name: &str) -> Option<VersionLabel> {
    match file_name(name) {
        Ok(FileName::Text(label, _)) => label,
        Ok(FileName::Registers(label)) => Some(label),
        Ok(FileName::Document) | Err(_) => None,
    }
}

fn document(
    name: &str,
    folder: &Folder<'_>,
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let Some(file) = folder.document else {
        let path = SourcePath::new(format!("{}{name}/document.yaml", sources.content_prefix));
        diagnostics.push(
            Diagnostic::error(
                StructureRule::MissingDocumentFile,
                format!("the folder `{name}` has no `document.yaml`"),
            )
            .at(Place::file(&path))
            .hint("write one with kind, title and slug"),
        );
        return None;
    };
    let id = match name.parse::<DocumentId>() {
        Ok(id) => id,
        Err(error) => {
            let wrong = Diagnostic::error(StructureRule::InvalidName, error.to_string());
            let hint = "give the folder another name; links to it, as in `@name`, and `history.lock` change with it";
            diagnostics.push(wrong.at(Place::file(&file.path)).hint(hint));
            return None;
        }
    };
    let described: DocumentFile = match yaml::read(file, &file.text) {
        Ok(described) => described,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let slugs = slugs(file, &described, config, diagnostics)?;
    let (versions, draft) = texts(file, folder, config, diagnostics)?;
    Some(Document {
        id,
        kind: described.kind,
        title: described.title,
        slugs,
        audience: described.audience,
        audience_place: YamlIndex::new(file).key(&["audience"]),
        path: file.path.clone(),
        versions,
        draft,
    })
}

/// Reads the versions and the draft in a document's folder. `file` is its `document.yaml`.
fn texts(
    file: &SourceFile,
    folder: &Folder<'_>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Vec<Version>, Option<Draft>)> {
    if folder.texts.len() > VERSIONS_MAX {
        diagnostics.push(
            Diagnostic::error(
                StructureRule::TooManyVersions,
                format!("a document has at most {VERSIONS_MAX} versions"),
            )
            .at(Place::file(&file.path)),
        );
        return None;
    }
    let mut versions = Vec::new();
    let mut draft = None;
    for (label, texts) in &folder.texts {
        match label {
            Some(label) => {
                let frozen = folder.registers.get(label).copied();
                versions.extend(version(*label, texts, frozen, config, diagnostics));
            }
            None => draft = self::draft(texts, config, diagnostics),
        }
    }
    for (label, file) in &folder.registers {
        if !folder.texts.contains_key(&Some(*label)) {
            diagnostics.push(
                Diagnostic::error(
                    StructureRule::RegistersWithoutVersion,
                    format!("there is no text of version {label}"),
                )
                .at(Place::file(&file.path)),
            );
        }
    }
    Some((versions, draft))
}

/// Reads a document's slugs, and checks that it has a slug and a title in every language of the site.
fn slugs(
    file: &SourceFile,
    described: &DocumentFile,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<BTreeMap<Language, Slug>> {
    let mut slugs = BTreeMap::new();
    let mut complete = true;
    let index = YamlIndex::new(file);
    for language in &config.languages {
        if described.title.get(language).is_none() {
            diagnostics.push(
                Diagnostic::error(StructureRule::MissingTranslation, format!("the title is missing in `{language}`"))
                    .at(index.key(&["title"])),
            );
            complete = false;
        }
        match described.slug.get(language).map(str::parse::<Slug>) {
            Some(Ok(slug)) => {
                slugs.insert(language.clone(), slug);
            }
            Some(Err(error)) => {
                let wrong = Diagnostic::error(StructureRule::InvalidSlug, error.to_string());
                let hint = "choose another word; it is a folder of the site and a part of the address";
                diagnostics.push(wrong.at(index.key(&["slug"])).hint(hint));
                complete = false;
            }
            None => {
                diagnostics.push(
                    Diagnostic::error(
                        StructureRule::MissingTranslation,
                        format!("the slug is missing in `{language}`"),
                    )
                    .at(index.key(&["slug"])),
                );
                complete = false;
            }
        }
    }
    complete.then_some(slugs)
}

fn version(
    label: VersionLabel,
    files: &BTreeMap<Language, &SourceFile>,
    frozen: Option<&SourceFile>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let mut texts = BTreeMap::new();
    let mut dates: Option<(Date, Date)> = None;
    // The authoritative text comes first: if a translation has other dates, the translation is wrong.
    let authoritative = &config.languages[0];
    let (first, others): (Vec<_>, Vec<_>) = files.iter().partition(|(language, _)| *language == authoritative);
    for (language, file) in first.into_iter().chain(others) {
        let (front, split) = front_matter::parse(file, diagnostics);
        let text = text(file, split.body, diagnostics);
        let Some(front) = front else { continue };
        let Some((published, effective)) = published_front(label, &front, file, diagnostics) else {
            continue;
        };
        match dates {
            Some(known) if known != (published, effective) => diagnostics.push(
                Diagnostic::error(
                    StructureRule::DatesDiffer,
                    "this translation has other dates than the other text of the version",
                )
                .at(front_matter::index(file).place(&["published"]))
                .hint(format!("write published: {} and effective: {} in both, or mend the other", known.0, known.1)),
            ),
            Some(_) => {}
            None => dates = Some((published, effective)),
        }
        texts.insert(language.clone(), VersionText { summary: front.summary, allow: front.allow, ..text });
    }
    let registers = frozen.and_then(|file| {
        let registers = yaml::read(file, &file.text).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
        Some(Frozen { file: file.clone(), registers: Arc::new(registers), sha256: sha256(&file.text) })
    });
    require_authoritative(&format!("version {label}"), files, config, diagnostics);
    let (published, effective) = dates?;
    let registers_damaged = frozen.is_some() && registers.is_none();
    texts.contains_key(&config.languages[0]).then_some(Version {
        label,
        published,
        effective,
        registers,
        registers_damaged,
        texts,
    })
}

/// Checks that the front matter of a published text is complete, and returns its dates.
fn published_front(
    label: VersionLabel,
    front: &FrontMatter,
    file: &SourceFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Date, Date)> {
    let has_summary = front.summary.as_deref().is_some_and(|summary| !summary.trim().is_empty());
    let keys = [
        (front.version.is_some(), "version", "the version", format!("\"{label}\"")),
        (front.published.is_some(), "published", "the day of publication", "2027-01-01".into()),
        (front.effective.is_some(), "effective", "the day from which the text holds", "2027-01-01".into()),
        (has_summary, "summary", "the summary of what changed", "…".into()),
    ];
    for (_, key, what, example) in keys.iter().filter(|(is_there, ..)| !is_there) {
        diagnostics.push(
            Diagnostic::error(StructureRule::MissingKey, format!("{what} is missing"))
                .at(file.place(file.text.lines().next().unwrap_or_default()))
                .hint(format!("add `{key}: {example}`")),
        );
    }
    if front.because.as_deref().is_some_and(|because| because.trim().is_empty()) {
        let empty = Diagnostic::error(StructureRule::InvalidValue, "`because` is empty");
        let place = front_matter::index(file).place(&["because"]);
        diagnostics.push(empty.at(place).hint("say why the change is editorial, or delete the line"));
    }
    if let Some(version) = front.version
        && version != label
    {
        diagnostics.push(
            Diagnostic::error(
                StructureRule::LabelDiffers,
                format!("the file name says version {label}, the front matter {version}"),
            )
            .at(front_matter::index(file).place(&["version"]))
            .hint("rename the file, or mend `version`"),
        );
    }
    Some((front.published?, front.effective?))
}

fn draft(files: &BTreeMap<Language, &SourceFile>, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut texts = BTreeMap::new();
    let mut label = None;
    let mut effective = None;
    for (language, file) in files {
        let (front, split) = front_matter::parse(file, diagnostics);
        let text = text(file, split.body, diagnostics);
        let Some(front) = front else { continue };
        label = label.or(front.version);
        effective = effective.or(front.effective);
        texts.insert(language.clone(), VersionText { summary: front.summary, allow: front.allow, ..text });
    }
    require_authoritative("the draft", files, config, diagnostics);
    texts.contains_key(&config.languages[0]).then_some(Draft { label, effective, texts })
}

fn require_authoritative(
    what: &str,
    files: &BTreeMap<Language, &SourceFile>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let authoritative = &config.languages[0];
    if let Some(file) = files.values().next()
        && !files.contains_key(authoritative)
    {
        diagnostics.push(
            Diagnostic::error(
                StructureRule::MissingAuthoritativeText,
                format!("{what} has no text in `{authoritative}`"),
            )
            .at(Place::file(&file.path))
            .hint(format!(
                "the site's first language, `{authoritative}`, is the authoritative one; write that text too"
            )),
        );
    }
}

fn text(file: &SourceFile, body: &str, diagnostics: &mut Vec<Diagnostic>) -> VersionText {
    VersionText {
        path: file.path.clone(),
        source: file.text.clone(),
        summary: None,
        allow: Allows::new(),
        body: body::parse(file, body, diagnostics),
        sha256: sha256(&file.text),
    }
}

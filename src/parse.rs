//! Sources to [`Site`]: YAML and front matter into typed values, texts into pieces, file names into versions.
//!
//! Takes the text of files and returns what they mean, with every mistake as a diagnostic. Knows YAML and Markdown, and is
//! the only stage that does; it knows no date of today, no theme's templates and no page.

mod allow;
mod body;
mod config;
mod document;
mod front_matter;

mod lock;
pub mod markdown;
mod memory;
mod question;
mod registers;
mod schema;
mod strings;
mod yaml;
mod yaml_index;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use allow::{Allow, allows};
pub use body::{Body, Call, Piece, Value};
pub use config::{BaseUrl, Config, Consent, CookieName, Endpoint, Level, MaxAge};
pub use document::{Document, Draft, Version, VersionText};
pub use lock::published_files;
pub use memory::Memory;
pub use question::Question;
pub use schema::{FILE_KINDS, FileKind};
pub use strings::Strings;
pub use yaml::write_yaml;
pub use yaml_index::{Entry, YamlIndex};

use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::language::Language;
use crate::lock::Lock;
use crate::parse::memory::again;
use crate::register::Registers;
use crate::sources::{SourceFile, Sources};
use crate::theme::Theme;

/// Everything that the content says, in types.
#[derive(Debug)]
pub struct Site {
    pub config: Config,
    /// `site.yaml` itself.
    pub file: SourceFile,
    /// The registers as they are now; published versions carry their own.
    pub registers: Arc<Registers>,
    /// Whether one of them could not be read; what it lacks is no mistake of a draft.
    pub registers_damaged: bool,
    /// Their files by name, such as `activities`.
    pub register_files: BTreeMap<&'static str, SourceFile>,
    /// What nobody knows yet, from the registers as they are now.
    pub questions: Vec<Question>,
    /// Sorted by kind, then by folder name.
    pub documents: Vec<Arc<Document>>,
    /// What was published; none where nothing keeps it from changing.
    pub lock: Option<Arc<Lock>>,
    pub theme: Theme,
    pub strings: Strings,
}

impl Site {
    /// Returns the language whose texts are authoritative.
    pub fn authoritative(&self) -> &Language {
        &self.config.languages[0]
    }

    /// Returns the document that has this id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        let found =
            |kind| self.documents.binary_search_by(|document| (document.kind, document.id.as_str()).cmp(&(kind, id)));
        Kind::ALL.into_iter().find_map(|kind| self.documents.get(found(kind).ok()?).map(|document| &**document))
    }
}

/// What a site says of itself besides its documents and registers: `site.yaml` and its theme.
struct House {
    config: Config,
    file: SourceFile,
    theme: Theme,
    strings: Strings,
}

/// What the registers say as they are now.
struct Declared {
    registers: Arc<Registers>,
    registers_damaged: bool,
    questions: Vec<Question>,
}

/// Parses a site. Returns none when `site.yaml` itself can't be read, since nothing can be said of the rest then.
pub fn parse(sources: &Sources) -> (Option<Site>, Vec<Diagnostic>) {
    parse_again(sources, &mut Memory::default())
}

/// Parses a site of which most was parsed before; returns what `parse` returns.
pub fn parse_again(sources: &Sources, memory: &mut Memory) -> (Option<Site>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Memory { house, declared, documents, languages, lock } = memory;
    let site_file = || sources.content.get("site.yaml");
    let files: Vec<&SourceFile> = site_file().into_iter().chain(sources.themes.values()).collect();
    let house = again(house, &files, |diagnostics| self::house(sources, diagnostics), &mut diagnostics);
    let Some(House { config, file, theme, strings }) = house else { return (None, diagnostics) };
    let register_files = registers::files(sources);
    let files: Vec<&SourceFile> = site_file().into_iter().chain(registers::all(sources)).collect();
    let declare = |diagnostics: &mut Vec<Diagnostic>| self::declared(sources, config, diagnostics);
    let declared = again(declared, &files, declare, &mut diagnostics);
    if *languages != config.languages {
        // Which texts are a document's, and which is authoritative.
        documents.clear();
        languages.clone_from(&config.languages);
    }
    let documents = document::parse(sources, config, documents, &mut diagnostics);
    let lock = lock::parse(sources, &documents, lock, &mut diagnostics);
    let site = Site {
        config: config.clone(),
        file: file.clone(),
        registers: declared.registers.clone(),
        registers_damaged: declared.registers_damaged,
        register_files,
        questions: declared.questions.clone(),
        documents,
        lock,
        theme: theme.clone(),
        strings: strings.clone(),
    };
    (Some(site), diagnostics)
}

fn house(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<House> {
    let (config, file) = config::parse(sources, diagnostics)?;
    config::check_theme(&config, sources, diagnostics);
    let theme = Theme::layered(&config.theme, &sources.themes);
    let strings = strings::parse(&theme, &config, diagnostics);
    Some(House { config, file, theme, strings })
}

fn declared(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Declared {
    let (registers, questions) = registers::parse(sources, &config.languages[0], diagnostics);
    let registers_damaged = !diagnostics.is_empty();
    registers::check_ids(sources, &registers, diagnostics);
    Declared { registers: Arc::new(registers), registers_damaged, questions }
}

//! Sources to [`Site`]: YAML and front matter into typed values, texts into pieces, file names into versions.
//!
//! Takes the text of files and returns what they mean, with every mistake as a diagnostic. This is the only stage that knows YAML
//! and Markdown. It does not know today's date, the templates of a theme or any page.

mod allow;
mod body;
mod cached;
mod characters;
mod config;
mod document;
mod front_matter;

mod lock;
pub mod markdown;
mod question;
mod registers;
mod schema;
mod strings;
mod yaml;
mod yaml_index;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use allow::{Allow, allows};
pub use body::{Body, Segment, ShortcodeCall, ValuePath};
pub use config::{
    BaseUrl, Config, Consent, CookieName, Endpoint, HstsDays, InvalidBaseUrl, Level, MaxAge, ServerKind, ServerRefusal,
    ServerSettings,
};
pub use document::{Document, Draft, Version, VersionText};
pub use lock::published_files;
pub use question::Question;
pub use schema::{FILE_KINDS, FileKind};
pub use strings::Strings;
pub use yaml::write_yaml;
pub use yaml_index::{YamlEntry, YamlIndex};

use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::language::Language;
use crate::lock::Lock;
use crate::parse::cached::{Cached, get_or_parse};
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
    /// Whether one of them could not be read: then a missing value is not a mistake of a draft.
    pub registers_damaged: bool,
    /// Their files by name, such as `activities`.
    pub register_files: BTreeMap<&'static str, SourceFile>,
    /// The open questions of the registers as they are now.
    pub questions: Vec<Question>,
    /// Sorted by kind, then by folder name.
    pub documents: Vec<Arc<Document>>,
    /// The digests of the published files, if the site has a `history.lock`.
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
        for kind in Kind::ALL {
            let found =
                self.documents.binary_search_by(|document| (document.kind, document.id.as_str()).cmp(&(kind, id)));
            if let Ok(index) = found {
                return Some(&self.documents[index]);
            }
        }
        None
    }
}

/// `site.yaml` with the theme that it names.
struct Settings {
    config: Config,
    file: SourceFile,
    theme: Theme,
    strings: Strings,
}

/// The registers as they are now.
struct CurrentRegisters {
    registers: Arc<Registers>,
    are_damaged: bool,
    questions: Vec<Question>,
}

/// The parts of a site as they were last parsed.
#[derive(Default)]
pub struct Cache {
    settings: Option<Cached<Option<Settings>>>,
    registers: Option<Cached<CurrentRegisters>>,
    /// The documents by the names of their folders, parsed for the languages below.
    documents: BTreeMap<String, Cached<Option<Arc<Document>>>>,
    languages: Vec<Language>,
    lock: Option<Cached<Arc<Lock>>>,
}

/// Parses a site. If `site.yaml` cannot be read there is no site, since everything else depends on it.
pub fn parse(sources: &Sources) -> (Option<Site>, Vec<Diagnostic>) {
    parse_cached(sources, &mut Cache::default())
}

/// Returns what [`parse`] returns, and parses only what changed since the cache was last used.
pub fn parse_cached(sources: &Sources, cache: &mut Cache) -> (Option<Site>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Cache { settings, registers, documents, languages, lock } = cache;
    let site_file = sources.content.get("site.yaml");
    let files: Vec<&SourceFile> = site_file.into_iter().chain(sources.themes.values()).collect();
    let settings = get_or_parse(settings, &files, |found| parse_settings(sources, found), &mut diagnostics);
    let Some(Settings { config, file, theme, strings }) = settings else { return (None, diagnostics) };
    let files: Vec<&SourceFile> = site_file.into_iter().chain(registers::all(sources)).collect();
    let current = get_or_parse(registers, &files, |found| parse_registers(sources, config, found), &mut diagnostics);
    if *languages != config.languages {
        // The languages decide which texts belong to a document and which of them is authoritative.
        documents.clear();
        languages.clone_from(&config.languages);
    }
    let documents = document::parse(sources, config, documents, &mut diagnostics);
    let lock = lock::parse(sources, &documents, lock, &mut diagnostics);
    let site = Site {
        config: config.clone(),
        file: file.clone(),
        registers: current.registers.clone(),
        registers_damaged: current.are_damaged,
        register_files: registers::files(sources),
        questions: current.questions.clone(),
        documents,
        lock,
        theme: theme.clone(),
        strings: strings.clone(),
    };
    (Some(site), diagnostics)
}

fn parse_settings(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Settings> {
    let (config, file) = config::parse(sources, diagnostics)?;
    config::check_theme(&config, sources, diagnostics);
    config::check_theme_names(sources, diagnostics);
    for own in std::iter::once(&file).chain(sources.themes.values()) {
        characters::check(own, diagnostics);
    }
    let theme = Theme::layered(&config.theme, &sources.themes);
    let strings = strings::parse(&theme, &config, diagnostics);
    Some(Settings { config, file, theme, strings })
}

fn parse_registers(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> CurrentRegisters {
    let (registers, questions) = registers::parse(sources, &config.languages[0], diagnostics);
    let are_damaged = !diagnostics.is_empty();
    registers::check_ids(sources, &registers, diagnostics);
    for file in registers::all(sources) {
        characters::check(file, diagnostics);
    }
    CurrentRegisters { registers: Arc::new(registers), are_damaged, questions }
}

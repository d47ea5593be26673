//! Sources to [`Site`]: YAML and front matter into typed values, texts into pieces, file names into versions.
//!
//! Takes the text of files and returns what they mean, with every mistake as a diagnostic. Knows YAML and Markdown, and is
//! the only stage that does; it knows no date of today, no theme's templates and no page.

mod allow;
mod body;
mod config;
mod document;
mod front_matter;
mod index;
pub mod markdown;
mod question;
mod registers;
mod schema;
mod services;
mod strings;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use allow::{Allow, allows};
pub use body::{Body, Call, Piece, Value};
pub use config::{BaseUrl, Config, Consent, CookieName, Endpoint, MaxAge, is_domain};
pub use document::{Document, Draft, Version, VersionText};
pub use index::Index;
pub use question::Question;
pub use schema::{FILE_KINDS, FileKind};
pub use strings::Strings;

use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::language::Language;
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
    pub documents: Vec<Document>,
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
        Kind::ALL.into_iter().find_map(|kind| self.documents.get(found(kind).ok()?))
    }
}

/// Parses a site. Returns none when `site.yaml` itself can't be read, since nothing can be said of the rest then.
pub fn parse(sources: &Sources) -> (Option<Site>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some((config, file)) = config::parse(sources, &mut diagnostics) else { return (None, diagnostics) };
    config::check_theme(&config, sources, &mut diagnostics);
    let theme = Theme::layered(&config.theme, &sources.themes);
    let strings = strings::parse(&theme, &config, &mut diagnostics);
    let before = diagnostics.len();
    let (registers, questions) = registers::parse(sources, &mut diagnostics);
    let registers_damaged = diagnostics.len() > before;
    registers::check_ids(sources, &registers, &mut diagnostics);
    services::check(sources, &config, &registers, &mut diagnostics);
    if !registers_damaged {
        services::check_references(sources, &registers, &mut diagnostics);
    }
    let documents = document::parse(sources, &config, &mut diagnostics);
    let site = Site {
        config,
        file,
        registers: Arc::new(registers),
        registers_damaged,
        register_files: registers::files(sources),
        questions,
        documents,
        theme,
        strings,
    };
    (Some(site), diagnostics)
}

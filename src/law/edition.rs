//! An edition of a document as rules judge it: the version in force, an announced one, or the draft.

use crate::address::Edition;
use crate::bilingual::Bilingual;
use crate::compose::{self, Source};
use crate::diagnostic::{self, Place, Subject};
use crate::history::State;
use crate::law::facts::Facts;
use crate::law::reading::Reading;
use crate::parse::{Document, Version};
use crate::template::Templates;

/// An edition, with the registers that speak in it and its text in every language. A superseded version is history, and is not
/// judged.
pub struct EditionFacts<'a> {
    pub facts: Facts<'a>,
    pub document: &'a Document,
    pub edition: Edition,
    /// None for the draft.
    pub version: Option<(&'a Version, State)>,
    /// The authoritative text first. Never empty.
    pub readings: Vec<Reading<'a>>,
    pub(super) templates: &'a Templates,
}

impl<'a> EditionFacts<'a> {
    /// Returns the text that binds.
    pub fn authoritative(&self) -> &Reading<'a> {
        &self.readings[0]
    }

    /// Returns the version that came before, whatever became of it.
    pub fn before(&self) -> Option<&'a Version> {
        let versions = &self.document.versions;
        match self.version {
            Some((version, _)) => versions.iter().rev().find(|other| other.label < version.label),
            None => versions.last(),
        }
    }

    /// Returns where a fact of the registers belongs that no register file has a line for.
    pub fn place(&self, path: &[&str]) -> Place {
        self.facts.place(path)
    }
}

impl EditionFacts<'_> {
    /// Returns whether a published text would read otherwise with the registers as they are now, or could not be read at all.
    pub fn reads_otherwise_now(&self, reading: &Reading<'_>) -> bool {
        let Some((version, _)) = self.version else { return false };
        let site = self.facts.site;
        let source = Source::now(site, self.document, version, reading.language);
        let (now, found) = compose::compose(&source, site, self.templates);
        diagnostic::has_errors(&found) || now.text != reading.composed.text
    }

    /// Returns what a report says of the findings' origin: the document's title with its version.
    pub(super) fn subject(&self) -> Subject {
        let title = self.facts.said(&self.document.title);
        let name = match self.edition {
            Edition::Version(label) => format!("{title} {label}"),
            Edition::Draft => format!("{title}, {}", DRAFT.get(self.facts.speech)),
        };
        Subject { document: self.document.id.clone(), edition: self.edition, name }
    }
}

const DRAFT: Bilingual = Bilingual { nl: "concept", en: "draft" };

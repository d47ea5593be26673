//! The facts about one edition of a document: the version in force, an announced version, or the draft.

use crate::address::Edition;
use crate::bilingual::Bilingual;
use crate::compose::{self, Source};
use crate::diagnostic::{self, Place, Subject};
use crate::history::State;
use crate::law::facts::Facts;
use crate::law::reading::Reading;
use crate::parse::{Document, Version};
use crate::template::Templates;

/// An edition with its registers and its text in every language. Superseded versions are not checked: they no longer bind.
pub struct EditionFacts<'a> {
    pub facts: Facts<'a>,
    pub document: &'a Document,
    pub edition: Edition,
    /// `None` for the draft.
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

    /// Returns the version before this edition, in whatever state it is.
    pub fn before(&self) -> Option<&'a Version> {
        let versions = &self.document.versions;
        match self.version {
            Some((version, _)) => versions.iter().rev().find(|other| other.label < version.label),
            None => versions.last(),
        }
    }

    /// Returns where an entry of a register is, or where it belongs.
    pub fn place(&self, path: &[&str]) -> Place {
        self.facts.place(path)
    }
}

impl EditionFacts<'_> {
    /// Returns whether a published text would differ, or could not be composed, with the registers as they are now.
    pub fn reads_otherwise_now(&self, reading: &Reading<'_>) -> bool {
        let Some((version, _)) = self.version else { return false };
        let site = self.facts.site;
        let source = Source::now(site, self.document, version, reading.language);
        let (now, found) = compose::compose(&source, site, self.templates);
        diagnostic::has_errors(&found) || now.text != reading.composed.text
    }

    /// Returns what reports call this edition: the document's title with the version.
    pub(super) fn subject(&self) -> Subject {
        let title = self.facts.text(&self.document.title);
        let name = match self.edition {
            Edition::Version(label) => format!("{title} {label}"),
            Edition::Draft => format!("{title}, {}", DRAFT.get(self.facts.language)),
        };
        Subject { document: self.document.id.clone(), edition: self.edition, name }
    }
}

const DRAFT: Bilingual = Bilingual { nl: "concept", en: "draft" };

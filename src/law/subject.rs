//! An edition of a document as rules judge it: the version in force, an announced one, or the draft.

use crate::address::Edition;
use crate::compose::{self, Source};
use crate::diagnostic::{self, Place};
use crate::history::State;
use crate::law::facts::Facts;
use crate::law::reading::Reading;
use crate::parse::{Document, Version};
use crate::rule::Words;
use crate::template::Templates;

/// An edition, with the registers that speak in it and its text in every language. A superseded version is history, and is not
/// judged.
pub struct Subject<'a> {
    pub facts: Facts<'a>,
    pub document: &'a Document,
    pub edition: Edition,
    /// None for the draft.
    pub version: Option<(&'a Version, State)>,
    /// The authoritative text first. Never empty.
    pub readings: Vec<Reading<'a>>,
    pub(super) templates: &'a Templates,
}

impl<'a> Subject<'a> {
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

impl Subject<'_> {
    /// Returns whether a published text would read otherwise with the registers as they are now, or could not be read at all.
    pub fn reads_otherwise_now(&self, reading: &Reading<'_>) -> bool {
        let Some((version, _)) = self.version else { return false };
        let site = self.facts.site;
        let source = Source::now(site, self.document, version, reading.language);
        let (now, found) = compose::compose(&source, site, self.templates);
        diagnostic::has_errors(&found) || now.text != reading.composed.text
    }
    /// Returns what a report calls it: the document's title with its version.
    pub(super) fn name(&self) -> String {
        let title = self.facts.said(&self.document.title);
        match self.edition {
            Edition::Version(label) => format!("{title} {label}"),
            Edition::Draft => format!("{title}, {}", DRAFT.get(self.facts.speech)),
        }
    }
}

const DRAFT: Words = Words { nl: "concept", en: "draft" };

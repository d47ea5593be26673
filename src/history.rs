//! The versions of a document on a given day: which one is in force, which are announced, which are superseded.
//!
//! Takes parsed documents and the day, which comes from outside: nothing here reads a clock.

pub mod chain;

use std::sync::Arc;

use crate::date::Date;
use crate::document::VersionLabel;
use crate::parse::{Document, Version};

/// A document with its versions on a given day.
#[derive(Clone, Debug)]
pub struct Timeline {
    pub document: Arc<Document>,
    /// Oldest first, without the versions that are published after the day.
    entries: Vec<VersionEntry>,
}

/// A published version, by its place among the document's versions.
#[derive(Clone, Copy, Debug)]
struct VersionEntry {
    version: usize,
    state: State,
}

/// A published version on a given day. It knows the versions before and after it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub timeline: &'a Timeline,
    pub version: &'a Version,
    pub state: State,
    index: usize,
}

/// What a version is on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A later version has replaced it.
    Superseded,
    /// It is binding: the newest version whose effective date has come.
    InForce,
    /// It is published and takes effect on a later day.
    Announced,
}

impl State {
    /// Returns the word that files and JSON use.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Superseded => "superseded",
            State::InForce => "in-force",
            State::Announced => "announced",
        }
    }
}

impl Timeline {
    /// Orders the versions of a document that are published on a day.
    pub fn new(document: Arc<Document>, today: Date) -> Timeline {
        let versions = &document.versions;
        let known: Vec<usize> = (0..versions.len()).filter(|index| versions[*index].published <= today).collect();
        let in_force = known.iter().rposition(|version| versions[*version].effective <= today);
        let entries = known
            .into_iter()
            .enumerate()
            .map(|(index, version)| {
                let state = match in_force {
                    Some(current) if index < current => State::Superseded,
                    Some(current) if index == current => State::InForce,
                    _ => State::Announced,
                };
                VersionEntry { version, state }
            })
            .collect();
        Timeline { document, entries }
    }

    /// Returns the versions, the oldest first.
    pub fn moments(&self) -> impl DoubleEndedIterator<Item = Moment<'_>> + ExactSizeIterator + Clone {
        (0..self.entries.len()).map(|index| self.moment(index))
    }

    /// Returns how many versions are published.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether no version is published.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the version in force, if there is one.
    pub fn in_force(&self) -> Option<Moment<'_>> {
        self.moments().rev().find(|moment| moment.state == State::InForce)
    }

    /// Returns the version that a visitor should see first: the one in force, or else the first announced one.
    pub fn current(&self) -> Option<Moment<'_>> {
        self.in_force().or_else(|| self.moments().next())
    }

    /// Returns the last version, which may not be in force yet.
    pub fn newest(&self) -> Option<Moment<'_>> {
        self.moments().next_back()
    }

    /// Returns the version with this label.
    pub fn find(&self, label: VersionLabel) -> Option<Moment<'_>> {
        self.moments().find(|moment| moment.version.label == label)
    }

    /// Returns the announced versions, the next one first.
    pub fn announced(&self) -> impl Iterator<Item = Moment<'_>> {
        self.moments().filter(|moment| moment.state == State::Announced)
    }

    fn moment(&self, index: usize) -> Moment<'_> {
        let VersionEntry { version, state } = self.entries[index];
        Moment { timeline: self, version: &self.document.versions[version], state, index }
    }
}

impl<'a> Moment<'a> {
    /// Returns the version before this one.
    pub fn before(&self) -> Option<Moment<'a>> {
        self.index.checked_sub(1).map(|index| self.timeline.moment(index))
    }

    /// Returns the version after this one.
    pub fn after(&self) -> Option<Moment<'a>> {
        (self.index + 1 < self.timeline.len()).then(|| self.timeline.moment(self.index + 1))
    }

    /// Returns the day from which the next version is binding.
    pub fn until(&self) -> Option<Date> {
        self.after().map(|next| next.version.effective)
    }
}

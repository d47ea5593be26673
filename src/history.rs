//! Versions into timelines: which text binds on a given day, which are still to come, which are past.
//!
//! Takes the parsed site and the day, which comes from outside; asks no clock.

pub mod chain;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::VersionLabel;
use crate::parse::{Document, Site, Version, VersionText};

/// A document with its versions as they stand on a day.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    pub document: &'a Document,
    /// Oldest first; a version that is not yet published on the day is not among them.
    pub moments: Vec<Moment<'a>>,
}

/// A version as it stands on a day.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub version: &'a Version,
    pub state: State,
    /// The day from which the next version binds.
    pub until: Option<Date>,
}

/// How a version stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It bound once.
    Superseded,
    /// It binds: the newest whose effective date has come.
    InForce,
    /// It is published, and binds from a later day.
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

impl<'a> Timeline<'a> {
    /// Returns the index of the version in force, if there is one.
    pub fn in_force(&self) -> Option<usize> {
        self.moments.iter().position(|moment| moment.state == State::InForce)
    }

    /// Returns the index of the version that a visitor should see first: in force, else the first announced one.
    pub fn current(&self) -> Option<usize> {
        self.in_force().or(if self.moments.is_empty() { None } else { Some(0) })
    }

    /// Returns the index of the version with this label.
    pub fn position(&self, label: VersionLabel) -> Option<usize> {
        self.moments.iter().position(|moment| moment.version.label == label)
    }

    /// Returns the indices of the announced versions, the next one first.
    pub fn announced(&self) -> impl Iterator<Item = usize> {
        let announced = |(index, moment): (usize, &Moment<'a>)| (moment.state == State::Announced).then_some(index);
        self.moments.iter().enumerate().filter_map(announced)
    }
}

/// Lays every document's versions on a line, and reports dates that contradict their labels.
pub fn timelines(site: &Site, today: Date) -> (Vec<Timeline<'_>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let timelines = site
        .documents
        .iter()
        .map(|document| {
            check_order(document, site, &mut diagnostics);
            timeline(document, today)
        })
        .collect();
    (timelines, diagnostics)
}

fn timeline(document: &Document, today: Date) -> Timeline<'_> {
    let known: Vec<&Version> = document.versions.iter().filter(|version| version.published <= today).collect();
    let in_force = known.iter().rposition(|version| version.effective <= today);
    let state = |index: usize| match in_force {
        Some(current) if index < current => State::Superseded,
        Some(current) if index == current => State::InForce,
        _ => State::Announced,
    };
    let moments = known
        .iter()
        .enumerate()
        .map(|(index, version)| Moment {
            version,
            state: state(index),
            until: known.get(index + 1).map(|next| next.effective),
        })
        .collect();
    Timeline { document, moments }
}

/// Reports versions whose dates run against their labels; the order of labels is the order of texts.
fn check_order(document: &Document, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let line = |text: &VersionText, key: &str| {
        let line = text.source.lines().find(|line| line.starts_with(key)).unwrap_or(&text.source[..0]);
        let start = line.as_ptr() as usize - text.source.as_ptr() as usize;
        Place::new(&text.path, start..start + line.len())
    };
    let place = |version: &Version, key: &str| line(&version.texts[site.authoritative()], key);
    for version in &document.versions {
        if version.published > version.effective {
            diagnostics.push(
                Diagnostic::error(
                    "effective-before-published",
                    format!("version {} would bind before it was published", version.label),
                )
                .at(place(version, "effective"))
                .hint(format!("a text can bind from {} at the earliest", version.published)),
            );
        }
    }
    if let (Some(draft), Some(newest)) = (&document.draft, document.versions.last())
        && let Some(label) = draft.label.filter(|label| *label <= newest.label)
    {
        let text = &draft.texts[site.authoritative()];
        diagnostics.push(
            Diagnostic::error("version-order", format!("the draft would be version {label}, which is not new"))
                .at(line(text, "version"))
                .hint(format!("the newest version is {}; a draft comes after it", newest.label)),
        );
    }
    for pair in document.versions.windows(2) {
        let [before, after] = pair else { continue };
        if after.effective == before.effective {
            let message = format!("versions {} and {} take effect on one day", before.label, after.label);
            diagnostics.push(
                Diagnostic::error("two-versions-on-one-day", message)
                    .at(place(after, "effective"))
                    .hint("one text binds at a time; give the later version a later day"),
            );
        } else if after.effective < before.effective {
            let message = format!("version {} takes effect before version {}", after.label, before.label);
            diagnostics.push(Diagnostic::error("version-order", message).at(place(after, "effective")).hint(format!(
                "version {} takes effect on {}; a later label has a later day",
                before.label, before.effective
            )));
        }
        if after.published < before.published {
            let message = format!("version {} was published before version {}", after.label, before.label);
            diagnostics.push(
                Diagnostic::error("version-order", message)
                    .at(place(after, "published"))
                    .hint(format!("version {} was published on {}", before.label, before.published)),
            );
        }
    }
}

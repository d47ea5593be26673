//! The facts that a rule reads: the site, its registers at one moment, and where each entry is.

use crate::date::Date;
use crate::diagnostic::Place;
use crate::language::{Language, Localized};
use crate::law::places::SourcePlaces;
use crate::locale::Locale;
use crate::parse::Site;
use crate::register::activities::{Activity, ActivityRole, Basis, Purpose};
use crate::register::{Field, Registers, known, rows};

/// The site with the registers of an edition, or with the registers as they are now.
pub struct Facts<'a> {
    pub site: &'a Site,
    pub registers: &'a Registers,
    pub today: Date,
    /// The language of the findings.
    pub language: &'a Language,
    /// Whether they belong to a published text, which leaves out open questions.
    pub(super) published: bool,
    pub(super) places: &'a SourcePlaces,
    /// The place of a finding about an entry that no file has.
    pub(super) fallback: Place,
}

impl<'a> Facts<'a> {
    /// Returns a text in the language of the findings, else in the authoritative one, else in any.
    pub fn text<'t>(&self, text: &'t Localized) -> &'t str {
        if let Some((_, text)) = Locale::new(self.site, self.language).find(text) {
            return text;
        }
        match text {
            Localized::Everywhere(text) => text,
            Localized::PerLanguage(texts) => texts.values().next().map(String::as_str).unwrap_or_default(),
        }
    }

    /// Returns whether a field has no value. A draft shows an open question, which `open-question` reports, so there it counts as a
    /// value; a published text leaves the line out.
    pub fn is_missing<T>(&self, field: &Field<T>) -> bool {
        match field {
            None => true,
            Some(answer) => self.published && answer.known().is_none(),
        }
    }

    /// Returns whether a list has no row, and no open question in its place that a draft would show.
    pub fn has_no_rows<T>(&self, field: &Field<Vec<T>>) -> bool {
        self.is_missing(field) || known(field).is_some_and(Vec::is_empty)
    }

    /// Returns where an entry of a register is, such as `["activities", "newsletter", "purposes", "newsletter", "basis"]`. A row is
    /// named by its id, or by its number from 0. For a missing entry, returns where it belongs.
    pub fn place(&self, path: &[&str]) -> Place {
        self.places.place(path).unwrap_or_else(|| self.fallback.clone())
    }

    /// Returns the place of a key of `site.yaml`.
    pub fn setting(&self, key: &str) -> Place {
        self.places.setting(key)
    }

    /// Returns the activities in which the organisation decides, alone or with others (articles 4(7) and 26).
    pub fn as_controller(&self) -> impl Iterator<Item = &'a Activity> + use<'a> {
        self.registers.activities.iter().filter(|activity| activity.role != ActivityRole::Processor)
    }

    /// Returns the activities that the organisation performs for customers (article 4(8)).
    pub fn as_processor(&self) -> impl Iterator<Item = &'a Activity> + use<'a> {
        self.registers.activities.iter().filter(|activity| activity.role == ActivityRole::Processor)
    }

    /// Returns each purpose of the controller's activities.
    pub fn purposes(&self) -> impl Iterator<Item = (&'a Activity, &'a Purpose)> + use<'a> {
        self.as_controller()
            .flat_map(|activity| rows(&activity.purposes).iter().map(move |purpose| (activity, purpose)))
    }

    /// Returns each purpose whose legal basis is known, with that basis.
    pub fn bases(&self) -> impl Iterator<Item = (&'a Activity, &'a Purpose, &'a Basis)> + use<'a> {
        self.purposes().filter_map(|(activity, purpose)| Some((activity, purpose, known(&purpose.basis)?)))
    }
}

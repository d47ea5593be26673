//! The facts that a rule reads: the site, its registers at one moment, and where each of them is said.

use crate::date::Date;
use crate::diagnostic::Place;
use crate::language::{Language, Localized};
use crate::law::places::Places;
use crate::locale::Locale;
use crate::parse::Site;
use crate::register::activities::{Activity, ActivityRole, Basis, Purpose};
use crate::register::{Field, Registers};

pub use crate::register::{known, rows};

/// The registers as they speak in an edition, or as they are now.
pub struct Facts<'a> {
    pub site: &'a Site,
    pub registers: &'a Registers,
    pub today: Date,
    /// The language in which findings are told.
    pub speech: &'a Language,
    /// Whether a published text speaks from them, which leaves out what nobody knows.
    pub(super) published: bool,
    pub(super) places: &'a Places,
    /// Where a finding belongs that has no entry.
    pub(super) home: Place,
}

impl<'a> Facts<'a> {
    /// Returns a text in the language in which findings are told, else in the authoritative one, else in any.
    pub fn said<'t>(&self, text: &'t Localized) -> &'t str {
        let any = || match text {
            Localized::Everywhere(text) => Some(text.as_str()),
            Localized::PerLanguage(texts) => texts.values().next().map(String::as_str),
        };
        Locale::new(self.site, self.speech).find(text).map(|(_, text)| text).or_else(any).unwrap_or_default()
    }

    /// Returns whether nothing is said in a field. A question is reported as `open-question` already, and a draft shows it; a
    /// published text leaves the line out, so there it lacks.
    pub fn lacks<T>(&self, field: &Field<T>) -> bool {
        match field {
            None => true,
            Some(answer) => self.published && answer.known().is_none(),
        }
    }

    /// Returns whether a list has no row, and no question in its place that a draft would show.
    pub fn lacks_rows<T>(&self, field: &Field<Vec<T>>) -> bool {
        self.lacks(field) || known(field).is_some_and(Vec::is_empty)
    }

    /// Returns where an entry of a register stands: `["activities", "newsletter", "purposes", "newsletter", "basis"]`. A row goes
    /// by its id, else by its number from 0. Of what is absent, the place where it belongs.
    pub fn place(&self, path: &[&str]) -> Place {
        self.places.place(path).unwrap_or_else(|| self.home.clone())
    }

    /// Returns the place of a key of `site.yaml`.
    pub fn setting(&self, key: &str) -> Place {
        self.places.setting(key)
    }

    /// Returns the activities in which the organisation decides, alone or with others (articles 4(7) and 26).
    pub fn as_controller(&self) -> impl Iterator<Item = &'a Activity> + use<'a> {
        self.registers.activities.iter().filter(|activity| activity.role != ActivityRole::Processor)
    }

    /// Returns what is done for customers (article 4(8)).
    pub fn as_processor(&self) -> impl Iterator<Item = &'a Activity> + use<'a> {
        self.registers.activities.iter().filter(|activity| activity.role == ActivityRole::Processor)
    }

    /// Returns each purpose of the controller's activities.
    pub fn purposes(&self) -> impl Iterator<Item = (&'a Activity, &'a Purpose)> + use<'a> {
        self.as_controller()
            .flat_map(|activity| rows(&activity.purposes).iter().map(move |purpose| (activity, purpose)))
    }

    /// Returns each purpose whose ground is known, with that ground.
    pub fn bases(&self) -> impl Iterator<Item = (&'a Activity, &'a Purpose, &'a Basis)> + use<'a> {
        self.purposes().filter_map(|(activity, purpose)| Some((activity, purpose, known(&purpose.basis)?)))
    }
}

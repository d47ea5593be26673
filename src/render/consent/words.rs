//! Values of the registers as words of a language: periods, countries, lists.

use crate::language::Localized;
use crate::register::Country;
use crate::register::period::{Period, Unit};
use crate::render::frame::Frame;

impl<'a> Frame<'a> {
    /// Returns a text in the frame's language, or the authoritative one.
    pub(super) fn said(&self, text: &'a Localized) -> &'a str {
        text.get(self.language).or_else(|| text.get(self.site.authoritative())).unwrap_or_default()
    }

    /// Writes a length of time: 2 jaar.
    pub(super) fn period(&self, period: Period) -> String {
        let (one, many) = match period.unit {
            Unit::Years => ("year", "years"),
            Unit::Months => ("month", "months"),
            Unit::Weeks => ("week", "weeks"),
            Unit::Days => ("day", "days"),
            Unit::Hours => ("hour", "hours"),
            Unit::Minutes => ("minute", "minutes"),
        };
        let form = if period.count == 1 { one } else { many };
        self.string("register", form).replace("{count}", &period.count.to_string())
    }

    /// Writes a country; one without a name is shown by its code.
    pub(super) fn country(&self, country: &'a Country) -> &'a str {
        match self.string("register", &format!("country_{country}")) {
            "" => country.as_str(),
            name => name,
        }
    }

    /// Writes a list as prose: a, b en c.
    pub(super) fn list(&self, items: &[&str]) -> String {
        match items {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [others @ .., last] => format!("{} {} {last}", others.join(", "), self.string("consent", "and")),
        }
    }
}

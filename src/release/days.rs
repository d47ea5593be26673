//! The days on which a version can take effect.

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::parse::{Site, Version};
use crate::structure::StructureRule;

/// The days that count for a release.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub today: Date,
    /// How many days a material change is announced ahead; 0 for the first version of a document.
    pub notice: u16,
    /// The day on which the version before takes effect.
    before: Option<Date>,
}

impl Days {
    pub(super) fn new(site: &Site, before: Option<&Version>, today: Date) -> Days {
        let notice = if before.is_none() { 0 } else { site.registers.organisation.notice_days() };
        Days { today, notice, before: before.map(|version| version.effective) }
    }

    /// Returns the first day on which such a change can take effect.
    pub fn earliest(&self, material: bool) -> Date {
        let noticed = self.today.plus_days(if material { self.notice } else { 0 });
        match self.before.map(|before| before.plus_days(1)) {
            Some(after) if after > noticed => after,
            _ => noticed,
        }
    }

    /// Returns the reason why a version can't take effect on this day.
    pub fn refuse(&self, day: Date, material: bool) -> Option<Diagnostic> {
        let earliest = self.earliest(material);
        if day >= earliest {
            return None;
        }
        let (rule, message) = if day < self.today {
            (StructureRule::DayInThePast, format!("{day} is past; no text can hold from a day before it is published"))
        } else if self.before.is_some_and(|before| day <= before) {
            let before = self.before.map(|before| before.to_string()).unwrap_or_default();
            (StructureRule::VersionOrder, format!("the version before holds from {before}; this one can't from {day}"))
        } else {
            let ahead = self.today.days_until(day);
            let message = format!(
                "a material change is announced {} days ahead, and {day} is {ahead} days from now",
                self.notice
            );
            (StructureRule::TooSoon, message)
        };
        Some(Diagnostic::error(rule, message).hint(format!("the first day that is possible is {earliest}")))
    }
}

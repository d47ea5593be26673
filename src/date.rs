//! A calendar day, the only notion of time in helder.
//!
//! Dates come from front matter and `--today`; no stage reads a clock.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the Gregorian calendar, written `2027-01-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String", extend("pattern" = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The last day there is.
    pub const LAST: Date = Date(jiff::civil::Date::MAX);

    /// Returns the day with this year, month and day of the month, if it exists.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Returns the day that is this many days after the first of January 1970.
    pub fn from_days_since_1970(days: u64) -> Date {
        let span = jiff::Span::new().days(i64::try_from(days).unwrap_or(0).min(2_900_000));
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        Date(epoch.checked_add(span).expect("so many days end before the year 9999"))
    }

    /// Returns the year, for `tag:` addresses and tables.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the number of days until another day; negative if that day is earlier.
    pub fn days_until(self, other: Date) -> i64 {
        self.0.until(other.0).map_or(0, |span| span.get_days().into())
    }

    /// Returns the day so many days later, or the last possible day if that is too far.
    pub fn plus_days(self, days: u16) -> Date {
        Date(self.0.checked_add(jiff::Span::new().days(days)).unwrap_or(jiff::civil::Date::MAX))
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// Why a text is not a [`Date`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDate {
    #[error("a date is written year-month-day, as in 2027-01-01")]
    Shape,
    #[error("`{0}` is not a day of the calendar")]
    NoSuchDay(String),
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Date, InvalidDate> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(InvalidDate::Shape) };
        let is_shaped = [(year, 4), (month, 2), (day, 2)]
            .iter()
            .all(|(part, length)| part.len() == *length && part.bytes().all(|byte| byte.is_ascii_digit()));
        let (true, Ok(year), Ok(month), Ok(day)) = (is_shaped, year.parse(), month.parse(), day.parse()) else {
            return Err(InvalidDate::Shape);
        };
        Date::new(year, month, day).ok_or_else(|| InvalidDate::NoSuchDay(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn refuses_days_that_do_not_exist() {
        let found = "2027-02-29".parse::<Date>().map_err(|error| error.to_string());
        assert_eq!(found, Err("`2027-02-29` is not a day of the calendar".into()));
        assert!("2028-02-29".parse::<Date>().is_ok());
    }

    #[test]
    fn refuses_other_ways_to_write_a_day() {
        for text in ["", "2027-1-1", "27-01-01", "01-01-2027", "2027-01-01T00:00", "+027-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}

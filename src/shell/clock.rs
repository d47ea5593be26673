//! The clock, read once for the whole run.

#![expect(clippy::disallowed_methods, reason = "this is the module that knows the day")]

use std::time::{SystemTime, UNIX_EPOCH};

use crate::date::Date;

/// Returns today's date in UTC, so that a build is the same in every time zone.
pub fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_days_since_1970(seconds / 86_400)
}

/// Returns the milliseconds since 1970, to tell one run of the program from another.
pub fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

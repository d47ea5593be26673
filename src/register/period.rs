//! A length of time as ISO 8601 writes it, in one unit: `P7Y`, `P26M`, `P30D`, `PT30M`.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A length of time in one unit. Two units, as in `P1Y6M`, are invalid: `P18M` is easier to read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(with = "String", extend("pattern" = "^(P[0-9]+[YMWD]|PT[0-9]+[HM])$"))]
pub struct Period {
    pub count: u16,
    pub unit: Unit,
}

/// What a period counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
    Minutes,
}

impl Period {
    /// Returns the longest number of days that the period can last, rounded down.
    pub fn days_max(self) -> u32 {
        let count = u32::from(self.count);
        match self.unit {
            Unit::Years => count * 366,
            Unit::Months => count * 31,
            Unit::Weeks => count * 7,
            Unit::Days => count,
            Unit::Hours => count / 24,
            Unit::Minutes => count / (24 * 60),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (prefix, suffix) = match self.unit {
            Unit::Years => ("P", "Y"),
            Unit::Months => ("P", "M"),
            Unit::Weeks => ("P", "W"),
            Unit::Days => ("P", "D"),
            Unit::Hours => ("PT", "H"),
            Unit::Minutes => ("PT", "M"),
        };
        write!(formatter, "{prefix}{}{suffix}", self.count)
    }
}

/// A text that is not a [`Period`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a period in one unit, such as P7Y, P26M, P30D or PT30M")]
pub struct InvalidPeriod(String);

impl FromStr for Period {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Period, InvalidPeriod> {
        parse(text).ok_or_else(|| InvalidPeriod(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    let rest = text.strip_prefix('P')?;
    let (rest, time) = rest.strip_prefix('T').map_or((rest, false), |rest| (rest, true));
    let unit = match (time, rest.chars().last()?) {
        (false, 'Y') => Unit::Years,
        (false, 'M') => Unit::Months,
        (false, 'W') => Unit::Weeks,
        (false, 'D') => Unit::Days,
        (true, 'H') => Unit::Hours,
        (true, 'M') => Unit::Minutes,
        _ => return None,
    };
    let digits = &rest[..rest.len() - 1];
    let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = if plain { digits.parse().ok()? } else { return None };
    Some(Period { count, unit })
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn reads_and_writes_the_same() {
        for text in ["P7Y", "P26M", "P2W", "P30D", "PT4H", "PT30M"] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_two_units_and_none() {
        for text in ["", "P", "PT", "P1Y6M", "1Y", "P1H", "PT1D", "P0D", "P01D", "P+1D", "P1é", "P99999D"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}

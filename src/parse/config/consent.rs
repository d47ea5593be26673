//! `consent` in `site.yaml`: how the visitor's choice is stored, and where a record of it may be sent.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::host;

/// How the visitor's choice is stored.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Consent {
    /// Days after which the visitor is asked again.
    pub max_age_days: MaxAge,
    /// The cookie that contains the choice; the services register lists it too.
    pub cookie: CookieName,
    /// Where a record of each choice is posted; nothing is sent without it.
    pub endpoint: Option<Endpoint>,
}

impl Default for Consent {
    fn default() -> Consent {
        Consent { max_age_days: MaxAge(180), cookie: CookieName("privacy-choice".into()), endpoint: None }
    }
}

/// The number of days for which a choice is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(extend("minimum" = 1, "maximum" = 400))]
pub struct MaxAge(u16);

/// No browser keeps a cookie for longer (RFC 6265bis, section 5.5).
const DAYS_MAX: u16 = 400;

impl MaxAge {
    /// Returns the number of days.
    pub fn days(self) -> u16 {
        self.0
    }
}

/// A number of days for which no browser keeps a choice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a choice can be kept for 1 to {DAYS_MAX} days, and not for {0}")]
pub struct InvalidMaxAge(u64);

impl TryFrom<u64> for MaxAge {
    type Error = InvalidMaxAge;

    fn try_from(days: u64) -> Result<MaxAge, InvalidMaxAge> {
        match u16::try_from(days) {
            Ok(days) if (1..=DAYS_MAX).contains(&days) => Ok(MaxAge(days)),
            _ => Err(InvalidMaxAge(days)),
        }
    }
}

/// The name of a cookie: letters, digits, `-` and `_`, which every server and proxy passes on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct CookieName(String);

/// A longer name would leave too few of a cookie's 4096 bytes.
const NAME_BYTES_MAX: usize = 64;

impl CookieName {
    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is not a [`CookieName`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no name for the cookie: it is made of letters, digits, `-` and `_`")]
pub struct InvalidCookieName(String);

impl TryFrom<String> for CookieName {
    type Error = InvalidCookieName;

    fn try_from(name: String) -> Result<CookieName, InvalidCookieName> {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        // A browser refuses the two prefixes on a cookie that subdomains share.
        let prefixed = ["__Host-", "__Secure-"].iter().any(|prefix| name.starts_with(prefix));
        if plain && !prefixed && !name.is_empty() && name.len() <= NAME_BYTES_MAX {
            Ok(CookieName(name))
        } else {
            Err(InvalidCookieName(name))
        }
    }
}

/// An `https:` address that records are posted to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct Endpoint(String);

impl Endpoint {
    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address without its query, as a content security policy names it.
    pub fn source(&self) -> &str {
        self.0.split('?').next().unwrap_or_default()
    }
}

/// A text that is not an [`Endpoint`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no address to post to: write it as https://privacy.example.org/records")]
pub struct InvalidEndpoint(String);

impl TryFrom<String> for Endpoint {
    type Error = InvalidEndpoint;

    fn try_from(text: String) -> Result<Endpoint, InvalidEndpoint> {
        // `;` and `,` would end the source in a content security policy.
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"#\"'<>\\^`{|};,@".contains(&byte));
        if plain && text.starts_with("https://") && !host::of_address(&text).is_empty() {
            Ok(Endpoint(text))
        } else {
            Err(InvalidEndpoint(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CookieName, Endpoint, MaxAge};

    #[test]
    fn an_endpoint_is_an_https_address() {
        let is_one = |text: &str| Endpoint::try_from(text.to_owned()).is_ok();
        assert!(is_one("https://privacy.example.org/records?site=1"));
        for text in ["http://a.example/", "https:///x", "a.example", "https://a.example/ x", "https://a.example/;x"] {
            assert!(!is_one(text), "{text}");
        }
    }

    #[test]
    fn a_cookie_name_needs_no_quotes() {
        let is_one = |text: &str| CookieName::try_from(text.to_owned()).is_ok();
        assert!(is_one("privacy-choice"));
        for text in ["", "a b", "a=b", "a;b", "__Host-a", "é"] {
            assert!(!is_one(text), "{text}");
        }
    }

    #[test]
    fn a_choice_is_kept_for_as_long_as_a_browser_keeps_a_cookie() {
        assert_eq!(MaxAge::try_from(400).map(MaxAge::days), Ok(400));
        assert!(MaxAge::try_from(0).is_err() && MaxAge::try_from(401).is_err() && MaxAge::try_from(1 << 40).is_err());
    }
}

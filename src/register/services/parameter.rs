//! The parameters that a tag needs before the banner can load it, and what their values look like.

use super::{Tag, TagTemplate};
use crate::register::answer::Answer;

/// A value that a tag needs.
#[derive(Clone, Copy, Debug)]
pub struct TagParameter {
    /// Its key in `values`.
    pub name: &'static str,
    /// What it looks like, in words.
    pub shape: &'static str,
    fits: fn(&str) -> bool,
}

impl TagParameter {
    /// Returns whether a value can be one of these.
    pub fn fits(&self, value: &str) -> bool {
        (self.fits)(value)
    }
}

/// The id of a property of Google Analytics; no other kind of Google tag is measured with.
const GOOGLE_ANALYTICS: [TagParameter; 1] = [TagParameter {
    name: "measurement_id",
    shape: "`G-` and then capitals and digits",
    fits: |value| value.strip_prefix("G-").is_some_and(|rest| is_made_of(rest, is_capital_or_digit)),
}];

const NEW_RELIC: [TagParameter; 4] = [
    TagParameter { name: "account_id", shape: "a number", fits: is_number },
    TagParameter { name: "application_id", shape: "a number", fits: is_number },
    TagParameter {
        name: "license_key",
        shape: "letters, digits and `-`, as in `NRJS-0a1b2c3d4e`",
        fits: |value| is_made_of(value, |byte| byte.is_ascii_alphanumeric() || byte == b'-'),
    },
    TagParameter { name: "region", shape: "`us` or `eu`", fits: |value| value == "us" || value == "eu" },
];

impl TagTemplate {
    /// Returns every parameter of the template; all are required.
    pub fn parameters(self) -> &'static [TagParameter] {
        match self {
            TagTemplate::GoogleAnalytics => &GOOGLE_ANALYTICS,
            TagTemplate::NewRelic => &NEW_RELIC,
        }
    }

    /// Returns the word that registers use.
    pub fn as_str(self) -> &'static str {
        match self {
            TagTemplate::GoogleAnalytics => "google-analytics",
            TagTemplate::NewRelic => "new-relic",
        }
    }
}

impl Tag {
    /// Returns the hosts without which the tag does nothing, as far as they are known.
    pub fn hosts(&self) -> &'static [&'static str] {
        match self.template {
            TagTemplate::GoogleAnalytics => &["www.googletagmanager.com", "www.google-analytics.com"],
            TagTemplate::NewRelic => match self.values.get("region").and_then(Answer::known).map(String::as_str) {
                Some("eu") => &["js-agent.newrelic.com", "bam.eu01.nr-data.net"],
                Some("us") => &["js-agent.newrelic.com", "bam.nr-data.net"],
                _ => &["js-agent.newrelic.com"],
            },
        }
    }

    /// Returns the values in the order of [`TagTemplate::parameters`], if each is known and valid.
    pub fn complete(&self) -> Option<Vec<&str>> {
        let value = |parameter: &TagParameter| {
            let value = self.values.get(parameter.name)?.known()?;
            parameter.fits(value).then_some(value.as_str())
        };
        self.template.parameters().iter().map(value).collect()
    }
}

fn is_made_of(text: &str, letter: fn(u8) -> bool) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(letter)
}

fn is_number(text: &str) -> bool {
    is_made_of(text, |byte| byte.is_ascii_digit())
}

fn is_capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

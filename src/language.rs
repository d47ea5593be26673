//! Languages, and texts that exist in several of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::device_name::is_device_name;

/// A language tag as HTML and HTTP write it: `nl`, `en`, `pt-br`; lower case, at most 11 letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[schemars(extend("pattern" = "^(?!(con|aux|nul|prn)$)[a-z]{2,3}(-[a-z]{1,8})*$"))]
pub struct Language(String);

impl Language {
    /// Returns the tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text that is not a [`Language`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLanguage {
    #[error("`{0}` is not a language tag such as nl or en")]
    Shape(String),
    #[error("`{0}` is the name of a device on Windows, where no folder can have it; add a region, as in `{0}-ec`")]
    Device(String),
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Language, InvalidLanguage> {
        let (primary, _) = text.split_once('-').unwrap_or((text, ""));
        let is_tag = (2..=3).contains(&primary.len()) && text.split('-').all(is_subtag) && text.len() <= 11;
        match text {
            _ if !is_tag => Err(InvalidLanguage::Shape(text.to_owned())),
            _ if is_device_name(text) => Err(InvalidLanguage::Device(text.to_owned())),
            _ => Ok(Language(text.to_owned())),
        }
    }
}

fn is_subtag(part: &str) -> bool {
    (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// A text per language, written `{nl: …, en: …}`, or one text for all of them, written plainly.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum Localized {
    /// The same in every language: a name, a number, an address.
    Everywhere(String),
    /// One text per language.
    PerLanguage(BTreeMap<Language, String>),
}

impl Localized {
    /// Returns the text in this language, if it has one.
    pub fn get(&self, language: &Language) -> Option<&str> {
        match self {
            Localized::Everywhere(text) => Some(text),
            Localized::PerLanguage(texts) => texts.get(language).map(String::as_str),
        }
    }
}

impl<'de> Deserialize<'de> for Localized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Localized, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Localized;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or a text per language as in {nl: …, en: …}")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Localized, E> {
                Ok(Localized::Everywhere(text.to_owned()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Localized, A::Error> {
                let texts = BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Localized::PerLanguage(texts))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

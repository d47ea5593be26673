//! The types of a document as a whole: its id, kind, slug, audience, and the labels of its versions.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};

use crate::device_name::is_device_name;

/// A document's id: the name of its folder under `content`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(String);

/// What kind of legal text a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What a controller must tell people under articles 13 and 14 GDPR.
    PrivacyStatement,
    /// What is stored or read in the browser, article 5(3) of Directive 2002/58/EC.
    CookiePolicy,
    /// The contract between controller and processor, article 28(3) GDPR.
    ProcessingAgreement,
}

/// Who may read a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Anyone.
    #[default]
    Public,
    /// Customers only; their pages go to a folder of their own.
    Customers,
}

/// A part of an address: lower case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// A version's label, `MAJOR.MINOR`: a new major is a material change, a new minor an editorial one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String", extend("pattern" = "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"))]
pub struct VersionLabel {
    pub major: u16,
    pub minor: u16,
}

impl Kind {
    /// Every kind, in the order in which documents are listed.
    pub const ALL: [Kind; 3] = [Kind::PrivacyStatement, Kind::CookiePolicy, Kind::ProcessingAgreement];

    /// Returns the word that files and JSON use.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::PrivacyStatement => "privacy-statement",
            Kind::CookiePolicy => "cookie-policy",
            Kind::ProcessingAgreement => "processing-agreement",
        }
    }
}

impl Audience {
    /// Every audience, in the order in which their folders are written.
    pub const ALL: [Audience; 2] = [Audience::Public, Audience::Customers];

    /// Returns the name of the audience's folder in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Customers => "customers",
        }
    }
}

/// Returns whether a name is made of lower case letters, digits and single inner hyphens.
fn is_plain_name(name: &str) -> bool {
    name.len() <= NAME_LENGTH_MAX
        && name
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Longer names than this make addresses that no file system or reader likes.
const NAME_LENGTH_MAX: usize = 80;

impl DocumentId {
    /// Returns the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a folder that is not a [`DocumentId`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDocumentId {
    #[error("`{0}` is not a document's name: use lower case letters, digits and hyphens")]
    Shape(String),
    #[error("`{0}` is the name of a device on Windows, where no folder can have it")]
    Device(String),
}

impl FromStr for DocumentId {
    type Err = InvalidDocumentId;

    fn from_str(text: &str) -> Result<DocumentId, InvalidDocumentId> {
        match text {
            _ if !is_plain_name(text) => Err(InvalidDocumentId::Shape(text.to_owned())),
            _ if is_device_name(text) => Err(InvalidDocumentId::Device(text.to_owned())),
            _ => Ok(DocumentId(text.to_owned())),
        }
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Slug {
    /// Returns the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is not a [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlug {
    #[error("`{0}` can't be part of an address: use lower case letters, digits and hyphens")]
    Shape(String),
    #[error("`{0}` is the name of a device on Windows, where no folder can have it")]
    Device(String),
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Slug, InvalidSlug> {
        match text {
            _ if !is_plain_name(text) => Err(InvalidSlug::Shape(text.to_owned())),
            _ if is_device_name(text) => Err(InvalidSlug::Device(text.to_owned())),
            _ => Ok(Slug(text.to_owned())),
        }
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl VersionLabel {
    /// Returns whether the version opens a new major, and so is a material change.
    pub fn is_material(self) -> bool {
        self.minor == 0
    }

    /// Returns the label of the next material or editorial version; nothing after the largest number.
    pub fn next(self, material: bool) -> Option<VersionLabel> {
        if material {
            Some(VersionLabel { major: self.major.checked_add(1)?, minor: 0 })
        } else {
            Some(VersionLabel { minor: self.minor.checked_add(1)?, ..self })
        }
    }
}

/// A text that is not a [`VersionLabel`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a version: write major.minor, as in 1.0")]
pub struct InvalidVersionLabel(String);

impl FromStr for VersionLabel {
    type Err = InvalidVersionLabel;

    fn from_str(text: &str) -> Result<VersionLabel, InvalidVersionLabel> {
        let numbers = text.split_once('.').and_then(|(major, minor)| Some((number(major)?, number(minor)?)));
        let (major, minor) = numbers.ok_or_else(|| InvalidVersionLabel(text.to_owned()))?;
        Ok(VersionLabel { major, minor })
    }
}

/// Reads a number in its only spelling: without a sign or leading zeros.
fn number(digits: &str) -> Option<u16> {
    let is_canonical = digits == "0" || !digits.starts_with('0');
    let number = digits.parse().ok()?;
    (is_canonical && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

impl fmt::Display for VersionLabel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl<'de> Deserialize<'de> for VersionLabel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<VersionLabel, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Slug, VersionLabel};

    #[test]
    fn labels_order_by_number_not_by_letter() {
        let label = |text: &str| text.parse::<VersionLabel>().expect("a label");
        assert!(label("1.9") < label("1.10") && label("1.10") < label("2.0"));
    }

    #[test]
    fn the_largest_number_has_no_successor() {
        let next = |text: &str, material| text.parse::<VersionLabel>().expect("a label").next(material);
        let label = |major, minor| Some(VersionLabel { major, minor });
        assert_eq!([next("1.9", true), next("1.9", false)], [label(2, 0), label(1, 10)]);
        assert_eq!([next("65535.7", true), next("65535.7", false)], [None, label(65535, 8)]);
        assert_eq!([next("65535.65535", true), next("65535.65535", false)], [None, None]);
        assert_eq!([next("7.65535", true), next("7.65535", false)], [label(8, 0), None]);
    }

    #[test]
    fn refuses_labels_with_two_spellings() {
        for text in ["1", "01.0", "1.00", "1.", ".1", "1.0.0", "+1.0", "1.-0", "70000.0", "v1.0", "1.0 "] {
            assert!(text.parse::<VersionLabel>().is_err(), "{text}");
        }
    }

    #[test]
    fn refuses_slugs_that_leave_their_folder() {
        for text in ["", "..", "a/b", "a..b", "-a", "a--b", "A", "é", "con", "nul", "aux", "prn", "com1", "lpt9"] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
    }
}

//! The choices that a new site is made from, each read from one line: an option of the command or an answer.

use std::str::FromStr;

use crate::document::Kind;
use crate::host;
use crate::parse::BaseUrl;

/// A choice that can't be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidChoice {
    #[error("a name has 1 to {NAME_LETTERS_MAX} letters, on one line")]
    Name,
    #[error("`{0}` is not a domain: write the name alone, as example.org")]
    Domain(String),
    #[error("name one domain at least, as example.org")]
    NoDomain,
    #[error("`{0}` is none of nl, en; another language is added afterwards")]
    Language(String),
    #[error("name one language at least: nl, en")]
    NoLanguage,
    #[error("`{0}` is none of privacy-statement, cookie-policy, processing-agreement")]
    Document(String),
    #[error("name one document at least")]
    NoDocument,
    #[error("`{0}` is none of google-analytics, new-relic, none")]
    Service(String),
    #[error("`none` stands alone")]
    NoneAndOthers,
    #[error("name the services, or `none`")]
    NoService,
}

/// All that a new site is made from.
#[derive(Clone, Debug)]
pub struct Choices {
    pub organisation: OrganisationName,
    pub domains: Domains,
    pub languages: Translations,
    pub documents: Kinds,
    pub services: KnownServices,
    pub base_url: BaseUrl,
    /// The commit of the program that makes the site, where it knows.
    pub revision: Option<&'static str>,
}

/// A language that the starter has texts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translation {
    Dutch,
    English,
}

/// A service that visitors are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownService {
    GoogleAnalytics,
    NewRelic,
}

/// The name by which people know the organisation.
#[derive(Clone, Debug)]
pub struct OrganisationName(String);

/// The domains that a site is about; never empty.
#[derive(Clone, Debug)]
pub struct Domains(Vec<String>);

/// The languages of a site, the authoritative one first; never empty.
#[derive(Clone, Debug)]
pub struct Translations(Vec<Translation>);

/// The documents of a site; never empty.
#[derive(Clone, Debug)]
pub struct Kinds(Vec<Kind>);

/// The services of a site; there may be none.
#[derive(Clone, Debug)]
pub struct KnownServices(Vec<KnownService>);

/// A longer name is a mistake.
const NAME_LETTERS_MAX: usize = 200;

impl Choices {
    /// Returns the name of a document's folder, which the first language decides.
    pub(super) fn folder(&self, kind: Kind) -> &'static str {
        slug(kind, self.languages.first())
    }

    /// Returns the address that most would choose.
    pub fn usual_base_url(domains: &Domains) -> BaseUrl {
        format!("https://privacy.{}", domains.0[0]).try_into().expect("a domain makes an address")
    }
}

/// Returns the place of a document in an address.
pub(super) fn slug(kind: Kind, language: Translation) -> &'static str {
    match (kind, language) {
        (Kind::PrivacyStatement, Translation::Dutch) => "privacyverklaring",
        (Kind::PrivacyStatement, Translation::English) => "privacy-statement",
        (Kind::CookiePolicy, Translation::Dutch) => "cookieverklaring",
        (Kind::CookiePolicy, Translation::English) => "cookie-policy",
        (Kind::ProcessingAgreement, Translation::Dutch) => "verwerkersovereenkomst",
        (Kind::ProcessingAgreement, Translation::English) => "data-processing-agreement",
    }
}

impl Translation {
    /// Every language of the starter.
    pub const ALL: [Translation; 2] = [Translation::Dutch, Translation::English];

    /// Returns the language tag.
    pub fn as_str(self) -> &'static str {
        match self {
            Translation::Dutch => "nl",
            Translation::English => "en",
        }
    }
}

impl KnownService {
    /// Every service that the starter knows.
    pub const ALL: [KnownService; 2] = [KnownService::GoogleAnalytics, KnownService::NewRelic];

    /// Returns the id that it has in the register.
    pub fn as_str(self) -> &'static str {
        match self {
            KnownService::GoogleAnalytics => "google-analytics",
            KnownService::NewRelic => "new-relic",
        }
    }
}

impl OrganisationName {
    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Domains {
    /// Returns each domain.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl Translations {
    /// Returns the authoritative language.
    pub fn first(&self) -> Translation {
        self.0[0]
    }

    /// Returns whether the site has a language.
    pub fn has(&self, language: Translation) -> bool {
        self.0.contains(&language)
    }

    /// Returns the tags.
    pub fn tags(&self) -> Vec<&'static str> {
        self.0.iter().map(|language| language.as_str()).collect()
    }
}

impl Kinds {
    /// Returns whether the site has a document.
    pub fn has(&self, kind: Kind) -> bool {
        self.0.contains(&kind)
    }
}

impl KnownServices {
    /// Returns whether the site has a service.
    pub fn has(&self, service: KnownService) -> bool {
        self.0.contains(&service)
    }

    /// Returns whether it has any.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

impl FromStr for OrganisationName {
    type Err = InvalidChoice;

    fn from_str(text: &str) -> Result<OrganisationName, InvalidChoice> {
        let name = text.trim();
        if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > NAME_LETTERS_MAX {
            return Err(InvalidChoice::Name);
        }
        Ok(OrganisationName(name.to_owned()))
    }
}

impl FromStr for Domains {
    type Err = InvalidChoice;

    fn from_str(text: &str) -> Result<Domains, InvalidChoice> {
        let mut domains = Vec::new();
        for part in parts(&text.to_lowercase()) {
            if !host::is_name(part) || !part.contains('.') {
                return Err(InvalidChoice::Domain(part.to_owned()));
            }
            add(&mut domains, part.to_owned());
        }
        if domains.is_empty() { Err(InvalidChoice::NoDomain) } else { Ok(Domains(domains)) }
    }
}

impl FromStr for Translations {
    type Err = InvalidChoice;

    fn from_str(text: &str) -> Result<Translations, InvalidChoice> {
        let mut languages = Vec::new();
        for part in parts(text) {
            let known = Translation::ALL.into_iter().find(|language| language.as_str() == part);
            add(&mut languages, known.ok_or_else(|| InvalidChoice::Language(part.to_owned()))?);
        }
        if languages.is_empty() { Err(InvalidChoice::NoLanguage) } else { Ok(Translations(languages)) }
    }
}

impl FromStr for Kinds {
    type Err = InvalidChoice;

    fn from_str(text: &str) -> Result<Kinds, InvalidChoice> {
        let mut kinds = Vec::new();
        for part in parts(text) {
            let known = Kind::ALL.into_iter().find(|kind| kind.as_str() == part);
            add(&mut kinds, known.ok_or_else(|| InvalidChoice::Document(part.to_owned()))?);
        }
        if kinds.is_empty() { Err(InvalidChoice::NoDocument) } else { Ok(Kinds(kinds)) }
    }
}

impl FromStr for KnownServices {
    type Err = InvalidChoice;

    fn from_str(text: &str) -> Result<KnownServices, InvalidChoice> {
        if text.trim() == "none" {
            return Ok(KnownServices(Vec::new()));
        }
        let mut services = Vec::new();
        for part in parts(text) {
            if part == "none" {
                return Err(InvalidChoice::NoneAndOthers);
            }
            let known = KnownService::ALL.into_iter().find(|service| service.as_str() == part);
            add(&mut services, known.ok_or_else(|| InvalidChoice::Service(part.to_owned()))?);
        }
        if services.is_empty() { Err(InvalidChoice::NoService) } else { Ok(KnownServices(services)) }
    }
}

/// Returns the parts of a list with commas or spaces between them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ']).filter(|part| !part.is_empty())
}

/// Adds what is not in a list yet.
fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

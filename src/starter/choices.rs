//! What somebody who begins a site chooses, each part read from one line: an option of the command or an answer.

use std::str::FromStr;

use crate::document::Kind;
use crate::host;
use crate::parse::BaseUrl;

/// All that a new site is made from.
#[derive(Clone, Debug)]
pub struct Choices {
    pub organisation: Name,
    pub domains: Domains,
    pub languages: Tongues,
    pub documents: Kinds,
    pub services: Services,
    pub base_url: BaseUrl,
    /// The commit of the program that makes the site, where it knows.
    pub revision: Option<&'static str>,
}

/// A language that the starter has texts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    Dutch,
    English,
}

/// A service that visitors are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    GoogleAnalytics,
    NewRelic,
}

/// The name by which people know the organisation.
#[derive(Clone, Debug)]
pub struct Name(String);

/// The domains that a site holds for; never empty.
#[derive(Clone, Debug)]
pub struct Domains(Vec<String>);

/// The languages of a site, the authoritative one first; never empty.
#[derive(Clone, Debug)]
pub struct Tongues(Vec<Tongue>);

/// The documents of a site; never empty.
#[derive(Clone, Debug)]
pub struct Kinds(Vec<Kind>);

/// The services of a site; there may be none.
#[derive(Clone, Debug)]
pub struct Services(Vec<Service>);

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
pub(super) fn slug(kind: Kind, tongue: Tongue) -> &'static str {
    match (kind, tongue) {
        (Kind::PrivacyStatement, Tongue::Dutch) => "privacyverklaring",
        (Kind::PrivacyStatement, Tongue::English) => "privacy-statement",
        (Kind::CookiePolicy, Tongue::Dutch) => "cookieverklaring",
        (Kind::CookiePolicy, Tongue::English) => "cookie-policy",
        (Kind::ProcessingAgreement, Tongue::Dutch) => "verwerkersovereenkomst",
        (Kind::ProcessingAgreement, Tongue::English) => "data-processing-agreement",
    }
}

impl Tongue {
    /// Every language of the starter.
    pub const ALL: [Tongue; 2] = [Tongue::Dutch, Tongue::English];

    /// Returns the language tag.
    pub fn as_str(self) -> &'static str {
        match self {
            Tongue::Dutch => "nl",
            Tongue::English => "en",
        }
    }
}

impl Service {
    /// Every service that the starter knows.
    pub const ALL: [Service; 2] = [Service::GoogleAnalytics, Service::NewRelic];

    /// Returns the id that it has in the register.
    pub fn as_str(self) -> &'static str {
        match self {
            Service::GoogleAnalytics => "google-analytics",
            Service::NewRelic => "new-relic",
        }
    }
}

impl Name {
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

impl Tongues {
    /// Returns the authoritative language.
    pub fn first(&self) -> Tongue {
        self.0[0]
    }

    /// Returns whether the site has a language.
    pub fn has(&self, tongue: Tongue) -> bool {
        self.0.contains(&tongue)
    }

    /// Returns the tags.
    pub fn tags(&self) -> Vec<&'static str> {
        self.0.iter().map(|tongue| tongue.as_str()).collect()
    }
}

impl Kinds {
    /// Returns whether the site has a document.
    pub fn has(&self, kind: Kind) -> bool {
        self.0.contains(&kind)
    }
}

impl Services {
    /// Returns whether the site has a service.
    pub fn has(&self, service: Service) -> bool {
        self.0.contains(&service)
    }

    /// Returns whether it has any.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Name, String> {
        let name = text.trim();
        if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > NAME_LETTERS_MAX {
            return Err(format!("a name has 1 to {NAME_LETTERS_MAX} letters, on one line"));
        }
        Ok(Name(name.to_owned()))
    }
}

impl FromStr for Domains {
    type Err = String;

    fn from_str(text: &str) -> Result<Domains, String> {
        let domains = listed(&text.to_lowercase(), |part| {
            if host::is_name(part) && part.contains('.') {
                Ok(part.to_owned())
            } else {
                Err(format!("`{part}` is not a domain: write the name alone, as example.org"))
            }
        })?;
        if domains.is_empty() { Err("name one domain at least, as example.org".into()) } else { Ok(Domains(domains)) }
    }
}

impl FromStr for Tongues {
    type Err = String;

    fn from_str(text: &str) -> Result<Tongues, String> {
        let known = |tongue: &Tongue| tongue.as_str();
        let tongues = listed(text, |part| {
            named(part, &Tongue::ALL, known).map_err(|why| format!("{why}; another language is added afterwards"))
        })?;
        if tongues.is_empty() { Err("name one language at least: nl, en".into()) } else { Ok(Tongues(tongues)) }
    }
}

impl FromStr for Kinds {
    type Err = String;

    fn from_str(text: &str) -> Result<Kinds, String> {
        let kinds = listed(text, |part| named(part, &Kind::ALL, |kind| kind.as_str()))?;
        if kinds.is_empty() { Err("name one document at least".into()) } else { Ok(Kinds(kinds)) }
    }
}

impl FromStr for Services {
    type Err = String;

    fn from_str(text: &str) -> Result<Services, String> {
        if text.trim() == "none" {
            return Ok(Services(Vec::new()));
        }
        let services = listed(text, |part| match part {
            "none" => Err("`none` stands alone".into()),
            part => named(part, &Service::ALL, |service| service.as_str()).map_err(|why| format!("{why}, none")),
        })?;
        if services.is_empty() { Err("name the services, or `none`".into()) } else { Ok(Services(services)) }
    }
}

/// Reads a list with commas or spaces between, each part once.
fn listed<T: PartialEq>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    let mut list = Vec::new();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        let part = read(part)?;
        if !list.contains(&part) {
            list.push(part);
        }
    }
    Ok(list)
}

/// Reads one of a few words.
fn named<T: Copy>(part: &str, all: &[T], name: impl Fn(&T) -> &'static str) -> Result<T, String> {
    all.iter().find(|one| name(one) == part).copied().ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(&name).collect();
        format!("`{part}` is none of {}", names.join(", "))
    })
}

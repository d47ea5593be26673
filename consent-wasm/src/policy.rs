//! A policy: what a site asks consent for, as a text that the generator writes and the banner reads.
//!
//! ```text
//! 1 ⇥ revision ⇥ language ⇥ cookie ⇥ days ⇥ domains ⇥ record endpoint ⇥ preferences page
//! service ⇥ asked ⇥ tag ⇥ pattern ⇥ pattern …
//! ```
//!
//! Every service in it needs consent. Services that need none are left out.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asked::{DAYS_MAX, SERVICES_MAX};

#[cfg(test)]
mod tests;

/// The format of the text.
const FORMAT: &str = "1";

/// What is asked, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A hash of everything that is asked, as eight hexadecimal digits.
    pub revision: String,
    /// The language of the words that come with it.
    pub language: String,
    /// The name of the cookie that contains the record.
    pub cookie: String,
    /// How long an answer counts.
    pub max_age_days: u32,
    /// Domains whose subdomains share one record.
    pub domains: Vec<String>,
    /// Where a record is posted, or empty.
    pub endpoint: String,
    /// The page where a choice can be changed, or empty.
    pub preferences: String,
    /// The services that need consent.
    pub services: Vec<Service>,
}

/// A service that waits for consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name in records, forms and templates: lower-case letters, digits and hyphens.
    pub id: String,
    /// The hash of what is asked about it. An answer to another question does not count.
    pub asked: u32,
    /// What loads on consent, in addition to templates in the page.
    pub tag: Tag,
    /// What it stores in the browser, which is deleted when it has no consent.
    pub storage: Vec<Pattern>,
}

/// A script that the banner can load and stop by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Only templates in the page load for this service.
    None,
    GoogleAnalytics {
        measurement_id: String,
    },
    NewRelic {
        region: Region,
        account: String,
        application: String,
        licence: String,
    },
}

/// Where New Relic stores the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    EuropeanUnion,
    UnitedStates,
}

/// Names of what a service stores; `*` stands for any characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub kind: StorageKind,
    pub name: String,
}

/// A place in the browser where something is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageKind {
    Cookie,
    Local,
    Session,
}

impl Policy {
    /// Returns the text of this policy, or nothing if a field contains what the text or a cookie cannot carry.
    pub fn encode(&self) -> Option<String> {
        self.is_sound().then(|| {
            let days = alloc::format!("{}", self.max_age_days);
            let domains = self.domains.join(" ");
            let fields =
                [&self.revision, &self.language, &self.cookie, &days, &domains, &self.endpoint, &self.preferences];
            let mut text = String::from(FORMAT);
            for field in fields {
                text.push('\t');
                text.push_str(field);
            }
            text.push('\n');
            for service in &self.services {
                service.encode(&mut text);
            }
            text
        })
    }

    /// Reads a policy. Returns nothing for a text that `encode` does not write.
    pub fn decode(text: &str) -> Option<Policy> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let mut fields = lines.next()?.split('\t');
        if fields.next()? != FORMAT {
            return None;
        }
        let policy = Policy {
            revision: fields.next()?.into(),
            language: fields.next()?.into(),
            cookie: fields.next()?.into(),
            max_age_days: fields.next()?.parse().ok()?,
            domains: fields.next()?.split(' ').filter(|domain| !domain.is_empty()).map(String::from).collect(),
            endpoint: fields.next()?.into(),
            preferences: fields.next()?.into(),
            services: lines.map(Service::decode).collect::<Option<_>>()?,
        };
        (fields.next().is_none() && policy.services.len() <= SERVICES_MAX).then_some(policy)
    }

    fn is_sound(&self) -> bool {
        let services = &self.services;
        let twice = |(at, service): (usize, &Service)| services[..at].iter().any(|other| other.id == service.id);
        hexadecimal(&self.revision).is_some()
            && is_word(&self.language, "-")
            && is_word(&self.cookie, "-_")
            && (1..=DAYS_MAX).contains(&self.max_age_days)
            && self.domains.iter().all(|domain| is_word(domain, "-."))
            && is_field(&self.endpoint)
            && is_field(&self.preferences)
            && services.len() <= SERVICES_MAX
            && services.iter().all(Service::is_sound)
            && !services.iter().enumerate().any(twice)
    }
}

impl Service {
    fn encode(&self, text: &mut String) {
        text.push_str(&self.id);
        text.push_str(&alloc::format!("\t{:08x}\t", self.asked));
        match &self.tag {
            Tag::None => {}
            Tag::GoogleAnalytics { measurement_id } => text.push_str(&["ga", measurement_id].join(" ")),
            Tag::NewRelic { region, account, application, licence } => {
                text.push_str(&["nr", region.word(), account, application, licence].join(" "));
            }
        }
        for pattern in &self.storage {
            text.push_str(&alloc::format!("\t{}:{}", pattern.kind.letter(), pattern.name));
        }
        text.push('\n');
    }

    fn decode(line: &str) -> Option<Service> {
        let mut fields = line.split('\t');
        Some(Service {
            id: fields.next()?.into(),
            asked: hexadecimal(fields.next()?)?,
            tag: Tag::decode(fields.next()?)?,
            storage: fields.map(Pattern::decode).collect::<Option<_>>()?,
        })
    }

    fn is_sound(&self) -> bool {
        let tag = match &self.tag {
            Tag::None => true,
            Tag::GoogleAnalytics { measurement_id } => is_word(measurement_id, "-"),
            Tag::NewRelic { region: _, account, application, licence } => {
                [account, application, licence].iter().all(|word| is_word(word, "-"))
            }
        };
        is_id(&self.id) && tag && self.storage.iter().all(|pattern| !pattern.name.is_empty() && is_field(&pattern.name))
    }
}

impl Tag {
    fn decode(field: &str) -> Option<Tag> {
        let mut words = field.split(' ');
        let mut next = || words.next().filter(|word| !word.is_empty()).map(String::from);
        let tag = match field.get(..2) {
            None if field.is_empty() => return Some(Tag::None),
            Some("ga") => Tag::GoogleAnalytics {
                measurement_id: {
                    next()?;
                    next()?
                },
            },
            Some("nr") => {
                next()?;
                let region = Region::decode(&next()?)?;
                Tag::NewRelic { region, account: next()?, application: next()?, licence: next()? }
            }
            _ => return None,
        };
        next().is_none().then_some(tag)
    }
}

impl Region {
    fn word(self) -> &'static str {
        match self {
            Region::EuropeanUnion => "eu",
            Region::UnitedStates => "us",
        }
    }

    fn decode(word: &str) -> Option<Region> {
        [Region::EuropeanUnion, Region::UnitedStates].into_iter().find(|region| region.word() == word)
    }
}

impl Pattern {
    fn decode(field: &str) -> Option<Pattern> {
        let mut letters = field.chars();
        let kind = StorageKind::decode(letters.next()?)?;
        (letters.next()? == ':' && field.len() > 2).then(|| Pattern { kind, name: letters.as_str().into() })
    }
}

impl StorageKind {
    /// Returns the letter before the colon of a pattern, or of a name that the browser shows.
    pub fn letter(self) -> char {
        match self {
            StorageKind::Cookie => 'c',
            StorageKind::Local => 'l',
            StorageKind::Session => 's',
        }
    }

    fn decode(letter: char) -> Option<StorageKind> {
        [StorageKind::Cookie, StorageKind::Local, StorageKind::Session].into_iter().find(|kind| kind.letter() == letter)
    }
}

/// Returns whether a text consists of ASCII letters, digits and these characters, and is not empty.
fn is_word(text: &str, others: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || others.contains(letter))
}

/// Returns whether a text can be the id of a service: at most forty lower-case letters, digits and hyphens.
fn is_id(text: &str) -> bool {
    text.len() <= 40 && is_word(text, "-") && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Reads eight hexadecimal digits in lower case.
fn hexadecimal(text: &str) -> Option<u32> {
    let number = u32::from_str_radix(text, 16).ok()?;
    (alloc::format!("{number:08x}") == text).then_some(number)
}

fn is_field(text: &str) -> bool {
    !text.contains(['\t', '\n', '\r'])
}

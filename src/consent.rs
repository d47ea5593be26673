//! From registers to policy: about which services the banner asks, what exactly it asks, and what each answer allows to load.
//!
//! Takes the site with its current registers, returns the [`Policy`] that the banner reads. Knows no page and no browser; the words
//! of the question are in the templates.

mod asked;
mod record;
mod tag;
#[cfg(test)]
mod tests;

use helder_consent::policy::{self, Pattern, Policy, StorageKind};

use crate::language::Language;
use crate::parse::Site;
use crate::register::activities::{Activity, Purpose};
use crate::register::services::{self, Party, Service, StorageItem};

pub use record::record;

/// Returns the services that need consent, in the order of the register.
pub fn asked(site: &Site) -> impl Iterator<Item = &Service> {
    site.registers.services.iter().filter(|service| service.needs_consent())
}

/// Returns the purpose for which a service needs consent, and the activity with that purpose.
pub fn purpose<'a>(site: &'a Site, service: &Service) -> Option<(&'a Activity, &'a Purpose)> {
    let id = service.consent.as_ref()?;
    site.registers.activities.iter().find_map(|activity| {
        let purposes = activity.purposes.as_ref()?.known()?;
        Some((activity, purposes.iter().find(|purpose| purpose.id == *id)?))
    })
}

/// Returns whether any service needs consent. Without one, a site has no banner.
pub fn is_needed(site: &Site) -> bool {
    asked(site).next().is_some()
}

/// Makes the policy in a language. `preferences` is the address of the page on which a visitor changes a choice.
pub fn policy(site: &Site, language: &Language, preferences: &str) -> Policy {
    let services: Vec<policy::Service> = asked(site)
        .map(|service| policy::Service {
            id: service.id.to_string(),
            asked: asked::hash(site, service),
            tag: tag::tag(service),
            storage: service.gated().filter_map(pattern).collect(),
        })
        .collect();
    let settings = &site.config.consent;
    Policy {
        revision: asked::revision(&services),
        language: language.to_string(),
        cookie: settings.cookie.as_str().to_owned(),
        max_age_days: settings.max_age_days.days().into(),
        domains: site.config.domains.clone(),
        endpoint: settings.endpoint.as_ref().map_or_else(String::new, |endpoint| endpoint.as_str().to_owned()),
        preferences: preferences.to_owned(),
        services,
    }
}

/// Returns the sources that a content security policy must name for the tags that the banner loads, each once.
pub fn tag_hosts(site: &Site) -> Vec<String> {
    let loaded = asked(site).filter(|service| tag::is_complete(service));
    let hosts = loaded.filter_map(|service| service.hosts.as_ref()?.known()).flatten();
    let mut sources: Vec<String> = hosts.map(|host| format!("https://{host}")).collect();
    sources.sort();
    sources.dedup();
    sources
}

/// Returns what a script can delete. It cannot delete what another host stores, nor some kinds of storage.
fn pattern(item: &StorageItem) -> Option<Pattern> {
    let kind = match item.kind {
        services::StorageKind::Cookie => StorageKind::Cookie,
        services::StorageKind::LocalStorage => StorageKind::Local,
        services::StorageKind::SessionStorage => StorageKind::Session,
        services::StorageKind::IndexedDb | services::StorageKind::CacheStorage | services::StorageKind::Pixel => {
            return None;
        }
    };
    (item.party == Party::First).then(|| Pattern { kind, name: item.name.clone() })
}

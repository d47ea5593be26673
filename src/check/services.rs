//! Services that the banner could not carry out: names that cover too much or nothing, tags with invalid or missing values, a
//! cookie for the visitor's choice that no service lists.
//!
//! Only the registers as they are now are checked: a banner never loads the services of a published version.

use helder_consent::asked::SERVICES_MAX;
use helder_consent::pattern;

use crate::diagnostic::{Diagnostic, Place};
use crate::host;
use crate::parse::{Config, Site, YamlEntry, YamlIndex};
use crate::register::Registers;
use crate::register::activities::{BasisArticle, Purpose};
use crate::register::answer::Answer;
use crate::register::period::{Period, Unit};
use crate::register::services::{Duration, Party, Service, StorageItem, StorageKind, Tag, TagParameter};
use crate::structure::StructureRule;

/// Longer ids would leave no room for the answers in one cookie.
const ID_BYTES_MAX: usize = 40;

/// Checks the services of a site.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = site.register_files.get("services") else { return };
    let index = YamlIndex::new(file);
    let services = &site.registers.services;
    for (number, service) in services.iter().enumerate() {
        let row = ServiceRow { index: &index, number };
        check_id(service, &services[..number], row, diagnostics);
        check_names(service, &site.config, row, diagnostics);
        if let Some(tag) = &service.tag {
            check_values(service, tag, row, diagnostics);
            check_loading(service, tag, row, diagnostics);
        }
        if !site.registers_damaged {
            check_references(service, &site.registers, row, diagnostics);
        }
    }
    let asked = services.iter().filter(|service| service.needs_consent()).count();
    if asked > SERVICES_MAX {
        let message = format!("{asked} services ask for consent, and a banner holds {SERVICES_MAX}");
        let hint = "nobody reads so many questions; take some of these services off the website";
        diagnostics
            .push(Diagnostic::error(StructureRule::TooManyServices, message).at(Place::file(&file.path)).hint(hint));
    }
    if asked > 0 {
        diagnostics.extend(choice(&index, Place::file(&file.path), &site.config, services));
    }
}

/// A service's row in the register file. Its places are looked up when something is found.
#[derive(Clone, Copy)]
struct ServiceRow<'a> {
    index: &'a YamlIndex,
    /// Counted from 0, since an id can occur twice.
    number: usize,
}

impl<'a> ServiceRow<'a> {
    fn entry(self, path: &[&str]) -> YamlEntry<'a> {
        let root = self.index.root();
        root.row(self.number).unwrap_or(root).nearest(path)
    }

    fn key(self, path: &[&str]) -> Place {
        self.entry(path).key()
    }

    fn value(self, path: &[&str]) -> Place {
        self.entry(path).value()
    }

    /// Returns an entry of a stored item, by the item's number from 0.
    fn storage(self, number: usize, key: &str) -> Place {
        let items = self.entry(&["storage"]);
        items.row(number).unwrap_or(items).nearest(&[key]).value()
    }
}

fn check_id(service: &Service, before: &[Service], row: ServiceRow<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if before.iter().any(|other| other.id == service.id) {
        let message = format!("two services have the id `{}`", service.id);
        let hint = "give each an id of its own: the visitor's answer is kept under it";
        diagnostics.push(Diagnostic::error(StructureRule::DuplicateId, message).at(row.value(&["id"])).hint(hint));
    }
    if service.needs_consent() && service.id.as_str().len() > ID_BYTES_MAX {
        let message = format!("the id `{}` is longer than {ID_BYTES_MAX} characters", service.id);
        let hint = "shorten it: the visitor's answers are kept under the ids, in one cookie";
        diagnostics.push(Diagnostic::error(StructureRule::IdTooLong, message).at(row.value(&["id"])).hint(hint));
    }
}

/// Checks the names of what a service stores and of the hosts that it contacts.
fn check_names(service: &Service, config: &Config, row: ServiceRow<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (number, item) in service.items().enumerate().filter(|(_, item)| service.gates(item)) {
        diagnostics.extend(storage_name(item, config).map(|found| found.at(row.storage(number, "name"))));
    }
    for host in service.known_hosts().filter(|host| !host::is_pattern(host)) {
        let message = format!("`{host}` is no name of a host");
        let hint = "write the name alone, as in bam.nr-data.net or \"*.google-analytics.com\"";
        let place = row.value(&["hosts", host]);
        diagnostics.push(Diagnostic::error(StructureRule::InvalidHost, message).at(place).hint(hint));
    }
}

/// Checks the name of something that is deleted when consent is withdrawn.
fn storage_name(item: &StorageItem, config: &Config) -> Option<Diagnostic> {
    if !matches!(item.kind, StorageKind::Cookie | StorageKind::LocalStorage | StorageKind::SessionStorage) {
        return None;
    }
    let name = &item.name;
    let (message, hint) =
        if name.is_empty() || name.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
            (
                format!("the name `{}` holds a space or nothing at all", name.escape_debug()),
                "write the name as the browser shows it; `*` stands for any characters",
            )
        } else if item.kind == StorageKind::Cookie && name.contains([';', '=', ',', '"']) {
            (format!("no cookie can be named `{name}`"), "leave out `;`, `=`, `,` and quotes")
        } else if name.bytes().all(|byte| byte == b'*') {
            (
                format!("the name `{name}` covers everything in the browser"),
                "name what this service stores, such as `_ga_*`; withdrawing consent deletes all that the name covers",
            )
        } else if item.kind == StorageKind::Cookie && covers(name, config.consent.cookie.as_str()) {
            let cookie = config.consent.cookie.as_str();
            (
                format!("the name `{name}` covers the cookie `{cookie}`, which holds the visitor's choice"),
                "withdrawing consent would delete the choice itself; make the name narrower",
            )
        } else {
            return None;
        };
    Some(Diagnostic::error(StructureRule::InvalidStorageName, message).hint(hint))
}

fn covers(name: &str, other: &str) -> bool {
    pattern::matches(name.as_bytes(), other.as_bytes())
}

/// Checks that a tag has the values that its template needs, and no others.
fn check_values(service: &Service, tag: &Tag, row: ServiceRow<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let parameters = tag.template.parameters();
    let mut is_misspelt = false;
    for (key, answer) in &tag.values {
        let path = ["tag", "values", key];
        let Some(known) = parameters.iter().find(|parameter| parameter.name == key) else {
            is_misspelt = true;
            let message = format!("`{key}` is no value of the tag `{}`", tag.template.as_str());
            let found = Diagnostic::error(StructureRule::UnknownTagValue, message).at(row.key(&path));
            diagnostics.push(found.did_you_mean(key, parameters.iter().map(|parameter| parameter.name)));
            continue;
        };
        if let Some(value) = answer.known().filter(|value| !known.fits(value)) {
            let message = format!("`{}` is no `{key}`", value.escape_debug());
            let found = Diagnostic::error(StructureRule::InvalidTagValue, message).at(row.value(&path));
            diagnostics.push(found.hint(format!("it is {}", known.shape)));
        }
    }
    if is_misspelt {
        // A misspelt key is also a missing one, but it is one mistake.
        return;
    }
    for TagParameter { name, .. } in parameters.iter().filter(|parameter| !tag.values.contains_key(parameter.name)) {
        let message = format!("the tag of `{}` lacks `{name}`", service.id);
        let hint = format!("add `{name}: …` to its `values`, or `{name}: {{unknown: …}}` with the question to ask");
        diagnostics.push(Diagnostic::error(StructureRule::MissingTagValue, message).at(row.key(&["tag"])).hint(hint));
    }
}

/// Checks that the banner can load a tag, and delete what the tag stores.
fn check_loading(service: &Service, tag: &Tag, row: ServiceRow<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !service.needs_consent() {
        let message = format!("the tag of `{}` is never loaded: the service asks for no consent", service.id);
        let hint = "give it `consent: …` with the id of a purpose; measuring with such a tag needs consent";
        diagnostics
            .push(Diagnostic::warning(StructureRule::TagWithoutConsent, message).at(row.key(&["tag"])).hint(hint));
        return;
    }
    if is_missing_or_empty(service.storage.as_ref()) {
        let message = format!("`{}` has a tag, and nothing that it stores is listed", service.id);
        let hint = "list its `storage`: what is not listed can't be deleted when consent is withdrawn";
        diagnostics.push(Diagnostic::error(StructureRule::TagWithoutStorage, message).at(row.key(&["tag"])).hint(hint));
    }
    if tag.complete().is_some() {
        if is_missing_or_empty(service.hosts.as_ref()) {
            let message = format!("`{}` has a tag, and no host that it contacts is listed", service.id);
            let hint = "list its `hosts`: the site's own pages forbid what they do not name";
            diagnostics
                .push(Diagnostic::error(StructureRule::TagWithoutHosts, message).at(row.key(&["tag"])).hint(hint));
        }
        diagnostics.extend(missing_hosts(service, tag).map(|found| found.at(row.key(&["hosts"]))));
    }
    let open: Vec<String> = tag
        .template
        .parameters()
        .iter()
        .filter(|parameter| tag.values.get(parameter.name).is_some_and(|answer| answer.known().is_none()))
        .map(|parameter| format!("`{}`", parameter.name))
        .collect();
    if !open.is_empty() {
        let message = format!("the banner asks about `{}` and does not load it yet", service.id);
        let hint = format!("fill in {} to let it; until then only the page's own templates load it", open.join(", "));
        diagnostics.push(Diagnostic::advice(StructureRule::TagNotLoaded, message).at(row.key(&["tag"])).hint(hint));
    }
}

fn is_missing_or_empty<T>(rows: Option<&Answer<Vec<T>>>) -> bool {
    rows.is_none_or(|answer| answer.known().is_some_and(Vec::is_empty))
}

/// Reports hosts that a tag needs and a service does not list.
fn missing_hosts(service: &Service, tag: &Tag) -> Option<Diagnostic> {
    let listed: Vec<&str> = service.known_hosts().collect();
    if listed.is_empty() || !listed.iter().all(|host| host::is_pattern(host)) {
        // A misspelt host is one mistake, not two.
        return None;
    }
    let missing: Vec<String> = tag
        .hosts()
        .iter()
        .filter(|host| !listed.iter().any(|pattern| covers(pattern, host)))
        .map(|host| format!("`{host}`"))
        .collect();
    let message = format!("the tag of `{}` needs hosts that are not listed: {}", service.id, missing.join(", "));
    let hint = "add them to its `hosts`: the site's own pages forbid what they do not name";
    (!missing.is_empty()).then(|| Diagnostic::error(StructureRule::MissingHost, message).hint(hint))
}

/// Checks that a service's provider and purpose exist, and that the purpose rests on consent: the banner shows both.
fn check_references(service: &Service, registers: &Registers, row: ServiceRow<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let provider = service.provider.as_str();
    if provider != "self" && registers.recipient(provider).is_none() {
        let message = format!("`{}` is provided by `{provider}`, which is none of the processors", service.id);
        let known = registers.recipients.iter().map(|processor| processor.id.as_str()).chain(["self"]);
        let found = Diagnostic::error(StructureRule::UnknownProvider, message).at(row.value(&["provider"]));
        diagnostics.push(found.did_you_mean(provider, known));
    }
    if let Some(consent) = &service.consent {
        let found = purpose_of_consent(service, consent.as_str(), registers);
        diagnostics.extend(found.map(|found| found.at(row.value(&["consent"]))));
    }
}

fn purpose_of_consent(service: &Service, consent: &str, registers: &Registers) -> Option<Diagnostic> {
    let purposes: Vec<&Purpose> =
        registers.activities.iter().filter_map(|activity| activity.purposes.as_ref()?.known()).flatten().collect();
    let Some(purpose) = purposes.iter().find(|purpose| purpose.id.as_str() == consent) else {
        let message = format!("`{}` asks consent for `{consent}`, which is no purpose of an activity", service.id);
        let known = purposes.iter().map(|purpose| purpose.id.as_str());
        return Some(Diagnostic::error(StructureRule::UnknownPurpose, message).did_you_mean(consent, known));
    };
    let basis = purpose.basis.as_ref().and_then(Answer::known)?;
    let message = format!("`{}` asks consent for `{consent}`, which rests on another basis", service.id);
    let hint = "give the purpose `basis: {article: 6-1-a}`, or name a purpose that rests on consent";
    (basis.article != BasisArticle::Consent)
        .then(|| Diagnostic::error(StructureRule::PurposeWithoutConsent, message).hint(hint))
}

/// Reports a visitor's choice that is stored differently from what the register says: the cookie policy would not be true.
fn choice(index: &YamlIndex, file: Place, config: &Config, services: &[Service]) -> Option<Diagnostic> {
    let cookie = config.consent.cookie.as_str();
    let Some((row, number, item)) = listed_choice(index, cookie, services) else {
        let message = format!("no service lists the cookie `{cookie}`, which holds the visitor's choice");
        let hint =
            "list it under a necessary service, or name the listed one as `cookie` under `consent` in `site.yaml`";
        return Some(Diagnostic::warning(StructureRule::ChoiceNotListed, message).at(file).hint(hint));
    };
    let days = config.consent.max_age_days.days();
    let expected = Duration::For(Period { count: days, unit: Unit::Days });
    let said = item.duration.known().filter(|said| **said != expected)?;
    let message = format!("the register says that `{cookie}` stays for `{said}`, and it stays for {days} days");
    let hint = format!("write `{expected}`, or change `max_age_days` in `site.yaml`");
    Some(Diagnostic::warning(StructureRule::ChoiceDuration, message).at(row.storage(number, "duration")).hint(hint))
}

/// Returns the stored item that is the visitor's choice, with its place among the services that need no consent.
fn listed_choice<'a>(
    index: &'a YamlIndex,
    cookie: &str,
    services: &'a [Service],
) -> Option<(ServiceRow<'a>, usize, &'a StorageItem)> {
    for (number, service) in services.iter().enumerate().filter(|(_, service)| !service.needs_consent()) {
        for (item_number, item) in service.items().enumerate() {
            if item.kind == StorageKind::Cookie && item.party == Party::First && item.name == cookie {
                return Some((ServiceRow { index, number }, item_number, item));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_name_with_six_stars_is_compared_in_linear_time() {
        // A comparison that tried every place for every star did not end while anybody waited.
        let cookie = "a".repeat(64);
        assert!(!covers("*a*a*a*a*a*a*b", &cookie));
        assert!(covers("*a*a*a*a*a*a*", &cookie));
    }
}

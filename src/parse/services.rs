//! What the register of services says that the banner could not carry out: names that match too much or nothing, tags with
//! values that are none, a choice that is kept where no register lists it.

use helder_consent::asked::SERVICES_MAX;

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::Config;
use crate::register::Registers;
use crate::register::activities::BasisArticle;
use crate::register::answer::Answer;
use crate::register::period::{Period, Unit};
use crate::register::services::{Duration, Party, Service, StorageItem, StorageKind, Tag, Wanted};
use crate::sources::{SourceFile, Sources};

/// Longer ids would leave no room for the answers in one cookie.
const ID_BYTES_MAX: usize = 40;

/// Checks the services, as they are now; published versions are never loaded by a banner.
pub(super) fn check(sources: &Sources, config: &Config, registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = sources.content.get("registers/services.yaml") else { return };
    for (index, service) in registers.services.iter().enumerate() {
        let row = Row::find(file, service);
        if registers.services[..index].iter().any(|other| other.id == service.id) {
            let message = format!("two services have the id `{}`", service.id);
            let hint = "give each an id of its own: the visitor's answer is kept under it";
            diagnostics.push(Diagnostic::error("duplicate-id", message).at(Row::last(file, service).id()).hint(hint));
        }
        if service.needs_consent() && service.id.as_str().len() > ID_BYTES_MAX {
            let message = format!("the id `{}` is longer than {ID_BYTES_MAX} characters", service.id);
            let hint = "shorten it: the visitor's answers are kept under the ids, in one cookie";
            diagnostics.push(Diagnostic::error("id-too-long", message).at(row.id()).hint(hint));
        }
        for item in service.gated() {
            diagnostics.extend(name(item, config).map(|found| found.at(row.storage_name(&item.name))));
        }
        for host in service.hosts.iter().filter_map(Answer::known).flatten().filter(|host| !is_host(host)) {
            let message = format!("`{host}` is no name of a host");
            let hint = "write the name alone, as in bam.nr-data.net or \"*.google-analytics.com\"";
            diagnostics.push(Diagnostic::error("invalid-host", message).at(row.text_place(host)).hint(hint));
        }
        if let Some(tag) = &service.tag {
            check_tag(service, tag, &row, diagnostics);
        }
    }
    let asked = registers.services.iter().filter(|service| service.needs_consent()).count();
    if asked > SERVICES_MAX {
        let message = format!("{asked} services ask for consent, and a banner holds {SERVICES_MAX}");
        let hint = "nobody reads so many questions; take some of these services off the website";
        diagnostics.push(Diagnostic::error("too-many-services", message).at(Place::file(&file.path)).hint(hint));
    }
    if asked > 0 {
        diagnostics.extend(choice(file, config, registers));
    }
}

/// Checks what services say of the other registers, which must be whole.
pub(super) fn check_references(sources: &Sources, registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = sources.content.get("registers/services.yaml") else { return };
    for service in &registers.services {
        references(service, registers, &Row::find(file, service), diagnostics);
    }
}

/// Checks that a service's provider and purpose are there, and that the purpose rests on consent: the banner shows them.
fn references(service: &Service, registers: &Registers, row: &Row<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let provider = service.provider.as_str();
    if provider != "self" && registers.processor(provider).is_none() {
        let message = format!("`{}` is provided by `{provider}`, which is none of the processors", service.id);
        let known = registers.processors.iter().map(|processor| processor.id.as_str()).chain(["self"]);
        let found = Diagnostic::error("unknown-provider", message).at(row.key_and_value("provider", provider));
        diagnostics.push(found.did_you_mean(provider, known));
    }
    let Some(consent) = &service.consent else { return };
    let purposes = registers.activities.iter().filter_map(|activity| activity.purposes.as_ref()?.known()).flatten();
    let place = || row.key_and_value("consent", consent.as_str());
    let Some(purpose) = purposes.clone().find(|purpose| purpose.id == *consent) else {
        let message = format!("`{}` asks consent for `{consent}`, which is no purpose of an activity", service.id);
        let known = purposes.map(|purpose| purpose.id.as_str());
        diagnostics
            .push(Diagnostic::error("unknown-purpose", message).at(place()).did_you_mean(consent.as_str(), known));
        return;
    };
    let basis = purpose.basis.as_ref().and_then(Answer::known).map(|basis| basis.article);
    if basis.is_some_and(|article| article != BasisArticle::Consent) {
        let message = format!("`{}` asks consent for `{consent}`, which rests on another basis", service.id);
        let hint = "give the purpose `basis: {article: 6-1-a}`, or name a purpose that rests on consent";
        diagnostics.push(Diagnostic::error("purpose-without-consent", message).at(place()).hint(hint));
    }
}

/// Returns whether a text names a host, or with `*.` all below it.
fn is_host(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let labels = text.strip_prefix("*.").unwrap_or(text).split('.');
    labels.into_iter().all(|label| !label.is_empty() && label.bytes().all(letter))
}

/// Judges the name of something that is deleted when consent is withdrawn.
fn name(item: &StorageItem, config: &Config) -> Option<Diagnostic> {
    if !matches!(item.kind, StorageKind::Cookie | StorageKind::LocalStorage | StorageKind::SessionStorage) {
        return None;
    }
    let name = &item.name;
    let error = |message: String| Diagnostic::error("invalid-storage-name", message);
    if name.is_empty() || name.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        let hint = "write the name as the browser shows it; `*` stands for any characters";
        return Some(error(format!("the name `{}` holds a space or nothing at all", name.escape_debug())).hint(hint));
    }
    if item.kind == StorageKind::Cookie && name.contains([';', '=', ',', '"']) {
        return Some(error(format!("no cookie can be named `{name}`")).hint("leave out `;`, `=`, `,` and quotes"));
    }
    if name.bytes().all(|byte| byte == b'*') {
        let hint =
            "name what this service stores, such as `_ga_*`; withdrawing consent deletes all that the name covers";
        return Some(error(format!("the name `{name}` covers everything in the browser")).hint(hint));
    }
    let cookie = config.consent.cookie.as_str();
    (item.kind == StorageKind::Cookie && covers(name, cookie)).then(|| {
        let hint = "withdrawing consent would delete the choice itself; make the name narrower";
        error(format!("the name `{name}` covers the cookie `{cookie}`, which holds the visitor's choice")).hint(hint)
    })
}

/// Returns whether a name in which `*` stands for any characters covers another.
fn covers(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, rest)) => name.strip_prefix(head).is_some_and(|name| {
            (0..=name.len()).filter(|at| name.is_char_boundary(*at)).any(|at| covers(rest, &name[at..]))
        }),
    }
}

fn check_tag(service: &Service, tag: &Tag, row: &Row<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let wanted = tag.template.wanted();
    for (key, answer) in &tag.values {
        let Some(known) = wanted.iter().find(|wanted| wanted.name == key) else {
            let message = format!("`{key}` is no value of the tag `{}`", tag.template.as_str());
            let found = Diagnostic::error("unknown-tag-value", message).at(row.key(key));
            diagnostics.push(found.did_you_mean(key, wanted.iter().map(|wanted| wanted.name)));
            continue;
        };
        if let Answer::Known(value) = answer
            && !known.fits(value)
        {
            let message = format!("`{}` is no `{key}`", value.escape_debug());
            let found = Diagnostic::error("invalid-tag-value", message).at(row.key_and_value(key, value));
            diagnostics.push(found.hint(format!("it is {}", known.shape)));
        }
    }
    // A key that is misspelt is one mistake, not two.
    let is_misspelt = tag.values.keys().any(|key| wanted.iter().all(|wanted| wanted.name != key));
    let lacks = |wanted: &&Wanted| !is_misspelt && !tag.values.contains_key(wanted.name);
    for Wanted { name, .. } in wanted.iter().filter(lacks) {
        let message = format!("the tag of `{}` lacks `{name}`", service.id);
        let hint = format!("add `{name}: …` to its `values`, or `{name}: {{unknown: …}}` with the question to ask");
        diagnostics.push(Diagnostic::error("missing-tag-value", message).at(row.key("tag")).hint(hint));
    }
    if !service.needs_consent() {
        let message = format!("the tag of `{}` is never loaded: the service asks for no consent", service.id);
        let hint = "give it `consent: …` with the id of a purpose; measuring with such a tag needs consent";
        diagnostics.push(Diagnostic::warning("tag-without-consent", message).at(row.key("tag")).hint(hint));
        return;
    }
    if service.storage.as_ref().is_none_or(|answer| answer.known().is_some_and(Vec::is_empty)) {
        let message = format!("`{}` has a tag, and nothing that it stores is listed", service.id);
        let hint = "list its `storage`: what is not listed can't be deleted when consent is withdrawn";
        diagnostics.push(Diagnostic::error("tag-without-storage", message).at(row.key("tag")).hint(hint));
    }
    if tag.complete().is_some() && service.hosts.as_ref().is_none_or(|hosts| hosts.known().is_some_and(Vec::is_empty)) {
        let message = format!("`{}` has a tag, and no host that it contacts is listed", service.id);
        let hint = "list its `hosts`: the site's own pages forbid what they do not name";
        diagnostics.push(Diagnostic::error("tag-without-hosts", message).at(row.key("tag")).hint(hint));
    }
    let listed = service.hosts.iter().filter_map(Answer::known).flatten();
    let lacks = |host: &&&str| tag.complete().is_some() && !listed.clone().any(|pattern| covers(pattern, host));
    let missing: Vec<String> = tag.hosts().iter().filter(lacks).map(|host| format!("`{host}`")).collect();
    // A host that is misspelt is one mistake, not two.
    if listed.clone().next().is_some() && listed.clone().all(|host| is_host(host)) && !missing.is_empty() {
        let message = format!("the tag of `{}` needs hosts that are not listed: {}", service.id, missing.join(", "));
        let hint = "add them to its `hosts`: the site's own pages forbid what they do not name";
        diagnostics.push(Diagnostic::error("missing-host", message).at(row.key("hosts")).hint(hint));
    }
    let is_open = |wanted: &&Wanted| tag.values.get(wanted.name).is_some_and(|answer| answer.known().is_none());
    let open: Vec<String> = wanted.iter().filter(is_open).map(|wanted| format!("`{}`", wanted.name)).collect();
    if !open.is_empty() {
        let message = format!("the banner asks about `{}` and does not load it yet", service.id);
        let hint = format!("fill in {} to let it; until then only the page's own templates load it", open.join(", "));
        diagnostics.push(Diagnostic::advice("tag-not-loaded", message).at(row.key("tag")).hint(hint));
    }
}

/// Reports a choice that is kept otherwise than the register says: the cookie policy would not be true.
fn choice(file: &SourceFile, config: &Config, registers: &Registers) -> Option<Diagnostic> {
    let cookie = config.consent.cookie.as_str();
    let items = registers.services.iter().filter(|service| !service.needs_consent());
    let items = items.flat_map(|service| {
        service.storage.iter().filter_map(Answer::known).flatten().zip([service].into_iter().cycle())
    });
    let is_choice =
        |item: &StorageItem| item.kind == StorageKind::Cookie && item.party == Party::First && item.name == cookie;
    let Some((item, service)) = items.into_iter().find(|(item, _)| is_choice(item)) else {
        let message = format!("no service lists the cookie `{cookie}`, which holds the visitor's choice");
        let hint =
            "list it under a necessary service, or name the listed one as `cookie` under `consent` in `site.yaml`";
        return Some(Diagnostic::warning("choice-not-listed", message).at(Place::file(&file.path)).hint(hint));
    };
    let days = config.consent.max_age_days.days();
    let expected = Duration::For(Period { count: days, unit: Unit::Days });
    let said = item.duration.known().filter(|said| **said != expected)?;
    let message = format!("the register says that `{cookie}` stays for `{said}`, and it stays for {days} days");
    let place = Row::find(file, service).key_and_value("duration", &said.to_string());
    Some(
        Diagnostic::warning("choice-duration", message)
            .at(place)
            .hint(format!("write `{expected}`, or change `max_age_days` in `site.yaml`")),
    )
}

/// The lines of a service in its file; a register forgets where its rows stood.
struct Row<'a> {
    file: &'a SourceFile,
    text: &'a str,
    id: &'a str,
}

impl<'a> Row<'a> {
    fn find(file: &'a SourceFile, service: &'a Service) -> Row<'a> {
        Row::all(file, service).next().unwrap_or(Row { file, text: "", id: service.id.as_str() })
    }

    fn last(file: &'a SourceFile, service: &'a Service) -> Row<'a> {
        Row::all(file, service).last().unwrap_or(Row { file, text: "", id: service.id.as_str() })
    }

    fn all(file: &'a SourceFile, service: &'a Service) -> impl Iterator<Item = Row<'a>> {
        let id = service.id.as_str();
        rows(&file.text).filter(move |row| has_id(row, id)).map(move |text| Row { file, text, id })
    }

    fn id(&self) -> Place {
        self.key_and_value("id", self.id)
    }

    /// Returns the place of a key; the row's first line when it is written otherwise than it reads.
    fn key(&self, key: &str) -> Place {
        let begins = |at: &usize| self.text[..*at].ends_with(['\n', ' ', '{', '"', '\'']);
        let at = self.text.match_indices(&format!("{key}:")).map(|(at, _)| at).find(begins);
        self.place(at, key)
    }

    /// Returns the place of the first such value behind such a key.
    fn key_and_value(&self, key: &str, value: &str) -> Place {
        let key = format!("{key}:");
        let mut keys = self.text.match_indices(&key).map(|(at, key)| at + key.len());
        let found = keys.find_map(|at| {
            let rest = self.text[at..].trim_start_matches([' ', '"', '\'']);
            let is_whole = rest.strip_prefix(value)?.starts_with(['\n', '\r', ' ', '"', '\'', ',', '}']);
            is_whole.then(|| self.text.len() - rest.len())
        });
        self.place(found, value)
    }

    fn text_place(&self, word: &str) -> Place {
        self.place(self.text.find(word), word)
    }

    fn storage_name(&self, name: &str) -> Place {
        self.key_and_value("name", name)
    }

    fn place(&self, at: Option<usize>, word: &str) -> Place {
        match at {
            Some(at) => self.file.place(&self.text[at..at + word.len()]),
            None => self.file.place(self.text.lines().next().unwrap_or_default()),
        }
    }
}

/// Splits a file at the dashes of its outermost list.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = text.match_indices("- ").map(|(at, _)| at).collect();
    starts.retain(|at| *at == 0 || text.as_bytes()[at - 1] == b'\n');
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &text[start..end])
}

fn has_id(row: &str, id: &str) -> bool {
    row.split(['\n', ',', '{', '}']).any(|part| {
        let part = part.trim().trim_start_matches("- ").trim();
        part.strip_prefix("id:").is_some_and(|rest| rest.trim().trim_matches(['"', '\'']) == id)
    })
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, name) in [("_ga", "_ga"), ("_ga_*", "_ga_X1"), ("*choice", "privacy-choice"), ("a*b*c", "a--b-c")]
        {
            assert!(covers(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("_ga", "_ga_X"), ("_ga_*", "_ga"), ("a*b", "abc"), ("", "a")] {
            assert!(!covers(pattern, name), "{pattern} {name}");
        }
    }
}

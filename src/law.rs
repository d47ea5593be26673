//! The legal rules: what the law, courts and authorities require of the documents.
//!
//! Takes a snapshot, and returns diagnostics that say who requires what. A rule is an entry in the file of its topic. A text with a
//! broken structure is reported by `check` and skipped here, so that one cause is one diagnostic. Findings do not stop a build unless
//! the user says so. A site without findings need not comply, and no message may say that it does.

mod accessibility;
mod agreement;
mod allow;
mod banner;
mod cookie;
mod edition;
pub mod facts;
mod findings;
mod language;
mod markup;
pub mod page;
pub mod pending;
mod places;
mod privacy;
mod reading;
mod register;
mod rule;
#[cfg(test)]
mod tests;
mod version;
mod vocabulary;

use rayon::prelude::*;

use crate::address::Edition;
use crate::compose::{self, Source};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::history::State;
use crate::language::Language;
use crate::parse::{self, Allow, Document, Site, Version};
use crate::register::Registers;
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;
use crate::template::Templates;

use edition::EditionFacts;
use facts::Facts;
use findings::Findings;
use places::SourcePlaces;
use reading::Reading;

pub use rule::{Check, Rule};

/// Which rules to run, and how to report their findings.
#[derive(Clone, Copy, Debug)]
pub struct CheckOptions<'a> {
    /// The language of the findings.
    pub language: &'a Language,
    /// The ids of the rules to run; all of them where this is empty.
    pub only: &'a [String],
}

/// Every topic, in the order in which the pages list their rules.
const TOPICS: [&[&[Rule]]; 8] = [
    privacy::TOPICS,
    cookie::TOPICS,
    banner::TOPICS,
    agreement::TOPICS,
    register::TOPICS,
    version::TOPICS,
    language::TOPICS,
    accessibility::TOPICS,
];

/// Returns every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    TOPICS.into_iter().flatten().copied().flatten()
}

/// Checks a site as a whole, and of each document the version in force, the announced ones and the draft.
pub fn check(snapshot: &Snapshot, options: &CheckOptions<'_>) -> Vec<Diagnostic> {
    let active = ActiveRule::all(&snapshot.site, options);
    let mut editions: Vec<(&Document, Option<(&Version, State)>)> = Vec::new();
    for timeline in &snapshot.timelines {
        let current = timeline.moments().filter(|moment| moment.state != State::Superseded);
        editions.extend(current.map(|moment| (&*timeline.document, Some((moment.version, moment.state)))));
        if timeline.document.draft.is_some() {
            editions.push((&timeline.document, None));
        }
    }
    let of_editions: Vec<Results> = editions
        .into_par_iter()
        .map(|(document, version)| check_edition(snapshot, options, &active, document, version))
        .collect();
    let mut all = check_site(snapshot, options, &active);
    for results in of_editions {
        all.found.extend(results.found);
        all.allows.extend(results.allows);
    }
    let mut found = all.without_allowed(&active);
    found.extend(unknown_rules(&snapshot.site));
    found
}

/// Checks the draft of one document, and nothing else.
pub fn check_draft(snapshot: &Snapshot, document: &Document, options: &CheckOptions<'_>) -> Vec<Diagnostic> {
    let Some(draft) = &document.draft else { return Vec::new() };
    let active = ActiveRule::all(&snapshot.site, options);
    let mut found = check_edition(snapshot, options, &active, document, None).without_allowed(&active);
    // A permission in a register may be there for another edition, so whether it has an effect is unknown.
    found.retain(|found| {
        let is_in_draft = |place: &diagnostic::Place| draft.texts.values().any(|text| text.path == place.path);
        found.legal.is_some() || found.place.as_ref().is_some_and(is_in_draft)
    });
    found
}

/// Reports the rules that `site.yaml` sets a severity for and that do not exist.
fn unknown_rules(site: &Site) -> Vec<Diagnostic> {
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    let mut found = Vec::new();
    for id in site.config.rules.keys().filter(|id| !ids.contains(&id.as_str()) && !pending::is_known(id)) {
        found.push(
            Diagnostic::error(StructureRule::UnknownRule, format!("there is no rule `{id}`"))
                .at(parse::YamlIndex::new(&site.file).place(&["rules", id]))
                .did_you_mean(id, ids.iter().copied()),
        );
    }
    found
}

/// A rule that runs, with its severity on this site.
struct ActiveRule {
    rule: &'static Rule,
    severity: Severity,
}

impl ActiveRule {
    /// Returns the rules to run, without those that are off.
    fn all(site: &Site, options: &CheckOptions<'_>) -> Vec<ActiveRule> {
        let mut active = Vec::new();
        for rule in rules().filter(|rule| options.only.is_empty() || options.only.iter().any(|id| id == rule.id)) {
            let severity = match site.config.rules.get(rule.id) {
                Some(level) => level.severity(),
                None => Some(rule.severity),
            };
            active.extend(severity.map(|severity| ActiveRule { rule, severity }));
        }
        active
    }
}

/// The findings of one edition or of the site, and what its editors allow.
#[derive(Default)]
struct Results {
    found: Vec<Diagnostic>,
    allows: Vec<Allow>,
}

impl Results {
    /// Returns the findings that are not allowed, and the mistakes in the permissions.
    fn without_allowed(self, active: &[ActiveRule]) -> Vec<Diagnostic> {
        let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
        let ran: Vec<&str> = active.iter().map(|active| active.rule.id).collect();
        allow::apply(self.found, self.allows, &ids, &ran)
    }
}

/// Checks the site with its registers as they are now.
fn check_site(snapshot: &Snapshot, options: &CheckOptions<'_>, active: &[ActiveRule]) -> Results {
    let site = &snapshot.site;
    if site.registers_damaged {
        return Results::default();
    }
    let facts = Facts {
        site,
        registers: &site.registers,
        today: snapshot.today,
        language: options.language,
        published: false,
        places: &SourcePlaces::current(site),
        fallback: diagnostic::Place::file(&site.file.path),
    };
    let mut results = Results { found: Vec::new(), allows: allow::in_registers(&facts) };
    for ActiveRule { rule, severity } in active {
        let Some(check) = rule.check.site() else { continue };
        let mut findings = Findings::default();
        check(&facts, &mut findings);
        results.found.extend(rule.diagnostics(findings, *severity, options.language, None));
    }
    results
}

/// Checks one edition of a document.
fn check_edition(
    snapshot: &Snapshot,
    options: &CheckOptions<'_>,
    active: &[ActiveRule],
    document: &Document,
    version: Option<(&Version, State)>,
) -> Results {
    let Snapshot { site, templates, .. } = snapshot;
    let is_damaged = version.map_or(site.registers_damaged, |(version, _)| version.registers_damaged);
    let readings = if is_damaged { None } else { readings(site, templates, document, version) };
    let Some(readings) = readings else { return Results::default() };
    let none = Registers::default();
    let (registers, places) = match version {
        None => (&*site.registers, SourcePlaces::current(site)),
        Some((version, _)) => match &version.registers {
            Some(frozen) => (&*frozen.registers, SourcePlaces::frozen(site, Some(&frozen.file))),
            None => (&none, SourcePlaces::frozen(site, None)),
        },
    };
    let facts = EditionFacts {
        facts: Facts {
            site,
            registers,
            today: snapshot.today,
            language: options.language,
            published: version.is_some(),
            places: &places,
            fallback: readings[0].title(),
        },
        document,
        edition: version.map_or(Edition::Draft, |(version, _)| Edition::Version(version.label)),
        version,
        readings,
        templates,
    };
    let subject = facts.subject();
    let mut results = Results { found: Vec::new(), allows: allow::in_registers(&facts.facts) };
    results.allows.extend(facts.readings.iter().flat_map(|reading| parse::allows(reading.text)));
    for ActiveRule { rule, severity } in active {
        let Some(check) = rule.check.edition(document.kind) else { continue };
        let mut findings = Findings::default();
        check(&facts, &mut findings);
        results.found.extend(rule.diagnostics(findings, *severity, options.language, Some(&subject)));
    }
    results
}

/// Reads an edition in every language that it has, the authoritative one first. Returns `None` where a text is broken.
fn readings<'a>(
    site: &'a Site,
    templates: &Templates,
    document: &'a Document,
    version: Option<(&'a Version, State)>,
) -> Option<Vec<Reading<'a>>> {
    let mut readings = Vec::new();
    for language in &site.config.languages {
        let source = match (version, &document.draft) {
            (Some((version, _)), _) if version.texts.contains_key(language) => {
                Source::version(site, document, version, language)
            }
            (None, Some(draft)) if draft.texts.contains_key(language) => Source::draft(site, document, draft, language),
            (Some(_) | None, _) => continue,
        };
        let (composed, lines, found) = compose::lines(&source, site, templates);
        if diagnostic::has_errors(&found) {
            return None;
        }
        readings.push(Reading::new(source.language, source.text, composed, lines));
    }
    Some(readings)
}

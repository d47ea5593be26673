//! What the law, the courts and the authorities ask of the documents, and what the site says of it: the rules.
//!
//! Takes the parsed site and the day, returns diagnostics that say who asks. A rule is an entry in the file of its topic. What is
//! broken in its structure is `check`'s to report and is not judged here: one cause is one diagnostic. Findings stop no build
//! unless asked. That nothing was found does not mean that a text complies, and no word here may say so.

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
use places::Places;
use reading::Reading;

pub use rule::{Check, Rule};

/// What is judged, and in what language it is told.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub speech: &'a Language,
    /// The ids of the rules to apply; all of them where there is none.
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

/// Judges a site: of each document the version in force, the announced ones and the draft, and the site as a whole.
pub fn judge(snapshot: &Snapshot, asked: &Asked<'_>) -> Vec<Diagnostic> {
    let site = &snapshot.site;
    let weighed: Vec<Weighed> = rules().filter_map(|rule| Weighed::on(site, rule, asked)).collect();
    let editions: Vec<(&Document, Option<(&Version, State)>)> = snapshot
        .timelines
        .iter()
        .flat_map(|timeline| {
            let judged = timeline.moments().filter(|moment| moment.state != State::Superseded);
            let versions = judged.map(|moment| (&*timeline.document, Some((moment.version, moment.state))));
            versions.chain(timeline.document.draft.as_ref().map(|_| (&*timeline.document, None)))
        })
        .collect();
    let judged: Vec<Judged> = editions
        .into_par_iter()
        .map(|(document, version)| edition(snapshot, asked, &weighed, document, version))
        .collect();
    let mut all = whole(snapshot, asked, &weighed);
    for judged in judged {
        all.found.extend(judged.found);
        all.allows.extend(judged.allows);
    }
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    let mut found = all.without_allowed(&weighed);
    let unknown = site.config.rules.keys().filter(|id| !ids.contains(&id.as_str()) && !pending::is_known(id));
    found.extend(unknown.map(|id| {
        Diagnostic::error(StructureRule::UnknownRule, format!("there is no rule `{id}`"))
            .at(parse::YamlIndex::new(&site.file).place(&["rules", id]))
            .did_you_mean(id, ids.iter().copied())
    }));
    found
}

/// Judges the draft of one document, and nothing else.
pub fn judge_draft(snapshot: &Snapshot, document: &Document, asked: &Asked<'_>) -> Vec<Diagnostic> {
    let Some(draft) = &document.draft else { return Vec::new() };
    let weighed: Vec<Weighed> = rules().filter_map(|rule| Weighed::on(&snapshot.site, rule, asked)).collect();
    let mut found = edition(snapshot, asked, &weighed, document, None).without_allowed(&weighed);
    // An exception in a register may be there for another edition, so nothing is said of its use.
    let is_of_draft = |place: &diagnostic::Place| draft.texts.values().any(|text| text.path == place.path);
    found.retain(|one| one.legal.is_some() || one.place.as_ref().is_some_and(is_of_draft));
    found
}

/// A rule with its weight on this site.
struct Weighed {
    rule: &'static Rule,
    severity: Severity,
}

impl Weighed {
    /// Weighs a rule; none where it is off or not asked for.
    fn on(site: &Site, rule: &'static Rule, asked: &Asked<'_>) -> Option<Weighed> {
        let severity = match site.config.rules.get(rule.id) {
            Some(level) => level.severity()?,
            None => rule.severity,
        };
        let is_asked = asked.only.is_empty() || asked.only.iter().any(|id| id == rule.id);
        is_asked.then_some(Weighed { rule, severity })
    }
}

/// What was found in one subject, and what its editors allow.
#[derive(Default)]
struct Judged {
    found: Vec<Diagnostic>,
    allows: Vec<Allow>,
}

impl Judged {
    /// Returns what was found and is not allowed, and the mistakes in what is allowed.
    fn without_allowed(self, weighed: &[Weighed]) -> Vec<Diagnostic> {
        let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
        let was_run = |id: &str| weighed.iter().any(|weighed| weighed.rule.id == id);
        allow::apply(self.found, self.allows, &ids, &was_run)
    }
}

/// Judges the site with its registers as they are now.
fn whole(snapshot: &Snapshot, asked: &Asked<'_>, weighed: &[Weighed]) -> Judged {
    let site = &snapshot.site;
    if site.registers_damaged {
        return Judged::default();
    }
    let places = Places::current(site);
    let home = diagnostic::Place::file(&site.file.path);
    let registers = &*site.registers;
    let facts =
        Facts { site, registers, today: snapshot.today, speech: asked.speech, published: false, places: &places, home };
    let mut judged = Judged { found: Vec::new(), allows: allow::in_registers(&facts) };
    for Weighed { rule, severity } in weighed {
        let Some(check) = rule.check.site() else { continue };
        let mut findings = Findings::default();
        check(&facts, &mut findings);
        judged.found.extend(rule.diagnostics(findings, *severity, asked.speech, None));
    }
    judged
}

/// Judges one edition of a document.
fn edition(
    snapshot: &Snapshot,
    asked: &Asked<'_>,
    weighed: &[Weighed],
    document: &Document,
    version: Option<(&Version, State)>,
) -> Judged {
    let Snapshot { site, templates, .. } = snapshot;
    let is_damaged = version.map_or(site.registers_damaged, |(version, _)| version.registers_damaged);
    let readings = if is_damaged { None } else { readings(site, templates, document, version) };
    let Some(readings) = readings else { return Judged::default() };
    let none = Registers::default();
    let (registers, places) = match version {
        None => (&*site.registers, Places::current(site)),
        Some((version, _)) => match &version.registers {
            Some(frozen) => (&*frozen.registers, Places::frozen(site, Some(&frozen.file))),
            None => (&none, Places::frozen(site, None)),
        },
    };
    let facts = EditionFacts {
        facts: Facts {
            site,
            registers,
            today: snapshot.today,
            speech: asked.speech,
            published: version.is_some(),
            places: &places,
            home: readings[0].title(),
        },
        document,
        edition: version.map_or(Edition::Draft, |(version, _)| Edition::Version(version.label)),
        version,
        readings,
        templates,
    };
    let subject = facts.subject();
    let mut judged = Judged { found: Vec::new(), allows: allow::in_registers(&facts.facts) };
    judged.allows.extend(facts.readings.iter().flat_map(|reading| parse::allows(reading.text)));
    for Weighed { rule, severity } in weighed {
        let Some(check) = rule.check.edition(document.kind) else { continue };
        let mut findings = Findings::default();
        check(&facts, &mut findings);
        judged.found.extend(rule.diagnostics(findings, *severity, asked.speech, Some(&subject)));
    }
    judged
}

/// Reads an edition in every language that it is written in, the authoritative one first; none where a text is broken.
fn readings<'a>(
    site: &'a Site,
    templates: &Templates,
    document: &'a Document,
    version: Option<(&'a Version, State)>,
) -> Option<Vec<Reading<'a>>> {
    let is_written = |language: &&Language| match (version, &document.draft) {
        (Some((version, _)), _) => version.texts.contains_key(language),
        (None, Some(draft)) => draft.texts.contains_key(language),
        (None, None) => false,
    };
    let source = |language| match (version, &document.draft) {
        (Some((version, _)), _) => Some(Source::version(site, document, version, language)),
        (None, draft) => Some(Source::draft(site, document, draft.as_ref()?, language)),
    };
    site.config
        .languages
        .iter()
        .filter(is_written)
        .map(|language| {
            let source = source(language)?;
            let (composed, lines, found) = compose::lines(&source, site, templates);
            (!diagnostic::has_errors(&found)).then(|| Reading::new(source.language, source.text, composed, lines))
        })
        .collect()
}

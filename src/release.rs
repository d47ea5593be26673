//! A draft into a version: what it changes, what kind of change that is, what speaks against it, and the files that it takes.
//!
//! Takes the parsed site, a document and what the editor wishes; returns a [`Plan`], or the reasons why there is none. It writes
//! nothing: the shell does, all of it or none.

mod days;
mod files;
mod kind;
mod questions;
mod slice;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compose::{Source, compose};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::VersionLabel;
use crate::language::Language;
use crate::parse::{Document, Draft, Site, Version, VersionText};
use crate::redline::{Redline, redline};
use crate::register::Registers;
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;

pub use files::File;
pub use kind::{Proposal, Reason};

/// A draft beside the newest version.
pub struct Prepared<'a> {
    pub site: &'a Site,
    pub document: &'a Document,
    /// The draft; where there is none, the newest text, which reads otherwise by the registers as they are now.
    pub draft: Cow<'a, Draft>,
    pub before: Option<&'a Version>,
    /// The registers that the text uses.
    pub registers: Arc<Registers>,
    /// What changes, in each language of the draft; the authoritative one first.
    pub redlines: Vec<(&'a Language, Redline)>,
    pub proposal: Proposal,
    pub days: days::Days,
    /// Questions in the place of which a published text would say nothing.
    open: Vec<Diagnostic>,
    today: Date,
}

/// What the editor wishes.
#[derive(Clone, Debug, Default)]
pub struct ReleaseOptions {
    /// None to take what is proposed.
    pub material: Option<bool>,
    /// None to take the draft's own day.
    pub effective: Option<Date>,
    /// What changed, per language; else what the draft says.
    pub summaries: BTreeMap<Language, String>,
    /// The languages in which it may lack.
    pub without: BTreeSet<Language>,
    /// Whether a question may be left out of the text.
    pub allow_unknown: bool,
}

/// A version as it will be.
#[derive(Debug)]
pub struct Plan {
    pub label: VersionLabel,
    pub effective: Date,
    /// The files to write, by their paths in the content folder.
    pub write: Vec<File>,
    /// The files of the draft.
    pub remove: Vec<String>,
}

/// Looks at a draft: what it would keep, what it changes.
///
/// # Errors
///
/// That there is nothing to release: no draft, or one that says what the newest version says.
pub fn prepare<'a>(snapshot: &'a Snapshot, document: &'a Document) -> Result<Prepared<'a>, Vec<Diagnostic>> {
    let Snapshot { site, templates, today, .. } = snapshot;
    let before = document.versions.last();
    let draft = match (&document.draft, before) {
        (Some(draft), _) => Cow::Borrowed(draft),
        (None, Some(newest)) => Cow::Owned(again(newest)),
        (None, None) => return Err(vec![no_draft(site, document)]),
    };
    let registers = Arc::new(slice::slice(site, templates, document, &draft));
    let redlines: Vec<(&Language, Redline)> = site
        .config
        .languages
        .iter()
        .filter(|language| draft.texts.contains_key(language))
        .map(|language| {
            let source = Source::draft(site, document, &draft, language).published(registers.clone());
            let after = compose(&source, site, templates).0;
            let before = before.filter(|version| version.texts.contains_key(language));
            let before =
                before.map(|version| compose(&Source::version(site, document, version, language), site, templates).0);
            (language, redline(&before.unwrap_or_default().text, &after.text))
        })
        .collect();
    let frozen = before.map(|version| version.registers.as_ref().map(|frozen| &*frozen.registers));
    let none = Registers::default();
    let changed = match frozen {
        Some(frozen) => crate::register::change::changes(frozen.unwrap_or(&none), &registers),
        None => Vec::new(),
    };
    let is_new_language = |language: &&Language| before.is_some_and(|version| !version.texts.contains_key(*language));
    if before.is_some() && redlines.iter().all(|(language, redline)| redline.is_empty() && !is_new_language(language)) {
        let found =
            if document.draft.is_some() { nothing_changed(site, document, &draft) } else { no_draft(site, document) };
        return Err(vec![found]);
    }
    let proposal = kind::propose(document.kind, before.is_none(), &changed, &redlines[0].1);
    let days = days::Days::new(site, before, *today);
    let open = questions::open(site, templates, document, &draft);
    Ok(Prepared { site, document, draft, before, registers, redlines, proposal, days, open, today: *today })
}

/// Takes the newest text for a draft: its words stay, and the registers speak anew.
fn again(newest: &Version) -> Draft {
    let text =
        |(language, text): (&Language, &VersionText)| (language.clone(), VersionText { summary: None, ..text.clone() });
    Draft { label: None, effective: None, texts: newest.texts.iter().map(text).collect() }
}

fn no_draft(site: &Site, document: &Document) -> Diagnostic {
    let language = site.authoritative();
    Diagnostic::error(StructureRule::NoDraft, format!("`{}` has no draft to release", document.id))
        .at(Place::file(&document.path))
        .hint(format!("write the next version in `{}/draft.{language}.md`", document.id))
}

fn nothing_changed(site: &Site, document: &Document, draft: &Draft) -> Diagnostic {
    let newest = document.versions.last().map(|version| version.label.to_string()).unwrap_or_default();
    let message = format!("the draft of `{}` says what version {newest} says", document.id);
    Diagnostic::error(StructureRule::NothingChanged, message)
        .at(Place::file(&draft.texts[site.authoritative()].path))
        .hint("there is nothing to release; a change of words or of a register that the text shows makes a version")
}

impl Prepared<'_> {
    /// Returns the label that a material or an editorial change would have.
    pub fn label(&self, material: bool) -> VersionLabel {
        let own = self.draft.label.filter(|label| label.is_material() == material);
        own.unwrap_or_else(|| match self.before.map(|version| version.label) {
            None => VersionLabel { major: 1, minor: 0 },
            Some(label) if material => VersionLabel { major: label.major + 1, minor: 0 },
            Some(label) => VersionLabel { major: label.major, minor: label.minor + 1 },
        })
    }

    /// Returns what the draft says of its changes in a language.
    pub fn summary(&self, language: &Language) -> Option<&str> {
        let summary = self.draft.texts.get(language)?.summary.as_deref()?;
        Some(summary.trim()).filter(|summary| !summary.is_empty())
    }

    /// Makes the version.
    ///
    /// # Errors
    ///
    /// All that speaks against it, at once.
    pub fn plan(&self, options: &ReleaseOptions) -> Result<Plan, Vec<Diagnostic>> {
        let mut refused = Vec::new();
        let place = || Place::file(&self.draft.texts[self.site.authoritative()].path);
        if !options.allow_unknown {
            refused.extend(self.open.iter().cloned());
        }
        for language in &self.site.config.languages {
            if !self.draft.texts.contains_key(language) {
                if !options.without.contains(language) {
                    let message = format!("the draft of `{}` has no text in `{language}`", self.document.id);
                    let hint = format!("write `draft.{language}.md`, or release it with `--without {language}`");
                    refused.push(Diagnostic::error(StructureRule::MissingTranslation, message).at(place()).hint(hint));
                }
            } else if !options.summaries.contains_key(language) && self.summary(language).is_none() {
                let message = format!("nothing says in `{language}` what changed");
                let hint = format!("add `summary` to the head of the draft, or give `--summary {language}=…`");
                let at = Place::file(&self.draft.texts[language].path);
                refused.push(Diagnostic::error(StructureRule::MissingSummary, message).at(at).hint(hint));
            }
        }
        let material = options.material.unwrap_or(self.proposal.is_material);
        if self.before.is_none() && !material {
            let message = "the first version of a document is no editorial change";
            refused.push(
                Diagnostic::error(StructureRule::FirstVersion, message)
                    .at(place())
                    .hint("release it with `--material`"),
            );
        }
        let label = self.label(material);
        if let Some(own) = self.draft.label.filter(|own| *own != label) {
            let kind = if material { "a material" } else { "an editorial" };
            let message = format!("the draft calls itself version {own}, and {kind} change makes it {label}");
            let hint = "take `version` out of the draft's head, or release it as the other kind of change";
            refused.push(Diagnostic::error(StructureRule::LabelDiffers, message).at(place()).hint(hint));
        }
        let effective = options.effective.or(self.draft.effective);
        match effective {
            None => {
                let default = self.days.earliest(material);
                let message = "nothing says from which day the version holds";
                let hint = format!("give `--effective {default}`, the first day that is possible, or a later one");
                refused.push(Diagnostic::error(StructureRule::MissingDay, message).at(place()).hint(hint));
            }
            Some(day) => refused.extend(self.days.refuse(day, material).map(|found| found.at(place()))),
        }
        match effective {
            Some(effective) if refused.is_empty() => Ok(files::plan(self, label, effective, self.today, options)),
            _ => Err(refused),
        }
    }
}

//! A draft into a version: what it changes, what kind of change that is, what prevents the release, and the files that it writes.
//!
//! Takes a snapshot, a document and the editor's options; returns a [`Plan`], or the reasons why there is none. It writes nothing:
//! the shell writes all files of a plan, or none.

mod days;
mod facts;
mod files;
mod kind;
mod questions;
mod slice;
mod vocabulary;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compose::{Source, compose};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::VersionLabel;
use crate::language::Language;
use crate::parse::{Document, Draft, Site, Version};
use crate::redline::{Redline, redline};
use crate::register::Registers;
use crate::register::change::{RegisterChange, changes};
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;

use files::NewVersion;

pub use files::File;
pub use kind::{Proposal, Reason};

/// A draft, compared with the newest version.
pub struct Prepared<'a> {
    pub site: &'a Site,
    pub document: &'a Document,
    /// The draft; where there is none, the newest text, if the registers as they are now change what it says.
    pub draft: Cow<'a, Draft>,
    pub before: Option<&'a Version>,
    /// The registers that the text uses.
    pub registers: Arc<Registers>,
    /// The changes, in each language of the draft; the authoritative language first.
    pub redlines: Vec<(&'a Language, Redline)>,
    pub proposal: Proposal,
    pub days: days::Days,
    /// Questions that a published text would leave out.
    open: Vec<Diagnostic>,
    today: Date,
}

/// What the editor decides.
#[derive(Clone, Debug, Default)]
pub struct ReleaseOptions {
    /// `None` for the kind of change that is proposed.
    pub material: Option<bool>,
    /// Why the change is editorial although it is proposed as material.
    pub because: Option<String>,
    /// `None` for the draft's own day.
    pub effective: Option<Date>,
    /// What changed, per language, instead of the draft's own summary.
    pub summaries: BTreeMap<Language, String>,
    /// Languages in which there need not be a text.
    pub without: BTreeSet<Language>,
    /// Whether the text may leave open questions out.
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

/// Compares a draft with the newest version, and finds the registers that it uses.
///
/// # Errors
///
/// There is nothing to release: no draft, or one that is the same as the newest version.
pub fn prepare<'a>(snapshot: &'a Snapshot, document: &'a Document) -> Result<Prepared<'a>, Vec<Diagnostic>> {
    let Snapshot { site, templates, today, .. } = snapshot;
    let before = document.versions.last();
    let draft = match (&document.draft, before) {
        (Some(draft), _) => Cow::Borrowed(draft),
        (None, Some(newest)) => Cow::Owned(again(newest)),
        (None, None) => return Err(vec![no_draft(site, document)]),
    };
    let registers = Arc::new(slice::slice(site, templates, document, &draft));
    let mut redlines = Vec::new();
    for language in site.config.languages.iter().filter(|language| draft.texts.contains_key(language)) {
        let source = Source::draft(site, document, &draft, language).published(registers.clone());
        let after = compose(&source, site, templates).0;
        let before = before.filter(|version| version.texts.contains_key(language));
        let before =
            before.map(|version| compose(&Source::version(site, document, version, language), site, templates).0);
        redlines.push((language, redline(&before.unwrap_or_default().text, &after.text)));
    }
    if before.is_some_and(|before| is_same(before, &redlines)) {
        let found = match &document.draft {
            Some(draft) => nothing_changed(site, document, draft),
            None => no_draft(site, document),
        };
        return Err(vec![found]);
    }
    let changed = before.map(|before| register_changes(before, &registers)).unwrap_or_default();
    let proposal = kind::propose(document.kind, before.is_none(), &changed, &redlines);
    let days = days::Days::new(site, before, *today);
    let open = questions::open(site, templates, document, &draft);
    Ok(Prepared { site, document, draft, before, registers, redlines, proposal, days, open, today: *today })
}

/// Returns whether no text has changed, and none is in a new language.
fn is_same(before: &Version, redlines: &[(&Language, Redline)]) -> bool {
    redlines.iter().all(|(language, redline)| redline.is_empty() && before.texts.contains_key(*language))
}

/// Returns what has changed in the registers since a version.
fn register_changes(before: &Version, registers: &Registers) -> Vec<RegisterChange> {
    match &before.registers {
        Some(frozen) => changes(&frozen.registers, registers),
        None => changes(&Registers::default(), registers),
    }
}

/// Makes a draft of the newest version: the same words, composed from the registers as they are now.
fn again(newest: &Version) -> Draft {
    let mut texts = newest.texts.clone();
    for text in texts.values_mut() {
        text.summary = None;
    }
    Draft { label: None, effective: None, texts }
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
    /// Returns the label that a material or an editorial change would have; nothing after the largest number.
    pub fn label(&self, material: bool) -> Option<VersionLabel> {
        let own = self.draft.label.filter(|label| label.is_material() == material);
        own.or_else(|| match self.before.map(|version| version.label) {
            None => Some(VersionLabel { major: 1, minor: 0 }),
            Some(label) => label.next(material),
        })
    }

    /// Returns the draft's own summary of its changes, in a language.
    pub fn summary(&self, language: &Language) -> Option<&str> {
        let summary = self.draft.texts.get(language)?.summary.as_deref()?;
        Some(summary.trim()).filter(|summary| !summary.is_empty())
    }

    /// Makes the version.
    ///
    /// # Errors
    ///
    /// Everything that prevents the release, at once.
    pub fn plan(&self, options: &ReleaseOptions) -> Result<Plan, Vec<Diagnostic>> {
        let mut refused = Vec::new();
        if !options.allow_unknown {
            refused.extend(self.open.iter().cloned());
        }
        refused.extend(self.check_day());
        self.check_texts(options, &mut refused);
        let material = options.material.unwrap_or(self.proposal.is_material);
        refused.extend(self.check_reason(material, options.because.as_deref()));
        let label = self.label(material);
        match label {
            Some(label) => self.check_label(label, material, &mut refused),
            None => refused.push(self.no_label_left(material)),
        }
        let effective = options.effective.or(self.draft.effective);
        match effective {
            None => {
                let default = self.days.earliest(material);
                let message = "nothing says from which day the version holds";
                let hint = format!("give `--effective {default}`, the first day that is possible, or a later one");
                refused.push(Diagnostic::error(StructureRule::MissingDay, message).at(self.place()).hint(hint));
            }
            Some(day) => refused.extend(self.days.refuse(day, material).map(|found| found.at(self.place()))),
        }
        match (label, effective) {
            (Some(label), Some(effective)) if refused.is_empty() => Ok(self.write(label, effective, options)),
            _ => Err(refused),
        }
    }

    fn write(&self, label: VersionLabel, effective: Date, options: &ReleaseOptions) -> Plan {
        let mut summaries = BTreeMap::new();
        let mut remove = Vec::new();
        for language in self.draft.texts.keys() {
            let summary = options.summaries.get(language).map(String::as_str).or_else(|| self.summary(language));
            summaries.insert(language, summary.unwrap_or_default().trim());
            remove.push(format!("{}/draft.{language}.md", self.document.id));
        }
        let version = NewVersion {
            site: self.site,
            document: self.document,
            draft: &self.draft,
            registers: &self.registers,
            label,
            published: self.today,
            effective,
            because: options
                .because
                .as_deref()
                .map(str::trim)
                .filter(|_| self.is_against_proposal(label.is_material())),
            summaries,
        };
        Plan { label, effective, write: files::files(&version), remove }
    }

    /// Reports languages without a text, and texts without a summary.
    fn check_texts(&self, options: &ReleaseOptions, refused: &mut Vec<Diagnostic>) {
        for language in &self.site.config.languages {
            let Some(text) = self.draft.texts.get(language) else {
                if !options.without.contains(language) {
                    let message = format!("the draft of `{}` has no text in `{language}`", self.document.id);
                    let hint = format!("write `draft.{language}.md`, or release it with `--without {language}`");
                    let missing = Diagnostic::error(StructureRule::MissingTranslation, message);
                    refused.push(missing.at(self.place()).hint(hint));
                }
                continue;
            };
            if !options.summaries.contains_key(language) && self.summary(language).is_none() {
                let message = format!("nothing says in `{language}` what changed");
                let hint = format!("add `summary` to the head of the draft, or give `--summary {language}=…`");
                let missing = Diagnostic::error(StructureRule::MissingSummary, message);
                refused.push(missing.at(Place::file(&text.path)).hint(hint));
            }
        }
    }

    /// Reports a day before the last publication: a wrong clock would give the version a wrong day for good.
    fn check_day(&self) -> Option<Diagnostic> {
        let before = self.document.versions.iter().max_by_key(|version| version.published)?;
        if before.published <= self.today {
            return None;
        }
        let message =
            format!("today is {}, and version {} was published on {}", self.today, before.label, before.published);
        let hint =
            "set the clock of this machine, or correct `published`; a version is not published before an older one";
        Some(Diagnostic::error(StructureRule::DayBeforePublication, message).at(self.place()).hint(hint))
    }

    /// Returns whether a change is released as editorial although it is proposed as material.
    pub fn is_against_proposal(&self, material: bool) -> bool {
        !material && self.proposal.is_material && self.before.is_some()
    }

    /// Reports an editorial release against the proposal, without a reason.
    fn check_reason(&self, material: bool, because: Option<&str>) -> Option<Diagnostic> {
        let is_given = because.is_some_and(|because| !because.trim().is_empty());
        if is_given || !self.is_against_proposal(material) {
            return None;
        }
        let message = "this change is proposed as material, and nothing says why it is editorial";
        let hint = "give the reason with `--because TEXT`, which stays in the version's front matter; or release it as material";
        Some(Diagnostic::error(StructureRule::MissingReason, message).at(self.place()).hint(hint))
    }

    /// Says that no label follows the newest one.
    fn no_label_left(&self, material: bool) -> Diagnostic {
        let newest = self.before.map(|version| version.label.to_string()).unwrap_or_default();
        let kind = if material { "a material" } else { "an editorial" };
        let hint = match self.label(true) {
            Some(_) => "release it as a material change, with `--material`",
            None => "publish the text as another document, in a folder of its own; both stay on the site",
        };
        let message = format!("no label is left for {kind} change after version {newest}");
        Diagnostic::error(StructureRule::NoLabelLeft, message).at(self.place()).hint(hint)
    }

    /// Reports a label that does not fit the kind of change.
    fn check_label(&self, label: VersionLabel, material: bool, refused: &mut Vec<Diagnostic>) {
        if self.before.is_none() && !material {
            let message = "the first version of a document is no editorial change";
            let wrong = Diagnostic::error(StructureRule::FirstVersion, message);
            refused.push(wrong.at(self.place()).hint("release it with `--material`"));
        }
        if let Some(own) = self.draft.label.filter(|own| *own != label) {
            let kind = if material { "a material" } else { "an editorial" };
            let message = format!("the draft calls itself version {own}, and {kind} change makes it {label}");
            let hint = "take `version` out of the draft's head, or release it as the other kind of change";
            refused.push(Diagnostic::error(StructureRule::LabelDiffers, message).at(self.place()).hint(hint));
        }
    }

    /// Returns the place of findings about the draft as a whole.
    fn place(&self) -> Place {
        Place::file(&self.draft.texts[self.site.authoritative()].path)
    }
}

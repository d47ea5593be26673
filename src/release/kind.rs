//! Material or editorial: the proposed kind of change, with its reasons. The editor decides.
//!
//! WP260 rev.01 calls a change material when it would surprise: another purpose, ground, recipient, transfer or term. These are
//! compared in the registers, and in the sentences of the text.

use std::collections::BTreeMap;

use crate::document::Kind;
use crate::language::Language;
use crate::redline::{Redline, SectionChange, SectionSummary};
use crate::register::change::{Register, RegisterChange, RegisterChangeKind};
use crate::release::facts::{self, ChangeKind, ChangedSentence};
use crate::text::{Block, Text};

/// The proposed kind of change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub is_material: bool,
    /// What has changed; the reasons for a material change come first.
    pub reasons: Vec<Reason>,
}

/// One thing that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub is_material: bool,
    /// A sentence without a final period.
    pub text: String,
}

/// Proposes a kind of change. The redlines are those of every language, the authoritative one first.
pub(super) fn propose(
    kind: Kind,
    is_first: bool,
    changed: &[RegisterChange],
    redlines: &[(&Language, Redline)],
) -> Proposal {
    let mut reasons = Vec::new();
    if is_first {
        reasons.push(Reason { is_material: true, text: "it is the first version".to_owned() });
    } else {
        reasons.extend(changed.iter().map(|change| register(kind, change)));
        let redline = &redlines[0].1;
        let (before, after) = (redline.before(), redline.after());
        let renamed = renamed(&before, &after);
        let summary = redline.summary();
        reasons.extend(summary.sections.iter().filter_map(|one| section(kind, one, &renamed)));
        reasons.extend(sentences(&before, &after, ""));
    }
    // A translation that states something else than before misleads those who read it, also where the authoritative text is the same.
    if !is_first && !reasons.iter().any(|reason| reason.is_material) {
        for (language, redline) in redlines.iter().skip(1).filter(|(_, redline)| !redline.before().blocks.is_empty()) {
            reasons.extend(sentences(&redline.before(), &redline.after(), &format!("in `{language}`, ")));
        }
    }
    reasons.sort_by_key(|reason| !reason.is_material);
    Proposal { is_material: reasons.iter().any(|reason| reason.is_material), reasons }
}

fn register(kind: Kind, change: &RegisterChange) -> Reason {
    let row = match (&change.service, &change.row) {
        (Some(service), Some(row)) => format!("`{row}` of `{service}`"),
        (_, Some(row)) => format!("`{row}`"),
        (_, None) => "the organisation".to_owned(),
    };
    let what = match change.register {
        Register::Organisation => "the organisation",
        Register::Activities => "the activity",
        Register::Recipients => "the recipient",
        Register::Services => "the service",
        Register::Storage => "the stored item",
        Register::Measures => "the measure",
    };
    match &change.kind {
        // A new measure surprises nobody; people may have relied on one that is gone.
        RegisterChangeKind::Added => {
            Reason { is_material: change.register != Register::Measures, text: format!("{what} {row} is new") }
        }
        RegisterChangeKind::Removed => Reason { is_material: true, text: format!("{what} {row} is gone") },
        RegisterChangeKind::Changed { field, .. } => {
            let named = material(kind, change.register, field);
            let words = named.unwrap_or(field.as_str());
            let text = match change.register {
                Register::Organisation => format!("{words} has changed"),
                _ => format!("{row}: {words} has changed"),
            };
            Reason { is_material: named.is_some(), text }
        }
    }
}

/// Returns a field in words, if a change of it would surprise.
fn material(kind: Kind, register: Register, field: &str) -> Option<&'static str> {
    let words = match (register, field) {
        (Register::Activities, "purposes") => "a purpose or its legal basis",
        (Register::Activities, "recipients" | "no_recipients") => "who receives the data",
        (Register::Activities, "retention") => "how long data are kept",
        (Register::Activities, "data") => "which data are used",
        (Register::Activities, "data_subjects") => "whose data are used",
        (Register::Activities, "source") => "where the data come from",
        (Register::Activities, "role" | "joint") => "who is responsible",
        (Register::Activities, "processing") => "what is done for customers",
        (Register::Recipients, "country" | "transfers" | "parent") => "where the data go",
        (Register::Recipients, "roles") => "the role",
        (Register::Recipients, "purpose" | "data") => "what is done with the data",
        (Register::Services, "provider") => "the provider",
        (Register::Services, "purpose" | "category" | "data") => "what it is for",
        (Register::Services | Register::Storage, "consent" | "exemption") => "whether it needs consent",
        (Register::Storage, "duration" | "idle") => "how long it stays",
        (Register::Storage, "purpose") => "what it is for",
        (Register::Storage, "party" | "third_party_access") => "who can read it",
        (Register::Organisation, "legal_name") => "who is responsible",
        (Register::Organisation, "automated_decisions") => "what a machine decides",
        (Register::Organisation, "offered_to_children") => "whether it is meant for children",
        (Register::Organisation, "agreement") if kind == Kind::ProcessingAgreement => "what the agreement promises",
        _ => return None,
    };
    Some(words)
}

/// Sections of an agreement that are not binding.
const NOT_BINDING: [&str; 3] = ["", "summary", "glossary"];

fn section(kind: Kind, section: &SectionSummary, renamed: &BTreeMap<String, String>) -> Option<Reason> {
    let title = if section.title.is_empty() { "the opening" } else { &section.title };
    let is_added = section.changes.contains(&SectionChange::Added);
    let is_removed = section.changes.contains(&SectionChange::Removed);
    let is_changed = section.changes.contains(&SectionChange::Changed);
    if is_added && let Some(before) = renamed.get(&section.title) {
        return Some(Reason {
            is_material: false, text: format!("the section “{before}” is now called “{title}”")
        });
    }
    if is_removed && renamed.values().any(|before| *before == section.title) {
        return None;
    }
    let is_clause = kind == Kind::ProcessingAgreement && !NOT_BINDING.contains(&section.id.as_str());
    let what = if is_added {
        "is new"
    } else if is_removed {
        "is gone"
    } else if is_changed {
        "has other words"
    } else {
        return None;
    };
    let is_material = is_clause || is_added || is_removed;
    Some(Reason { is_material, text: format!("the section “{title}” {what}") })
}

/// Returns the sections whose heading and id changed and whose text is the same, by their titles after.
fn renamed(before: &Text, after: &Text) -> BTreeMap<String, String> {
    let [before, after] = [before, after].map(sections);
    let mut renamed = BTreeMap::new();
    for (title, body) in after.iter().filter(|(title, _)| !before.iter().any(|(other, _)| other == title)) {
        let same = before.iter().find(|(other, old)| old == body && !after.iter().any(|(title, _)| title == other));
        if let Some((old, _)) = same.filter(|_| !body.is_empty()) {
            renamed.insert(title.clone(), old.clone());
        }
    }
    renamed
}

/// Returns the title and the blocks of each section.
fn sections(text: &Text) -> Vec<(String, &[Block])> {
    let starts: Vec<usize> =
        (0..text.blocks.len()).filter(|at| matches!(text.blocks[*at], Block::Heading { .. })).collect();
    let ends = starts.iter().skip(1).copied().chain([text.blocks.len()]);
    let mut sections = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        if let Block::Heading { content, .. } = &text.blocks[*start] {
            sections.push((content.plain(), &text.blocks[start + 1..end]));
        }
    }
    sections
}

/// Returns a reason for each sentence that states other facts than before.
fn sentences(before: &Text, after: &Text, place: &str) -> Vec<Reason> {
    let reason = |changed: ChangedSentence| {
        let subjects: Vec<&str> = changed.subjects.iter().map(|subject| subject.words()).collect();
        let what = match changed.kind {
            ChangeKind::New => "is new, and says something about",
            ChangeKind::Gone => "is gone, and said something about",
            ChangeKind::Changed => "says something else than before about",
        };
        let text = format!("{place}“{}” {what} {}", excerpt(&changed.sentence), subjects.join(", "));
        Reason { is_material: true, text }
    };
    facts::changed(before, after).into_iter().map(reason).collect()
}

/// Returns the beginning of a long sentence.
fn excerpt(sentence: &str) -> String {
    const LETTERS_MAX: usize = 80;
    if sentence.chars().count() <= LETTERS_MAX {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LETTERS_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

//! Material or editorial: what is proposed, and why. The editor decides.
//!
//! WP260 rev.01 calls a change material when it would surprise: another purpose, ground, recipient, transfer or term. What the
//! registers say of these is compared, rather than words.

use crate::document::Kind;
use crate::redline::{Redline, SectionChange, SectionSummary};
use crate::register::change::{Register, RegisterChange, RegisterChangeKind};

/// What kind of change a draft is held for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub is_material: bool,
    /// What changed: first what makes it material.
    pub reasons: Vec<Reason>,
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub is_material: bool,
    /// In a sentence without an end.
    pub text: String,
}

/// Proposes what kind of change it is.
pub(super) fn propose(kind: Kind, is_first: bool, changed: &[RegisterChange], redline: &Redline) -> Proposal {
    let mut reasons = Vec::new();
    if is_first {
        reasons.push(Reason { is_material: true, text: "it is the first version".to_owned() });
    } else {
        reasons.extend(changed.iter().map(|change| register(kind, change)));
        let summary = redline.summary();
        reasons.extend(summary.sections.iter().filter_map(|one| section(kind, one)));
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
        // A measure more is what anyone hopes for; one less may be what somebody relied on.
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

/// Returns what a field is in words, if a change of it would surprise; else nothing.
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

/// Sections that the law asks for by their subject (articles 13 and 14): one that comes or goes says something else.
const SUBJECTS: [&str; 9] = [
    "purposes",
    "data",
    "recipients",
    "transfers",
    "retention",
    "rights",
    "automated-decisions",
    "obligation",
    "processor-role",
];

/// Sections of an agreement that bind nobody.
const EXPLAINING: [&str; 3] = ["", "summary", "glossary"];

fn section(kind: Kind, section: &SectionSummary) -> Option<Reason> {
    let title = if section.title.is_empty() { "the opening" } else { &section.title };
    let has = |wanted: &SectionChange| section.changes.contains(wanted);
    let came_or_went = has(&SectionChange::Added) || has(&SectionChange::Removed);
    let is_clause = kind == Kind::ProcessingAgreement && !EXPLAINING.contains(&section.id.as_str());
    let is_changed = has(&SectionChange::Changed) || came_or_went;
    let what = match () {
        () if has(&SectionChange::Added) => "is new",
        () if has(&SectionChange::Removed) => "is gone",
        () if has(&SectionChange::Changed) => "has other words",
        () => return None,
    };
    let is_material = (is_clause && is_changed) || (came_or_went && SUBJECTS.contains(&section.id.as_str()));
    Some(Reason { is_material, text: format!("the section “{title}” {what}") })
}

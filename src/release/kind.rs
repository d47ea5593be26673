//! Material or editorial: the proposed kind of change, with its reasons. The editor decides.
//!
//! WP260 rev.01 calls a change material when it would surprise: another purpose, ground, recipient, transfer or term. These are
//! compared in the registers, not in the words.

use crate::document::Kind;
use crate::redline::{Redline, SectionChange, SectionSummary};
use crate::register::change::{Register, RegisterChange, RegisterChangeKind};

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

/// Proposes a kind of change.
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

/// Sections with a subject that articles 13 and 14 require: adding or removing one changes what is said.
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

/// Sections of an agreement that are not binding.
const NOT_BINDING: [&str; 3] = ["", "summary", "glossary"];

fn section(kind: Kind, section: &SectionSummary) -> Option<Reason> {
    let title = if section.title.is_empty() { "the opening" } else { &section.title };
    let is_added = section.changes.contains(&SectionChange::Added);
    let is_removed = section.changes.contains(&SectionChange::Removed);
    let is_changed = section.changes.contains(&SectionChange::Changed);
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
    let is_subject = SUBJECTS.contains(&section.id.as_str());
    let is_material = is_clause || ((is_added || is_removed) && is_subject);
    Some(Reason { is_material, text: format!("the section “{title}” {what}") })
}

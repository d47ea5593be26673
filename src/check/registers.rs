//! A published version that uses registers has its own copy of them, so that it does not change when they do.

use crate::address::Edition;
use crate::compose::Source;
use crate::diagnostic::{Diagnostic, Place};
use crate::parse::{Segment, Site};
use crate::structure::StructureRule;

/// Reports a published text with shortcodes or values whose version has no frozen registers.
pub(super) fn missing(edition: Edition, source: &Source<'_>) -> Option<Diagnostic> {
    let Edition::Version(label) = edition else { return None };
    let version = source.document.versions.iter().find(|version| version.label == label)?;
    if version.registers.is_some() || version.registers_damaged {
        return None;
    }
    let place: &Place = source.text.body.segments.iter().find_map(|segment| match segment {
        Segment::Shortcode(call) => Some(&call.place),
        Segment::Value(value) => Some(&value.place),
        Segment::Markdown(_) => None,
    })?;
    Some(
        Diagnostic::error(
            StructureRule::MissingRegisters,
            format!("version {label} uses registers that were not kept with it"),
        )
        .at(place.clone())
        .hint(format!("put the registers as they were at publication in `{label}.registers.yaml` beside the text")),
    )
}

/// What is found in a text if its registers can't be read. That error was reported; one cause should give one diagnostic.
pub(super) const FOLLOWING: [StructureRule; 6] = [
    StructureRule::UnknownValue,
    StructureRule::Unanswered,
    StructureRule::NotAValue,
    StructureRule::UnknownRegisterId,
    StructureRule::EmptyShortcode,
    StructureRule::Template,
];

/// Returns whether the registers of a text could not be read.
pub(super) fn are_damaged(edition: Edition, source: &Source<'_>, site: &Site) -> bool {
    match edition {
        Edition::Draft => site.registers_damaged,
        Edition::Version(label) => {
            source.document.versions.iter().any(|version| version.label == label && version.registers_damaged)
        }
    }
}

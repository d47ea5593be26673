//! The summary above a redline: sections, words, and rows of the registers.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::language::Localized;
use crate::redline::{Redline, SectionChange};
use crate::register::Registers;
use crate::register::change::{Register, RegisterChange, RegisterChangeKind};
use crate::render::page_context::PageContext;

#[derive(Serialize)]
pub(super) struct SummaryView {
    words_inserted: usize,
    words_deleted: usize,
    links_changed: usize,
    emphases_changed: usize,
    sections: Vec<SectionView>,
    registers: Vec<RegisterView>,
    empty: bool,
}

#[derive(Serialize, PartialEq)]
struct SectionView {
    change: &'static str,
    /// The anchor of the section on the page; `None` for a removed section.
    id: Option<String>,
    title: String,
}

#[derive(Serialize)]
struct RegisterView {
    change: &'static str,
    text: String,
}

/// Returns the summary of a redline. `registers` are those of the versions before and after.
pub(super) fn summary(
    context: &PageContext<'_>,
    title: &str,
    redline: &Redline,
    changed: &[RegisterChange],
    registers: [Option<&Registers>; 2],
) -> SummaryView {
    let summary = redline.summary();
    let mut sections = Vec::new();
    for section in &summary.sections {
        for change in &section.changes {
            let gone = *change == SectionChange::Removed;
            let view = SectionView {
                change: match change {
                    SectionChange::Added => "added",
                    SectionChange::Removed => "removed",
                    SectionChange::Moved => "moved",
                    SectionChange::Renamed { .. } | SectionChange::Changed => "changed",
                },
                id: Some(section.id.clone()).filter(|id| !id.is_empty() && !gone),
                title: if section.title.is_empty() { title.to_owned() } else { section.title.clone() },
            };
            if !sections.contains(&view) {
                sections.push(view);
            }
        }
    }
    SummaryView {
        words_inserted: summary.words_inserted,
        words_deleted: summary.words_deleted,
        links_changed: summary.links_changed,
        emphases_changed: summary.emphases_changed,
        sections,
        registers: rows(context, changed, registers),
        empty: redline.is_empty(),
    }
}

/// Returns each changed row once, however many of its fields changed.
fn rows(
    context: &PageContext<'_>,
    changed: &[RegisterChange],
    registers: [Option<&Registers>; 2],
) -> Vec<RegisterView> {
    let mut seen = BTreeSet::new();
    let mut views = Vec::new();
    for change in changed {
        if !seen.insert((change.register, &change.service, &change.row)) {
            continue;
        }
        let key = match change.register {
            Register::Organisation => "row_organisation",
            Register::Activities => "row_activity",
            Register::Recipients => "row_processor",
            Register::Services => "row_service",
            Register::Storage => "row_storage",
            Register::Measures => "row_measure",
        };
        let row = change.row.as_deref().unwrap_or_default();
        let service = change.service.as_deref().unwrap_or_default();
        views.push(RegisterView {
            change: match change.kind {
                RegisterChangeKind::Added => "added",
                RegisterChangeKind::Removed => "removed",
                RegisterChangeKind::Changed { .. } => "changed",
            },
            text: context.locale.filled(
                "redline",
                key,
                &[
                    ("name", &name(context, row, change.register, registers)),
                    ("service", &name(context, service, Register::Services, registers)),
                ],
            ),
        });
    }
    views
}

/// Returns the name of a row from the registers after, else from those before, else its id.
fn name(context: &PageContext<'_>, id: &str, register: Register, registers: [Option<&Registers>; 2]) -> String {
    let [before, after] = registers;
    let name = [after, before].into_iter().flatten().find_map(|registers| {
        let title: &Localized = match register {
            Register::Activities => &registers.activity(id)?.title,
            Register::Recipients => &registers.recipient(id)?.name,
            Register::Services => &registers.service(id)?.name,
            Register::Measures => &registers.measure(id)?.title,
            Register::Organisation | Register::Storage => return None,
        };
        context.locale.find(title).map(|(_, title)| title.to_owned())
    });
    name.unwrap_or_else(|| id.to_owned())
}

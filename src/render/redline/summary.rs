//! The summary above a redline: sections, words, and rows of the registers.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::language::Localized;
use crate::redline::{Redline, SectionChange, SectionSummary};
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

#[derive(Serialize)]
struct SectionView {
    /// At least one, each at most once.
    changes: Vec<&'static str>,
    /// The anchor of the section on the page; `None` for a removed section.
    id: Option<String>,
    title: String,
    /// The title before, if it is another one.
    former_title: Option<String>,
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
    let sections = summary.sections.iter().map(|section| section_view(section, title)).collect();
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

/// Returns everything that happened to a section in one row. `title` is that of the document, for the text before any heading.
fn section_view(section: &SectionSummary, title: &str) -> SectionView {
    let mut changes: Vec<&'static str> = Vec::new();
    let mut former_title = None;
    for change in &section.changes {
        let word = match change {
            SectionChange::Added => "added",
            SectionChange::Removed => "removed",
            SectionChange::Moved => "moved",
            SectionChange::Renamed { before } => {
                former_title = Some(before.clone()).filter(|before| !before.is_empty());
                "changed"
            }
            SectionChange::Changed => "changed",
        };
        if !changes.contains(&word) {
            changes.push(word);
        }
    }
    let is_gone = section.changes.contains(&SectionChange::Removed);
    SectionView {
        changes,
        id: Some(section.id.clone()).filter(|id| !id.is_empty() && !is_gone),
        title: if section.title.is_empty() { title.to_owned() } else { section.title.clone() },
        former_title,
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

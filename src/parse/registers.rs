//! The five registers as they are now, one file each.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::question::{self, Question};
use crate::parse::{Index, yaml};
use crate::register::{RegisterId, Registers};
use crate::sources::{SourceFile, Sources};

/// The names of the register files, without `.yaml`.
const NAMES: [&str; 5] = ["organisation", "activities", "processors", "services", "measures"];

/// Parses the folder `registers`; a register without a file is empty.
pub(super) fn parse(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> (Registers, Vec<Question>) {
    let registers = Registers {
        organisation: one(sources, "organisation", diagnostics).unwrap_or_default(),
        activities: one(sources, "activities", diagnostics).unwrap_or_default(),
        processors: one(sources, "processors", diagnostics).unwrap_or_default(),
        services: one(sources, "services", diagnostics).unwrap_or_default(),
        measures: one(sources, "measures", diagnostics).unwrap_or_default(),
    };
    let mut questions = Vec::new();
    for (path, file) in &sources.content {
        let Some(name) = path.strip_prefix("registers/") else { continue };
        match name.strip_suffix(".yaml") {
            Some(name) if NAMES.contains(&name) => question::find(file, &mut questions),
            _ => diagnostics.push(
                Diagnostic::error("unknown-register", format!("there is no register `{name}`"))
                    .at(Place::file(&file.path))
                    .did_you_mean(name.trim_end_matches(".yaml"), NAMES),
            ),
        }
    }
    (registers, questions)
}

/// Reports rows with the id of another: a text that names it would show the first, and the other never. Services have a check of
/// their own.
pub(super) fn check_ids(sources: &Sources, registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    let Registers { activities, processors, measures, .. } = registers;
    let ids: [(&str, Vec<&RegisterId>); 3] = [
        ("activities", activities.iter().map(|row| &row.id).collect()),
        ("processors", processors.iter().map(|row| &row.id).collect()),
        ("measures", measures.iter().map(|row| &row.id).collect()),
    ];
    for (name, ids) in ids {
        let Some(file) = sources.content.get(&format!("registers/{name}.yaml")) else { continue };
        let again = ids.iter().enumerate().filter(|(index, id)| ids[..*index].contains(id));
        diagnostics.extend(again.map(|(index, id)| {
            Diagnostic::error("duplicate-id", format!("two {name} have the id `{id}`"))
                .at(Index::new(file).row(index))
                .hint("give each an id of its own: texts and other registers find it by that")
        }));
    }
}

/// Returns the register files by their names.
pub(super) fn files(sources: &Sources) -> BTreeMap<&'static str, SourceFile> {
    let file = |name| Some((name, sources.content.get(&format!("registers/{name}.yaml"))?.clone()));
    NAMES.into_iter().filter_map(file).collect()
}

/// Returns every file of the folder.
pub(super) fn all(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    let below = sources.content.range("registers/".to_owned()..);
    below.take_while(|(path, _)| path.starts_with("registers/")).map(|(_, file)| file)
}

fn one<T: DeserializeOwned>(sources: &Sources, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let file = sources.content.get(&format!("registers/{name}.yaml"))?;
    let only_comments = file.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if only_comments {
        return None;
    }
    yaml::read(file, &file.text).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()
}

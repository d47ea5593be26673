//! The five registers as they are now, one file each.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::question::{self, Question};
use crate::parse::yaml;
use crate::register::Registers;
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

/// Returns the register files by their names.
pub(super) fn files(sources: &Sources) -> BTreeMap<&'static str, SourceFile> {
    let file = |name| Some((name, sources.content.get(&format!("registers/{name}.yaml"))?.clone()));
    NAMES.into_iter().filter_map(file).collect()
}

fn one<T: DeserializeOwned>(sources: &Sources, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let file = sources.content.get(&format!("registers/{name}.yaml"))?;
    let only_comments = file.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if only_comments {
        return None;
    }
    yaml::read(file, &file.text).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()
}

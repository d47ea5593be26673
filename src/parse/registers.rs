//! The five registers as they are now, one file each.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place};
use crate::language::Language;
use crate::parse::question::{self, Question};
use crate::parse::{YamlIndex, yaml};
use crate::register::{RegisterId, Registers};
use crate::sources::{SourceFile, Sources};
use crate::structure::StructureRule;

/// The names of the register files, without `.yaml`.
const NAMES: [&str; 5] = ["organisation", "activities", "processors", "services", "measures"];

/// Parses the folder `registers`. A register without a file is empty.
///
/// Also returns the open questions.
pub(super) fn parse(
    sources: &Sources,
    authoritative: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Registers, Vec<Question>) {
    let mut reader = RegisterReader { sources, authoritative, questions: Vec::new(), diagnostics };
    let registers = Registers {
        activities: reader.register("activities"),
        measures: reader.register("measures"),
        organisation: reader.register("organisation"),
        recipients: reader.register("processors"),
        services: reader.register("services"),
    };
    let questions = reader.questions;
    for (path, file) in &sources.content {
        let Some(name) = path.strip_prefix("registers/") else { continue };
        if name.strip_suffix(".yaml").is_none_or(|name| !NAMES.contains(&name)) {
            diagnostics.push(
                Diagnostic::error(StructureRule::UnknownRegister, format!("there is no register `{name}`"))
                    .at(Place::file(&file.path))
                    .did_you_mean(name.trim_end_matches(".yaml"), NAMES),
            );
        }
    }
    (registers, questions)
}

/// Reads registers one by one, and collects their questions and mistakes.
struct RegisterReader<'a> {
    sources: &'a Sources,
    authoritative: &'a Language,
    questions: Vec<Question>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl RegisterReader<'_> {
    /// Reads a register; one that has no file, or cannot be read, is empty.
    fn register<T: Default + DeserializeOwned + Serialize>(&mut self, name: &str) -> T {
        let Some(file) = self.sources.content.get(&format!("registers/{name}.yaml")) else { return T::default() };
        match yaml::read_or_default(file, &file.text) {
            Ok(register) => {
                self.questions.extend(question::find(file, &register, self.authoritative));
                register
            }
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                T::default()
            }
        }
    }
}

/// Reports rows with the same id: a text that uses the id would always show the first one. `check` does the same for services.
pub(super) fn check_ids(sources: &Sources, registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    let Registers { activities, recipients, measures, .. } = registers;
    let ids: [(&str, Vec<&RegisterId>); 3] = [
        ("activities", activities.iter().map(|row| &row.id).collect()),
        ("processors", recipients.iter().map(|row| &row.id).collect()),
        ("measures", measures.iter().map(|row| &row.id).collect()),
    ];
    for (name, ids) in ids {
        let Some(file) = sources.content.get(&format!("registers/{name}.yaml")) else { continue };
        let again = ids.iter().enumerate().filter(|(index, id)| ids[..*index].contains(id));
        diagnostics.extend(again.map(|(index, id)| {
            let rows = YamlIndex::new(file);
            let place = rows.root().row(index).unwrap_or(rows.root()).place();
            Diagnostic::error(StructureRule::DuplicateId, format!("two {name} have the id `{id}`"))
                .at(place)
                .hint("give each an id of its own: texts and other registers find it by that")
        }));
    }
}

/// Returns the register files by their names.
pub(super) fn files(sources: &Sources) -> BTreeMap<&'static str, SourceFile> {
    let mut files = BTreeMap::new();
    for name in NAMES {
        if let Some(file) = sources.content.get(&format!("registers/{name}.yaml")) {
            files.insert(name, file.clone());
        }
    }
    files
}

/// Returns every file of the folder.
pub(super) fn all(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    let below = sources.content.range("registers/".to_owned()..);
    below.take_while(|(path, _)| path.starts_with("registers/")).map(|(_, file)| file)
}

//! The theme's strings: the words of pages outside the legal texts, per language and topic.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Place};
use crate::language::Language;
use crate::parse::{Config, yaml};
use crate::sources::SourceFile;
use crate::structure::StructureRule;
use crate::theme::Theme;

/// Strings per language: topic, then key, then text.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    languages: BTreeMap<Language, Value>,
}

impl Strings {
    /// Returns the strings of a language, as `{topic: {key: text}}`.
    pub fn of(&self, language: &Language) -> &Value {
        static NONE: Value = Value::Null;
        self.languages.get(language).unwrap_or(&NONE)
    }

    /// Returns one string; a missing one was reported by `parse`.
    pub fn get(&self, language: &Language, topic: &str, key: &str) -> &str {
        self.of(language).get(topic).and_then(|strings| strings.get(key)).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Reads `strings/<language>/<topic>.yaml` of the theme for every language of the site.
pub(super) fn parse(theme: &Theme, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Strings {
    let mut strings = Strings::default();
    let mut files: BTreeMap<(&Language, &str), &SourceFile> = BTreeMap::new();
    for language in &config.languages {
        let folder = format!("strings/{language}/");
        let mut topics = Map::new();
        for (name, layers) in theme.below(&folder) {
            let topic = name.trim_end_matches(".yaml");
            let mut merged = Map::new();
            // A site's own file needs to contain only the strings that differ.
            for file in layers.iter().rev() {
                match yaml::read::<Map<String, Value>>(file, &file.text) {
                    Ok(read) => merged.extend(read),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
            files.insert((language, topic), layers[0]);
            topics.insert(topic.to_owned(), Value::Object(merged));
        }
        strings.languages.insert(language.clone(), Value::Object(topics));
    }
    report_missing(&strings, &files, config, diagnostics);
    strings
}

/// Reports every string that exists in one language and is missing in another.
fn report_missing(
    strings: &Strings,
    files: &BTreeMap<(&Language, &str), &SourceFile>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut wanted: BTreeMap<&str, BTreeMap<&str, &Language>> = BTreeMap::new();
    for (language, topics) in &strings.languages {
        for (topic, keys) in topics.as_object().into_iter().flatten() {
            for key in keys.as_object().into_iter().flat_map(Map::keys) {
                wanted.entry(topic).or_default().entry(key).or_insert(language);
            }
        }
    }
    for (topic, keys) in wanted {
        for (key, found_in) in keys {
            for language in &config.languages {
                if strings.of(language).get(topic).and_then(|strings| strings.get(key)).is_some() {
                    continue;
                }
                let message = format!("the string `{topic}.{key}` is missing in `{language}`");
                let known = files.get(&(language, topic)).or_else(|| files.get(&(found_in, topic)));
                let mut diagnostic = Diagnostic::error(StructureRule::MissingString, message)
                    .hint(format!("add `{key}: …` to the theme's `strings/{language}/{topic}.yaml`"));
                if let Some(file) = known {
                    diagnostic = diagnostic.at(Place::file(&file.path));
                }
                diagnostics.push(diagnostic);
            }
        }
    }
}

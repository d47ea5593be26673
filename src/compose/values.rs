//! Registers as templates see them: in one language, with open questions left out or shown.

use serde_json::{Map, Value, json};

use crate::address::Addresses;
use crate::compose::Source;
use crate::language::Language;
use crate::locale::Locale;
use crate::parse::Site;
use crate::parse::markdown::{QUESTION_CLOSE, QUESTION_OPEN};
use crate::register::answer;
use crate::register::services::Service;

/// What to do with an open question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Questions {
    /// Leave it out, as a published version does.
    Omit,
    /// Show the question instead of the answer, as a draft does.
    Show,
}

/// Returns everything that a text can refer to: the registers, the site and the document.
pub fn values(source: &Source<'_>, site: &Site) -> tera::Value {
    let registers = serde_json::to_value(&*source.registers).expect("registers are plain data");
    let locale = Locale::new(site, source.language);
    let mut values = match resolve(registers, &locale, source.questions) {
        Some(Value::Object(values)) => values,
        _ => Map::new(),
    };
    for register in ["activities", "processors", "services", "measures"] {
        values.entry(register).or_insert_with(|| json!([]));
    }
    values.entry("organisation").or_insert_with(|| json!({}));
    // The version's own registers decide, so that a published text stays the same.
    let asks = source.registers.services.iter().any(Service::needs_consent);
    let preferences = asks.then(|| {
        let addresses = Addresses::new(source.language, site.authoritative());
        format!("{}/{}", site.config.base_url.as_str(), addresses.preferences().as_str())
    });
    values.insert(
        "site".into(),
        json!({
            "title": locale.text(&site.config.title),
            "domains": site.config.domains,
            "base_url": site.config.base_url.as_str(),
            "preferences": preferences,
        }),
    );
    values.insert(
        "document".into(),
        json!({
            "id": source.document.id.as_str(),
            "kind": source.document.kind.as_str(),
            "title": locale.text(&source.document.title),
        }),
    );
    tera::Value::from_serializable(&values)
}

/// Picks one language and resolves open questions. Returns nothing for a value to leave out. An open question becomes null, so
/// that a text that refers to it gets a message of its own.
fn resolve(value: Value, locale: &Locale<'_>, questions: Questions) -> Option<Value> {
    match value {
        Value::Object(mut map) => {
            if let Some(question) = answer::question_in(&map) {
                return match questions {
                    Questions::Omit => Some(Value::Null),
                    Questions::Show => {
                        let words = resolve(question.clone(), locale, questions)?;
                        Some(Value::String(marked_question(words.as_str()?)))
                    }
                };
            }
            if is_localized(&map, locale.languages()) {
                return locale.preference().into_iter().find_map(|language| map.remove(language.as_str()));
            }
            let rows = map.into_iter().filter_map(|(key, value)| Some((key, resolve(value, locale, questions)?)));
            Some(Value::Object(rows.collect()))
        }
        Value::Array(rows) => {
            let rows = rows.into_iter().filter_map(|row| resolve(row, locale, questions)).filter(|row| !row.is_null());
            Some(Value::Array(rows.collect()))
        }
        Value::Null => None,
        plain => Some(plain),
    }
}

/// Returns whether a map is a text per language.
fn is_localized(map: &Map<String, Value>, languages: &[Language]) -> bool {
    !map.is_empty() && map.iter().all(|(key, value)| value.is_string() && languages.iter().any(|l| l.as_str() == key))
}

/// Returns the value of a key.
pub(super) fn entry<'a>(value: &'a tera::Value, name: &str) -> Option<&'a tera::Value> {
    let (_, entry) = value.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name))?;
    Some(entry)
}

/// Wraps a question so that it is shown as one.
fn marked_question(text: &str) -> String {
    format!("{QUESTION_OPEN}{text}{QUESTION_CLOSE}")
}

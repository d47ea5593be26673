//! Open questions: the values of the registers that nobody knows yet, with the place of each.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::diagnostic::Place;
use crate::language::Language;
use crate::parse::yaml_index::{YamlEntry, YamlIndex};
use crate::register::answer;
use crate::sources::SourceFile;

/// An `unknown: …` in a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question, in the authoritative language where it is written in several.
    pub text: String,
    pub place: Place,
}

/// Returns the questions of a register, in the order of its file.
pub(super) fn find(file: &SourceFile, register: &impl Serialize, authoritative: &Language) -> Vec<Question> {
    let value = serde_json::to_value(register).expect("registers are plain data");
    let mut questions = Vec::new();
    if contains_question(&value) {
        collect(&value, YamlIndex::new(file).root(), authoritative, &mut questions);
    }
    questions.sort_by_key(|question| question.place.span.start);
    questions
}

/// Returns whether a register may contain a question, so that the places of one that does not are never read.
fn contains_question(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.contains_key(answer::UNKNOWN) || fields.values().any(contains_question),
        Value::Array(rows) => rows.iter().any(contains_question),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Fields whose keys are names that an editor chose: there `unknown` is such a name.
const MAPS_OF_NAMES: [&str; 2] = ["allow", "values"];

/// Walks through a register and through its file at the same time.
fn collect(value: &Value, entry: YamlEntry<'_>, authoritative: &Language, questions: &mut Vec<Question>) {
    match value {
        Value::Object(fields) => match answer::question_in(fields) {
            Some(question) => {
                let place = entry.get(answer::UNKNOWN).unwrap_or(entry).first_line();
                questions.push(Question { text: words(question, authoritative), place });
            }
            None => {
                for (name, value) in fields {
                    let entry = entry.get(name).unwrap_or(entry);
                    match value {
                        Value::Object(names) if MAPS_OF_NAMES.contains(&name.as_str()) => {
                            collect_named(names, entry, authoritative, questions);
                        }
                        value => collect(value, entry, authoritative, questions),
                    }
                }
            }
        },
        Value::Array(rows) => {
            for (number, row) in rows.iter().enumerate() {
                collect(row, entry.row(number).unwrap_or(entry), authoritative, questions);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn collect_named(
    names: &Map<String, Value>,
    entry: YamlEntry<'_>,
    authoritative: &Language,
    questions: &mut Vec<Question>,
) {
    for (name, value) in names {
        collect(value, entry.get(name).unwrap_or(entry), authoritative, questions);
    }
}

fn words(question: &Value, authoritative: &Language) -> String {
    let text = match question {
        Value::Object(texts) => texts.get(authoritative.as_str()).or_else(|| texts.values().next()),
        text => Some(text),
    };
    text.and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::diagnostic::SourcePath;
    use crate::register::Registers;
    use crate::sources::SourceFile;

    /// Checks the questions of some registers: the text of each, and the part of the file that it points to.
    fn check(yaml: &str, expected: &[(&str, &str)]) {
        let file = SourceFile { path: SourcePath::new("registers.yaml"), text: yaml.into() };
        let registers: Registers = serde_saphyr::from_str(yaml).unwrap();
        let found = find(&file, &registers, &"nl".parse().unwrap());
        let text = |place: &crate::diagnostic::Place| &yaml[place.span.start as usize..place.span.end as usize];
        let found: Vec<(&str, &str)> =
            found.iter().map(|question| (question.text.as_str(), text(&question.place))).collect();
        assert_eq!(found, expected, "{yaml}");
    }

    #[test]
    fn a_question_is_found_however_it_is_written() {
        check("organisation: {email: {unknown: Which?}}", &[("Which?", "unknown: Which?")]);
        check("organisation:\n  email:\n    \"unknown\": Which?  # ask\n", &[("Which?", "\"unknown\": Which?")]);
        check("organisation: {'email': {'unknown': 'Which?'}}", &[("Which?", "'unknown': 'Which?'")]);
        check("organisation:\n  email:\n    unknown: >-\n      Which\n      one?\n", &[("Which one?", "unknown: >-")]);
    }

    #[test]
    fn a_question_in_two_languages_is_asked_in_the_authoritative_one() {
        let both = "unknown: {en: Which?, nl: Welk?}";
        check(&format!("organisation: {{email: {{{both}}}}}"), &[("Welk?", both)]);
        let lines = "organisation:\n  email:\n    unknown:\n      en: Which?\n      nl: Welk?\n";
        check(lines, &[("Welk?", "unknown:")]);
        check("organisation: {email: {unknown: {en: Which?}}}", &[("Which?", "unknown: {en: Which?}")]);
    }

    #[test]
    fn a_line_of_prose_is_no_question() {
        let prose = "measures:\n  - id: tls\n    title: Tls\n    description: |\n      unknown: is a word\n      - unknown: too\n";
        check(prose, &[]);
        check("# unknown: a comment\norganisation: {trade_name: 'unknown: x'}\n", &[]);
    }

    #[test]
    fn a_name_that_an_editor_chose_is_no_question() {
        check("measures: [{id: tls, title: Tls, allow: {unknown: a reason}}]", &[]);
    }

    #[test]
    fn questions_come_in_the_order_of_the_file() {
        let yaml = "\
measures:
    - id: tls
      title: Tls
      description: {unknown: Second?}
      verified_on: {unknown: Third?}
    - id: other
      verified_on:
          unknown: Fourth?
      title: Other
organisation: {email: {unknown: Fifth?}}
";
        check(
            yaml,
            &[
                ("Second?", "unknown: Second?"),
                ("Third?", "unknown: Third?"),
                ("Fourth?", "unknown: Fourth?"),
                ("Fifth?", "unknown: Fifth?"),
            ],
        );
    }
}

//! What a rule found: places, with the values that its words name.

use crate::diagnostic::{Diagnostic, Legal, Place, Severity};
use crate::language::Language;
use crate::law::rule::Rule;

/// What one rule found in one subject.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Finding>,
}

/// One place, and what to fill into the words.
#[derive(Debug)]
pub struct Finding {
    place: Place,
    values: Vec<(&'static str, String)>,
}

/// Names the keys that are lacking, of keys that each say whether they are.
pub(super) fn lacking(keys: &[(&str, bool)]) -> Option<String> {
    let lacking: Vec<String> = keys.iter().filter(|(_, lacks)| *lacks).map(|(key, _)| format!("`{key}`")).collect();
    (!lacking.is_empty()).then(|| lacking.join(", "))
}

impl Findings {
    /// Adds a finding at the place to mend.
    pub fn at(&mut self, place: Place) -> &mut Finding {
        self.found.push(Finding { place, values: Vec::new() });
        self.found.last_mut().expect("it was just added")
    }

    /// Words what was found in a language.
    pub(super) fn diagnostics(
        self,
        rule: &'static Rule,
        severity: Severity,
        language: &Language,
        subject: &str,
    ) -> impl Iterator<Item = Diagnostic> {
        let subject = subject.to_owned();
        let language = language.clone();
        self.found.into_iter().map(move |finding| {
            let message = finding.fill(rule.message.get(&language));
            let mend = finding.fill(rule.mend.get(&language));
            let legal = Legal { authority: rule.authority, sources: rule.sources, subject: subject.clone() };
            let diagnostic = Diagnostic::new(severity, rule.id, message).at(finding.place).hint(mend);
            Diagnostic { legal: Some(Box::new(legal)), ..diagnostic }
        })
    }
}

impl Finding {
    /// Fills `{name}` in the rule's words.
    pub fn with(&mut self, name: &'static str, value: impl ToString) -> &mut Finding {
        self.values.push((name, value.to_string()));
        self
    }

    fn fill(&self, words: &str) -> String {
        let fill = |words: String, (name, value): &(&str, String)| words.replace(&format!("{{{name}}}"), value);
        self.values.iter().fold(words.to_owned(), fill)
    }
}

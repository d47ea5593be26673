//! What a rule found: places, with the values to fill into its message and hint.

use std::borrow::Cow;

use crate::diagnostic::Place;
use crate::locale;

/// What one rule found in one edition or in the site.
#[derive(Debug, Default)]
pub struct Findings {
    pub(super) found: Vec<Finding>,
}

/// One place, and the values for the message and the hint.
#[derive(Debug)]
pub struct Finding {
    pub(super) place: Place,
    values: Vec<(&'static str, String)>,
}

/// Lists the keys that are missing; each key comes with whether it is.
pub(super) fn missing_keys(keys: &[(&str, bool)]) -> Option<String> {
    let missing: Vec<String> = keys.iter().filter(|(_, missing)| *missing).map(|(key, _)| format!("`{key}`")).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}

impl Findings {
    /// Adds a finding at the place to fix.
    pub fn at(&mut self, place: Place) -> &mut Finding {
        self.found.push(Finding { place, values: Vec::new() });
        self.found.last_mut().expect("it was just added")
    }
}

impl Finding {
    /// Sets the value of `{name}` in the rule's message and hint.
    pub fn with(&mut self, name: &'static str, value: impl ToString) -> &mut Finding {
        self.values.push((name, value.to_string()));
        self
    }

    pub(super) fn fill(&self, template: &str) -> String {
        locale::fill(template, |name| {
            let (_, value) = self.values.iter().find(|(given, _)| *given == name)?;
            Some(Cow::Borrowed(value))
        })
    }
}

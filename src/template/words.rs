//! The filters that put values into words: `fill`, `period`, `country`, `article`, `listing` and `in_eea`.
//!
//! Each filter takes a value of a register as templates see it. In a draft, a value can be a string with an open question; the
//! filters leave that as it is.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Error, EscapeFn, Kwargs, State, Tera, TeraResult, Value};

use crate::language::Language;
use crate::locale::{self, Locale};
use crate::parse::Strings;
use crate::register::Country;

/// What the filters know of a site.
pub(super) struct FilterWords {
    /// The authoritative one first.
    pub(super) languages: Vec<Language>,
    pub(super) strings: Strings,
}

impl FilterWords {
    /// Returns the locale of the template's variable `language`. A component needs the argument `@language` to see it.
    fn locale(&self, state: &State<'_>) -> TeraResult<Locale<'_>> {
        let named = state.get::<String>("language")?;
        let language = self.languages.iter().find(|language| Some(language.as_str()) == named.as_deref());
        let language = language.ok_or_else(|| {
            Error::message("this filter needs `language`; name `@language` in the head of the component")
        })?;
        Ok(Locale::of_strings(&self.strings, &self.languages, language))
    }
}

/// Registers the filters. `escape` is how the engine escapes values.
pub(super) fn register(tera: &mut Tera, words: &Arc<FilterWords>, escape: EscapeFn) {
    tera.register_filter("fill", move |text: &str, arguments: Kwargs, _: &State<'_>| fill(text, &arguments, escape));
    tera.register_filter("listing", |value: &Value, _: Kwargs, _: &State<'_>| listing(value));
    tera.register_filter("in_eea", |code: &str, _: Kwargs, _: &State<'_>| {
        code.parse().is_ok_and(|country: Country| country.in_eea())
    });
    let known = words.clone();
    tera.register_filter("period", move |value: &str, _: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let locale = known.locale(state)?;
        Ok(match (value, value.parse()) {
            ("session", _) => locale.string("register", "session").to_owned(),
            (_, Ok(period)) => locale.period(period),
            (question, Err(_)) => question.to_owned(),
        })
    });
    let known = words.clone();
    tera.register_filter("country", move |code: &str, _: Kwargs, state: &State<'_>| -> TeraResult<String> {
        Ok(known.locale(state)?.country_of_code(code).to_owned())
    });
    let known = words.clone();
    tera.register_filter("article", move |article: &str, _: Kwargs, state: &State<'_>| -> TeraResult<String> {
        Ok(known.locale(state)?.article(article))
    });
}

/// Joins rows by commas.
fn listing(value: &Value) -> String {
    match value.as_array() {
        Some(rows) => {
            let rows: Vec<Cow<'_, str>> = rows
                .iter()
                .map(|row| row.as_str().map_or_else(|| Cow::Owned(row.to_string()), Cow::Borrowed))
                .collect();
            rows.join(", ")
        }
        None => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// Fills the named arguments into a string such as `Version {label}`. Tera's own `replace` would escape the other braces.
fn fill(text: &str, arguments: &Kwargs, escape: EscapeFn) -> Value {
    let value = |name: &str| {
        let (_, value) = arguments.iter().find(|(key, _)| key.as_str() == Some(name))?;
        let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some(Cow::Owned(if value.is_safe() { words } else { escaped(&words, escape).into_owned() }))
    };
    Value::safe_string(&locale::fill_escaped(text, |words| escaped(words, escape), value))
}

fn escaped(text: &str, escape: EscapeFn) -> Cow<'_, str> {
    let mut out = Vec::with_capacity(text.len());
    escape(text, &mut out).expect("writing to memory does not fail");
    Cow::Owned(String::from_utf8(out).expect("escaping adds ASCII alone"))
}

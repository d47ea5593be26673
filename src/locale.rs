//! A site's words in one language: texts with their fallback, the theme's strings, dates, periods, countries and lists.
//!
//! Everything that is shown in a language comes from here, so that a table, a page, the banner and a finding say the same thing
//! in the same words. Knows registers and strings, no template and no page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::date::Date;
use crate::language::{Language, Localized};
use crate::parse::{Site, Strings};
use crate::register::Country;
use crate::register::period::{Period, Unit};

/// A language of a site, with the authoritative language as its fallback.
#[derive(Clone, Copy, Debug)]
pub struct Locale<'a> {
    pub language: &'a Language,
    /// Those of the site, the authoritative one first.
    languages: &'a [Language],
    strings: &'a Strings,
}

impl<'a> Locale<'a> {
    /// A language of a site; one that the site does not have falls back for everything.
    pub fn new(site: &'a Site, language: &'a Language) -> Locale<'a> {
        Locale::of_strings(&site.strings, &site.config.languages, language)
    }

    /// The same without a site, for template filters, which outlive it. `languages` begins with the authoritative one.
    pub fn of_strings(strings: &'a Strings, languages: &'a [Language], language: &'a Language) -> Locale<'a> {
        Locale { language, languages, strings }
    }

    /// Returns the language whose texts are authoritative.
    pub fn authoritative(&self) -> &'a Language {
        &self.languages[0]
    }

    /// Returns all languages of the site, the authoritative one first.
    pub fn languages(&self) -> &'a [Language] {
        self.languages
    }

    /// Returns the languages to look for a text in, the preferred one first.
    pub fn preference(&self) -> [&'a Language; 2] {
        [self.language, self.authoritative()]
    }

    /// Returns what there is in this language, else in the authoritative one, with the language it is in.
    pub fn pick<'t, T>(&self, texts: &'t BTreeMap<Language, T>) -> Option<(&'a Language, &'t T)> {
        self.preference().into_iter().find_map(|language| Some((language, texts.get(language)?)))
    }

    /// Returns a text in this language, else in the authoritative one, with the language it is in.
    pub fn find<'t>(&self, text: &'t Localized) -> Option<(&'a Language, &'t str)> {
        match text {
            Localized::Everywhere(text) => Some((self.language, text)),
            Localized::PerLanguage(texts) => self.pick(texts).map(|(language, text)| (language, text.as_str())),
        }
    }

    /// Returns a text in this language, else in the authoritative one; empty where it is in neither.
    pub fn text<'t>(&self, text: &'t Localized) -> &'t str {
        match text {
            Localized::Everywhere(text) => text,
            Localized::PerLanguage(texts) => self.pick(texts).map_or("", |(_, text)| text.as_str()),
        }
    }

    /// Returns one of the theme's strings.
    pub fn string(&self, topic: &str, key: &str) -> &'a str {
        self.strings.get(self.language, topic, key)
    }

    /// Returns one of the theme's strings with its `{name}`s filled in.
    pub fn filled(&self, topic: &str, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.string(topic, key), |name| {
            let (_, value) = values.iter().find(|(given, _)| *given == name)?;
            Some(Cow::Borrowed(*value))
        })
    }

    /// Writes a day as the language does: 1 januari 2027.
    pub fn date(&self, date: Date) -> String {
        let months = self.strings.of(self.language).get("date").and_then(|strings| strings.get("months"));
        let month = usize::try_from(date.month() - 1).ok().and_then(|index| months?.get(index)?.as_str());
        let Some(month) = month else { return date.to_string() };
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.filled("date", "format", &[("day", &day), ("month", month), ("year", &year)])
    }

    /// Writes a length of time: 2 jaar.
    pub fn period(&self, period: Period) -> String {
        let (one, many) = match period.unit {
            Unit::Years => ("year", "years"),
            Unit::Months => ("month", "months"),
            Unit::Weeks => ("week", "weeks"),
            Unit::Days => ("day", "days"),
            Unit::Hours => ("hour", "hours"),
            Unit::Minutes => ("minute", "minutes"),
        };
        let form = if period.count == 1 { one } else { many };
        self.filled("register", form, &[("count", &period.count.to_string())])
    }

    /// Returns a country's name; one without a name is shown by its code.
    pub fn country<'t>(&self, country: &'t Country) -> &'t str
    where
        'a: 't,
    {
        self.country_of_code(country.as_str())
    }

    /// Returns the name of the country with this code; what is not one stays as it is.
    pub fn country_of_code<'t>(&self, code: &'t str) -> &'t str
    where
        'a: 't,
    {
        match self.string("register", &format!("country_{code}")) {
            "" => code,
            name => name,
        }
    }

    /// Writes an article as the law is cited in this language: `9-2-a` is artikel 9 lid 2 onder a.
    pub fn article(&self, article: &str) -> String {
        match article.split('-').collect::<Vec<_>>()[..] {
            [article, paragraph, point] => {
                let values = [("article", article), ("paragraph", paragraph), ("point", point)];
                self.filled("register", "article_point", &values)
            }
            _ => format!("{} {article}", self.string("register", "article")),
        }
    }

    /// Writes a list within a sentence: a, b en c.
    pub fn list(&self, items: &[&str]) -> String {
        match items {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [others @ .., last] => format!("{} {} {last}", others.join(", "), self.string("consent", "and")),
        }
    }

    /// Returns a language's name within a sentence of this language, or else its name in itself.
    pub fn language_name<'t>(&self, language: &'t Language) -> &'t str
    where
        'a: 't,
    {
        match self.string("language", language.as_str()) {
            "" => own_name(language),
            name => name,
        }
    }
}

/// Returns a language's name in itself; a language that is not listed is shown by its tag.
///
/// ICU4X has such names only in `icu_experimental` (with some twenty crates behind it), so these few are our own.
pub fn own_name(language: &Language) -> &str {
    match language.as_str() {
        "nl" => "Nederlands",
        "en" => "English",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        "it" => "Italiano",
        "pl" => "Polski",
        "pt" => "Português",
        "fy" => "Frysk",
        "da" => "Dansk",
        "sv" => "Svenska",
        other => other,
    }
}

/// Fills in the `{name}`s of a text, as in `version {label}`. A name without a value stays as it is written.
pub fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    fill_escaped(text, |words| Cow::Borrowed(words), value)
}

/// The same for a text whose own words must be escaped; `value` returns what is escaped already.
pub fn fill_escaped<'v>(
    text: &str,
    escape: impl Fn(&str) -> Cow<'_, str>,
    value: impl Fn(&str) -> Option<Cow<'v, str>>,
) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        filled.push_str(&escape(words));
        let named = after.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        match named {
            Some((value, after)) => {
                filled.push_str(&value);
                rest = after;
            }
            None => {
                filled.push_str(&escape("{"));
                rest = after;
            }
        }
    }
    filled.push_str(&escape(rest));
    filled
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::fill;

    #[test]
    fn fills_in_what_has_a_value_and_leaves_the_rest() {
        let filled = |text: &str| {
            fill(text, |name| match name {
                "a" => Some(Cow::Borrowed("{b}")),
                "b" => Some(Cow::Borrowed("2")),
                _ => None,
            })
        };
        assert_eq!(filled("{a} and {b}, not {c}"), "{b} and 2, not {c}");
        assert_eq!(filled("{ {b} } {"), "{ 2 } {");
        assert_eq!(filled("{x {b}"), "{x 2");
    }
}

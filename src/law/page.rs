//! The public page of a rule and the list of all rules: what `helder explain` prints and `docs/rules` contains.

use std::fmt::Write;

use crate::language::Language;
use crate::law::{Rule, rules};

/// Writes the page of a rule as Markdown.
pub fn page(rule: &Rule) -> String {
    format!(
        "# {id}\n\n{severity}, asked by: {authority}. {sources}.\n\n- nl: {nl}\n- en: {en}\n\n{about}\n\n{allow}\n",
        id = rule.id,
        severity = capital(rule.severity.as_str()),
        authority = rule.authority.words().en,
        sources = rule.sources.join("; "),
        nl = rule.message.nl,
        en = rule.message.en,
        about = rule.about,
        allow = allow(rule.id),
    )
}

fn allow(id: &str) -> String {
    format!(
        "**To allow it.** Each time with the reason:\n\n\
         - `<!-- helder-allow: {id}: reason -->` before the paragraph or section;\n\
         - `allow: {{{id}: reason}}` in the front matter, or in the row of the register.\n\n\
         On the whole site: `rules: {{{id}: off}}` in `site.yaml`, or `advice`, `warning`, `error`."
    )
}

/// Writes a line for each rule: its id, severity, authority and message.
pub fn list(language: &Language) -> String {
    let width = rules().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut list = String::new();
    for rule in rules() {
        let authority = rule.authority.words().get(language);
        let (id, severity, message) = (rule.id, rule.severity.as_str(), rule.message.get(language));
        writeln!(list, "{id:width$}  {severity:7}  {authority}: {message}").expect("writing to a string does not fail");
    }
    list
}

/// Writes the index of the pages as Markdown.
pub fn index() -> String {
    let mut index = String::from(
        "# Rules\n\nWhat `helder check` asks of the documents beyond their structure. Who asks says how much it weighs: a statute, a \
         court,\nguidance of an authority, a standard, or our own choice. That nothing is found does not mean that a text \
         complies; none of\nthis is legal advice. `helder explain RULE` prints a page. This folder is generated.\n\n\
         | rule | weight | asked by | finds |\n| --- | --- | --- | --- |\n",
    );
    for rule in rules() {
        let (id, severity, authority) = (rule.id, rule.severity.as_str(), rule.authority.words().en);
        let message = rule.message.en.replace('|', "\\|");
        writeln!(index, "| [{id}]({id}.md) | {severity} | {authority} | {message} |")
            .expect("writing to a string does not fail");
    }
    index
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

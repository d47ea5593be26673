//! A file of the starter to a file of a site: Tera, with marks of its own because the drafts contain helder's shortcodes.
//!
//! `<% if cookie_policy %>` keeps lines for some choices, `<< domains >>` is an answer. A line that contains only a block leaves no
//! empty line. In YAML, where almost every second line is a text in one of two languages, no condition is needed around a line that
//! begins with `nl: ` (kept if the site has the language) or around a comment that begins with `# nl: ` (kept if it is the first one).

use std::collections::BTreeMap;
use std::io::{self, Write};

use tera::{Context, Delimiters, Tera};

use crate::document::Kind;
use crate::starter::choices::slug;
use crate::starter::{Choices, KnownService, Translation};

/// Fills a file in. `language` is the one that it is written in.
pub(super) fn fill(path: &str, text: &str, language: Translation, choices: &Choices) -> String {
    let mut tera = Tera::new();
    let delimiters = Delimiters {
        block_start: "<%".into(),
        block_end: "%>".into(),
        variable_start: "<<".into(),
        variable_end: ">>".into(),
        comment_start: "<#".into(),
        comment_end: "#>".into(),
    };
    tera.set_delimiters(delimiters).expect("these differ from each other");
    tera.autoescape_on([".yaml"]);
    tera.set_escape_fn(escape_yaml);
    tera.add_raw_template(path, &lines(path, text, choices)).expect("a test fills every file");
    tera.render(path, &context(language, choices)).expect("a test fills every file")
}

/// Returns the lines that are in a language of the site. A line that contains only a block is joined to the next one.
fn lines(path: &str, text: &str, choices: &Choices) -> String {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    let mut lines = String::new();
    for line in text.lines() {
        if line.starts_with("<%") && line.ends_with("%>") {
            lines.push_str(line);
        } else if !is_yaml {
            lines.extend([line, "\n"]);
        } else if let Some(line) = translated(line, choices) {
            lines.extend([&line, "\n"]);
        }
    }
    lines
}

/// Returns a line of YAML as this site has it, unless it is in a language that the site does not have.
fn translated(line: &str, choices: &Choices) -> Option<String> {
    let inner = line.trim_start();
    for language in Translation::ALL {
        if let Some(comment) = inner.strip_prefix("# ").and_then(|comment| in_language(comment, language)) {
            let indent = &line[..line.len() - inner.len()];
            return (choices.languages.first() == language).then(|| format!("{indent}# {comment}"));
        }
        if in_language(inner, language).is_some() && !choices.languages.has(language) {
            return None;
        }
    }
    Some(line.to_owned())
}

/// Returns what follows a language tag.
fn in_language(line: &str, language: Translation) -> Option<&str> {
    line.strip_prefix(language.as_str())?.strip_prefix(": ")
}

/// Returns what a file can name.
fn context(language: Translation, choices: &Choices) -> Context {
    let domains = choices.domains.as_slice();
    let mut context = Context::new();
    context.insert("organisation", choices.organisation.as_str());
    context.insert("domain_list", &domains.join(", "));
    context.insert("domains", &enumerated(domains, language));
    context.insert("language_list", &choices.languages.tags().join(", "));
    context.insert("base_url", choices.base_url.as_str());
    context.insert("revision", choices.revision.unwrap_or_default());
    for service in KnownService::ALL {
        context.insert(name(service.as_str()), &choices.services.has(service));
    }
    for kind in Kind::ALL {
        context.insert(name(kind.as_str()), &choices.documents.has(kind));
    }
    let folders = Kind::ALL.map(|kind| (name(kind.as_str()), choices.folder(kind)));
    context.insert("folders", &BTreeMap::from(folders));
    let slugs = Translation::ALL.map(|language| {
        (language.as_str(), BTreeMap::from(Kind::ALL.map(|kind| (name(kind.as_str()), slug(kind, language)))))
    });
    context.insert("slugs", &BTreeMap::from(slugs));
    context
}

/// Returns an id as a template can name it.
fn name(id: &str) -> String {
    id.replace('-', "_")
}

/// Escapes an answer for the double quotes that it is in.
fn escape_yaml(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text.replace('\\', "\\\\").replace('"', "\\\"").as_bytes())
}

/// Writes a list as a sentence has it.
fn enumerated(parts: &[String], language: Translation) -> String {
    let and = match language {
        Translation::Dutch => "en",
        Translation::English => "and",
    };
    match parts {
        [all @ .., last] if !all.is_empty() => format!("{} {and} {last}", all.join(", ")),
        parts => parts.join(", "),
    }
}

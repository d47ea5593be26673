//! A file of the starter to a file of a site: lines that are for other choices go, and answers take their places.

use crate::document::Kind;
use crate::starter::choices::slug;
use crate::starter::{Choices, Service, Tongue};

/// Fills a file in. `language` is what it speaks.
pub(super) fn fill(path: &str, text: &str, language: Tongue, choices: &Choices) -> String {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    let mut filled = String::new();
    // Whether each condition around the line holds.
    let mut around: Vec<bool> = Vec::new();
    for line in text.lines() {
        if let Some(words) = marker(line) {
            match words.strip_prefix("when ") {
                Some(words) => around.push(words.split(' ').any(|word| holds(word, choices))),
                None => drop(around.pop().expect("an end has a beginning; a test fills every file")),
            }
        } else if around.iter().all(|holds| *holds)
            && let Some(line) = if is_yaml { spoken(line, choices) } else { Some(line.to_owned()) }
        {
            filled.push_str(&answered(&line, is_yaml, language, choices));
            filled.push('\n');
        }
    }
    assert!(around.is_empty(), "a condition of the starter has no end in {path}");
    filled
}

/// Returns the words of a line that is a condition or its end.
fn marker(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = match line.strip_prefix("<!-- ") {
        Some(rest) => rest.strip_suffix(" -->")?,
        None => line.strip_prefix("# ")?,
    };
    let words = inner.strip_prefix('[')?.strip_suffix(']')?;
    (words == "end" || words.starts_with("when ")).then_some(words)
}

fn holds(word: &str, choices: &Choices) -> bool {
    if let Some(other) = word.strip_prefix("no-") {
        return !holds(other, choices);
    }
    let tongue = Tongue::ALL.into_iter().find(|tongue| tongue.as_str() == word);
    let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
    let service = Service::ALL.into_iter().find(|service| service.as_str() == word);
    match (tongue, kind, service) {
        (Some(tongue), ..) => choices.languages.has(tongue),
        (_, Some(kind), _) => choices.documents.has(kind),
        (.., Some(service)) => choices.services.has(service),
        _ => panic!("the starter has a condition that is none: `{word}`; a test fills every file"),
    }
}

/// Returns a line of YAML as this site's languages have it, if they do.
fn spoken(line: &str, choices: &Choices) -> Option<String> {
    let inner = line.trim_start();
    for tongue in Tongue::ALL {
        if let Some(comment) = inner.strip_prefix("# ").and_then(|comment| said(comment, tongue)) {
            let indent = &line[..line.len() - inner.len()];
            return (choices.languages.first() == tongue).then(|| format!("{indent}# {comment}"));
        }
        if said(inner, tongue).is_some() && !choices.languages.has(tongue) {
            return None;
        }
    }
    Some(line.to_owned())
}

/// Returns what stands after a language tag.
fn said(line: &str, tongue: Tongue) -> Option<&str> {
    line.strip_prefix(tongue.as_str())?.strip_prefix(": ")
}

/// Puts the answers in their places; in YAML they stand in double quotes.
fn answered(line: &str, is_yaml: bool, language: Tongue, choices: &Choices) -> String {
    if !line.contains("[[") {
        return line.to_owned();
    }
    let domains = choices.domains.as_slice();
    let name = choices.organisation.as_str();
    let mut answers = vec![
        ("organisation", if is_yaml { name.replace('\\', "\\\\").replace('"', "\\\"") } else { name.to_owned() }),
        ("domain-list", domains.join(", ")),
        ("domains", enumerated(domains, language)),
        ("language-list", choices.languages.tags().join(", ")),
        ("base-url", choices.base_url.as_str().to_owned()),
        ("revision", choices.revision.unwrap_or_default().to_owned()),
    ];
    for kind in Kind::ALL {
        answers.push((kind.as_str(), choices.folder(kind).to_owned()));
    }
    let slugs = Kind::ALL.into_iter().flat_map(|kind| {
        Tongue::ALL
            .into_iter()
            .map(move |tongue| (format!("{}.{}", kind.as_str(), tongue.as_str()), slug(kind, tongue)))
    });
    let mut filled = line.to_owned();
    for (name, slug) in slugs {
        filled = filled.replace(&format!("[[{name}]]"), slug);
    }
    // The name comes last: what somebody answered is no place for another answer.
    for (name, answer) in answers.iter().rev() {
        filled = filled.replace(&format!("[[{name}]]"), answer);
    }
    filled
}

/// Writes a list as a sentence has it.
fn enumerated(parts: &[String], language: Tongue) -> String {
    let and = match language {
        Tongue::Dutch => "en",
        Tongue::English => "and",
    };
    match parts {
        [all @ .., last] if !all.is_empty() => format!("{} {and} {last}", all.join(", ")),
        parts => parts.join(", "),
    }
}

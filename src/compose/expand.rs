//! From pieces to one Markdown text, which knows where each of its parts came from.

use std::ops::Range;

use serde_json::json;
use tera::{Context, Value};

use crate::compose::values::entry;
use crate::compose::{Source, arguments, values};
use crate::diagnostic::{Diagnostic, Place};
use crate::locale::Locale;
use crate::parse::{Segment, ShortcodeCall, Site, ValuePath, Version};
use crate::structure::StructureRule;
use crate::template::{Templates, escape_markdown};

/// Markdown without shortcodes, with the origin of each part.
pub(super) struct Expanded {
    pub(super) markdown: String,
    /// In the order of the text.
    parts: Vec<Part>,
    whole: Place,
}

struct Part {
    start: usize,
    place: Place,
    /// Whether the part is copied from the file.
    verbatim: bool,
}

impl Expanded {
    /// Returns the place of a span in the file; for the output of a shortcode, the place of the call.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let index = self.parts.partition_point(|part| part.start <= span.start);
        let Some(part) = index.checked_sub(1).and_then(|index| self.parts.get(index)) else {
            return self.whole.clone();
        };
        if !part.verbatim {
            return part.place.clone();
        }
        let from = part.place.span.start as usize;
        let end = self.markdown[span.clone()].trim_end().len() + span.start;
        let [start, end] =
            [span.start, end].map(|at| (from + at.saturating_sub(part.start)).min(part.place.span.end as usize));
        Place::new(&part.place.path, start..end)
    }
}

/// Fills in every shortcode and value. One that can't be filled in is reported and left out.
pub(super) fn expand(
    source: &Source<'_>,
    site: &Site,
    templates: &Templates,
    diagnostics: &mut Vec<Diagnostic>,
) -> Expanded {
    let text = source.text;
    let mut expanded = Expanded { markdown: String::new(), parts: Vec::new(), whole: Place::file(&text.path) };
    let has_placeholders = text.body.segments.iter().any(|segment| !matches!(segment, Segment::Markdown(_)));
    let registers = if has_placeholders { values(source, site) } else { Value::none() };
    for segment in &text.body.segments {
        let start = expanded.markdown.len();
        let (place, verbatim) = match segment {
            Segment::Markdown(place) => {
                expanded.markdown.push_str(&text.source[place.span.start as usize..place.span.end as usize]);
                (place, true)
            }
            Segment::Shortcode(call) => {
                match shortcode(call, &registers, source, site, templates) {
                    Ok(markdown) => {
                        if markdown.trim().is_empty() {
                            diagnostics.push(shows_nothing(call, source));
                        }
                        block(&mut expanded.markdown, &markdown);
                    }
                    Err(found) => diagnostics.push(found),
                }
                (&call.place, false)
            }
            Segment::Value(value) => {
                match inline(value, &registers) {
                    Ok(words) => expanded.markdown.push_str(&words),
                    Err(found) => diagnostics.push(found),
                }
                (&value.place, false)
            }
        };
        expanded.parts.push(Part { start, place: place.clone(), verbatim });
    }
    expanded
}

fn shows_nothing(call: &ShortcodeCall, source: &Source<'_>) -> Diagnostic {
    let hint = match source.label {
        Some(label) => format!("`{label}.registers.yaml` has nothing for it; put it in, or take the shortcode out"),
        None => "the registers have nothing for it; fill them in, or take the shortcode out".to_owned(),
    };
    Diagnostic::warning(StructureRule::EmptyShortcode, format!("the shortcode `{}` shows nothing", call.name))
        .at(call.place.clone())
        .hint(hint)
}

/// Separates a shortcode's Markdown from the text around it.
fn block(markdown: &mut String, made: &str) {
    markdown.push('\n');
    markdown.push_str(made.trim_matches('\n'));
    markdown.push('\n');
}

fn shortcode(
    call: &ShortcodeCall,
    registers: &Value,
    source: &Source<'_>,
    site: &Site,
    templates: &Templates,
) -> Result<String, Diagnostic> {
    if !templates.shortcodes().any(|name| name == call.name) {
        return Err(Diagnostic::error(
            StructureRule::UnknownShortcode,
            format!("there is no shortcode `{}`", call.name),
        )
        .at(call.place.clone())
        .did_you_mean(&call.name, templates.shortcodes()));
    }
    let file = site.theme.get(&format!("shortcodes/{}.md", call.name));
    arguments::check(call, file.map_or("", |file| &file.text), registers)?;
    let mut context = Context::new();
    if let Some(registers) = registers.as_map() {
        for (name, value) in registers {
            context.insert_value(name.as_str().unwrap_or_default().to_owned(), value.clone());
        }
    }
    let arguments: std::collections::BTreeMap<&str, &str> =
        call.arguments.iter().map(|(name, value, _)| (name.as_str(), value.as_str())).collect();
    context.insert("arguments", &arguments);
    context.insert("language", source.language.as_str());
    context.insert_value("t", templates.strings(source.language));
    // With ten thousand versions the list is expensive, so only shortcodes that show it get it.
    if file.is_some_and(|file| file.text.contains("versions")) {
        context.insert("versions", &versions(source, site));
    }
    templates.shortcode(&site.theme, &call.name, &context).map_err(|found| {
        let hint = format!("it was called at {}", call.place.path);
        if found.hint.is_some() { found } else { found.hint(hint) }
    })
}

/// Returns the versions up to the composed one, the newest first.
fn versions(source: &Source<'_>, site: &Site) -> Vec<serde_json::Value> {
    let locale = Locale::new(site, source.language);
    let known =
        source.document.versions.iter().filter(|version| source.label.is_none_or(|label| version.label <= label));
    known.rev().map(|version| row(&locale, version)).collect()
}

fn row(locale: &Locale<'_>, version: &Version) -> serde_json::Value {
    let text = locale.pick(&version.texts).map(|(_, text)| text);
    json!({
        "label": version.label.to_string(),
        "published": locale.date(version.published),
        "effective": locale.date(version.effective),
        "material": version.label.is_material(),
        "summary": text.and_then(|text| text.summary.as_deref()),
    })
}

/// Returns a register's value as Markdown.
fn inline(value: &ValuePath, registers: &Value) -> Result<String, Diagnostic> {
    let written = value.path.join(".");
    let mut found = registers;
    for (index, name) in value.path.iter().enumerate() {
        let inner = match found.as_map() {
            Some(_) => entry(found, name),
            None => found.as_array().and_then(|rows| rows.iter().find(|row| id(row) == Some(name.as_str()))),
        };
        let Some(inner) = inner else {
            let typed = if index == 0 { "register" } else { "value" };
            let names: Vec<String> = names(found);
            return Err(Diagnostic::error(
                StructureRule::UnknownValue,
                format!("there is no {typed} `{name}` in `{written}`"),
            )
            .at(value.place.clone())
            .did_you_mean(name, names.iter().map(String::as_str)));
        };
        found = inner;
    }
    let text = match found.as_str() {
        Some(text) => text.to_owned(),
        None if found.is_number() || found.is_bool() => found.to_string(),
        None if found.is_none() => {
            return Err(Diagnostic::error(StructureRule::Unanswered, format!("nobody knows `{written}` yet"))
                .at(value.place.clone())
                .hint("answer it in the register, or word the sentence so that it needs no answer"));
        }
        None => {
            let names = names(found);
            return Err(Diagnostic::error(StructureRule::NotAValue, format!("`{written}` is more than one value"))
                .at(value.place.clone())
                .did_you_mean("", names.iter().map(String::as_str)));
        }
    };
    let mut markdown = Vec::new();
    escape_markdown(&text, &mut markdown).expect("writing to memory does not fail");
    Ok(String::from_utf8(markdown).expect("escaping adds ASCII alone"))
}

fn id(row: &Value) -> Option<&str> {
    entry(row, "id")?.as_str()
}

/// Returns the names that are valid at this point of a path.
fn names(value: &Value) -> Vec<String> {
    match (value.as_map(), value.as_array()) {
        (Some(map), _) => map.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect(),
        (_, Some(rows)) => rows.iter().filter_map(|row| id(row).map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

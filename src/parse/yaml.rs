//! Reads YAML into types, and turns its errors into diagnostics with a place.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_saphyr::{Error, MessageFormatter, UserMessageFormatter};

use crate::diagnostic::{Diagnostic, Place};
use crate::sources::SourceFile;
use crate::structure::StructureRule;

/// Deeper nesting than any register has.
pub(super) const DEPTH_MAX: usize = 24;

/// More values than a register of thousands of rows has.
const NODES_MAX: usize = 200_000;

/// Reads a part of a file, which is a slice of its text, as a value.
pub(super) fn read<T: DeserializeOwned>(file: &SourceFile, part: &str) -> Result<T, Diagnostic> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        // In YAML 1.1 `no` is false, which would make Norway a boolean.
        strict_booleans: true,
        budget: serde_saphyr::budget! { max_depth: DEPTH_MAX, max_nodes: NODES_MAX, max_aliases: 100, max_documents: 1 },
    };
    serde_saphyr::from_str_with_options(part, options).map_err(|error| diagnostic(file, part, &error))
}

/// Reads a part of a file like [`read`]. A part with only comments is the default value: in YAML it would be null.
pub(super) fn read_or_default<T: Default + DeserializeOwned>(file: &SourceFile, part: &str) -> Result<T, Diagnostic> {
    if part.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#')) {
        return Ok(T::default());
    }
    read(file, part)
}

/// Writes a value as YAML, so that reading it gives the same value.
pub fn write_yaml(value: &impl Serialize) -> String {
    serde_saphyr::to_string(value).expect("registers and heads are plain data")
}

fn diagnostic(file: &SourceFile, part: &str, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let place = place(file, part, error);
    let found = match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            Diagnostic::error(StructureRule::UnknownKey, format!("unknown key `{field}`"))
                .did_you_mean(field, expected.iter().copied())
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            Diagnostic::error(StructureRule::UnknownValue, format!("unknown value `{variant}`"))
                .did_you_mean(variant, expected.iter().copied())
        }
        Error::SerdeMissingField { field, .. } => {
            Diagnostic::error(StructureRule::MissingKey, format!("the key `{field}` is missing"))
        }
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("?");
            Diagnostic::error(StructureRule::DuplicateKey, format!("the key `{key}` is given twice"))
        }
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            let found = Diagnostic::error(StructureRule::WrongType, format!("found {unexpected}, expected {expected}"));
            let is_plain = ["floating point", "integer", "boolean"].iter().any(|kind| unexpected.contains(kind));
            if is_plain && expected.contains("string") { found.hint("put it in quotes") } else { found }
        }
        Error::Unexpected { expected, .. } => match *expected {
            "sequence start" => Diagnostic::error(StructureRule::WrongType, "expected a list")
                .hint("write it as `[a, b]`, or on lines that begin with `- `"),
            "mapping start" => Diagnostic::error(StructureRule::WrongType, "expected keys with values")
                .hint("write it as `{key: value}`, or on lines of their own, further in"),
            "string scalar" => Diagnostic::error(StructureRule::WrongType, "expected a text"),
            expected => Diagnostic::error(StructureRule::WrongType, format!("expected {expected}")),
        },
        Error::Message { msg, .. } => Diagnostic::error(StructureRule::InvalidValue, first_line(msg)),
        other => {
            let message = UserMessageFormatter.format_message(other);
            // The parser has a different error for each limit, and yet another one for the same limit below an alias.
            if ["too large or too complex", "recursion limit"].iter().any(|words| message.contains(words)) {
                let fact = "this YAML is nested too deeply, too long, or repeats itself through aliases";
                Diagnostic::error(StructureRule::YamlTooLarge, fact)
                    .hint("write it out plainly; registers need no anchors")
            } else {
                Diagnostic::error(StructureRule::InvalidYaml, first_line(&message))
            }
        }
    };
    found.at(place)
}

fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut letters = line.chars();
    match letters.next() {
        Some(first) if !line.starts_with("YAML") => first.to_lowercase().chain(letters).collect(),
        _ => line.to_owned(),
    }
}

fn place(file: &SourceFile, part: &str, error: &Error) -> Place {
    let whole = file.place(part);
    let Some(location) = error.location() else { return Place { span: whole.span.start..whole.span.start, ..whole } };
    let start = match location.span().byte_offset() {
        Some(offset) => usize::try_from(offset).unwrap_or(0).min(part.len()),
        None => offset_of_line(part, location.line(), location.column()),
    };
    let start = floor_char_boundary(part, start);
    // The parser's spans may include what follows; a reader needs only the first word.
    let length = part[start..].find(['\n', ':', ',', '}', ']']).unwrap_or(part.len() - start);
    file.place(&part[start..start + length])
}

fn offset_of_line(text: &str, line: u64, column: u64) -> usize {
    let before: usize =
        text.split_inclusive('\n').take(usize::try_from(line).unwrap_or(1).saturating_sub(1)).map(str::len).sum();
    (before + usize::try_from(column).unwrap_or(1).saturating_sub(1)).min(text.len())
}

fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

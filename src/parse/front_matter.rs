//! The YAML between two lines of `---` at the head of a text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::VersionLabel;
use crate::parse::{YamlIndex, yaml};
use crate::register::Allows;
use crate::sources::SourceFile;
use crate::structure::StructureRule;

/// The front matter of a version or a draft.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    /// In quotes: 1.10 would be a number. A new first number is a material change.
    pub(super) version: Option<VersionLabel>,
    /// The day on which the text was made public.
    pub(super) published: Option<Date>,
    /// The day from which the text binds.
    pub(super) effective: Option<Date>,
    /// What changed, in a sentence or two.
    pub(super) summary: Option<String>,
    /// Why the change is editorial although `helder release` proposed it as material.
    pub(super) because: Option<String>,
    /// Rules that the text may break, each with the reason.
    #[serde(default)]
    pub(super) allow: Allows,
}

/// A text split at the end of its front matter; both are slices of the file's text.
pub(super) struct Split<'a> {
    pub(super) front: &'a str,
    pub(super) body: &'a str,
}

/// Splits a file and reads its front matter.
pub(super) fn parse<'a>(file: &'a SourceFile, diagnostics: &mut Vec<Diagnostic>) -> (Option<FrontMatter>, Split<'a>) {
    match split(file) {
        Ok(split) => match yaml::read_or_default(file, split.front) {
            Ok(front) => (Some(front), split),
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                (None, split)
            }
        },
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            (None, Split { front: &file.text[..0], body: &file.text[file.text.len()..] })
        }
    }
}

/// Returns the YAML of a text's front matter; nothing if the text has none.
pub(super) fn front(file: &SourceFile) -> &str {
    split(file).map_or(&file.text[..0], |split| split.front)
}

/// Returns the index of a text's front matter. It is empty if the text has no front matter.
pub(super) fn index(file: &SourceFile) -> YamlIndex {
    YamlIndex::of_part(file, front(file))
}

fn split(file: &SourceFile) -> Result<Split<'_>, Diagnostic> {
    let text = &*file.text;
    let first = text.lines().next().unwrap_or_default();
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    if first.trim_end() != "---" {
        return Err(Diagnostic::error(StructureRule::MissingFrontMatter, "the text has no front matter")
            .at(file.place(first))
            .hint("begin with a line `---`, the keys version, published, effective and summary, and a line `---`"));
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok(Split { front: &text[start..at], body: &text[at + line.len()..] });
        }
        at += line.len();
    }
    Err(Diagnostic::error(StructureRule::UnclosedFrontMatter, "the front matter has no end")
        .at(file.place(first))
        .hint("close it with a line `---`"))
}

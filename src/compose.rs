//! Fills the registers into a version's text: from pieces to Markdown to a [`Text`].
//!
//! Shortcodes are templates of the theme that render Markdown, so that a generated table is a table like any other: it is
//! checked, compared row by row and printed like one. Every mistake is reported at the place the editor wrote.

mod arguments;
mod document;
mod expand;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::document::VersionLabel;
use crate::language::Language;
use crate::locale::Locale;
use crate::parse::markdown::{HeadingSpan, LineKind, LineSpan, Markdown, markdown, markdown_with_lines};
use crate::parse::{Document, Draft, Site, Version, VersionText};
use crate::register::Registers;
use crate::template::Templates;
use crate::text::{Content, Text};

pub use document::{Texts, Written};
pub use values::{Questions, values};

/// What is composed: one text of a document, with the registers that it quotes.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    pub document: &'a Document,
    pub text: &'a VersionText,
    /// The language the text is written in.
    pub language: &'a Language,
    pub registers: Arc<Registers>,
    pub questions: Questions,
    /// The version's label. The shortcode that lists versions stops at it, so that a published text never changes.
    pub label: Option<VersionLabel>,
}

impl<'a> Source<'a> {
    /// A published version in a language; without a translation, in the authoritative one.
    pub fn version(site: &'a Site, document: &'a Document, version: &'a Version, language: &'a Language) -> Source<'a> {
        let (language, text) = text_in(site, &version.texts, language);
        let registers = version.registers.as_ref().map(|frozen| frozen.registers.clone()).unwrap_or_default();
        let label = Some(version.label);
        Source { document, text, language, registers, questions: Questions::Omit, label }
    }

    /// A version's words with the current registers: what it would say if it were published today.
    pub fn now(site: &'a Site, document: &'a Document, version: &'a Version, language: &'a Language) -> Source<'a> {
        Source { registers: site.registers.clone(), ..Source::version(site, document, version, language) }
    }

    /// A draft as it would be published with these registers: open questions are left out.
    pub fn published(self, registers: Arc<Registers>) -> Source<'a> {
        Source { registers, questions: Questions::Omit, ..self }
    }

    /// The draft in a language; without a translation, in the authoritative one.
    pub fn draft(site: &'a Site, document: &'a Document, draft: &'a Draft, language: &'a Language) -> Source<'a> {
        let (language, text) = text_in(site, &draft.texts, language);
        Source { document, text, language, registers: site.registers.clone(), questions: Questions::Show, label: None }
    }
}

fn text_in<'a>(
    site: &'a Site,
    texts: &'a BTreeMap<Language, VersionText>,
    language: &'a Language,
) -> (&'a Language, &'a VersionText) {
    Locale::new(site, language).pick(texts).expect("every edition has its authoritative text")
}

/// A text that is ready to be compared and rendered.
#[derive(Debug, Default)]
pub struct Composed {
    pub text: Text,
    pub headings: Vec<Heading>,
    pub links: Vec<(String, Place)>,
}

/// A heading with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    /// Empty for the title.
    pub id: String,
    pub title: String,
    pub place: Place,
}

/// A line of a composed text with its place; for a line that a shortcode made, the place of the call.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: LineKind,
    pub content: Content,
    pub place: Place,
}

/// Composes a text.
pub fn compose(source: &Source<'_>, site: &Site, templates: &Templates) -> (Composed, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let expanded = expand::expand(source, site, templates, &mut diagnostics);
    let markdown = markdown(&expanded.markdown);
    let composed = located(markdown, &expanded, &mut diagnostics);
    (composed, diagnostics)
}

/// Composes a text line by line, for findings that point at a line.
pub fn lines(source: &Source<'_>, site: &Site, templates: &Templates) -> (Composed, Vec<Line>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let expanded = expand::expand(source, site, templates, &mut diagnostics);
    let mut markdown = markdown_with_lines(&expanded.markdown);
    let lines = std::mem::take(&mut markdown.lines)
        .into_iter()
        .map(|LineSpan { kind, content, span }| Line { kind, content, place: expanded.place(&span) })
        .collect();
    let composed = located(markdown, &expanded, &mut diagnostics);
    (composed, lines, diagnostics)
}

/// Replaces places in the expanded Markdown by places in the file.
fn located(markdown: Markdown, expanded: &expand::Expanded, diagnostics: &mut Vec<Diagnostic>) -> Composed {
    for problem in markdown.problems {
        let found = if problem.harmless {
            Diagnostic::warning(problem.rule, problem.message)
        } else {
            Diagnostic::error(problem.rule, problem.message)
        };
        diagnostics.push(found.at(expanded.place(&problem.span)).hint(problem.hint));
    }
    let headings = markdown
        .headings
        .into_iter()
        .map(|HeadingSpan { level, id, title, span }| Heading { level, id, title, place: expanded.place(&span) })
        .collect();
    let links = markdown.links.into_iter().map(|(to, span)| (to, expanded.place(&span))).collect();
    Composed { text: markdown.text, headings, links }
}

//! A text's body, split into Markdown, shortcodes and values.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place};
use crate::parse::markdown;
use crate::sources::SourceFile;
use crate::structure::StructureRule;

/// The body of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub segments: Vec<Segment>,
}

/// One stretch of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Markdown, as it is written in the file.
    Markdown(Place),
    /// A shortcode on a line of its own: `{{ activity(id="newsletter") }}`.
    Shortcode(ShortcodeCall),
    /// A value inside a line: `{{ organisation.email }}`.
    Value(ValuePath),
}

impl Segment {
    pub fn place(&self) -> &Place {
        match self {
            Segment::Markdown(place) => place,
            Segment::Shortcode(call) => &call.place,
            Segment::Value(value) => &value.place,
        }
    }
}

/// A shortcode with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortcodeCall {
    pub name: String,
    /// The names and values of the arguments, in the order in which they are written, each with the place of its value.
    pub arguments: Vec<(String, String, Place)>,
    pub place: Place,
}

/// A value of a register or of the site, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePath {
    pub path: Vec<String>,
    pub place: Place,
}

/// More shortcodes and values than the largest texts need.
const SEGMENTS_MAX: usize = 20_000;

/// Splits a body, which is a slice of the file's text.
pub(super) fn parse(file: &SourceFile, body: &str, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let mut segments = Vec::new();
    let mut markdown_from = 0;
    let mut at = 0;
    // Most texts contain few of them, and a text without any is one segment.
    let (lines, literal) = if body.contains("{{") { (body, markdown::literal(body)) } else { ("", Vec::new()) };
    for line in lines.split_inclusive('\n') {
        let line_at = at;
        at += line.len();
        if !line.contains("{{") {
            continue;
        }
        for found in placeholders(file, line, |at| is_in(&literal, line_at + at), diagnostics) {
            let start = line_at + found.start;
            if start > markdown_from {
                segments.push(Segment::Markdown(file.place(&body[markdown_from..start])));
            }
            markdown_from = line_at + found.end;
            segments.push(found.segment);
        }
    }
    if markdown_from < body.len() {
        segments.push(Segment::Markdown(file.place(&body[markdown_from..])));
    }
    if segments.len() > SEGMENTS_MAX {
        diagnostics.push(
            Diagnostic::error(
                StructureRule::TooManyShortcodes,
                format!("the text has more than {SEGMENTS_MAX} shortcodes and values"),
            )
            .at(Place::file(&file.path)),
        );
        segments.truncate(1);
    }
    Body { segments }
}

/// Returns whether a byte is in one of these spans, which are in order.
fn is_in(spans: &[Range<usize>], at: usize) -> bool {
    let index = spans.partition_point(|span| span.end <= at);
    spans.get(index).is_some_and(|span| span.contains(&at))
}

struct Found {
    start: usize,
    end: usize,
    segment: Segment,
}

/// Finds `{{ … }}` in a line. Nothing is filled in within code and comments, nor after a backslash: there it is plain text.
fn placeholders(
    file: &SourceFile,
    line: &str,
    is_literal: impl Fn(usize) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find("{{").map(|at| from + at) {
        if line[..open].ends_with('\\') || is_literal(open) {
            from = open + 2;
            continue;
        }
        let Some(close) = closing(&line[open..]).map(|at| open + at) else {
            diagnostics.push(
                Diagnostic::error(StructureRule::UnclosedShortcode, "`{{` has no `}}` on its line")
                    .at(file.place(line[open..].trim_end()))
                    .hint("close it with `}}`, or write `\\{{` for the characters themselves"),
            );
            break;
        };
        let inner = &line[open + 2..close - 2];
        let whole = &line[open..close];
        let alone = line.trim() == whole;
        match placeholder(file, inner, whole, alone) {
            Ok(segment) => found.push(Found { start: open, end: close, segment }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
        from = close;
    }
    found
}

/// Returns where the placeholder at the start of a text ends, after its `}}`. A `}}` in quotes does not count.
fn closing(text: &str) -> Option<usize> {
    let mut quoted = false;
    let bytes = text.as_bytes();
    for at in 2..bytes.len() {
        match bytes[at] {
            b'"' => quoted = !quoted,
            b'}' if !quoted && bytes.get(at + 1) == Some(&b'}') => return Some(at + 2),
            _ => {}
        }
    }
    None
}

fn placeholder(file: &SourceFile, inner: &str, whole: &str, alone: bool) -> Result<Segment, Diagnostic> {
    let words = inner.trim();
    if let Some((name, rest)) = words.split_once('(') {
        if !alone {
            return Err(Diagnostic::error(
                StructureRule::ShortcodeInALine,
                format!("the shortcode `{}` stands inside a line", name.trim()),
            )
            .at(file.place(whole))
            .hint(
                "put it on a line of its own; inside a line only a value such as {{ organisation.email }} can stand",
            ));
        }
        let arguments = arguments(file, rest).map_err(|error| {
            Diagnostic::error(StructureRule::MalformedShortcode, error.to_string())
                .at(file.place(whole))
                .hint("write it as {{ name(key=\"value\") }}")
        })?;
        let name = name.trim().to_owned();
        return Ok(Segment::Shortcode(ShortcodeCall { name, arguments, place: file.place(whole) }));
    }
    let path: Vec<String> = words.split('.').map(str::to_owned).collect();
    if path.iter().all(|name| is_name(name)) {
        Ok(Segment::Value(ValuePath { path, place: file.place(whole) }))
    } else {
        Err(Diagnostic::error(StructureRule::MalformedShortcode, "this is neither a shortcode nor a value")
            .at(file.place(whole))
            .hint("write {{ name(key=\"value\") }} on a line of its own, or {{ organisation.email }} inside one"))
    }
}

fn is_name(name: &str) -> bool {
    let mut letters = name.bytes();
    !name.is_empty() && letters.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// Why the arguments of a shortcode cannot be read.
#[derive(Debug, thiserror::Error)]
enum InvalidArguments {
    #[error("something stands after the `)`")]
    TextAfterEnd,
    #[error("an argument is written key=\"value\"")]
    Shape,
    #[error("the value of `{0}` needs quotes")]
    NoQuotes(String),
    #[error("the value of `{0}` has no closing quote")]
    NoClosingQuote(String),
    #[error("the argument `{0}` is given twice")]
    Twice(String),
    #[error("after `{0}` a comma or `)` is missing")]
    NoComma(String),
}

/// Reads `key="value", …)`.
fn arguments(file: &SourceFile, text: &str) -> Result<Vec<(String, String, Place)>, InvalidArguments> {
    let mut arguments: Vec<(String, String, Place)> = Vec::new();
    let mut rest = text.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix(')') {
            return if after.trim().is_empty() { Ok(arguments) } else { Err(InvalidArguments::TextAfterEnd) };
        }
        let (key, after) = rest.split_once('=').ok_or(InvalidArguments::Shape)?;
        let key = key.trim().to_owned();
        let Some(quoted) = after.trim_start().strip_prefix('"') else { return Err(InvalidArguments::NoQuotes(key)) };
        let Some((value, after)) = quoted.split_once('"') else { return Err(InvalidArguments::NoClosingQuote(key)) };
        if arguments.iter().any(|(name, ..)| *name == key) {
            return Err(InvalidArguments::Twice(key));
        }
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.starts_with(')') => {}
            None => return Err(InvalidArguments::NoComma(key)),
        }
        arguments.push((key, value.to_owned(), file.place(value)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Segment, parse};
    use crate::diagnostic::SourcePath;
    use crate::sources::SourceFile;

    /// Checks that exactly the placeholders named `yes` are found, and that nothing is wrong.
    fn check(body: &str) {
        let file = SourceFile { path: SourcePath::new("1.0.nl.md"), text: body.into() };
        let mut diagnostics = Vec::new();
        let segments = parse(&file, &file.text, &mut diagnostics).segments;
        assert_eq!(diagnostics, [], "{body}");
        let mut names = Vec::new();
        let mut whole = String::new();
        for segment in &segments {
            let span = &segment.place().span;
            whole.push_str(&body[span.start as usize..span.end as usize]);
            match segment {
                Segment::Markdown(_) => {}
                Segment::Shortcode(call) => names.push(call.name.as_str()),
                Segment::Value(value) => names.push(&value.path[0]),
            }
        }
        assert_eq!(whole, body);
        assert_eq!(names, vec!["yes"; body.matches("yes").count()], "{body}");
    }

    #[test]
    fn nothing_is_filled_in_within_code() {
        for body in [
            "{{ yes.a }} `{{ no.a }}` {{ yes.a }}\n",
            "`` ` {{ no.a }} `` and ` {{ yes.a }}\n",
            "`{{ no.a\n}}` {{ yes.a }}\n",
            "A `b\n{{ no.a }}\nc` {{ yes.a }}\n",
            "`{{ no.a }}`, `{{ no(a=\"b\") }}` and `{{`\n",
            "```\n{{ no() }}\n```\n{{ yes() }}\n",
            "~~~ text\n```\n{{ no.a }}\n~~~\n{{ yes.a }}\n",
            "````\n```\n{{ no.a }}\n````\n{{ yes.a }}\n",
            "```\n{{ no() }}\n\nto the end of the text, {{ no.a }}\n",
            "Text\n\n    {{ no() }}\n\n\t{{ no.a }}\n\n{{ yes() }}\n",
            "Text\n    {{ yes.a }} in the same paragraph\n",
            "- a\n\n      {{ no() }}\n\n  {{ yes() }}\n",
            "| a | b |\n| - | - |\n| `{{ no.a }}` | {{ yes.a }} |\n",
            "Term `{{ no.a }}`\n: {{ yes.a }}\n: `{{ no.a }}`\n",
            "# {{ yes.a }} `{{ no.a }}` {#title}\n",
        ] {
            check(body);
            check(&body.replace('\n', "\r\n"));
        }
    }

    #[test]
    fn nothing_is_filled_in_within_comments() {
        for body in [
            "<!-- {{ no.a }} -->\n\n{{ yes.a }}\n",
            "<!--\n{{ no() }}\n\n{{ no.a\n-->\n\n{{ yes() }}\n",
            "a <!-- {{ no.a }}\n{{ no.a }} --> {{ yes.a }}\n",
            "- a\n\n  <!-- {{ no.a }} -->\n  {{ yes.a }}\n",
            "a <!-- no comment {{ yes.a }}\n",
            "`<!--` {{ yes.a }} `-->`\n",
        ] {
            check(body);
            check(&body.replace('\n', "\r\n"));
        }
    }

    #[test]
    fn characters_that_only_look_like_code_do_not_count() {
        for body in [
            "\\`{{ yes.a }}\\`\n",
            "` {{ yes.a }}\n\nanother paragraph ` {{ yes.a }}\n",
            "` {{ yes.a }} ``\n",
            "a ``` {{ yes.a }}\n",
            "- a\n\n    {{ yes() }}\n",
            "1. a\n   - b\n\n     {{ yes() }}\n",
        ] {
            check(body);
        }
    }

    #[test]
    fn a_backslash_makes_plain_characters() {
        check("\\{{ no.a }} {{ yes.a }} `\\{{ no.a }}`\n");
    }

    #[test]
    fn code_is_found_within_every_container() {
        let blocks = [
            "```\n{{ no() }}\n{{ no.a }}\n```",
            "~~~~ text\n{{ no.a }}\n~~~\n{{ no.a }}\n~~~~",
            "Text\n\n    {{ no.a }}\n\n    {{ no() }}",
            "`{{ no.a }}` {{ yes.a }} `a\n{{ no.a }} b`",
            "# Title {#a}\n\n{{ yes.a }}",
        ];
        let containers = [("> ", "> "), ("- ", "  "), ("1. ", "   "), ("10) ", "    "), (": ", "  ")];
        for block in blocks {
            for outer in containers {
                let inside = within(block, outer);
                check(&format!("{{{{ yes.a }}}}\n\n{inside}\n\n{{{{ yes() }}}}\n"));
                for inner in &containers[..4] {
                    check(&format!(
                        "{{{{ yes.a }}}}\n\n{}\n\n{{{{ yes() }}}}\n",
                        within(&within(block, *inner), outer)
                    ));
                }
            }
        }
    }

    /// Puts Markdown into a quote or an item: the first line gets one prefix, and the others another.
    fn within(markdown: &str, (first, other): (&str, &str)) -> String {
        let lines: Vec<String> = markdown.lines().map(|line| format!("{other}{line}").trim_end().to_owned()).collect();
        format!("{first}{}", &lines.join("\n")[other.len()..])
    }
}

//! A text's body, split into Markdown and the places where registers speak: shortcodes and values.

use crate::diagnostic::{Diagnostic, Place};
use crate::sources::SourceFile;
use crate::structure::StructureRule;

/// The body of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub pieces: Vec<Piece>,
}

/// One stretch of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Markdown as it stands in the file.
    Markdown(Place),
    /// A shortcode on a line of its own: `{{ activity(id="newsletter") }}`.
    Call(Call),
    /// A value inside a line: `{{ organisation.email }}`.
    Value(Value),
}

impl Piece {
    /// Returns where it stands.
    pub fn place(&self) -> &Place {
        match self {
            Piece::Markdown(place) => place,
            Piece::Call(call) => &call.place,
            Piece::Value(value) => &value.place,
        }
    }
}

/// A shortcode's call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    /// Names with values, in the order written, each with its place.
    pub arguments: Vec<(String, String, Place)>,
    pub place: Place,
}

/// A register's value by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub path: Vec<String>,
    pub place: Place,
}

/// More calls and values than a text of the largest size needs.
const PIECES_MAX: usize = 20_000;

/// Splits a body, which is a slice of the file's text.
pub(super) fn parse(file: &SourceFile, body: &str, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let mut pieces = Vec::new();
    let mut markdown_from = 0;
    let mut at = 0;
    let mut fence: Option<&str> = None;
    // Most texts hold few of them, and a text without any is one piece.
    let lines = if body.contains("{{") { body } else { "" };
    for line in lines.split_inclusive('\n') {
        let line_at = at;
        at += line.len();
        if let Some(mark) = fence_mark(line) {
            fence = match fence {
                None => Some(mark),
                Some(open) if mark.starts_with(open) && line.trim() == mark => None,
                open => open,
            };
            continue;
        }
        if fence.is_some() || !line.contains("{{") {
            continue;
        }
        for found in placeholders(file, line, diagnostics) {
            let start = line_at + found.start;
            if start > markdown_from {
                pieces.push(Piece::Markdown(file.place(&body[markdown_from..start])));
            }
            markdown_from = line_at + found.end;
            pieces.push(found.piece);
        }
    }
    if markdown_from < body.len() {
        pieces.push(Piece::Markdown(file.place(&body[markdown_from..])));
    }
    if pieces.len() > PIECES_MAX {
        diagnostics.push(
            Diagnostic::error(
                StructureRule::TooManyShortcodes,
                format!("the text has more than {PIECES_MAX} shortcodes and values"),
            )
            .at(Place::file(&file.path)),
        );
        pieces.truncate(1);
    }
    Body { pieces }
}

/// Returns the run of backticks or tildes that opens or closes a code block on this line.
fn fence_mark(line: &str) -> Option<&str> {
    let text = line.trim_start();
    if line.len() - text.len() > 3 {
        return None;
    }
    let first = text.chars().next().filter(|letter| matches!(letter, '`' | '~'))?;
    let length = text.len() - text.trim_start_matches(first).len();
    (length >= 3).then(|| &text[..length])
}

struct Found {
    start: usize,
    end: usize,
    piece: Piece,
}

/// Finds `{{ … }}` in a line; a backslash before it makes it plain text.
fn placeholders(file: &SourceFile, line: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find("{{").map(|at| from + at) {
        if line[..open].ends_with('\\') {
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
            Ok(piece) => found.push(Found { start: open, end: close, piece }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
        from = close;
    }
    found
}

/// Returns the end of a placeholder that starts `text`, past its `}}`; one in quotes does not count.
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

fn placeholder(file: &SourceFile, inner: &str, whole: &str, alone: bool) -> Result<Piece, Diagnostic> {
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
        let arguments = arguments(file, rest).map_err(|message| {
            Diagnostic::error(StructureRule::MalformedShortcode, message)
                .at(file.place(whole))
                .hint("write it as {{ name(key=\"value\") }}")
        })?;
        let name = name.trim().to_owned();
        return Ok(Piece::Call(Call { name, arguments, place: file.place(whole) }));
    }
    let is_name =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let path: Vec<String> = words.split('.').map(str::to_owned).collect();
    if path.iter().all(|part| is_name(part)) {
        Ok(Piece::Value(Value { path, place: file.place(whole) }))
    } else {
        Err(Diagnostic::error(StructureRule::MalformedShortcode, "this is neither a shortcode nor a value")
            .at(file.place(whole))
            .hint("write {{ name(key=\"value\") }} on a line of its own, or {{ organisation.email }} inside one"))
    }
}

/// Reads `key="value", …)`.
fn arguments(file: &SourceFile, text: &str) -> Result<Vec<(String, String, Place)>, String> {
    let mut arguments: Vec<(String, String, Place)> = Vec::new();
    let mut rest = text.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix(')') {
            return if after.trim().is_empty() { Ok(arguments) } else { Err("something stands after the `)`".into()) };
        }
        let (key, after) = rest.split_once('=').ok_or("an argument is written key=\"value\"")?;
        let key = key.trim();
        let quoted = after.trim_start().strip_prefix('"').ok_or(format!("the value of `{key}` needs quotes"))?;
        let (value, after) = quoted.split_once('"').ok_or(format!("the value of `{key}` has no closing quote"))?;
        if arguments.iter().any(|(name, ..)| name == key) {
            return Err(format!("the argument `{key}` is given twice"));
        }
        arguments.push((key.to_owned(), value.to_owned(), file.place(value)));
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.starts_with(')') => {}
            None => return Err(format!("after `{key}` a comma or `)` is missing")),
        }
    }
}

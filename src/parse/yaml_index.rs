//! Where each key and row of a YAML file is, from the spans of the YAML parser.
//!
//! Takes a file, or the part of one that is YAML (front matter), and returns places in the whole file. Typed values do not carry
//! their places: a finding that must point at one reads the file a second time, which costs less than a place next to every value
//! of every version. The file is read when the first place is needed, so that an index without questions costs nothing.

use std::ops::Range;
use std::sync::OnceLock;

use granit_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::Place;
use crate::parse::yaml::DEPTH_MAX;
use crate::sources::SourceFile;

/// The places of a file's keys and rows.
#[derive(Debug)]
pub struct YamlIndex {
    file: SourceFile,
    /// The part of the file that is YAML.
    part: Range<usize>,
    root: OnceLock<YamlNode>,
}

/// A value with its key, or a row of a list.
#[derive(Clone, Copy, Debug)]
pub struct YamlEntry<'a> {
    index: &'a YamlIndex,
    node: &'a YamlNode,
}

/// A value as it is written; spans count bytes of the indexed part.
#[derive(Debug, Default)]
struct YamlNode {
    /// What a reader should look at: of a key the key, with its value where that is a scalar on the same line; of a row its first key.
    shown: Range<usize>,
    /// The key alone; the same as `shown` for a row.
    key: Range<usize>,
    /// The value alone, without its quotes.
    value: Range<usize>,
    /// From the key to the last character of the value.
    extent: Range<usize>,
    /// Values by key; rows by their `id`, else by their text, else by nothing.
    children: Vec<(String, YamlNode)>,
    is_list: bool,
    /// The text of a scalar.
    scalar: Option<String>,
}

impl YamlIndex {
    /// Makes the index of a file.
    pub fn new(file: &SourceFile) -> YamlIndex {
        YamlIndex::of_part(file, &file.text)
    }

    /// Makes the index of a part of a file, which is a slice of its text.
    pub fn of_part(file: &SourceFile, part: &str) -> YamlIndex {
        let place = file.place(part);
        let part = place.span.start as usize..place.span.end as usize;
        YamlIndex { file: file.clone(), part, root: OnceLock::new() }
    }

    /// Returns the outermost value.
    pub fn root(&self) -> YamlEntry<'_> {
        let node = self
            .root
            .get_or_init(|| EventReader::new(&self.file.text[self.part.clone()]).document().unwrap_or_default());
        YamlEntry { index: self, node }
    }

    /// Returns the entry at a path, if all of the path exists.
    pub fn find(&self, path: &[&str]) -> Option<YamlEntry<'_>> {
        path.iter().try_fold(self.root(), |entry, name| entry.get(name))
    }

    /// Returns the place of the deepest part of a path that exists: for something that is missing, where it belongs.
    pub fn place(&self, path: &[&str]) -> Place {
        self.root().nearest(path).place()
    }

    /// Returns the place of a path's last key without its value, or of the deepest part of the path that exists.
    pub fn key(&self, path: &[&str]) -> Place {
        self.root().nearest(path).key()
    }

    /// Returns all that belongs to a path, if all of the path exists.
    pub fn extent(&self, path: &[&str]) -> Option<Place> {
        self.find(path).map(YamlEntry::extent)
    }
}

impl<'a> YamlEntry<'a> {
    /// Returns the value of a key, or the row with an id, a text or a number from 0.
    pub fn get(self, name: &str) -> Option<YamlEntry<'a>> {
        for (key, node) in &self.node.children {
            if key == name {
                return Some(YamlEntry { node, ..self });
            }
        }
        if self.node.is_list { self.row(name.parse().ok()?) } else { None }
    }

    /// Returns a row by its number from 0.
    pub fn row(self, number: usize) -> Option<YamlEntry<'a>> {
        let (_, node) = self.node.children.get(number).filter(|_| self.node.is_list)?;
        Some(YamlEntry { node, ..self })
    }

    /// Returns the deepest entry of a path that exists.
    pub fn nearest(self, path: &[&str]) -> YamlEntry<'a> {
        let mut entry = self;
        for name in path {
            match entry.get(name) {
                Some(inner) => entry = inner,
                None => break,
            }
        }
        entry
    }

    /// Returns what a reader should look at: the key, with a value that is a scalar on the same line; the first key of a row.
    pub fn place(self) -> Place {
        if self.is_root() { Place::file(&self.index.file.path) } else { self.at(&self.node.shown) }
    }

    /// Returns the place of the key alone.
    pub fn key(self) -> Place {
        if self.is_root() { Place::file(&self.index.file.path) } else { self.at(&self.node.key) }
    }

    /// Returns the place of the value alone, without its quotes.
    pub fn value(self) -> Place {
        self.at(&self.node.value)
    }

    /// Returns the place of all of it.
    pub fn extent(self) -> Place {
        self.at(&self.node.extent)
    }

    /// Returns the place of all of it that is on its first line.
    pub fn first_line(self) -> Place {
        let mut place = self.extent();
        let text = &self.index.file.text[place.span.start as usize..place.span.end as usize];
        let line = text.lines().next().unwrap_or_default().trim_end();
        place.span.end = place.span.start + u32::try_from(line.len()).unwrap_or_default();
        place
    }

    fn is_root(self) -> bool {
        self.index.root.get().is_some_and(|root| std::ptr::eq(root, self.node))
    }

    fn at(self, span: &Range<usize>) -> Place {
        let base = self.index.part.start;
        Place::new(&self.index.file.path, base + span.start..base + span.end)
    }
}

impl YamlNode {
    /// A node without children.
    fn leaf(span: Range<usize>) -> YamlNode {
        YamlNode { shown: span.clone(), key: span.clone(), value: span.clone(), extent: span, ..YamlNode::default() }
    }

    /// Ends a list or map at the last character that is not white space.
    fn end_at(&mut self, end: usize, text: &str) {
        let start = self.extent.start;
        let end = self.extent.end.max(end).min(text.len());
        self.extent.end = start + text.get(start..end).map_or(0, |all| all.trim_end().len());
        self.value = self.extent.clone();
    }
}

/// Reads the events of the parser. A syntax error ends the index at that point; parsing the file into values reports it.
struct EventReader<'a> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    text: &'a str,
    depth: usize,
}

impl<'a> EventReader<'a> {
    fn new(text: &'a str) -> EventReader<'a> {
        EventReader { parser: Parser::new_from_str(text), text, depth: 0 }
    }

    /// Returns the next event that is not a comment, with its span.
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        loop {
            let (event, span): (Event<'a>, Span) = self.parser.next_event()?.ok()?;
            if !matches!(event, Event::Comment(..)) {
                return Some((event, span.byte_range()?));
            }
        }
    }

    fn document(&mut self) -> Option<YamlNode> {
        loop {
            let (event, span) = self.next()?;
            if !matches!(event, Event::StreamStart | Event::DocumentStart(..)) {
                return self.node(&event, span);
            }
        }
    }

    /// Reads a node whose first event was taken. The limit on depth is that of the parser that reads values.
    fn node(&mut self, event: &Event<'a>, span: Range<usize>) -> Option<YamlNode> {
        self.depth += 1;
        let node = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if self.depth > DEPTH_MAX => None,
            Event::MappingStart(..) => Some(self.mapping(span.start)),
            Event::SequenceStart(..) => Some(self.sequence(span.start)),
            Event::Scalar(text, style, ..) => Some(self.scalar(text, *style, span)),
            _ => Some(YamlNode::leaf(span)),
        };
        self.depth -= 1;
        node
    }

    fn scalar(&self, text: &str, style: ScalarStyle, span: Range<usize>) -> YamlNode {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) && written.len() >= 2;
        let value = if is_quoted { span.start + 1..span.end - 1 } else { span.clone() };
        YamlNode {
            value,
            scalar: Some(text.to_owned()),
            ..YamlNode::leaf(span.start..span.start + written.trim_end().len())
        }
    }

    fn mapping(&mut self, start: usize) -> YamlNode {
        let mut node = YamlNode::leaf(start..start);
        while let Some((event, key)) = self.next() {
            match event {
                Event::MappingEnd => {
                    node.extent.end = node.extent.end.max(key.end);
                    break;
                }
                Event::Scalar(name, ..) => {
                    let value = self.value();
                    let is_broken = value.is_none();
                    let entry = self.entry(key.clone(), value.unwrap_or_else(|| YamlNode::leaf(key.end..key.end)));
                    node.extent.end = entry.extent.end;
                    node.children.push((name.into_owned(), entry));
                    if is_broken {
                        break;
                    }
                }
                // A key that is a list, a map or an alias has no name; its value is skipped with it.
                event => {
                    if self.node(&event, key).is_none() || self.value().is_none() {
                        break;
                    }
                }
            }
        }
        if let Some((_, first)) = node.children.first() {
            (node.shown, node.key) = (first.shown.clone(), first.shown.clone());
        }
        let end = node.extent.end;
        node.end_at(end, self.text);
        node
    }

    /// Joins a value with its key.
    fn entry(&self, key: Range<usize>, value: YamlNode) -> YamlNode {
        let is_on_one_line = self.text.get(key.start..value.extent.end).is_some_and(|all| !all.contains('\n'));
        let end = if value.scalar.is_some() && is_on_one_line { value.extent.end } else { key.end };
        let extent = key.start..value.extent.end.max(key.end);
        YamlNode { shown: key.start..end.max(key.end), key, extent, ..value }
    }

    fn value(&mut self) -> Option<YamlNode> {
        let (event, span) = self.next()?;
        self.node(&event, span)
    }

    fn sequence(&mut self, start: usize) -> YamlNode {
        let mut node = YamlNode { is_list: true, ..YamlNode::leaf(start..start) };
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                node.extent.end = node.extent.end.max(span.end);
                break;
            }
            let Some(row) = self.node(&event, span) else { break };
            node.extent.end = row.extent.end;
            let id = row.children.iter().find(|(key, _)| key == "id").and_then(|(_, id)| id.scalar.clone());
            node.children.push((id.or_else(|| row.scalar.clone()).unwrap_or_default(), row));
        }
        let end = node.extent.end;
        node.end_at(end, self.text);
        node
    }
}

#[cfg(test)]
mod tests;

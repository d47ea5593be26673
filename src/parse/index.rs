//! Where things stand in a YAML file: from a path such as `activities`, `newsletter`, `purposes` to the lines that say it.
//!
//! Registers forget where their rows stood. A finding that must point at one reads the file a second time, which costs less than
//! carrying a place with every value of every version. In a list, a row goes by its `id`, else by its number from 0.

use std::ops::Range;

use granit_parser::{Event, Parser, Span};

use crate::diagnostic::Place;
use crate::sources::SourceFile;

/// The places of a file's keys and rows.
#[derive(Debug)]
pub struct Index {
    file: SourceFile,
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    /// Of a key the key, of a row its first line: what a reader should look at.
    shown: Range<usize>,
    /// All of it.
    extent: Range<usize>,
    children: Vec<(String, Node)>,
    is_list: bool,
    /// What a plain value says.
    scalar: Option<String>,
}

impl Index {
    /// Reads a file, as far as it can be read; what can't is reported when it is parsed.
    pub fn new(file: &SourceFile) -> Index {
        let mut nodes = Nodes { parser: Parser::new_from_str(&file.text), text: &file.text };
        let root = nodes.document().unwrap_or_default();
        Index { file: file.clone(), root }
    }

    /// Returns the place of the deepest part of a path that the file has: of what is absent, the place where it belongs.
    pub fn place(&self, path: &[&str]) -> Place {
        let node = self.deepest(path);
        if std::ptr::eq(node, &self.root) {
            return Place::file(&self.file.path);
        }
        Place::new(&self.file.path, node.shown.clone())
    }

    /// Returns the place of a row of the file's list, by its number from 0.
    pub fn row(&self, index: usize) -> Place {
        let node = self.root.children.get(index).map_or(&self.root, |(_, row)| row);
        Place::new(&self.file.path, node.shown.clone())
    }

    /// Returns all that belongs to the path, which must be there as a whole.
    pub fn extent(&self, path: &[&str]) -> Option<Place> {
        let node = path.iter().try_fold(&self.root, |node, name| node.child(name))?;
        Some(Place::new(&self.file.path, node.extent.clone()))
    }

    /// Returns the file that is indexed.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    fn deepest(&self, path: &[&str]) -> &Node {
        let mut node = &self.root;
        for name in path {
            match node.child(name) {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }
}

impl Node {
    fn child(&self, name: &str) -> Option<&Node> {
        let named = |(key, _): &&(String, Node)| key == name;
        if let Some((_, child)) = self.children.iter().find(named) {
            return Some(child);
        }
        let index: usize = if self.is_list { name.parse().ok()? } else { return None };
        self.children.get(index).map(|(_, child)| child)
    }
}

/// The nodes of a file, as the parser comes upon them.
struct Nodes<'a> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    text: &'a str,
}

impl<'a> Nodes<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.parser.next_event()?.ok()
    }

    fn document(&mut self) -> Option<Node> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::Comment(..) => {}
                event => return self.node(&event, &span),
            }
        }
    }

    /// Reads a node of which the first event was taken. Recursion ends where `parse::yaml` refuses deeper nesting.
    fn node(&mut self, event: &Event<'a>, span: &Span) -> Option<Node> {
        let own = span.byte_range()?;
        match event {
            Event::Scalar(text, ..) => {
                Some(Node { shown: own.clone(), extent: own, scalar: Some(text.to_string()), ..Node::default() })
            }
            Event::MappingStart(..) => self.mapping(own.start),
            Event::SequenceStart(..) => self.sequence(own.start),
            _ => Some(Node { shown: own.clone(), extent: own, ..Node::default() }),
        }
    }

    fn mapping(&mut self, start: usize) -> Option<Node> {
        let mut node = Node { extent: start..start, ..Node::default() };
        while let Some((event, span)) = self.next() {
            match event {
                Event::MappingEnd => {
                    node.extent.end = node.extent.end.max(span.byte_range()?.end.min(self.text.len()));
                    break;
                }
                Event::Comment(..) => {}
                Event::Scalar(key, ..) => {
                    let key_at = span.byte_range()?;
                    let mut value = self.value()?;
                    let on_one_line = !self.text.get(key_at.start..value.extent.end)?.contains('\n');
                    let end = if value.scalar.is_some() && on_one_line { value.extent.end } else { key_at.end };
                    value.shown = key_at.start..end;
                    value.extent.start = key_at.start;
                    node.extent.end = value.extent.end;
                    node.children.push((key.into_owned(), value));
                }
                _ => return None,
            }
        }
        node.shown = node.children.first().map_or(node.extent.clone(), |(_, first)| first.shown.clone());
        node.extent.end = start + self.text.get(start..node.extent.end)?.trim_end().len();
        Some(node)
    }

    fn sequence(&mut self, start: usize) -> Option<Node> {
        let mut node = Node { shown: start..start, extent: start..start, is_list: true, ..Node::default() };
        while let Some((event, span)) = self.next() {
            match event {
                Event::SequenceEnd => {
                    node.extent.end = node.extent.end.max(span.byte_range()?.end.min(self.text.len()));
                    break;
                }
                Event::Comment(..) => {}
                event => {
                    let row = self.node(&event, &span)?;
                    node.extent.end = row.extent.end;
                    let named = row.children.iter().find(|(key, _)| key == "id");
                    // A row that is a plain text goes by that text.
                    let id = named.and_then(|(_, id)| id.scalar.clone()).or_else(|| row.scalar.clone());
                    node.children.push((id.unwrap_or_default(), row));
                }
            }
        }
        node.extent.end = start + self.text.get(start..node.extent.end)?.trim_end().len();
        Some(node)
    }

    fn value(&mut self) -> Option<Node> {
        loop {
            let (event, span) = self.next()?;
            if !matches!(event, Event::Comment(..)) {
                return self.node(&event, &span);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::diagnostic::{Place, SourcePath};
    use crate::sources::SourceFile;

    const YAML: &str = "\
# Above
- id: één
  title: {nl: Eén, en: One}
  purposes:
    - id: account   # behind
      text: maken
      basis: {article: 6-1-a}
    - text: zonder id
- {id: twee, list: [a, b]}
";

    fn index() -> Index {
        Index::new(&SourceFile { path: SourcePath::new("activities.yaml"), text: YAML.into() })
    }

    fn text(place: &Place) -> &'static str {
        &YAML[place.span.start as usize..place.span.end as usize]
    }

    #[test]
    fn a_path_leads_to_its_key() {
        let shown = |path: &[&str]| text(&index().place(path));
        assert_eq!(shown(&["één"]), "id: één");
        assert_eq!(shown(&["één", "title"]), "title");
        assert_eq!(shown(&["één", "title", "en"]), "en: One");
        assert_eq!(shown(&["één", "purposes", "account", "basis", "article"]), "article: 6-1-a");
        assert_eq!(shown(&["één", "purposes", "1"]), "text: zonder id");
        assert_eq!(shown(&["twee", "list", "b"]), "b");
    }

    #[test]
    fn what_is_absent_belongs_where_the_path_ends() {
        let shown = |path: &[&str]| text(&index().place(path));
        assert_eq!(shown(&["één", "purposes", "account", "basis", "law"]), "basis");
        assert_eq!(shown(&["twee", "retention"]), "id: twee");
        assert_eq!(shown(&["drie"]), "");
    }

    #[test]
    fn a_row_extends_to_its_last_line() {
        let extent = text(&index().extent(&["één"]).unwrap());
        assert!(extent.starts_with("id: één") && extent.ends_with("- text: zonder id"), "{extent}");
        assert_eq!(index().extent(&["drie"]), None);
    }

    #[test]
    fn a_broken_file_has_places_as_far_as_it_can_be_read() {
        for (text, end) in [("a: [b\n", 1), ("[", 0), ("- : ]{", 0), ("", 0)] {
            let file = SourceFile { path: SourcePath::new("a.yaml"), text: text.into() };
            assert_eq!(Index::new(&file).place(&["a"]), Place::new(&file.path, 0..end), "{text}");
        }
    }
}

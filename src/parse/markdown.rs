//! Reads Markdown into a [`Text`], with the places of its headings and links.
//!
//! Raw HTML, images and deep nesting are reported and left out of the text. Comments are left out without a report.

mod references;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::character::{Defect, defects};
use crate::host;
use crate::parse::characters;
use crate::parse::markdown::references::{BrokenReferences, broken_reference, undefined_footnotes};
use crate::structure::StructureRule;
use crate::text::{Block, Content, Definition, Link, Style, Table, Text};

/// The text of some Markdown, with places. Every span counts bytes of the Markdown.
#[derive(Debug, Default)]
pub struct Markdown {
    pub text: Text,
    pub headings: Vec<HeadingSpan>,
    pub links: Vec<(String, Range<usize>)>,
    /// Every line of the text, if they were asked for.
    pub lines: Vec<LineSpan>,
    pub problems: Vec<Problem>,
}

/// A line of the text: a heading, a paragraph, an item, a cell.
#[derive(Debug)]
pub struct LineSpan {
    pub kind: LineKind,
    pub content: Content,
    pub span: Range<usize>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Heading,
    Paragraph,
    Item,
    /// A cell in the first row of a table, which heads its column.
    HeadCell,
    Cell,
    /// The term of a definition.
    Term,
    Detail,
    Code,
}

impl LineKind {
    /// Returns whether a line with these words consists of sentences. An item without a full stop is a phrase in a list.
    pub fn is_prose(self, words: &str) -> bool {
        match self {
            LineKind::Paragraph => true,
            LineKind::Item => words.trim_end().ends_with(['.', '!', '?']),
            _ => false,
        }
    }
}

/// A heading, in reading order.
#[derive(Debug)]
pub struct HeadingSpan {
    pub level: u8,
    pub id: String,
    pub title: String,
    pub span: Range<usize>,
}

/// Something that a text must not contain.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub rule: StructureRule,
    pub message: String,
    pub hint: &'static str,
    pub span: Range<usize>,
    /// Whether the text can be published nevertheless.
    pub harmless: bool,
}

/// Marks the start of an open question; a character of the private use area.
pub const QUESTION_OPEN: char = '\u{E000}';
/// Marks the end of an open question.
pub const QUESTION_CLOSE: char = '\u{E001}';

/// The first byte of both marks in UTF-8.
const QUESTION_FIRST_BYTE: u8 = 0xEE;

/// Blocks nested deeper than this are refused, so that every later stage can recurse.
pub const DEPTH_MAX: usize = 24;

pub fn markdown(source: &str) -> Markdown {
    read(source, None)
}

/// Reads Markdown with the place of each line, which few callers need.
pub fn markdown_with_lines(source: &str) -> Markdown {
    read(source, Some(Vec::new()))
}

/// The Markdown that helder reads.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    // These are read so that they can be reported, rather than shown as typed.
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Returns the spans of all code and comments, in order and apart from each other. Nothing is filled in there.
pub(super) fn literal(source: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(source, OPTIONS).into_offset_iter();
    events
        .filter(|(event, span)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
            Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => {
                source[span.clone()].trim_start().starts_with("<!--")
            }
            _ => false,
        })
        .map(|(_, span)| span)
        .collect()
}

/// Returns the spans of all HTML and comments, in order and apart from each other. What only looks like it, in code, is not among them.
pub(super) fn html(source: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(source, OPTIONS).into_offset_iter();
    events
        .filter(|(event, _)| matches!(event, Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock)))
        .map(|(_, span)| span)
        .collect()
}

fn read(source: &str, lines: Option<Vec<LineSpan>>) -> Markdown {
    let mut reader = Reader { source, lines, ..Reader::default() };
    let mut broken = BrokenReferences::default();
    for (event, span) in Parser::new_with_broken_link_callback(source, OPTIONS, Some(&mut broken)).into_offset_iter() {
        reader.event(event, span);
    }
    reader.flush();
    broken.found.extend(undefined_footnotes(source, &reader.footnotes));
    reader.problems.extend(broken.found.into_iter().map(broken_reference));
    Markdown {
        text: Text { blocks: reader.root },
        headings: reader.headings,
        links: reader.links,
        lines: reader.lines.unwrap_or_default(),
        problems: reader.problems,
    }
}

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    root: Vec<Block>,
    open: Vec<Open>,
    line: Content,
    /// The span of the line that is being read.
    line_at: Option<Range<usize>>,
    lines: Option<Vec<LineSpan>>,
    style: Style,
    /// How many of each are open: Markdown can nest emphasis in emphasis.
    emphases: u16,
    strongs: u16,
    /// The number of open tags within a tag that is left out.
    skipped: usize,
    headings: Vec<HeadingSpan>,
    links: Vec<(String, Range<usize>)>,
    /// The spans of footnotes and of references to them.
    footnotes: Vec<Range<usize>>,
    /// The words of the link that is being read, and the span of all of it.
    link: Option<(String, Range<usize>)>,
    problems: Vec<Problem>,
}

/// A block whose end has not been read.
enum Open {
    Heading { level: u8, id: Option<String>, span: Range<usize> },
    Paragraph,
    Code,
    Quote(Vec<Block>),
    List { start: Option<u64>, tight: bool, items: Vec<Vec<Block>> },
    Item(Vec<Block>),
    Table(Table),
    Row(Vec<Content>),
    Definitions(Vec<Definition>),
    Term,
    Details(Vec<Block>),
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, &span),
            Event::Code(text) => {
                self.style.code = true;
                self.push(&text, &span);
                self.style.code = false;
            }
            Event::SoftBreak => self.line.push(" ", &self.style),
            Event::HardBreak => self.line.push("\n", &self.style),
            Event::Rule => {
                self.flush();
                self.add(Block::Rule);
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                if !(text.starts_with("<!--") && text.trim_end().ends_with("-->")) {
                    self.refuse_html(span);
                }
            }
            Event::FootnoteReference(_) => {
                self.footnotes.push(span.clone());
                self.unsupported("a footnote", span);
            }
            Event::TaskListMarker(_) => self.unsupported("a check box", span),
            Event::InlineMath(_) | Event::DisplayMath(_) => unreachable!("this extension is off"),
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        match tag {
            Tag::Emphasis => {
                self.emphases += 1;
                self.style.emphasis = true;
            }
            Tag::Strong => {
                self.strongs += 1;
                self.style.strong = true;
            }
            Tag::Link { dest_url, title, .. } => {
                self.links.push((dest_url.to_string(), span.clone()));
                self.check_characters(&dest_url, &span);
                self.check_characters(&title, &span);
                self.link = Some((String::new(), span));
                self.style.link = Some(Arc::new(Link { to: dest_url.into_string(), title: title.into_string() }));
            }
            // In a legal text, struck words would look like a redline.
            Tag::Strikethrough => self.unsupported("struck text", span),
            tag => self.start_block(tag, span),
        }
    }

    fn start_block(&mut self, tag: Tag<'a>, span: Range<usize>) {
        if self.open.len() >= DEPTH_MAX {
            let message = format!("blocks are nested more than {DEPTH_MAX} deep");
            let hint = "take some of the `>` or list levels away";
            self.problem(StructureRule::NestedTooDeep, message, hint, span);
            self.skipped = 1;
            return;
        }
        self.flush();
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, .. } => {
                Open::Heading { level: depth(level), id: id.map(|id| id.into_string()), span }
            }
            Tag::CodeBlock(_) => {
                self.style.code = true;
                Open::Code
            }
            Tag::BlockQuote(_) => Open::Quote(Vec::new()),
            Tag::List(start) => Open::List { start, tight: false, items: Vec::new() },
            Tag::Item => Open::Item(Vec::new()),
            Tag::Table(_) => Open::Table(Table { head: Vec::new(), rows: Vec::new() }),
            Tag::TableHead | Tag::TableRow => {
                self.check_row(&span);
                Open::Row(Vec::new())
            }
            Tag::TableCell => return,
            Tag::DefinitionList => Open::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Details(Vec::new()),
            Tag::HtmlBlock => {
                let html = self.source[span.clone()].trim();
                // The first `-->` ends a comment; anything after it is HTML.
                if !(html.starts_with("<!--") && html.find("-->") == Some(html.len() - 3)) {
                    self.refuse_html(span);
                }
                self.skipped = 1;
                return;
            }
            Tag::Image { .. } => {
                let hint = "describe it in words; a legal text must be readable without pictures";
                self.problem(StructureRule::Image, "a text can't hold an image".into(), hint, span);
                self.skipped = 1;
                return;
            }
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Strikethrough => {
                unreachable!("these are not blocks")
            }
            Tag::FootnoteDefinition(_) => {
                self.footnotes.push(span.clone());
                self.unsupported("a footnote", span);
                self.skipped = 1;
                return;
            }
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => unreachable!("these extensions are off"),
        };
        self.open.push(open);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => {
                self.emphases -= 1;
                self.style.emphasis = self.emphases > 0;
                return;
            }
            TagEnd::Strong => {
                self.strongs -= 1;
                self.style.strong = self.strongs > 0;
                return;
            }
            TagEnd::Link => {
                self.check_link();
                self.style.link = None;
                return;
            }
            TagEnd::TableCell => {
                let kind = if self.in_head() { LineKind::HeadCell } else { LineKind::Cell };
                let cell = self.take_line(kind);
                if let Some(Open::Row(cells)) = self.open.last_mut() {
                    cells.push(cell);
                }
                return;
            }
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition | TagEnd::Strikethrough => return,
            _ => {}
        }
        if !matches!(self.open.last(), Some(Open::Heading { .. } | Open::Paragraph | Open::Code | Open::Term)) {
            self.flush();
        }
        let open = self.open.pop().expect("the parser closes what it opened");
        self.close(open);
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Paragraph => {
                let content = self.take_line(self.kind());
                if !content.is_empty() {
                    self.add(Block::Paragraph(content));
                }
            }
            Open::Code => {
                self.style.code = false;
                let content = self.take_line(LineKind::Code);
                self.add(Block::Paragraph(content));
            }
            Open::Heading { level, id, span } => self.heading(level, id, span),
            Open::Quote(blocks) => self.add(Block::Quote(blocks)),
            Open::Item(blocks) => {
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Open::List { start, tight, items } => self.add(Block::List { start, tight, items }),
            Open::Row(mut cells) => {
                if let Some(Open::Table(table)) = self.open.last_mut() {
                    if table.head.is_empty() {
                        table.head = cells;
                    } else {
                        cells.resize_with(table.head.len(), Content::new);
                        table.rows.push(cells);
                    }
                }
            }
            Open::Table(table) => self.add(Block::Table(table)),
            Open::Term => {
                let term = self.take_line(LineKind::Term);
                if let Some(Open::Definitions(definitions)) = self.open.last_mut() {
                    definitions.push(Definition { term, details: Vec::new() });
                }
            }
            Open::Details(blocks) => {
                if let Some(Open::Definitions(definitions)) = self.open.last_mut()
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.details.extend(blocks.into_iter().flat_map(lines));
                }
            }
            Open::Definitions(definitions) => self.add(Block::Definitions(definitions)),
        }
    }

    fn heading(&mut self, level: u8, id: Option<String>, span: Range<usize>) {
        let content = self.take_line(LineKind::Heading);
        let title = content.plain();
        let id = match id {
            Some(id) if is_id(&id) => id,
            Some(id) => {
                let message = format!("`{id}` can't be a section's id");
                let hint = "use lower case letters, digits and hyphens, beginning with a letter";
                self.problem(StructureRule::InvalidSectionId, message, hint, span.clone());
                String::new()
            }
            None if level == 1 => String::new(),
            None => {
                let hint = "add one behind it, as in `## Uw rechten {#rights}`, the same in every language and version";
                self.problem(
                    StructureRule::MissingSectionId,
                    format!("the heading `{title}` has no id"),
                    hint,
                    span.clone(),
                );
                self.problems.last_mut().expect("it was just added").harmless = true;
                slug(&title)
            }
        };
        self.headings.push(HeadingSpan { level, id: id.clone(), title, span });
        self.add(Block::Heading { level, id, content });
    }

    /// Adds characters. Those between the two marks of a question get its style.
    fn push(&mut self, text: &str, span: &Range<usize>) {
        if let Some((words, _)) = &mut self.link {
            words.push_str(text);
        }
        self.line_at = match self.line_at.take() {
            Some(line) => Some(line.start..span.end),
            None => Some(span.clone()),
        };
        // Few texts contain a question, and searching for a byte is much faster than searching for a character.
        if !text.as_bytes().contains(&QUESTION_FIRST_BYTE) {
            self.line.push(text, &self.style);
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find([QUESTION_OPEN, QUESTION_CLOSE]) {
            self.line.push(&rest[..at], &self.style);
            let mark = rest[at..].chars().next().expect("a mark was found here");
            self.style.question = mark == QUESTION_OPEN;
            rest = &rest[at + mark.len_utf8()..];
        }
        self.line.push(rest, &self.style);
    }

    /// Ends the line of an item in a tight list, which has no paragraph around it.
    fn flush(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let content = self.take_line(self.kind());
        let depth = self.open.len();
        if let [.., Open::List { tight, .. }, Open::Item(_)] = &mut self.open[..depth] {
            *tight = true;
        }
        self.add(Block::Paragraph(content));
    }

    /// Ends a line.
    fn take_line(&mut self, kind: LineKind) -> Content {
        let content = std::mem::take(&mut self.line);
        let span = self.line_at.take();
        if let Some(span) = &span
            && self.source[span.clone()].contains('&')
        {
            self.check_characters(&content.plain(), span);
        }
        if let (Some(lines), Some(span)) = (&mut self.lines, span) {
            lines.push(LineSpan { kind, content: content.clone(), span });
        }
        content
    }

    /// Returns the kind of a plain line in the open block.
    fn kind(&self) -> LineKind {
        let inner = self.open.iter().rev().find(|open| matches!(open, Open::Item(_) | Open::Details(_)));
        match inner {
            Some(Open::Item(_)) => LineKind::Item,
            Some(_) => LineKind::Detail,
            None => LineKind::Paragraph,
        }
    }

    fn in_head(&self) -> bool {
        matches!(&self.open[..], [.., Open::Table(table), Open::Row(_)] if table.head.is_empty())
    }

    fn add(&mut self, block: Block) {
        for open in self.open.iter_mut().rev() {
            if let Open::Quote(blocks) | Open::Item(blocks) | Open::Details(blocks) = open {
                blocks.push(block);
                return;
            }
        }
        self.root.push(block);
    }

    /// Reports a row with more cells than its table has columns: Markdown would drop them silently.
    fn check_row(&mut self, span: &Range<usize>) {
        let Some(Open::Table(table)) = self.open.last() else { return };
        let columns = table.head.len();
        let row = self.source[span.clone()].trim();
        let inner = row.strip_prefix('|').unwrap_or(row);
        let inner = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
        let escaped = inner.matches("\\|").count();
        let cells = inner.matches('|').count() - escaped + 1;
        if columns > 0 && cells > columns {
            let message = format!("this row has {cells} cells, its table {columns} columns");
            let hint = "take the last cells away, or write `\\|` for a bar that belongs to the text";
            self.problem(StructureRule::TooManyCells, message, hint, span.start..span.start + row.len());
        }
    }

    /// Reports characters that are written as `&#27;`. Those that the file contains themselves were found when it was read.
    fn check_characters(&mut self, text: &str, span: &Range<usize>) {
        for one in defects(text).filter(|one| !self.source[span.clone()].contains(one.character)) {
            let (rule, message, hint) = characters::words(one);
            self.problem(rule, message, hint, span.clone());
            self.problems.last_mut().expect("it was just added").harmless = one.defect == Defect::Invisible;
        }
    }

    /// Reports a link whose words name another host than its target: people would click on it by mistake.
    fn check_link(&mut self) {
        let (Some((words, span)), Some(link)) = (self.link.take(), &self.style.link) else { return };
        let to = link.to.clone();
        let Some(target) = host::of_target(&to) else { return };
        let Some(named) = host::named_in(&words).find(|named| !host::is_below(&target, named)) else { return };
        let message = format!("the words of this link name `{named}`, and it leads to `{target}`");
        let hint = "let the words say where the link leads";
        self.problem(StructureRule::MisleadingLink, message, hint, span);
        self.problems.last_mut().expect("it was just added").harmless = true;
    }

    fn unsupported(&mut self, what: &str, span: Range<usize>) {
        let hint = "say it in the text itself; a bracket or tilde that is meant as such gets a `\\` before it";
        self.problem(StructureRule::UnsupportedMarkdown, format!("a text can't hold {what}"), hint, span);
    }

    fn refuse_html(&mut self, span: Range<usize>) {
        let hint = "write it in Markdown; a `<` that is meant as such is written `\\<`";
        self.problem(StructureRule::RawHtml, "a text can't hold HTML".into(), hint, span);
    }

    fn problem(&mut self, rule: StructureRule, message: String, hint: &'static str, span: Range<usize>) {
        self.problems.push(Problem { rule, message, hint, span, harmless: false });
    }
}

/// Flattens the blocks of a definition into lines.
fn lines(block: Block) -> Vec<Content> {
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => vec![content],
        Block::List { items, .. } => items.into_iter().flatten().flat_map(lines).collect(),
        Block::Quote(blocks) => blocks.into_iter().flat_map(lines).collect(),
        Block::Table(table) => table.rows.into_iter().flatten().collect(),
        Block::Definitions(definitions) => definitions.into_iter().flat_map(|one| one.details).collect(),
        Block::Rule => Vec::new(),
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn is_id(id: &str) -> bool {
    id.len() <= 80
        && id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Makes an id from the title of a heading that has none.
fn slug(title: &str) -> String {
    let mut slug = String::from("s");
    for word in title.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        slug.push('-');
        slug.push_str(&word.to_ascii_lowercase());
        if slug.len() > 60 {
            break;
        }
    }
    slug
}

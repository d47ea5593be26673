//! Reads one of the two texts from the HTML of a redline, with the parser of a browser.

use std::sync::Arc;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use crate::redline::Side;
use crate::text::{Block, Content, Definition, Link, Style, Table, Text};

/// Returns the text of one side.
pub(super) fn text(html: &str, side: Side) -> Text {
    let page = Html::parse_fragment(html);
    let mut reader = PageReader { side, blocks: Vec::new(), line: None, is_joined: false };
    reader.children(page.root_element());
    reader.end_line();
    Text { blocks: reader.blocks }
}

struct PageReader {
    side: Side,
    blocks: Vec<Block>,
    /// The paragraph that is being read.
    line: Option<Content>,
    /// Whether that paragraph continues in the next one.
    is_joined: bool,
}

impl PageReader {
    fn children(&mut self, parent: ElementRef<'_>) {
        for child in parent.child_elements() {
            self.element(child);
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        if self.is_hidden(element.value()) || self.is_absent(element.value()) {
            return;
        }
        match element.value().name() {
            "p" => self.paragraph(element),
            "ul" | "ol" => self.list(element),
            "blockquote" => {
                self.end_line();
                let blocks = self.inside(element);
                self.blocks.push(Block::Quote(blocks));
            }
            "hr" => {
                self.end_line();
                self.blocks.push(Block::Rule);
            }
            "dl" => self.definitions(element),
            "div" if element.value().attr("class") == Some("table") => self.table(element),
            "div" if self.side == Side::Before => self.regrouped(element),
            "div" => self.children(element),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.end_line();
                let value = element.value();
                let level = name[1..].parse().unwrap();
                let id = value.attr("id").or(value.attr("data-id")).unwrap_or_default();
                let (mut level, mut id): (u8, &str) = (level, id);
                if self.side == Side::Before {
                    level = value.attr("data-before-level").map_or(level, |level| level.parse().unwrap());
                    id = value.attr("data-before-id").unwrap_or(id);
                }
                let (mut content, id) = (self.content(element), id.to_owned());
                if element.child_elements().any(|child| child.value().attr("class") == Some("anchor")) {
                    // A space divides the words from the link to the heading itself.
                    let runs: Vec<_> = content.runs().to_vec();
                    content = trim_last(&runs);
                }
                self.blocks.push(Block::Heading { level, id, content });
            }
            "html" | "ins" | "del" | "details" => self.children(element),
            other => panic!("`{other}` among the blocks"),
        }
    }

    /// Reads a paragraph. A break that is not on this side joins it with the next one; a deleted break divides it.
    fn paragraph(&mut self, element: ElementRef<'_>) {
        let mut line = self.line.take().unwrap_or_default();
        let mut joins = false;
        self.runs(element, &Style::default(), &mut line, &mut joins);
        self.line = Some(line);
        self.is_joined = joins;
        if !joins {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        if let Some(line) = self.line.take() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    fn inside(&self, element: ElementRef<'_>) -> Vec<Block> {
        let mut inner = PageReader { side: self.side, blocks: Vec::new(), line: None, is_joined: false };
        inner.children(element);
        inner.end_line();
        inner.blocks
    }

    fn list(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let value = element.value();
        let is_numbered = value.name() == "ol";
        let mut start = is_numbered.then(|| value.attr("start").map_or(1, |start| start.parse().unwrap()));
        if let (Side::Before, Some(former)) = (self.side, value.attr("data-before-start")) {
            start = former.parse().ok();
        }
        let mut items = Vec::new();
        let mut is_tight = false;
        let mut number = start;
        for item in element.child_elements() {
            if self.is_hidden(item.value()) || self.is_absent(item.value()) {
                continue;
            }
            check_number(item.value(), &mut number, self.side);
            let mut inner = PageReader { side: self.side, blocks: Vec::new(), line: None, is_joined: false };
            is_tight |= inner.item(item);
            inner.end_line();
            items.push(inner.blocks);
        }
        let mut tight = is_tight;
        if let (Side::Before, Some(former)) = (self.side, value.attr("data-before-tight")) {
            tight = former == "true";
        }
        self.blocks.push(Block::List { start, tight, items });
    }

    /// Reads an item, and returns whether it has words that are not in a paragraph.
    fn item(&mut self, item: ElementRef<'_>) -> bool {
        let mut is_tight = false;
        for child in item.children() {
            match child.value() {
                Node::Text(text) if text.trim_matches('\n').is_empty() => {}
                Node::Text(text) => {
                    self.line.get_or_insert_default().push(&words(text), &Style::default());
                    is_tight = true;
                }
                Node::Element(value) => {
                    let element = ElementRef::wrap(child).unwrap();
                    if self.is_hidden(value) {
                        continue;
                    }
                    let is_whole = matches!(value.name(), "ins" | "del")
                        && (value.attr("class") == Some("block")
                            || item.value().attr("class").is_some()
                            || value.attr("class") == Some("block moved"));
                    let is_regrouped = value.attr("class") == Some("regroup") && self.side == Side::After;
                    if is_whole || is_regrouped {
                        is_tight |= self.item(element);
                    } else if is_inline(value) {
                        is_tight = true;
                        let mut line = self.line.take().unwrap_or_default();
                        self.run(element, &Style::default(), &mut line, &mut false);
                        self.line = Some(line);
                    } else {
                        if value.name() != "p" || !self.is_joined {
                            self.end_line();
                        }
                        self.element(element);
                    }
                }
                _ => {}
            }
        }
        is_tight
    }

    /// Rebuilds the blocks before from the paths of their lines.
    fn regrouped(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let mut lines: Vec<(Vec<String>, Content)> = Vec::new();
        for line in element.descendants().filter_map(ElementRef::wrap) {
            if let Some(path) = line.value().attr("data-before-path") {
                lines.push((path.split('/').map(str::to_owned).collect(), self.content(line)));
            }
        }
        self.blocks.extend(rebuild(&lines, 0));
    }

    fn definitions(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let mut definitions: Vec<Definition> = Vec::new();
        for child in element.child_elements() {
            if self.is_absent(child.value()) {
                continue;
            }
            let content = self.content(child);
            match child.value().name() {
                "dt" => definitions.push(Definition { term: content, details: Vec::new() }),
                _ => definitions.last_mut().unwrap().details.push(content),
            }
        }
        self.blocks.push(Block::Definitions(definitions));
    }

    fn table(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let mut rows: Vec<Vec<Content>> = Vec::new();
        let mut absent: Vec<bool> = Vec::new();
        for row in element.descendants().filter_map(ElementRef::wrap).filter(|row| row.value().name() == "tr") {
            let is_head = rows.is_empty();
            if !is_head && self.is_absent(row.value()) {
                continue;
            }
            let cells: Vec<ElementRef<'_>> = row.child_elements().collect();
            if is_head {
                absent = cells.iter().map(|cell| self.is_absent(cell.value())).collect();
            }
            let cells = cells.iter().zip(&absent).filter(|(_, absent)| !**absent);
            rows.push(cells.map(|(cell, _)| self.content(*cell)).collect());
        }
        let head = rows.remove(0);
        self.blocks.push(Block::Table(Table { head, rows }));
    }

    fn content(&mut self, element: ElementRef<'_>) -> Content {
        let mut content = Content::new();
        self.runs(element, &Style::default(), &mut content, &mut false);
        content
    }

    fn runs(&mut self, parent: ElementRef<'_>, style: &Style, line: &mut Content, joins: &mut bool) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) => line.push(&words(text), style),
                Node::Element(_) => self.run(ElementRef::wrap(child).unwrap(), style, line, joins),
                _ => {}
            }
        }
    }

    fn run(&mut self, element: ElementRef<'_>, style: &Style, line: &mut Content, joins: &mut bool) {
        let value = element.value();
        if value.attr("class") == Some("break") {
            match (value.name(), self.side) {
                // The writer starts another paragraph here, which this side does not.
                ("ins", Side::Before) => *joins = true,
                // The writer continues here, where this side starts another paragraph.
                ("del", Side::Before) => self.blocks.push(Block::Paragraph(std::mem::take(line))),
                _ => {}
            }
            return;
        }
        if self.is_hidden(value) {
            return;
        }
        let mut style = style.clone();
        match value.name() {
            "br" => line.push("\n", &style),
            "strong" => style.strong = true,
            "em" => style.emphasis = true,
            "code" => style.code = true,
            "a" => style.link = link(value.attr("href"), value.attr("title")),
            "span" if value.attr("class") == Some("question") => style.question = true,
            "span" if value.attr("class") == Some("restyled") && self.side == Side::Before => {
                let words: Vec<&str> = value.attr("data-before-style").unwrap().split(' ').collect();
                style.strong = words.contains(&"strong");
                style.emphasis = words.contains(&"emphasis");
                style.code = words.contains(&"code");
                style.question = words.contains(&"question");
                style.link = link(value.attr("data-before-href"), value.attr("data-before-title"));
                let mut plain = Content::new();
                self.runs(element, &Style::default(), &mut plain, joins);
                plain.runs().iter().for_each(|run| line.push(&run.text, &style));
                return;
            }
            _ => {}
        }
        self.runs(element, &style, line, joins);
    }

    /// Returns whether an element is not part of this side: a mark of the other, or a note for the reader.
    fn is_hidden(&self, element: &Element) -> bool {
        let class = element.attr("class").unwrap_or_default();
        let is_note = ["mark", "note", "anchor"].contains(&class) || element.name() == "summary";
        is_note || matches!((element.name(), self.side), ("ins", Side::Before) | ("del", Side::After))
    }

    /// Returns whether an item, a row, a column or a term is not part of this side.
    fn is_absent(&self, element: &Element) -> bool {
        let class = element.attr("class").unwrap_or_default();
        matches!((class, self.side), ("inserted", Side::Before) | ("deleted", Side::After))
    }
}

/// Rebuilds blocks from lines, each with its path; the steps of the path before `depth` are the same for all of them.
fn rebuild(lines: &[(Vec<String>, Content)], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    for lines in lines.chunk_by(|a, b| a.0[depth] == b.0[depth]) {
        let (path, content) = &lines[0];
        blocks.push(match path.get(depth + 1).map(String::as_str) {
            None => Block::Paragraph(content.clone()),
            Some("q") => Block::Quote(rebuild(lines, depth + 2)),
            Some(item) => {
                let (list, _) = item.split_once('.').unwrap();
                let start = list.strip_prefix('o').map(|start| start.trim_end_matches('t').parse().unwrap());
                let items = lines.chunk_by(|a, b| a.0[depth + 1] == b.0[depth + 1]);
                let items = items.map(|lines| rebuild(lines, depth + 2)).collect();
                Block::List { start, tight: list.ends_with('t'), items }
            }
        });
    }
    blocks
}

/// Checks that the numbers that are shown are those of this side.
fn check_number(item: &Element, number: &mut Option<u64>, side: Side) {
    let is_deleted = item.attr("class") == Some("deleted");
    let shown = match (side, item.attr("data-before")) {
        (Side::Before, Some(former)) => Some(former),
        _ if side == Side::After || is_deleted || item.attr("data-before").is_none() => item.attr("value"),
        _ => None,
    };
    if let (Some(shown), Some(number)) = (shown.and_then(|shown| shown.parse::<u64>().ok()), *number) {
        assert_eq!(shown, number);
    }
    *number = number.map(|number| number + 1);
}

/// Returns a text without the line ends of the file; those of the text are elements.
fn words(text: &str) -> String {
    text.replace('\n', "")
}

fn is_inline(element: &Element) -> bool {
    let is_mark = matches!(element.name(), "ins" | "del") && element.attr("class").is_none_or(|class| class == "break");
    is_mark || matches!(element.name(), "a" | "strong" | "em" | "code" | "span" | "br" | "wbr")
}

fn link(href: Option<&str>, title: Option<&str>) -> Option<Arc<Link>> {
    let title = title.unwrap_or_default().to_owned();
    href.map(|to| Arc::new(Link { to: to.to_owned(), title }))
}

/// Removes the last character.
fn trim_last(runs: &[crate::text::Run]) -> Content {
    let mut content = Content::new();
    for (at, run) in runs.iter().enumerate() {
        let end = if at + 1 == runs.len() { run.text.len() - 1 } else { run.text.len() };
        content.push(&run.text[..end], &run.style);
    }
    content
}

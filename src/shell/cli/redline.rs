//! A redline in lines: on a terminal what was deleted stands in `[-brackets-]` and what was inserted in `{+braces+}`, with colour
//! where there is some; in Markdown in `<del>` and `<ins>`. Unchanged stretches are counted rather than shown.

use std::fmt::Write;

use textwrap::{Options, WordSplitter};

use crate::redline::node::{Line, Mark, MarkedRun, Node, Piece};
use crate::redline::{Redline, SectionChange};
use crate::template::escape_markdown;
use crate::text::{Block, Content};

/// How many unchanged blocks are shown around a change.
const CONTEXT: usize = 1;

/// How marks and words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    /// With colours, for a terminal.
    Colour,
    /// As GitHub and GitLab show it.
    Markdown,
}

/// Writes a redline below a line that says what is compared; lines are broken at a width, if there is one.
pub(super) fn write(redline: &Redline, head: &str, style: Style, width: Option<usize>) -> String {
    let mut lines = Lines { out: head.to_owned(), style, width };
    if redline.is_empty() {
        lines.out.push_str("\nthe texts are the same\n");
        return lines.out;
    }
    lines.summary(redline);
    lines.redline(redline);
    lines.out
}

/// Returns the redline without what it comes down to, in long lines.
pub(super) fn body(redline: &Redline, style: Style) -> String {
    let mut lines = Lines { out: String::new(), style, width: None };
    lines.redline(redline);
    lines.out.trim_start_matches('\n').to_owned()
}

struct Lines {
    out: String,
    style: Style,
    width: Option<usize>,
}

impl Lines {
    fn redline(&mut self, redline: &Redline) {
        for stretch in redline.folded(CONTEXT) {
            let nodes = &redline.nodes()[stretch.nodes];
            if stretch.folded {
                self.paragraph("", &format!("… {} unchanged", nodes.len()));
            } else {
                nodes.iter().for_each(|node| self.node(node, ""));
            }
        }
    }

    fn summary(&mut self, redline: &Redline) {
        let summary = redline.summary();
        let words = if summary.words_inserted == 1 { "word" } else { "words" };
        let line = format!("{} {words} inserted, {} deleted\n", summary.words_inserted, summary.words_deleted);
        self.out.push_str(&line);
        let bullet = if self.style == Style::Markdown { "\n- " } else { "  " };
        for section in &summary.sections {
            let changes: Vec<String> = section.changes.iter().map(change).collect();
            let title = if section.title.is_empty() { "(before the first heading)" } else { &section.title };
            let line = format!("{bullet}{}: {}", changes.join(", "), self.words(title));
            self.out.push_str(&line);
            self.out.push_str(if self.style == Style::Markdown { "" } else { "\n" });
        }
        if self.style == Style::Markdown {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self, indent: &str, text: &str) {
        self.out.push('\n');
        self.text(indent, indent, text);
    }

    /// Writes lines, the first after `first`, the others after `indent`.
    fn text(&mut self, first: &str, indent: &str, text: &str) {
        let Some(width) = self.width else {
            let text = text.replace("\n\n", &format!("\n\n{indent}"));
            writeln!(self.out, "{first}{text}").expect("writing to a string does not fail");
            return;
        };
        let options = Options::new(width.max(WIDTH_MIN)).initial_indent(first).subsequent_indent(indent);
        let options = options.break_words(false).word_splitter(WordSplitter::NoHyphenation);
        let mut open = "";
        for line in textwrap::wrap(text, options) {
            // A pager shows each line by itself: a colour that goes on is begun anew.
            let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
            let rest = &line[indent.len()..];
            let carried = open;
            if let Some(at) = rest.rfind("\x1b[") {
                open = [DELETED, INSERTED].into_iter().find(|code| rest[at..].starts_with(code)).unwrap_or("");
            }
            let end = if open.is_empty() { "" } else { RESET };
            writeln!(self.out, "{indent}{carried}{rest}{end}").expect("writing to a string does not fail");
        }
    }

    fn node(&mut self, node: &Node, indent: &str) {
        match node {
            Node::Same(block) => self.block(block, Mark::Same, indent),
            Node::Deleted(block) => self.block(block, Mark::Deleted, indent),
            Node::Inserted(block) => self.block(block, Mark::Inserted, indent),
            Node::Heading { level, content, .. } => {
                let text = format!("{} {}", "#".repeat(usize::from(level.after)), self.line(content));
                self.paragraph(indent, &text);
            }
            Node::Paragraphs(pieces) => {
                let text: String = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Run(run) => self.run(run),
                        Piece::Break(Mark::Same) => "\n\n".to_owned(),
                        Piece::Break(mark) => format!("{}\n\n", self.marked("¶", *mark)),
                    })
                    .collect();
                self.paragraph(indent, &text);
            }
            Node::List { items, .. } => {
                self.out.push('\n');
                for item in items {
                    self.item(item.mark, indent, |lines, indent| {
                        item.nodes.iter().for_each(|node| lines.node(node, indent));
                    });
                }
            }
            Node::Table { columns, rows } => {
                let head = columns.iter().map(|column| self.line(&column.head)).collect();
                let rows = rows.iter().map(|row| row.cells.iter().map(|cell| self.line(cell)).collect());
                self.table(indent, head, rows.collect());
            }
            Node::Definitions(entries) => {
                for entry in entries {
                    let term = self.line(&entry.term);
                    self.paragraph(indent, &term);
                    for detail in &entry.details {
                        let detail = self.line(&detail.content);
                        self.detail(indent, &detail);
                    }
                }
            }
            Node::Quote(nodes) => nodes.iter().for_each(|node| self.node(node, &format!("{indent}> "))),
            Node::MovedFrom(moved) => self.paragraph(indent, &format!("(moved away: {})", moved.number + 1)),
            Node::MovedTo(moved) => {
                self.paragraph(indent, &format!("(moved here: {})", moved.number + 1));
                moved.nodes.iter().for_each(|node| self.node(node, indent));
            }
        }
    }

    /// Writes what an item holds behind its bullet.
    fn item(&mut self, mark: Mark, indent: &str, write: impl FnOnce(&mut Lines, &str)) {
        let mut inner = Lines { out: String::new(), style: self.style, width: self.width };
        write(&mut inner, &format!("{indent}  "));
        // What an item holds is marked itself; only a bullet without words would not show what became of it.
        let held = inner.out.trim_matches('\n').trim_start();
        let bullet = if held.is_empty() { self.marked("-", mark) } else { "-".to_owned() };
        writeln!(self.out, "{indent}{bullet} {held}").expect("writing to a string does not fail");
    }

    fn detail(&mut self, indent: &str, text: &str) {
        let sign = if self.style == Style::Markdown { "-" } else { ":" };
        self.text(&format!("{indent}{sign} "), &format!("{indent}  "), text);
    }

    fn table(&mut self, indent: &str, head: Vec<String>, rows: Vec<Vec<String>>) {
        self.out.push('\n');
        let columns = head.len();
        let line = |cells: &[String]| match self.style {
            Style::Markdown => format!("{indent}| {} |\n", cells.join(" | ")),
            Style::Plain | Style::Colour => format!("{indent}{}\n", cells.join(" | ")),
        };
        let mut written = line(&head);
        if self.style == Style::Markdown {
            written.push_str(&format!("{indent}|{}\n", " --- |".repeat(columns)));
        }
        written.extend(rows.iter().map(|row| line(row)));
        self.out.push_str(&written);
    }

    fn block(&mut self, block: &Block, mark: Mark, indent: &str) {
        match block {
            Block::Heading { level, content, .. } => {
                let text = self.marked(&self.words(&content.plain()), mark);
                self.paragraph(indent, &format!("{} {text}", "#".repeat(usize::from(*level))));
            }
            Block::Paragraph(content) => self.marked_paragraph(&content.plain(), mark, indent),
            Block::List { items, .. } => {
                self.out.push('\n');
                for item in items {
                    self.item(mark, indent, |lines, indent| {
                        item.iter().for_each(|block| lines.block(block, mark, indent));
                    });
                }
            }
            Block::Table(table) => {
                let cell = |cell: &Content| self.marked(&self.words(&cell.plain()), mark);
                let head = table.head.iter().map(cell).collect();
                let rows = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
                self.table(indent, head, rows);
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    self.marked_paragraph(&definition.term.plain(), mark, indent);
                    for detail in &definition.details {
                        let detail = self.marked(&self.words(&detail.plain()), mark);
                        self.detail(indent, &detail);
                    }
                }
            }
            Block::Quote(blocks) => blocks.iter().for_each(|block| self.block(block, mark, &format!("{indent}> "))),
            Block::Rule => self.marked_paragraph("---", mark, indent),
        }
    }

    fn marked_paragraph(&mut self, text: &str, mark: Mark, indent: &str) {
        let text = self.marked(&self.words(text), mark);
        self.paragraph(indent, &text);
    }

    fn line(&self, line: &Line) -> String {
        line.0
            .chunk_by(|a, b| a.mark == b.mark)
            .map(|group| {
                let text: String = group.iter().map(|run| run.run.text.as_str()).collect();
                self.marked(&self.words(&text), group[0].mark)
            })
            .collect()
    }

    fn run(&self, run: &MarkedRun) -> String {
        self.marked(&self.words(&run.run.text), run.mark)
    }

    /// Returns words as the style writes them.
    fn words(&self, text: &str) -> String {
        if self.style != Style::Markdown {
            return text.to_owned();
        }
        let mut escaped = Vec::new();
        escape_markdown(text, &mut escaped).expect("writing to memory does not fail");
        String::from_utf8(escaped).expect("escaping adds whole letters")
    }

    fn marked(&self, text: &str, mark: Mark) -> String {
        match (mark, self.style) {
            (Mark::Same, _) => text.to_owned(),
            _ if text.is_empty() => String::new(),
            (Mark::Deleted, Style::Plain) => format!("[-{text}-]"),
            (Mark::Inserted, Style::Plain) => format!("{{+{text}+}}"),
            (Mark::Deleted, Style::Colour) => format!("{DELETED}[-{text}-]{RESET}"),
            (Mark::Inserted, Style::Colour) => format!("{INSERTED}{{+{text}+}}{RESET}"),
            (Mark::Deleted, Style::Markdown) => format!("<del>{text}</del>"),
            (Mark::Inserted, Style::Markdown) => format!("<ins>{text}</ins>"),
        }
    }
}

const DELETED: &str = "\x1b[31m";
const INSERTED: &str = "\x1b[32m";
const RESET: &str = "\x1b[0m";

/// A terminal narrower than this breaks more than it shows.
const WIDTH_MIN: usize = 24;

fn change(change: &SectionChange) -> String {
    match change {
        SectionChange::Added => "added".into(),
        SectionChange::Removed => "removed".into(),
        SectionChange::Moved => "moved".into(),
        SectionChange::Renamed { before } => format!("renamed from \"{before}\""),
        SectionChange::Changed => "changed".into(),
    }
}

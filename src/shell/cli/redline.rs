//! A redline on a terminal: what was deleted stands in `[-brackets-]`, what was inserted in `{+braces+}`, with colour where
//! there is some, and unchanged stretches are counted rather than shown.

use std::fmt::Write;

use crate::redline::node::{Line, Mark, MarkedRun, Node, Piece};
use crate::redline::{Redline, SectionChange};
use crate::shell::report::Colour;
use crate::text::{Block, Content};

/// How many unchanged blocks are shown around a change.
const CONTEXT: usize = 1;

/// Writes a redline below a line that says what is compared.
pub(super) fn write(redline: &Redline, head: &str, colour: Colour) -> String {
    let mut terminal = Terminal { out: head.to_owned(), colour };
    if redline.is_empty() {
        terminal.out.push_str("\nthe texts are the same\n");
        return terminal.out;
    }
    terminal.summary(redline);
    for stretch in redline.folded(CONTEXT) {
        let nodes = &redline.nodes()[stretch.nodes];
        if stretch.folded {
            terminal.paragraph("", &format!("… {} unchanged", nodes.len()));
        } else {
            nodes.iter().for_each(|node| terminal.node(node, ""));
        }
    }
    terminal.out
}

struct Terminal {
    out: String,
    colour: Colour,
}

impl Terminal {
    fn summary(&mut self, redline: &Redline) {
        let summary = redline.summary();
        let line = format!("{} words inserted, {} deleted\n", summary.words_inserted, summary.words_deleted);
        self.out.push_str(&line);
        for section in &summary.sections {
            let changes: Vec<String> = section.changes.iter().map(change).collect();
            let title = if section.title.is_empty() { "(before the first heading)" } else { &section.title };
            writeln!(self.out, "  {}: {title}", changes.join(", ")).expect("writing to a string does not fail");
        }
    }

    fn paragraph(&mut self, indent: &str, text: &str) {
        writeln!(self.out, "\n{indent}{text}").expect("writing to a string does not fail");
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
                        Piece::Break(Mark::Same) => format!("\n\n{indent}"),
                        Piece::Break(mark) => format!("{}\n\n{indent}", self.marked("¶", *mark)),
                    })
                    .collect();
                self.paragraph(indent, &text);
            }
            Node::List { items, .. } => {
                for item in items {
                    self.sign("-", item.mark, indent);
                    item.nodes.iter().for_each(|node| self.node(node, &format!("{indent}  ")));
                }
            }
            Node::Table { columns, rows } => {
                let head: Vec<String> = columns.iter().map(|column| self.line(&column.head)).collect();
                self.paragraph(indent, &head.join(" | "));
                for row in rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| self.line(cell)).collect();
                    writeln!(self.out, "{indent}{}", cells.join(" | ")).expect("writing to a string does not fail");
                }
            }
            Node::Definitions(entries) => {
                for entry in entries {
                    let term = self.line(&entry.term);
                    self.paragraph(indent, &term);
                    for detail in &entry.details {
                        let detail = self.line(&detail.content);
                        writeln!(self.out, "{indent}: {detail}").expect("writing to a string does not fail");
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

    fn sign(&mut self, sign: &str, mark: Mark, indent: &str) {
        let sign = self.marked(sign, mark);
        write!(self.out, "\n{indent}{sign}").expect("writing to a string does not fail");
    }

    fn block(&mut self, block: &Block, mark: Mark, indent: &str) {
        match block {
            Block::Heading { level, content, .. } => {
                let text = format!("{} {}", "#".repeat(usize::from(*level)), content.plain());
                self.marked_paragraph(&text, mark, indent);
            }
            Block::Paragraph(content) => self.marked_paragraph(&content.plain(), mark, indent),
            Block::List { items, .. } => {
                for item in items {
                    self.sign("-", mark, indent);
                    item.iter().for_each(|block| self.block(block, mark, &format!("{indent}  ")));
                }
            }
            Block::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(Content::plain).collect();
                    self.marked_paragraph(&cells.join(" | "), mark, indent);
                }
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    self.marked_paragraph(&definition.term.plain(), mark, indent);
                    for detail in &definition.details {
                        self.marked_paragraph(&format!(": {}", detail.plain()), mark, indent);
                    }
                }
            }
            Block::Quote(blocks) => blocks.iter().for_each(|block| self.block(block, mark, &format!("{indent}> "))),
            Block::Rule => self.marked_paragraph("---", mark, indent),
        }
    }

    fn marked_paragraph(&mut self, text: &str, mark: Mark, indent: &str) {
        let text = self.marked(text, mark);
        self.paragraph(indent, &text);
    }

    fn line(&self, line: &Line) -> String {
        line.0
            .chunk_by(|a, b| a.mark == b.mark)
            .map(|group| {
                let text: String = group.iter().map(|run| run.run.text.as_str()).collect();
                self.marked(&text, group[0].mark)
            })
            .collect()
    }

    fn run(&self, run: &MarkedRun) -> String {
        self.marked(&run.run.text, run.mark)
    }

    fn marked(&self, text: &str, mark: Mark) -> String {
        match (mark, self.colour) {
            (Mark::Same, _) => text.to_owned(),
            _ if text.is_empty() => String::new(),
            (Mark::Deleted, Colour::Never) => format!("[-{text}-]"),
            (Mark::Inserted, Colour::Never) => format!("{{+{text}+}}"),
            (Mark::Deleted, Colour::Always) => format!("\x1b[31m[-{text}-]\x1b[0m"),
            (Mark::Inserted, Colour::Always) => format!("\x1b[32m{{+{text}+}}\x1b[0m"),
        }
    }
}

fn change(change: &SectionChange) -> String {
    match change {
        SectionChange::Added => "added".into(),
        SectionChange::Removed => "removed".into(),
        SectionChange::Moved => "moved".into(),
        SectionChange::Renamed { before } => format!("renamed from \"{before}\""),
        SectionChange::Changed => "changed".into(),
    }
}

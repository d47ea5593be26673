//! A redline as lines of text. On a terminal deleted text is in `[-brackets-]` and inserted text in `{+braces+}`, with
//! colour where the terminal has it; in Markdown they are in `<del>` and `<ins>`. Unchanged segments are counted, not shown.

use std::fmt::Write;

use textwrap::{Options, WordSplitter};

use crate::redline::node::{Change, Column, Item, Mark, MarkedLine, MarkedRun, Node, Piece, Row, Term};
use crate::redline::{Container, Emphasis, Redline, Restyle, SectionChange};
use crate::shell::visible;
use crate::template::escape_markdown;
use crate::text::Block;

/// How many unchanged blocks are shown around a change.
const CONTEXT: usize = 1;

/// How marks and words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Plain,
    /// With colours, for a terminal.
    Colour,
    /// As GitHub and GitLab show it.
    Markdown,
}

/// Writes a redline below a line that says what is compared. Lines are wrapped at `width`, if there is one.
pub(super) fn write(redline: &Redline, head: &str, markup: Markup, width: Option<usize>) -> String {
    let mut writer = LineWriter { out: head.to_owned(), markup, width };
    if redline.is_empty() {
        writer.out.push_str("\nthe texts are the same\n");
        return writer.out;
    }
    writer.summary(redline);
    writer.redline(redline);
    writer.out
}

/// Returns the redline without its summary, in unwrapped lines.
pub(super) fn body(redline: &Redline, markup: Markup) -> String {
    let mut writer = LineWriter { out: String::new(), markup, width: None };
    writer.redline(redline);
    writer.out.trim_start_matches('\n').to_owned()
}

struct LineWriter {
    out: String,
    markup: Markup,
    width: Option<usize>,
}

impl LineWriter {
    fn redline(&mut self, redline: &Redline) {
        for segment in redline.folded(CONTEXT) {
            let nodes = &redline.nodes()[segment.nodes];
            if segment.folded {
                self.paragraph("", &format!("… {} unchanged", nodes.len()));
            } else {
                self.nodes(nodes, "");
            }
        }
    }

    fn summary(&mut self, redline: &Redline) {
        let summary = redline.summary();
        let words = if summary.words_inserted == 1 { "word" } else { "words" };
        let line = format!("{} {words} inserted, {} deleted", summary.words_inserted, summary.words_deleted);
        self.out.push_str(&line);
        for (count, one, many) in [
            (summary.links_changed, "link changed", "links changed"),
            (summary.emphases_changed, "change of emphasis", "changes of emphasis"),
        ] {
            match count {
                0 => {}
                1 => self.out.push_str(&format!(", 1 {one}")),
                count => self.out.push_str(&format!(", {count} {many}")),
            }
        }
        self.out.push('\n');
        let bullet = if self.markup == Markup::Markdown { "\n- " } else { "  " };
        for section in &summary.sections {
            let changes: Vec<String> =
                section.changes.iter().map(|one| visible::line(&change(one)).into_owned()).collect();
            let title = if section.title.is_empty() { "(before the first heading)" } else { &section.title };
            let line = format!("{bullet}{}: {}", changes.join(", "), self.escaped(title));
            self.out.push_str(&line);
            self.out.push_str(if self.markup == Markup::Markdown { "" } else { "\n" });
        }
        if self.markup == Markup::Markdown {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self, indent: &str, text: &str) {
        self.out.push('\n');
        self.text(indent, indent, text);
    }

    /// Writes lines: the first after `first`, the others after `indent`.
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
            // A pager shows each line by itself, so a colour that continues has to start again.
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

    fn nodes(&mut self, nodes: &[Node], indent: &str) {
        for node in nodes {
            self.node(node, indent);
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
                let text = self.pieces(pieces);
                self.paragraph(indent, &text);
            }
            Node::List { items, .. } => {
                self.out.push('\n');
                for item in items {
                    self.item(item, indent);
                }
            }
            Node::Table { columns, rows } => self.table(columns, rows, indent),
            Node::Definitions(terms) => {
                for term in terms {
                    self.term(term, indent);
                }
            }
            Node::Quote(nodes) => self.nodes(nodes, &format!("{indent}> ")),
            Node::Regrouped(regrouped) => self.nodes(&regrouped.nodes, indent),
            Node::Leaf(leaf) => {
                let note =
                    leaf.note.map_or_else(String::new, |container| format!(" [{}]", self.escaped(&was(container))));
                let text = self.line(&leaf.content) + &note;
                self.paragraph(indent, &text);
            }
            Node::MovedFrom(moved) => self.paragraph(indent, &format!("(moved away: {})", moved.number + 1)),
            Node::MovedTo(moved) => {
                self.paragraph(indent, &format!("(moved here: {})", moved.number + 1));
                self.nodes(&moved.nodes, indent);
            }
        }
    }

    fn block(&mut self, block: &Block, mark: Mark, indent: &str) {
        if *block == Block::Rule {
            let text = self.marked("---", mark);
            self.paragraph(indent, &text);
        } else {
            self.node(&mark.expand(block), indent);
        }
    }

    fn pieces(&self, pieces: &[Piece]) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Run(run) => text.push_str(&self.run(run)),
                Piece::Break(Mark::Same) => text.push_str("\n\n"),
                Piece::Break(mark) => text.push_str(&format!("{}\n\n", self.marked("¶", *mark))),
            }
        }
        text
    }

    /// Writes an item after its number or its bullet.
    fn item(&mut self, item: &Item, indent: &str) {
        let mut inner = LineWriter { out: String::new(), markup: self.markup, width: self.width };
        inner.nodes(&item.nodes, &format!("{indent}  "));
        // The content is marked itself. Only the bullet of an empty item has to show what happened to the item.
        let content = inner.out.trim_matches('\n').trim_start();
        let mark = if content.is_empty() { item.mark } else { Mark::Same };
        let bullet = self.bullet(&item.number, item.mark, mark);
        writeln!(self.out, "{indent}{bullet} {content}").expect("writing to a string does not fail");
    }

    /// Returns the number of an item, the old and the new one if both texts have the item with another number.
    fn bullet(&self, number: &Change<Option<u64>>, item: Mark, mark: Mark) -> String {
        let bullet = if item == Mark::Same && number.is_changed() {
            self.marked(&sign(number.before), Mark::Deleted) + &self.marked(&sign(number.after), Mark::Inserted)
        } else {
            self.marked(&sign(number.before.or(number.after)), mark)
        };
        // Markdown would count by itself, so a number is text in an item with a bullet.
        if self.markup == Markup::Markdown && (number.before.is_some() || number.after.is_some()) {
            format!("- {}", bullet.replace('.', "\\."))
        } else {
            bullet
        }
    }

    fn term(&mut self, term: &Term, indent: &str) {
        let line = self.line(&term.term);
        self.paragraph(indent, &line);
        let sign = if self.markup == Markup::Markdown { "-" } else { ":" };
        for detail in &term.details {
            let line = self.line(&detail.content);
            self.text(&format!("{indent}{sign} "), &format!("{indent}  "), &line);
        }
    }

    fn table(&mut self, columns: &[Column], rows: &[Row], indent: &str) {
        let head = self.row(columns.iter().map(|column| &column.head), indent);
        self.out.push('\n');
        self.out.push_str(&head);
        if self.markup == Markup::Markdown {
            self.out.push_str(&format!("{indent}|{}\n", " --- |".repeat(columns.len())));
        }
        for row in rows {
            let row = self.row(row.cells.iter(), indent);
            self.out.push_str(&row);
        }
    }

    fn row<'a>(&self, cells: impl Iterator<Item = &'a MarkedLine>, indent: &str) -> String {
        let cells = cells.map(|cell| self.line(cell)).collect::<Vec<_>>().join(" | ");
        match self.markup {
            Markup::Markdown => format!("{indent}| {cells} |\n"),
            Markup::Plain | Markup::Colour => format!("{indent}{cells}\n"),
        }
    }

    fn line(&self, line: &MarkedLine) -> String {
        let mut text = String::new();
        for runs in line.0.chunk_by(|a, b| a.mark == b.mark) {
            let words: String = runs.iter().map(|run| self.words(run)).collect();
            text.push_str(&self.marked(&words, runs[0].mark));
        }
        text
    }

    fn run(&self, run: &MarkedRun) -> String {
        self.marked(&self.words(run), run.mark)
    }

    /// Returns the words of a run, with a note if their style changed.
    fn words(&self, run: &MarkedRun) -> String {
        let words = self.escaped(&run.run.text.replace('\n', " "));
        let notes: Vec<String> = run.restyles().into_iter().map(restyle).collect();
        if notes.is_empty() { words } else { format!("{words} [{}]", self.escaped(&notes.join("; "))) }
    }

    fn escaped(&self, text: &str) -> String {
        let text = visible::line(text);
        if self.markup != Markup::Markdown {
            return text.into_owned();
        }
        let mut escaped = Vec::new();
        escape_markdown(&text, &mut escaped).expect("writing to memory does not fail");
        String::from_utf8(escaped).expect("escaping adds whole letters")
    }

    fn marked(&self, text: &str, mark: Mark) -> String {
        match (mark, self.markup) {
            (Mark::Same, _) => text.to_owned(),
            _ if text.is_empty() => String::new(),
            (Mark::Deleted, Markup::Plain) => format!("[-{text}-]"),
            (Mark::Inserted, Markup::Plain) => format!("{{+{text}+}}"),
            (Mark::Deleted, Markup::Colour) => format!("{DELETED}[-{text}-]{RESET}"),
            (Mark::Inserted, Markup::Colour) => format!("{INSERTED}{{+{text}+}}{RESET}"),
            (Mark::Deleted, Markup::Markdown) => format!("<del>{text}</del>"),
            (Mark::Inserted, Markup::Markdown) => format!("<ins>{text}</ins>"),
        }
    }
}

const DELETED: &str = "\x1b[31m";
const INSERTED: &str = "\x1b[32m";
const RESET: &str = "\x1b[0m";

/// Lines are not wrapped at fewer columns than this, because too little would fit on each.
const WIDTH_MIN: usize = 24;

/// Returns the number of an item, or a bullet.
fn sign(number: Option<u64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number}."))
}

fn was(container: Container) -> String {
    match container {
        Container::Text => "was a paragraph of its own".to_owned(),
        Container::Item { level: 1 } => "was an item of a list".to_owned(),
        Container::Item { level } => format!("was an item of a list at level {level}"),
        Container::Quote => "was a quotation".to_owned(),
    }
}

fn restyle(restyle: Restyle<'_>) -> String {
    match restyle {
        Restyle::Target { before: Some(before), after: Some(after) } => format!("link: was {before}, is {after}"),
        Restyle::Target { before: Some(before), after: None } => format!("link removed: was {before}"),
        Restyle::Target { before: None, after } => format!("link added: {}", after.unwrap_or_default()),
        Restyle::Title { before, after } => format!("title of the link: was \"{before}\", is \"{after}\""),
        Restyle::Added(emphasis) => format!("now {}", name(emphasis)),
        Restyle::Removed(emphasis) => format!("no longer {}", name(emphasis)),
    }
}

fn name(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Strong => "bold",
        Emphasis::Emphasis => "italic",
        Emphasis::Code => "code",
        Emphasis::Question => "an open question",
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

//! A redline as HTML: `<ins>` and `<del>`, distinguishable without colour, and unchanged segments folded.
//!
//! Without every `<del>`, and with every `<ins>` unwrapped, the page is the text after; the reverse is the text before.

mod notes;

use std::borrow::Cow;
use std::slice;

use crate::locale::fill;
use crate::redline::node::{
    Change, Column, Detail, Item, Mark, MarkedLine, MarkedRun, Move, Node, Piece, Regrouped, Row, Term,
};
use crate::redline::{Redline, marked};
use crate::render::html::{self, Escaped, Setting, write_out};
use crate::text::{Block, Content};

/// How many unchanged blocks are shown around a change.
const CONTEXT: usize = 1;

/// Which of the two texts a part of the page shows: inside a move only one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Both,
    /// At the old place of a move.
    Before,
    /// At the new place of a move.
    After,
}

struct HtmlWriter<'a> {
    out: String,
    setting: Setting<'a>,
    /// The setting for deleted blocks, whose headings have no ids.
    gone: Setting<'a>,
    string: &'a dyn Fn(&str) -> &'a str,
}

/// Writes a redline. `string` returns the strings of the theme.
pub(super) fn write<'a>(redline: &Redline, setting: &Setting<'a>, string: &'a dyn Fn(&str) -> &'a str) -> String {
    let gone = Setting { ids: false, ..*setting };
    let mut writer = HtmlWriter { out: String::with_capacity(32 * 1024), setting: *setting, gone, string };
    for segment in redline.folded(CONTEXT) {
        let nodes = &redline.nodes()[segment.nodes];
        if segment.folded {
            writer.fold(nodes);
        } else {
            writer.nodes(nodes, View::Both);
        }
    }
    writer.out
}

impl Mark {
    fn tag(self) -> &'static str {
        match self {
            Mark::Same => "",
            Mark::Deleted => "del",
            Mark::Inserted => "ins",
        }
    }

    /// Returns the name of the mark in classes and in the keys of strings.
    fn word(self) -> &'static str {
        match self {
            Mark::Same => "",
            Mark::Deleted => "deleted",
            Mark::Inserted => "inserted",
        }
    }
}

impl View {
    fn shows(self, mark: Mark) -> bool {
        !matches!((self, mark), (View::Before, Mark::Inserted) | (View::After, Mark::Deleted))
    }

    /// Returns the value of the text that is shown.
    fn pick<T: Copy>(self, change: &Change<T>) -> T {
        if self == View::Before { change.before } else { change.after }
    }
}

impl<'a> HtmlWriter<'a> {
    fn fold(&mut self, nodes: &[Node]) {
        let summary = match nodes.len() {
            1 => (self.string)("unchanged_one").to_owned(),
            count => self.filled("unchanged_many", &[("count", &count.to_string())]),
        };
        write_out(
            &mut self.out,
            format_args!("<details class=\"unchanged\"><summary>{}</summary>\n", Escaped(&summary)),
        );
        self.nodes(nodes, View::Both);
        self.out.push_str("</details>\n");
    }

    /// Writes nodes. Neighbouring blocks that were deleted or inserted whole share one element.
    fn nodes(&mut self, nodes: &[Node], view: View) {
        for group in nodes.chunk_by(|a, b| whole(a).is_some() && whole(a) == whole(b)) {
            match whole(&group[0]) {
                Some(mark) if view.shows(mark) => self.whole(group, mark),
                Some(_) => {}
                None => group.iter().for_each(|node| self.node(node, view)),
            }
        }
    }

    fn whole(&mut self, group: &[Node], mark: Mark) {
        let tag = mark.tag();
        write_out(&mut self.out, format_args!("<{tag} class=\"block\">"));
        self.announce_block(&format!("mark_block_{}", mark.word()));
        let setting = self.setting_of(mark);
        for node in group {
            if let Node::Deleted(block) | Node::Inserted(block) = node {
                html::block(&mut self.out, block, &setting);
            }
        }
        self.announce_block(&format!("mark_block_{}_end", mark.word()));
        write_out(&mut self.out, format_args!("</{tag}>\n"));
    }

    fn node(&mut self, node: &Node, view: View) {
        let setting = if view == View::Before { self.gone } else { self.setting };
        match node {
            Node::Same(block) => html::block(&mut self.out, block, &setting),
            Node::Deleted(_) | Node::Inserted(_) => unreachable!("whole blocks are written in groups"),
            Node::Heading { level, id: id_change, content } => {
                let inner = self.line_to_string(content, view);
                let mut attributes = String::new();
                if view == View::Both && level.is_changed() {
                    write_out(&mut attributes, format_args!(" data-before-level=\"{}\"", level.before));
                }
                if view == View::Both && id_change.is_changed() {
                    write_out(&mut attributes, format_args!(" data-before-id=\"{}\"", id_change.before));
                }
                let id = if view == View::Before { &id_change.before } else { &id_change.after };
                html::heading(&mut self.out, view.pick(level), id, &attributes, &setting, |out| out.push_str(&inner));
                if view == View::Both {
                    self.heading_notes(level, id_change);
                }
            }
            Node::Paragraphs(pieces) => {
                self.out.push_str("<p>");
                self.pieces(pieces, view, "</p>\n<p>");
                self.out.push_str("</p>\n");
            }
            Node::List { start, tight, items } => self.list(start, tight, items, view),
            Node::Table { columns, rows } => self.table(columns, rows, view),
            Node::Definitions(terms) => {
                self.out.push_str("<dl>\n");
                terms.iter().for_each(|term| self.term(term, view));
                self.out.push_str("</dl>\n");
            }
            Node::Quote(nodes) => {
                self.out.push_str("<blockquote>\n");
                self.nodes(nodes, view);
                self.out.push_str("</blockquote>\n");
            }
            Node::Regrouped(regrouped) => self.regrouped(regrouped, view),
            Node::Leaf(leaf) => {
                let class = if leaf.mark == Mark::Deleted { " class=\"deleted\"" } else { "" };
                write_out(&mut self.out, format_args!("<p{class}>"));
                self.leaf(leaf);
                self.out.push_str("</p>\n");
            }
            Node::MovedFrom(moved) => self.moved(moved, Mark::Deleted),
            Node::MovedTo(moved) => self.moved(moved, Mark::Inserted),
        }
    }

    /// Writes one of the two places of a move, with a link to the other.
    fn moved(&mut self, moved: &Move, mark: Mark) {
        let (tag, view, here, there, key) = match mark {
            Mark::Deleted => ("del", View::Before, "from", "to", "moved_from"),
            _ => ("ins", View::After, "to", "from", "moved_to"),
        };
        let number = moved.number + 1;
        let note = Escaped((self.string)(key));
        let link = (self.string)(&format!("{key}_link"));
        write_out(
            &mut self.out,
            format_args!(
                "<{tag} class=\"block moved\" id=\"moved-{here}-{number}\">\n<p class=\"note\">{note} <a href=\"#moved-{there}-{number}\">{}</a></p>\n",
                Escaped(link)
            ),
        );
        self.nodes(&moved.nodes, view);
        write_out(&mut self.out, format_args!("</{tag}>\n"));
    }

    /// Writes a list in which every item shows its own number, and the number that it used to have.
    fn list(&mut self, start: &Change<Option<u64>>, tight: &Change<bool>, items: &[Item], view: View) {
        let shown = view.pick(start);
        let mut attributes = String::new();
        if view == View::Both && start.is_changed() {
            let former = start.before.map_or_else(String::new, |number| number.to_string());
            write_out(&mut attributes, format_args!(" data-before-start=\"{former}\""));
            self.list_note(start);
        }
        // Regrouped lines of an item do not show whether they were in a paragraph before.
        let is_regrouped = items.iter().flat_map(|item| &item.nodes).any(|node| matches!(node, Node::Regrouped(_)));
        if view == View::Both && (tight.is_changed() || is_regrouped) {
            write_out(&mut attributes, format_args!(" data-before-tight=\"{}\"", tight.before));
        }
        html::open_list(&mut self.out, shown, &attributes);
        // A browser counts deleted items as well, so it is told the number of each item where it would be wrong.
        let is_counted =
            start.is_changed() || items.iter().any(|item| item.mark != Mark::Same || item.number.is_changed());
        for item in items {
            let number = &item.number;
            if view.shows(item.mark) {
                let number = if is_counted {
                    notes::number_attributes(number, item.mark, shown.is_some(), view)
                } else {
                    String::new()
                };
                self.item(item, tight, &number, view);
            }
        }
        html::close_list(&mut self.out, shown);
    }

    /// Writes the lines of both texts in the containers of the text after.
    fn regrouped(&mut self, regrouped: &Regrouped, view: View) {
        match view {
            View::Both => {
                self.out.push_str("<div class=\"regroup\">\n");
                self.nodes(&regrouped.nodes, view);
                self.out.push_str("</div>\n");
            }
            View::Before => html::blocks(&mut self.out, &regrouped.before, &self.gone),
            View::After => html::blocks(&mut self.out, &regrouped.after, &self.setting),
        }
    }

    fn item(&mut self, item: &Item, tight: &Change<bool>, number: &str, view: View) {
        match item.mark {
            Mark::Same => write_out(&mut self.out, format_args!("<li{number}>")),
            mark => write_out(&mut self.out, format_args!("<li class=\"{}\"{number}>", mark.word())),
        }
        match item.mark {
            Mark::Same => item.nodes.iter().for_each(|node| self.item_node(node, tight, view)),
            _ if item.nodes.iter().any(|node| matches!(node, Node::Leaf(_))) => {
                item.nodes.iter().for_each(|node| self.item_node(node, tight, view));
            }
            mark => self.whole_item(item, mark, if mark == Mark::Deleted { tight.before } else { tight.after }),
        }
        self.out.push_str("</li>\n");
    }

    /// Writes a part of an item that both texts have. The words of a tight item are not in a paragraph.
    fn item_node(&mut self, node: &Node, tight: &Change<bool>, view: View) {
        let is_tight = view.pick(tight);
        match node {
            Node::Same(Block::Paragraph(content)) if is_tight => html::runs(&mut self.out, content, &self.setting),
            Node::Leaf(leaf) if is_tight => self.leaf(leaf),
            Node::Regrouped(regrouped) if is_tight && view == View::Both => {
                self.out.push_str("<div class=\"regroup\">");
                regrouped.nodes.iter().for_each(|node| self.item_node(node, tight, view));
                self.out.push_str("</div>\n");
            }
            Node::Paragraphs(pieces) if is_tight => self.pieces(pieces, view, "<br>"),
            Node::Deleted(Block::Paragraph(content)) if tight.before => {
                self.line(&marked(content, Mark::Deleted), view)
            }
            Node::Inserted(Block::Paragraph(content)) if tight.after => {
                self.line(&marked(content, Mark::Inserted), view)
            }
            other => {
                self.out.push('\n');
                self.nodes(slice::from_ref(other), view);
            }
        }
    }

    fn whole_item(&mut self, item: &Item, mark: Mark, is_tight: bool) {
        let (tag, word) = (mark.tag(), mark.word());
        write_out(&mut self.out, format_args!("<{tag}>"));
        self.announce(&format!("mark_item_{word}"));
        let mut blocks: Vec<Block> = Vec::with_capacity(item.nodes.len());
        for node in &item.nodes {
            if let Node::Deleted(block) | Node::Inserted(block) = node {
                blocks.push(block.clone());
            }
        }
        let setting = self.setting_of(mark);
        html::item(&mut self.out, &blocks, is_tight, &setting);
        write_out(&mut self.out, format_args!("</{tag}>"));
    }

    fn table(&mut self, columns: &[Column], rows: &[Row], view: View) {
        self.out.push_str("<div class=\"table\"><table>\n<thead><tr>");
        let shown: Vec<usize> = (0..columns.len()).filter(|&index| view.shows(columns[index].mark)).collect();
        for &index in &shown {
            match columns[index].mark {
                Mark::Same => self.out.push_str("<th scope=\"col\">"),
                mark => write_out(&mut self.out, format_args!("<th scope=\"col\" class=\"{}\">", mark.word())),
            }
            self.line(&columns[index].head, view);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows.iter().filter(|row| view.shows(row.mark)) {
            match row.mark {
                Mark::Same => self.out.push_str("<tr>"),
                mark => write_out(&mut self.out, format_args!("<tr class=\"{}\">", mark.word())),
            }
            for (place, &index) in shown.iter().enumerate() {
                html::open_cell(&mut self.out, place, &heading(&columns[index]));
                if row.mark == Mark::Same {
                    self.line(&row.cells[index], view);
                } else {
                    if place == 0 {
                        self.announce(&format!("mark_row_{}", row.mark.word()));
                    }
                    self.unannounced_line(&row.cells[index]);
                }
                html::close_cell(&mut self.out, place);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn term(&mut self, term: &Term, view: View) {
        if !view.shows(term.mark) {
            return;
        }
        self.described("dt", term.mark, &term.term, view);
        for Detail { mark, content } in &term.details {
            if view.shows(*mark) {
                self.described("dd", *mark, content, view);
            }
        }
    }

    fn described(&mut self, tag: &str, mark: Mark, line: &MarkedLine, view: View) {
        match mark {
            Mark::Same => write_out(&mut self.out, format_args!("<{tag}>")),
            mark => write_out(&mut self.out, format_args!("<{tag} class=\"{}\">", mark.word())),
        }
        self.line(line, view);
        write_out(&mut self.out, format_args!("</{tag}>\n"));
    }

    /// Writes runs and the breaks between paragraphs. A deleted break is a sign in the line.
    fn pieces(&mut self, pieces: &[Piece], view: View, separator: &str) {
        let mut line: Vec<&MarkedRun> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Run(run) => line.push(run),
                Piece::Break(mark) if !view.shows(*mark) => {}
                Piece::Break(mark) => {
                    self.marked(&std::mem::take(&mut line), view, Announce::Marks);
                    if *mark != Mark::Same {
                        let tag = mark.tag();
                        write_out(&mut self.out, format_args!("<{tag} class=\"break\">"));
                        self.announce(&format!("mark_break_{}", mark.word()));
                        write_out(&mut self.out, format_args!("<span aria-hidden=\"true\">¶ </span></{tag}>"));
                    }
                    // At the old place of a move the deleted break still divides two paragraphs.
                    if *mark != Mark::Deleted || view == View::Before {
                        self.out.push_str(separator);
                    }
                }
            }
        }
        self.marked(&line, view, Announce::Marks);
    }

    fn line(&mut self, line: &MarkedLine, view: View) {
        self.marked(&line.0.iter().collect::<Vec<_>>(), view, Announce::Marks);
    }

    /// Writes a line of a row that is already announced as inserted or deleted.
    fn unannounced_line(&mut self, line: &MarkedLine) {
        self.marked(&line.0.iter().collect::<Vec<_>>(), View::Both, Announce::Nothing);
    }

    fn line_to_string(&mut self, line: &MarkedLine, view: View) -> String {
        let out = std::mem::take(&mut self.out);
        self.line(line, view);
        std::mem::replace(&mut self.out, out)
    }

    fn marked(&mut self, runs: &[&MarkedRun], view: View, announce: Announce) {
        let mut last = Mark::Same;
        for group in runs.chunk_by(|a, b| a.mark == b.mark) {
            let mark = group[0].mark;
            if !view.shows(mark) {
                continue;
            }
            // Old and new words have no space between them, where a line could break.
            if (last, mark) == (Mark::Deleted, Mark::Inserted) {
                self.out.push_str("<wbr>");
            }
            last = mark;
            let tag = mark.tag();
            if mark != Mark::Same {
                write_out(&mut self.out, format_args!("<{tag}>"));
                if announce == Announce::Marks {
                    self.announce(&format!("mark_{}", mark.word()));
                }
            }
            for marked in group {
                self.run(marked, view);
            }
            if mark != Mark::Same {
                if announce == Announce::Marks {
                    self.announce("mark_end");
                }
                write_out(&mut self.out, format_args!("</{tag}>"));
            }
        }
    }

    /// Returns one of the theme's strings with its `{name}`s filled in.
    fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill((self.string)(key), |name| {
            let (_, value) = values.iter().find(|(given, _)| *given == name)?;
            Some(Cow::Borrowed(*value))
        })
    }

    fn setting_of(&self, mark: Mark) -> Setting<'a> {
        if mark == Mark::Deleted { self.gone } else { self.setting }
    }

    /// Writes a paragraph that a screen reader reads. It is generated content, so that it is not copied with the text.
    fn announce_block(&mut self, key: &str) {
        let words = (self.string)(key);
        write_out(&mut self.out, format_args!("\n<p class=\"mark\" data-mark=\"{}\"></p>\n", Escaped(words)));
    }

    /// Writes words that a screen reader reads. They are generated content, so that they are not copied with the text.
    fn announce(&mut self, key: &str) {
        let words = (self.string)(key);
        write_out(&mut self.out, format_args!("<span class=\"mark\" data-mark=\"{}\"></span>", Escaped(words)));
    }
}

/// Whether each insertion and deletion of a line is announced to a screen reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announce {
    Marks,
    Nothing,
}

/// Returns the mark of a block that was deleted or inserted whole.
fn whole(node: &Node) -> Option<Mark> {
    match node {
        Node::Deleted(_) => Some(Mark::Deleted),
        Node::Inserted(_) => Some(Mark::Inserted),
        _ => None,
    }
}

/// Returns the head of a column in one text, for the labels of its cells: in the text after if it is there.
fn heading(column: &Column) -> Content {
    let kept = if column.mark == Mark::Deleted { Mark::Deleted } else { Mark::Inserted };
    column
        .head
        .0
        .iter()
        .filter(|marked| marked.mark == Mark::Same || marked.mark == kept)
        .map(|marked| marked.run.clone())
        .collect()
}

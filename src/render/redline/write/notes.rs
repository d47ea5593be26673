//! What a redline says apart from words: numbers of items, levels and addresses of headings, links and styles.
//!
//! Notes are neither text; attributes contain what is needed to recover the text before.

use crate::redline::node::{Change, Leaf, Mark, MarkedRun};
use crate::redline::{Container, Emphasis, Restyle};
use crate::render::html::{self, Escaped, write_out};
use crate::render::redline::write::{HtmlWriter, View};
use crate::text::{Run, Style};

impl HtmlWriter<'_> {
    /// Says that a heading has another level or another address, which its words do not show.
    pub(super) fn heading_notes(&mut self, level: &Change<u8>, id: &Change<String>) {
        if level.is_changed() {
            let (before, after) = (level.before.to_string(), level.after.to_string());
            let note = self.filled("level_changed", &[("before", &before), ("after", &after)]);
            self.note(&note);
        }
        if id.is_changed() {
            let note = self.filled("id_changed", &[("before", &id.before), ("after", &id.after)]);
            self.note(&note);
        }
    }

    /// Says how a list was numbered.
    pub(super) fn list_note(&mut self, start: &Change<Option<u64>>) {
        let note = match (start.before, start.after) {
            (None, _) => (self.string)("list_had_bullets").to_owned(),
            (Some(_), None) => (self.string)("list_had_numbers").to_owned(),
            (Some(number), Some(_)) => self.filled("list_started_at", &[("number", &number.to_string())]),
        };
        self.note(&note);
    }

    /// Writes a line of regrouped blocks. A note says what contained it before, and an attribute where it was.
    pub(super) fn leaf(&mut self, leaf: &Leaf) {
        let Some(former) = &leaf.former else {
            self.line(&leaf.content, View::Both);
            return;
        };
        self.out.push_str("<span");
        if let Some(container) = leaf.note {
            let note = match container {
                Container::Text => (self.string)("was_text").to_owned(),
                Container::Item { level } => self.filled("was_item", &[("level", &level.to_string())]),
                Container::Quote => (self.string)("was_quote").to_owned(),
            };
            write_out(&mut self.out, format_args!(" class=\"regrouped\" data-note=\"{}\"", Escaped(&note)));
        }
        write_out(&mut self.out, format_args!(" data-before-path=\"{former}\">"));
        self.line(&leaf.content, View::Both);
        self.out.push_str("</span>");
    }

    pub(super) fn note(&mut self, note: &str) {
        write_out(&mut self.out, format_args!("<p class=\"note\">{}</p>\n", Escaped(note)));
    }

    /// Writes a run. If its style changed, a note says how, and attributes contain the style before.
    pub(super) fn run(&mut self, marked: &MarkedRun, view: View) {
        let Some(former) = &marked.former_style else {
            html::run(&mut self.out, &marked.run, &self.setting);
            return;
        };
        if view == View::Before {
            let run = Run { text: marked.run.text.clone(), style: former.clone() };
            html::run(&mut self.out, &run, &self.setting);
            return;
        }
        let note = self.restyle_note(marked);
        write_out(
            &mut self.out,
            format_args!(
                "<span class=\"restyled\" data-note=\"{}\" data-before-style=\"{}\"",
                Escaped(&note),
                style_words(former)
            ),
        );
        if let Some(link) = &former.link {
            let href = (self.setting.link)(&link.to);
            write_out(&mut self.out, format_args!(" data-before-href=\"{}\"", Escaped(&href)));
            write_out(&mut self.out, format_args!(" data-before-title=\"{}\"", Escaped(&link.title)));
        }
        self.out.push('>');
        html::run(&mut self.out, &marked.run, &self.setting);
        self.out.push_str("</span>");
    }

    /// Returns what changed in the style of a run, in words.
    fn restyle_note(&self, marked: &MarkedRun) -> String {
        let mut notes: Vec<String> = Vec::new();
        for restyle in marked.restyles() {
            notes.push(match restyle {
                Restyle::Target { before, after } => {
                    let key = match (before, after) {
                        (Some(_), Some(_)) => "link_changed",
                        (Some(_), None) => "link_removed",
                        (None, _) => "link_added",
                    };
                    let [before, after] = [before, after].map(|to| to.map_or_else(String::new, self.setting.link));
                    self.filled(key, &[("before", &before), ("after", &after)])
                }
                Restyle::Title { before, after } => {
                    self.filled("link_title_changed", &[("before", before), ("after", after)])
                }
                Restyle::Added(emphasis) => (self.string)(added_key(emphasis)).to_owned(),
                Restyle::Removed(emphasis) => (self.string)(removed_key(emphasis)).to_owned(),
            });
        }
        notes.join("; ")
    }
}

/// Returns the attributes of an item: its number as `value`, and its former number if that is another one.
pub(super) fn number_attributes(number: &Change<Option<u64>>, mark: Mark, is_numbered: bool, view: View) -> String {
    let shown = if mark == Mark::Deleted || view == View::Before { number.before } else { number.after };
    let mut attributes = String::new();
    match shown {
        Some(number) if is_numbered => write_out(&mut attributes, format_args!(" value=\"{number}\"")),
        Some(number) => write_out(&mut attributes, format_args!(" data-before=\"{number}\"")),
        None if is_numbered => attributes.push_str(" data-before=\"•\""),
        None => {}
    }
    if mark == Mark::Same && view == View::Both && number.is_changed() {
        let former = number.before.map_or_else(|| "•".to_owned(), |number| number.to_string());
        write_out(&mut attributes, format_args!(" data-before=\"{former}\""));
    }
    attributes
}

/// Returns the emphases of a style as words for an attribute.
fn style_words(style: &Style) -> String {
    let words =
        [(style.strong, "strong"), (style.emphasis, "emphasis"), (style.code, "code"), (style.question, "question")];
    words.into_iter().filter(|(is_set, _)| *is_set).map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

fn added_key(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Strong => "strong_added",
        Emphasis::Emphasis => "emphasis_added",
        Emphasis::Code => "code_added",
        Emphasis::Question => "question_added",
    }
}

fn removed_key(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Strong => "strong_removed",
        Emphasis::Emphasis => "emphasis_removed",
        Emphasis::Code => "code_removed",
        Emphasis::Question => "question_removed",
    }
}

//! A text as HTML. Every character is escaped, and every element is closed in the right order.

use std::fmt::Write;

use pulldown_cmark_escape::{FmtWriter, escape_html, escape_html_body_text};

use crate::text::{Block, Content, Run, Style, Table, Text};

/// What a text needs to know about its page.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Resolves a link as seen from the page.
    pub(super) link: &'a dyn Fn(&str) -> String,
    /// The accessible name of a heading's own link.
    pub(super) anchor_label: &'a str,
    /// Whether headings have ids. Deleted headings have none, so that no id occurs twice.
    pub(super) ids: bool,
    /// Whether the title of the text is the title of the page; a redline's page has its own title.
    pub(super) titled: bool,
    /// The same text in other languages: tag, name, and address without a section.
    pub(super) alternates: &'a [(String, String, String)],
}

pub(super) fn text(text: &Text, setting: &Setting<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    blocks(&mut out, &text.blocks, setting);
    out
}

pub(super) fn blocks(out: &mut String, blocks: &[Block], setting: &Setting<'_>) {
    for one in blocks {
        block(out, one, setting);
    }
}

pub(super) fn block(out: &mut String, block: &Block, setting: &Setting<'_>) {
    match block {
        Block::Heading { level, id, content } => {
            heading(out, *level, id, "", setting, |out| runs(out, content, setting));
        }
        Block::Paragraph(content) => {
            out.push_str("<p>");
            runs(out, content, setting);
            out.push_str("</p>\n");
        }
        Block::List { start, tight, items } => {
            open_list(out, *start, "");
            for one in items {
                out.push_str("<li>");
                item(out, one, *tight, setting);
                out.push_str("</li>\n");
            }
            close_list(out, *start);
        }
        Block::Table(table) => self::table(out, table, setting),
        Block::Definitions(definitions) => {
            out.push_str("<dl>\n");
            for definition in definitions {
                out.push_str("<dt>");
                runs(out, &definition.term, setting);
                out.push_str("</dt>\n");
                for detail in &definition.details {
                    out.push_str("<dd>");
                    runs(out, detail, setting);
                    out.push_str("</dd>\n");
                }
            }
            out.push_str("</dl>\n");
        }
        Block::Quote(inner) => {
            out.push_str("<blockquote>\n");
            blocks(out, inner, setting);
            out.push_str("</blockquote>\n");
        }
        Block::Rule => out.push_str("<hr>\n"),
    }
}

/// Writes a heading around the output of `inner`, followed by its links.
pub(super) fn heading(
    out: &mut String,
    level: u8,
    id: &str,
    attributes: &str,
    setting: &Setting<'_>,
    inner: impl FnOnce(&mut String),
) {
    if level == 1 && !setting.titled {
        write_out(out, format_args!("<p class=\"title\"{attributes}>"));
        inner(out);
        out.push_str("</p>\n");
        return;
    }
    match (id.is_empty(), setting.ids) {
        (true, _) => write_out(out, format_args!("<h{level}{attributes}>")),
        (false, true) => write_out(out, format_args!("<h{level} id=\"{id}\"{attributes}>")),
        (false, false) => write_out(out, format_args!("<h{level} data-id=\"{id}\"{attributes}>")),
    }
    inner(out);
    if setting.ids && !id.is_empty() {
        write_out(
            out,
            format_args!(" <a class=\"anchor\" href=\"#{id}\" aria-label=\"{}\">#</a>", Escaped(setting.anchor_label)),
        );
        for (language, name, href) in setting.alternates {
            write_out(
                out,
                format_args!(
                    " <a class=\"alternate\" hreflang=\"{language}\" lang=\"{language}\" href=\"{}#{id}\" title=\"{}\">{}</a>",
                    Escaped(href),
                    Escaped(name),
                    language.to_uppercase()
                ),
            );
        }
    }
    write_out(out, format_args!("</h{level}>\n"));
}

pub(super) fn open_list(out: &mut String, start: Option<u64>, attributes: &str) {
    match start {
        Some(1) => write_out(out, format_args!("<ol{attributes}>\n")),
        Some(start) => write_out(out, format_args!("<ol start=\"{start}\"{attributes}>\n")),
        None => write_out(out, format_args!("<ul{attributes}>\n")),
    }
}

pub(super) fn close_list(out: &mut String, start: Option<u64>) {
    out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
}

/// Writes the content of a list item.
pub(super) fn item(out: &mut String, inner: &[Block], tight: bool, setting: &Setting<'_>) {
    for one in inner {
        match one {
            Block::Paragraph(content) if tight => runs(out, content, setting),
            other => {
                out.push('\n');
                block(out, other, setting);
            }
        }
    }
}

fn table(out: &mut String, table: &Table, setting: &Setting<'_>) {
    out.push_str("<div class=\"table\"><table>\n<thead><tr>");
    for cell in &table.head {
        out.push_str("<th scope=\"col\">");
        runs(out, cell, setting);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            open_cell(out, index, &table.head[index]);
            runs(out, cell, setting);
            close_cell(out, index);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// Opens a cell. The first one names the row; the others have the name of their column as a label for narrow screens, where label
/// and value are side by side, so the value is one element.
pub(super) fn open_cell(out: &mut String, index: usize, head: &Content) {
    if index == 0 {
        out.push_str("<th scope=\"row\">");
    } else {
        out.push_str("<td data-label=\"");
        for run in head.runs() {
            escape_value(out, &run.text.replace('\n', " "));
        }
        out.push_str("\"><span>");
    }
}

pub(super) fn close_cell(out: &mut String, index: usize) {
    out.push_str(if index == 0 { "</th>" } else { "</span></td>" });
}

/// Writes a line of text.
pub(super) fn runs(out: &mut String, content: &Content, setting: &Setting<'_>) {
    for one in content.runs() {
        run(out, one, setting);
    }
}

/// Writes one run with the elements of its style.
pub(super) fn run(out: &mut String, run: &Run, setting: &Setting<'_>) {
    let Style { strong, emphasis, code, question, link } = &run.style;
    if let Some(link) = link {
        out.push_str("<a href=\"");
        escape_value(out, &(setting.link)(&link.to));
        if !link.title.is_empty() {
            out.push_str("\" title=\"");
            escape_value(out, &link.title);
        }
        out.push_str("\">");
    }
    for (is_set, tag) in
        [(*strong, "<strong>"), (*emphasis, "<em>"), (*code, "<code>"), (*question, "<span class=\"question\">")]
    {
        if is_set {
            out.push_str(tag);
        }
    }
    escape_lines(out, &run.text);
    for (is_set, tag) in [(*question, "</span>"), (*code, "</code>"), (*emphasis, "</em>"), (*strong, "</strong>")] {
        if is_set {
            out.push_str(tag);
        }
    }
    if link.is_some() {
        out.push_str("</a>");
    }
}

/// Escapes text, writing line breaks as such.
fn escape_lines(out: &mut String, text: &str) {
    let mut lines = text.split('\n');
    escape_text(out, lines.next().unwrap_or_default());
    for line in lines {
        out.push_str("<br>");
        escape_text(out, line);
    }
}

fn escape_text(out: &mut String, text: &str) {
    escape_html_body_text(out, text).expect("writing to a string does not fail");
}

fn escape_value(out: &mut String, text: &str) {
    escape_html(out, text).expect("writing to a string does not fail");
}

/// Text without markup, for attributes and between elements.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        escape_html(FmtWriter(formatter), self.0)
    }
}

/// Writes to a string, which does not fail.
pub(super) fn write_out(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).expect("writing to a string does not fail");
}

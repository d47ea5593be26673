//! Texts in the compact notation of these tests.

use std::sync::Arc;

use crate::text::{Block, Content, Definition, Link, Style, Table, Text};

/// Returns the text of these lines; the module above describes the notation.
pub(crate) fn text(lines: &str) -> Text {
    let lines: Vec<&str> = lines.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let indent = lines.iter().map(|line| indent(line)).min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|line| &line[indent..]).collect();
    Text { blocks: blocks(&lines) }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn blocks(mut lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    while let Some(line) = lines.first() {
        let taken = match line.split_whitespace().next().unwrap_or_default() {
            "*" => take_while(lines, |next| next.starts_with("* ") || next.starts_with("  ")),
            _ if number(line).is_some() => take_while(lines, |next| number(next).is_some() || next.starts_with("  ")),
            "|" => take_while(lines, |next| next.starts_with('|')),
            ">" => take_while(lines, |next| next.starts_with('>')),
            _ if is_definition(line) => take_while(lines, is_definition),
            _ => 1,
        };
        let (block, rest) = lines.split_at(taken);
        blocks.push(one(block));
        lines = rest;
    }
    blocks
}

fn take_while(lines: &[&str], belongs: impl Fn(&str) -> bool) -> usize {
    lines.iter().take_while(|line| belongs(line)).count()
}

fn is_definition(line: &str) -> bool {
    line.contains(" = ")
}

fn one(lines: &[&str]) -> Block {
    let first = lines[0];
    if let Some((marks, rest)) = first.split_once(' ').filter(|(marks, _)| marks.bytes().all(|byte| byte == b'#')) {
        let (id, title) = rest.split_once(": ").unwrap();
        return Block::Heading { level: marks.len() as u8, id: id.into(), content: content(title) };
    }
    if first.starts_with("* ") || number(first).is_some() {
        let mut items: Vec<Vec<&str>> = Vec::new();
        for line in lines {
            match line.strip_prefix("* ").or_else(|| Some(number(line)?.1)) {
                Some(item) => items.push(vec![item]),
                None => items.last_mut().unwrap().push(&line[2..]),
            }
        }
        let items = items.iter().map(|item| blocks(item)).collect();
        return Block::List { start: number(first).map(|(number, _)| number), tight: true, items };
    }
    if first.starts_with('|') {
        let mut rows = lines.iter().map(|line| cells(line));
        return Block::Table(Table { head: rows.next().unwrap(), rows: rows.collect() });
    }
    if first.starts_with('>') {
        return Block::Quote(blocks(&lines.iter().map(|line| &line[2..]).collect::<Vec<_>>()));
    }
    if is_definition(first) {
        return Block::Definitions(lines.iter().map(|line| definition(line)).collect());
    }
    if first == "---" { Block::Rule } else { Block::Paragraph(content(first)) }
}

/// Returns the number and the text of an item such as `3. item`.
fn number(line: &str) -> Option<(u64, &str)> {
    let (number, text) = line.split_once(". ")?;
    Some((number.parse().ok()?, text))
}

fn definition(line: &str) -> Definition {
    let (term, details) = line.split_once(" = ").unwrap();
    Definition { term: content(term), details: details.split("; ").map(content).collect() }
}

fn cells(line: &str) -> Vec<Content> {
    line.trim_matches('|').split('|').map(|cell| content(cell.trim())).collect()
}

fn content(line: &str) -> Content {
    let mut content = Content::new();
    for (at, part) in line.split("**").enumerate() {
        let strong = at % 2 == 1;
        for (at, part) in part.split(['‹', '›']).enumerate() {
            let is_link = at % 2 == 1;
            let (text, to) = part.rsplit_once("->").filter(|_| is_link).unwrap_or((part, part));
            let link = is_link.then(|| Arc::new(Link { to: to.into(), title: String::new() }));
            content.push(text, &Style { strong, link, ..Style::default() });
        }
    }
    content
}

//! Random edits of a document, of the kinds that editors make.

use proptest::collection::vec;
use proptest::prelude::*;

use super::document;
use crate::text::{Block, Content, Run, Style, Table, Text};

/// What is done; where is told by numbers that are taken modulo whatever there is.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    Insert(usize, Block),
    Delete(usize),
    Move(usize, usize, usize),
    Split(usize, usize),
    Join(usize),
    Nest(usize, usize),
    Rename(usize, u8, Content),
    /// In a line of a block, some tokens are replaced.
    Reword(usize, usize, usize, Content),
    Restyle(usize, usize),
    Part(usize, Part, usize),
}

/// What happens to an item, a row, a column or a definition.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Repeat,
    Remove,
    Rotate,
    Column,
}

/// Makes up to so many edits.
pub(super) fn edits(count: usize) -> impl Strategy<Value = Vec<Edit>> {
    let at = || any::<usize>();
    let part = prop_oneof![Just(Part::Repeat), Just(Part::Remove), Just(Part::Rotate), Just(Part::Column)];
    let edit = prop_oneof![
        (at(), document::block()).prop_map(|(at, block)| Edit::Insert(at, block)),
        at().prop_map(Edit::Delete),
        (at(), at(), 1..4usize).prop_map(|(from, to, count)| Edit::Move(from, to, count)),
        (at(), at()).prop_map(|(at, place)| Edit::Split(at, place)),
        at().prop_map(Edit::Join),
        (at(), 1..4usize).prop_map(|(at, count)| Edit::Nest(at, count)),
        (at(), 1..=4u8, document::content(4)).prop_map(|(at, level, title)| Edit::Rename(at, level, title)),
        (at(), at(), at(), document::content(4)).prop_map(|(at, line, place, by)| Edit::Reword(at, line, place, by)),
        (at(), at()).prop_map(|(at, line)| Edit::Restyle(at, line)),
        (at(), part, at()).prop_map(|(at, part, place)| Edit::Part(at, part, place)),
    ];
    vec(edit, 0..count)
}

/// Makes the edits one after another.
pub(super) fn apply(text: &Text, edits: &[Edit]) -> Text {
    let mut blocks = text.blocks.clone();
    for edit in edits {
        one(&mut blocks, edit);
    }
    Text { blocks }
}

fn one(blocks: &mut Vec<Block>, edit: &Edit) {
    if let Edit::Insert(at, block) = edit {
        blocks.insert(at % (blocks.len() + 1), block.clone());
        return;
    }
    let count = blocks.len();
    if count == 0 {
        return;
    }
    match edit {
        Edit::Insert(..) => {}
        Edit::Delete(at) => drop(blocks.remove(at % count)),
        Edit::Move(from, to, length) => {
            let from = from % count;
            let moved: Vec<Block> = blocks.drain(from..(from + length).min(count)).collect();
            let to = to % (blocks.len() + 1);
            blocks.splice(to..to, moved);
        }
        Edit::Split(at, place) => {
            if let Block::Paragraph(content) = &blocks[at % count] {
                let [first, second] = split(content, *place);
                blocks.splice(at % count..=at % count, [first, second].map(Block::Paragraph));
            }
        }
        Edit::Join(at) => {
            let at = at % count;
            if let [Block::Paragraph(first), Block::Paragraph(second), ..] = &blocks[at..] {
                let joined = Block::Paragraph(first.runs().iter().chain(second.runs()).cloned().collect());
                blocks.splice(at..at + 2, [joined]);
            }
        }
        Edit::Nest(at, length) => {
            let range = at % count..(at % count + length).min(count);
            let inner: Vec<Block> = blocks.drain(range.clone()).collect();
            blocks.insert(range.start, Block::Quote(inner));
        }
        Edit::Rename(at, level, title) => {
            if let Block::Heading { level: old, content, .. } = &mut blocks[at % count] {
                (*old, *content) = (*level, title.clone());
            }
        }
        Edit::Reword(at, line, place, by) => change_line(&mut blocks[at % count], *line, |content| {
            let [first, second] = split(content, *place);
            let [_, rest] = split(&second, 5);
            first.runs().iter().chain(by.runs()).chain(rest.runs()).cloned().collect()
        }),
        Edit::Restyle(at, line) => change_line(&mut blocks[at % count], *line, |content| {
            let style = Style { strong: true, ..Style::default() };
            content.runs().iter().map(|run| Run { text: run.text.clone(), style: style.clone() }).collect()
        }),
        Edit::Part(at, part, place) => change_parts(&mut blocks[at % count], *part, *place),
    }
}

/// Divides a line after so many characters, modulo its length.
fn split(content: &Content, place: usize) -> [Content; 2] {
    let length: usize = content.runs().iter().map(|run| run.text.chars().count()).sum();
    let place = place % (length + 1);
    let mut halves = [Content::new(), Content::new()];
    let mut at = 0;
    for run in content.runs() {
        for c in run.text.chars() {
            halves[usize::from(at >= place)].push(c.encode_utf8(&mut [0; 4]), &run.style);
            at += 1;
        }
    }
    halves
}

fn change_line(block: &mut Block, line: usize, change: impl Fn(&Content) -> Content) {
    let mut lines = Vec::new();
    collect(block, &mut lines);
    let count = lines.len();
    if count > 0 {
        let line = &mut *lines[line % count];
        *line = change(line);
    }
}

fn collect<'a>(block: &'a mut Block, lines: &mut Vec<&'a mut Content>) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => lines.push(content),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(|block| collect(block, lines)),
        Block::Table(Table { head, rows }) => lines.extend(head.iter_mut().chain(rows.iter_mut().flatten())),
        Block::Definitions(definitions) => {
            lines.extend(definitions.iter_mut().flat_map(|it| std::iter::once(&mut it.term).chain(&mut it.details)));
        }
        Block::Quote(blocks) => blocks.iter_mut().for_each(|block| collect(block, lines)),
        Block::Rule => {}
    }
}

fn change_parts(block: &mut Block, part: Part, place: usize) {
    match block {
        Block::List { start, .. } if matches!(part, Part::Column) => *start = start.xor(Some(1)),
        Block::List { items, .. } => change_vec(items, part, place),
        Block::Table(Table { head, rows }) if matches!(part, Part::Column) => {
            let part = if place.is_multiple_of(2) { Part::Repeat } else { Part::Remove };
            std::iter::once(head).chain(rows).for_each(|row| change_vec(row, part, place / 2));
        }
        Block::Table(Table { rows, .. }) => change_vec(rows, part, place),
        Block::Definitions(definitions) => change_vec(definitions, part, place),
        Block::Quote(blocks) => change_vec(blocks, part, place),
        Block::Heading { .. } | Block::Paragraph(_) | Block::Rule => {}
    }
}

fn change_vec<T: Clone>(parts: &mut Vec<T>, part: Part, place: usize) {
    if parts.is_empty() {
        return;
    }
    let place = place % parts.len();
    match part {
        Part::Repeat => parts.insert(place, parts[parts.len() - 1].clone()),
        Part::Remove => drop(parts.remove(place)),
        Part::Rotate | Part::Column => parts.rotate_left(place),
    }
}

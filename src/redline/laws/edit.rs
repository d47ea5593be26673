//! Random edits of a document, of the kinds that editors make.

use proptest::collection::vec;
use proptest::prelude::*;

use super::document;
use crate::text::{Block, Content, Run, Style, Table, Text};

/// A change to a document. Positions are numbers that are taken modulo the length of what is there.
#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    Insert(usize, Block),
    Delete(usize),
    Move(usize, usize, usize),
    Split(usize, usize),
    Join(usize),
    Nest(usize, usize),
    /// Makes blocks the items of a list, or the items of a list blocks.
    Itemise(usize, usize),
    Rename(usize, u8, Content),
    /// Replaces some characters in a line of a block.
    Reword(usize, usize, usize, Content),
    Restyle(usize, usize),
    Parts(usize, PartMutation, usize),
}

/// A change to an item, a row, a column or a definition.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PartMutation {
    Repeat,
    Remove,
    Rotate,
    Column,
}

/// A position, taken modulo the length of what is there.
const AT: proptest::num::usize::Any = proptest::num::usize::ANY;

/// Generates fewer than this many edits.
pub(crate) fn edits(count: usize) -> impl Strategy<Value = Vec<Mutation>> {
    let part = prop_oneof![
        Just(PartMutation::Repeat),
        Just(PartMutation::Remove),
        Just(PartMutation::Rotate),
        Just(PartMutation::Column)
    ];
    let edit = prop_oneof![
        (AT, document::block()).prop_map(|(at, block)| Mutation::Insert(at, block)),
        AT.prop_map(Mutation::Delete),
        (AT, AT, 1..4usize).prop_map(|(from, to, count)| Mutation::Move(from, to, count)),
        (AT, AT).prop_map(|(at, place)| Mutation::Split(at, place)),
        AT.prop_map(Mutation::Join),
        (AT, 1..4usize).prop_map(|(at, count)| Mutation::Nest(at, count)),
        (AT, 1..4usize).prop_map(|(at, count)| Mutation::Itemise(at, count)),
        (AT, 1..=4u8, document::content(4)).prop_map(|(at, level, title)| Mutation::Rename(at, level, title)),
        (AT, AT, AT, document::content(4)).prop_map(|(at, line, place, by)| Mutation::Reword(at, line, place, by)),
        (AT, AT).prop_map(|(at, line)| Mutation::Restyle(at, line)),
        (AT, part, AT).prop_map(|(at, part, place)| Mutation::Parts(at, part, place)),
    ];
    vec(edit, 0..count)
}

/// Applies the edits one after another.
pub(crate) fn apply(text: &Text, edits: &[Mutation]) -> Text {
    let mut blocks = text.blocks.clone();
    for edit in edits {
        one(&mut blocks, edit);
    }
    Text { blocks }
}

fn one(blocks: &mut Vec<Block>, edit: &Mutation) {
    if let Mutation::Insert(at, block) = edit {
        blocks.insert(at % (blocks.len() + 1), block.clone());
        return;
    }
    let count = blocks.len();
    if count == 0 {
        return;
    }
    match edit {
        Mutation::Insert(..) => {}
        Mutation::Delete(at) => drop(blocks.remove(at % count)),
        Mutation::Move(from, to, length) => {
            let from = from % count;
            let moved: Vec<Block> = blocks.drain(from..(from + length).min(count)).collect();
            let to = to % (blocks.len() + 1);
            blocks.splice(to..to, moved);
        }
        Mutation::Split(at, place) => {
            if let Block::Paragraph(content) = &blocks[at % count] {
                let [first, second] = split(content, *place);
                blocks.splice(at % count..=at % count, [first, second].map(Block::Paragraph));
            }
        }
        Mutation::Join(at) => {
            let at = at % count;
            if let [Block::Paragraph(first), Block::Paragraph(second), ..] = &blocks[at..] {
                let joined = Block::Paragraph(first.runs().iter().chain(second.runs()).cloned().collect());
                blocks.splice(at..at + 2, [joined]);
            }
        }
        Mutation::Itemise(at, length) => {
            let range = at % count..(at % count + length).min(count);
            if let Block::List { items, .. } = &blocks[range.start] {
                let inner: Vec<Block> = items.iter().flatten().cloned().collect();
                blocks.splice(range.start..=range.start, inner);
            } else {
                let items = blocks.drain(range.clone()).map(|block| vec![block]).collect();
                let start = length.is_multiple_of(2).then_some(3);
                blocks.insert(range.start, Block::List { start, tight: true, items });
            }
        }
        Mutation::Nest(at, length) => {
            let range = at % count..(at % count + length).min(count);
            let inner: Vec<Block> = blocks.drain(range.clone()).collect();
            blocks.insert(range.start, Block::Quote(inner));
        }
        Mutation::Rename(at, level, title) => {
            if let Block::Heading { level: old, content, .. } = &mut blocks[at % count] {
                (*old, *content) = (*level, title.clone());
            }
        }
        Mutation::Reword(at, line, place, by) => change_line(&mut blocks[at % count], *line, |content| {
            let [first, second] = split(content, *place);
            let [_, rest] = split(&second, 5);
            first.runs().iter().chain(by.runs()).chain(rest.runs()).cloned().collect()
        }),
        Mutation::Restyle(at, line) => change_line(&mut blocks[at % count], *line, |content| {
            let style = Style { strong: true, ..Style::default() };
            content.runs().iter().map(|run| Run { text: run.text.clone(), style: style.clone() }).collect()
        }),
        Mutation::Parts(at, part, place) => change_parts(&mut blocks[at % count], *part, *place),
    }
}

/// Splits a line after this many characters, modulo its length.
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

fn change_parts(block: &mut Block, part: PartMutation, place: usize) {
    match block {
        Block::List { start, .. } if matches!(part, PartMutation::Column) => *start = start.xor(Some(1)),
        Block::List { items, .. } => change_vec(items, part, place),
        Block::Table(Table { head, rows }) if matches!(part, PartMutation::Column) => {
            let part = if place.is_multiple_of(2) { PartMutation::Repeat } else { PartMutation::Remove };
            std::iter::once(head).chain(rows).for_each(|row| change_vec(row, part, place / 2));
        }
        Block::Table(Table { rows, .. }) => change_vec(rows, part, place),
        Block::Definitions(definitions) => change_vec(definitions, part, place),
        Block::Quote(blocks) => change_vec(blocks, part, place),
        Block::Heading { .. } | Block::Paragraph(_) | Block::Rule => {}
    }
}

fn change_vec<T: Clone>(parts: &mut Vec<T>, part: PartMutation, place: usize) {
    if parts.is_empty() {
        return;
    }
    let place = place % parts.len();
    match part {
        PartMutation::Repeat => parts.insert(place, parts[parts.len() - 1].clone()),
        PartMutation::Remove => drop(parts.remove(place)),
        PartMutation::Rotate | PartMutation::Column => parts.rotate_left(place),
    }
}

//! The sections of two texts, paired by the ids of their headings.
//!
//! Sections are taken flat, a heading with the blocks up to the next heading of any level, and what stays in place
//! is the heaviest set of pairs in the same order. So a section that gets another level or another parent with
//! the reading order unchanged stays in place, and the others move, each with the subsections that go along.
//! A section that only one text has is compared together with the section before it: a heading set into the
//! middle of a section then shows as that heading alone.

use std::ops::Range;

use crate::redline::hash::FastMap;
use crate::redline::increasing;
use crate::redline::profile;
use crate::text::{Block, Text};

/// A heading with the blocks up to the next one; the first of a text may have no heading and no blocks.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    /// The heading included.
    pub(crate) blocks: &'a [Block],
    heading: Option<(&'a str, u8)>,
    /// Bytes of text, plus one.
    weight: u64,
    /// The section of the other text with the same id.
    partner: Option<usize>,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Only in this text, or partner unknown.
    Lone,
    Kept,
    /// Part of the move with this number.
    Moved(usize),
}

/// A part of both texts that is compared as one.
#[derive(Debug, Default)]
pub(crate) struct Region {
    /// What stands here before and after: sections, and moves by number.
    pub(crate) before: Vec<Part>,
    pub(crate) after: Vec<Part>,
}

/// The place of a section in its text, or the number of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first section of each side of a region is the pair that the region was made for.
    Section(usize),
    Move(usize),
}

/// How the sections of two texts belong together.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) before: Vec<Section<'a>>,
    pub(crate) after: Vec<Section<'a>>,
    /// In reading order; the first holds what stands before any heading.
    pub(crate) regions: Vec<Region>,
    /// What moved, each as regions of its own without moves.
    pub(crate) moves: Vec<Vec<Region>>,
}

/// Pairs the sections of two texts.
pub(crate) fn plan<'a>(before: &'a Text, after: &'a Text) -> Plan<'a> {
    let mut before = sections(before);
    let mut after = sections(after);
    pair(&mut before, &mut after);
    keep(&mut before, &mut after);
    let moves = moves(&mut before, &mut after);
    let regions = regions(&before, &after);
    Plan { before, after, regions, moves }
}

fn sections(text: &Text) -> Vec<Section<'_>> {
    let mut starts = vec![0];
    starts.extend((1..text.blocks.len()).filter(|at| matches!(text.blocks[*at], Block::Heading { .. })));
    let opens_with_heading = matches!(text.blocks.first(), Some(Block::Heading { .. }));
    if opens_with_heading {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.blocks.len()]);
    starts.iter().zip(ends).map(|(start, end)| section(&text.blocks[*start..end])).collect()
}

fn section(blocks: &[Block]) -> Section<'_> {
    let heading = match blocks.first() {
        Some(Block::Heading { id, level, .. }) => Some((id.as_str(), *level)),
        _ => None,
    };
    let mut weight = 1;
    for block in blocks {
        profile::each_line(block, &mut |line| {
            weight += line.runs().iter().map(|run| run.text.len() as u64).sum::<u64>();
        });
    }
    Section { blocks, heading, weight, partner: None, place: Place::Lone }
}

/// Pairs sections of the same id, the first with the first where an id is used twice, and the two openings.
fn pair(before: &mut [Section<'_>], after: &mut [Section<'_>]) {
    let mut places: FastMap<(Option<&str>, usize), usize> = FastMap::default();
    let mut counts: FastMap<&str, usize> = FastMap::default();
    for (at, section) in before.iter().enumerate() {
        places.insert((section.heading.map(|(id, _)| id), nth(&mut counts, section)), at);
    }
    counts.clear();
    for (at, section) in after.iter_mut().enumerate() {
        let key = (section.heading.map(|(id, _)| id), nth(&mut counts, section));
        section.partner = places.get(&key).copied();
        if let Some(partner) = section.partner {
            before[partner].partner = Some(at);
        }
    }
}

fn nth<'a>(counts: &mut FastMap<&'a str, usize>, section: &Section<'a>) -> usize {
    let Some((id, _)) = section.heading else { return 0 };
    let count = counts.entry(id).or_default();
    *count += 1;
    *count
}

fn keep(before: &mut [Section<'_>], after: &mut [Section<'_>]) {
    let pairs: Vec<(usize, usize)> =
        before.iter().enumerate().filter_map(|(at, section)| Some((at, section.partner?))).collect();
    let weighed: Vec<(usize, u64)> = pairs.iter().map(|&(i, j)| (j, before[i].weight + after[j].weight)).collect();
    for at in increasing::heaviest(&weighed) {
        let (i, j) = pairs[at];
        before[i].place = Place::Kept;
        after[j].place = Place::Kept;
    }
}

/// Gathers sections that moved together, with the sections between and below them that only one text has.
fn moves(before: &mut [Section<'_>], after: &mut [Section<'_>]) -> Vec<Vec<Region>> {
    let mut moves = Vec::new();
    let mut at = 0;
    while at < before.len() {
        let Some(partner) = before[at].partner.filter(|_| before[at].place == Place::Lone) else {
            at += 1;
            continue;
        };
        let mut pairs = vec![(at, partner)];
        while let Some(next) = next_pair(pairs[pairs.len() - 1], before, after) {
            pairs.push(next);
        }
        let (last_i, last_j) = pairs[pairs.len() - 1];
        let level = before[at].level().min(after[partner].level());
        let end = (below(before, last_i + 1, level), below(after, last_j + 1, level));
        for section in &mut before[at..end.0] {
            section.place = Place::Moved(moves.len());
        }
        for section in &mut after[partner..end.1] {
            section.place = Place::Moved(moves.len());
        }
        let ends = pairs.iter().skip(1).copied().chain([end]);
        let region = |(&(i, j), (end_i, end_j)): (&(usize, usize), (usize, usize))| Region {
            before: (i..end_i).map(Part::Section).collect(),
            after: (j..end_j).map(Part::Section).collect(),
        };
        moves.push(pairs.iter().zip(ends).map(region).collect());
        at = end.0;
    }
    moves
}

/// Returns the next pair on both sides, if it is the same one and moved as well.
fn next_pair(last: (usize, usize), before: &[Section<'_>], after: &[Section<'_>]) -> Option<(usize, usize)> {
    let next =
        |sections: &[Section<'_>], at: usize| (at + 1..sections.len()).find(|at| sections[*at].partner.is_some());
    let (i, j) = (next(before, last.0)?, next(after, last.1)?);
    (before[i].partner == Some(j) && before[i].place == Place::Lone).then_some((i, j))
}

/// Returns the end of the lone sections from `start` whose level is below that of the section that moved.
fn below(sections: &[Section<'_>], start: usize, level: u8) -> usize {
    let goes_along = |section: &Section<'_>| section.partner.is_none() && section.level() > level;
    start + sections[start..].iter().take_while(|section| goes_along(section)).count()
}

fn regions(before: &[Section<'_>], after: &[Section<'_>]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for part in parts(before) {
        // The openings are always kept, so that there is a region from the start.
        if is_kept(before, part) {
            regions.push(Region::default());
        }
        if let Some(region) = regions.last_mut() {
            region.before.push(part);
        }
    }
    let mut region: Range<usize> = 0..0;
    for part in parts(after) {
        if is_kept(after, part) {
            region = region.end..region.end + 1;
        }
        regions[region.clone()].iter_mut().for_each(|region| region.after.push(part));
    }
    regions
}

fn is_kept(sections: &[Section<'_>], part: Part) -> bool {
    matches!(part, Part::Section(at) if sections[at].place == Place::Kept)
}

fn parts(sections: &[Section<'_>]) -> Vec<Part> {
    let part = |(at, section): (usize, &Section<'_>)| match section.place {
        Place::Lone | Place::Kept => Part::Section(at),
        Place::Moved(number) => Part::Move(number),
    };
    let mut parts: Vec<Part> = sections.iter().enumerate().map(part).collect();
    parts.dedup();
    parts
}

impl<'a> Section<'a> {
    /// Returns the heading, if there is one.
    pub(crate) fn heading_block(&self) -> Option<&'a Block> {
        self.heading.and_then(|_| self.blocks.first())
    }

    fn level(&self) -> u8 {
        self.heading.map_or(0, |(_, level)| level)
    }
}

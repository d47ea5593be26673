//! The sections of two texts, paired by the ids of their headings.
//!
//! Sections are flat: a heading with the blocks up to the next heading of any level. The heaviest set of pairs in the
//! same order stays in place, so a section that only gets another level or another parent does not move. The other
//! pairs are moves, each with the subsections that move along.
//! A section that only one text has is compared together with the section before it, so that a heading inserted in the
//! middle of a section is shown as that heading alone.

use std::ops::Range;

use crate::redline::hash::FastMap;
use crate::redline::increasing;
use crate::redline::profile::{self, Profile};
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
    status: SectionStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SectionStatus {
    /// Only in this text, or not yet paired.
    Lone,
    /// Paired, and in place.
    Kept,
    /// RegionPart of the move with this number.
    Moved(usize),
}

/// A range of both texts that is compared as one.
#[derive(Debug, Default)]
pub(crate) struct Region {
    /// The sections here before and after, and moves by number.
    pub(crate) before: Vec<RegionPart>,
    pub(crate) after: Vec<RegionPart>,
}

/// The position of a section in its text, or the number of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegionPart {
    /// The first section on each side of a region is the pair that starts the region.
    Section(usize),
    Move(usize),
}

/// Which sections of two texts are versions of each other, and which moved.
#[derive(Debug)]
pub(crate) struct SectionAlignment<'a> {
    pub(crate) before: Vec<Section<'a>>,
    pub(crate) after: Vec<Section<'a>>,
    /// In reading order. The first contains the text before any heading.
    pub(crate) regions: Vec<Region>,
    /// The moved sections of each move, as regions without moves.
    pub(crate) moves: Vec<Vec<Region>>,
}

/// Pairs the sections of two texts.
pub(crate) fn align<'a>(before: &'a Text, after: &'a Text) -> SectionAlignment<'a> {
    let mut before = sections(before);
    let mut after = sections(after);
    pair(&mut before, &mut after);
    keep(&mut before, &mut after);
    part_unlike(&mut before, &mut after);
    let moves = moves(&mut before, &mut after);
    let regions = regions(&before, &after);
    SectionAlignment { before, after, regions, moves }
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
    Section { blocks, heading, weight, partner: None, status: SectionStatus::Lone }
}

/// Pairs sections with the same id, in order where an id is used twice, and the two openings.
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
        before[i].status = SectionStatus::Kept;
        after[j].status = SectionStatus::Kept;
    }
}

/// Unpairs sections that are not in place and share too little: the same id alone does not make a move.
fn part_unlike(before: &mut [Section<'_>], after: &mut [Section<'_>]) {
    for section in before {
        let Some(partner) = section.partner.filter(|_| section.status == SectionStatus::Lone) else { continue };
        let similarity = Profile::item(section.blocks).similarity(&Profile::item(after[partner].blocks));
        let has_same_heading = section.heading_block() == after[partner].heading_block();
        if similarity == 0 && !has_same_heading {
            section.partner = None;
            after[partner].partner = None;
        }
    }
}

/// Groups sections that moved together, with the unpaired sections between and below them.
fn moves(before: &mut [Section<'_>], after: &mut [Section<'_>]) -> Vec<Vec<Region>> {
    let mut moves = Vec::new();
    let mut at = 0;
    while at < before.len() {
        let Some(partner) = before[at].partner.filter(|_| before[at].status == SectionStatus::Lone) else {
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
            section.status = SectionStatus::Moved(moves.len());
        }
        for section in &mut after[partner..end.1] {
            section.status = SectionStatus::Moved(moves.len());
        }
        let ends = pairs.iter().skip(1).copied().chain([end]);
        let mut regions = Vec::with_capacity(pairs.len());
        for (&(i, j), (end_i, end_j)) in pairs.iter().zip(ends) {
            regions.push(Region {
                before: (i..end_i).map(RegionPart::Section).collect(),
                after: (j..end_j).map(RegionPart::Section).collect(),
            });
        }
        moves.push(regions);
        at = end.0;
    }
    moves
}

/// Returns the next pair, if it is the same on both sides and moved as well.
fn next_pair(last: (usize, usize), before: &[Section<'_>], after: &[Section<'_>]) -> Option<(usize, usize)> {
    let (i, j) = (next_paired(before, last.0)?, next_paired(after, last.1)?);
    (before[i].partner == Some(j) && before[i].status == SectionStatus::Lone).then_some((i, j))
}

fn next_paired(sections: &[Section<'_>], last: usize) -> Option<usize> {
    (last + 1..sections.len()).find(|at| sections[*at].partner.is_some())
}

/// Returns the end of the unpaired sections from `start` that are subsections of the moved section.
fn below(sections: &[Section<'_>], start: usize, level: u8) -> usize {
    let subsections = sections[start..].iter().take_while(|it| it.partner.is_none() && it.level() > level);
    start + subsections.count()
}

fn regions(before: &[Section<'_>], after: &[Section<'_>]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for part in parts(before) {
        // The openings are always kept, so the first part starts a region.
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

fn is_kept(sections: &[Section<'_>], part: RegionPart) -> bool {
    matches!(part, RegionPart::Section(at) if sections[at].status == SectionStatus::Kept)
}

fn parts(sections: &[Section<'_>]) -> Vec<RegionPart> {
    let mut parts = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        parts.push(match section.status {
            SectionStatus::Lone | SectionStatus::Kept => RegionPart::Section(at),
            SectionStatus::Moved(number) => RegionPart::Move(number),
        });
    }
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

//! The words of a block, an item or a row as a bag: enough to decide whether two of them are versions of each other.

use crate::redline::hash::hash;
use crate::redline::tokens;
use crate::text::{Block, Content};

/// Two entries that have less in common are not versions of each other, in thousandths of all their words.
const SIMILAR_MIN: u32 = 300;

/// A paragraph is a part of another if this many thousandths of its words are in it, however small the part is.
const PART_MIN: u32 = 700;

/// Two entries with different names must have this much in common to be the same entry, in thousandths and in words.
const RENAMED_MIN: u32 = 600;
const RENAMED_WORDS_MIN: usize = 4;

/// Equal keys add this to the similarity: more than any number of words.
const KEY: u32 = 1000;

/// Names of which this many thousandths of the words are equal are spellings of the same name.
const SAME_NAME_MIN: u32 = 600;

/// Similar names add this to the similarity.
const NAME: u32 = 500;

/// Words of up to this many bytes are in every text, and do not distinguish one from another.
const FILLER_BYTES_MAX: usize = 3;

/// The traits by which entries are compared.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    kind: ProfileKind,
    key: Option<u64>,
    /// Hashes of all words of the name, sorted; empty for what has no name.
    name: Vec<u64>,
    /// Hashes of the words that matter, sorted, with repetitions.
    words: Vec<u64>,
}

/// Only entries of the same kind are similar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProfileKind {
    Heading,
    Paragraph,
    List,
    Table,
    Definitions,
    Quote,
    Rule,
    /// An item, a row, a column or a term, which are only compared with their own kind.
    Entry,
    /// Similar to nothing.
    Alone,
}

impl Profile {
    /// Returns a profile that is similar to no other.
    pub(crate) fn alone() -> Profile {
        Profile { kind: ProfileKind::Alone, key: None, name: Vec::new(), words: Vec::new() }
    }

    /// Returns the profile of an entry of a list, a table or definitions, with the line that names it.
    pub(crate) fn entry<'a>(name: Option<&Content>, lines: impl IntoIterator<Item = &'a Content>) -> Profile {
        let name = name.filter(|name| !name.is_empty());
        Profile {
            kind: ProfileKind::Entry,
            key: name.map(|name| hash(&name.plain())),
            name: name.map_or_else(Vec::new, all_words),
            words: bag(|add| lines.into_iter().for_each(add)),
        }
    }

    /// Returns the profile of a paragraph with this line.
    pub(crate) fn line(line: &Content) -> Profile {
        Profile { kind: ProfileKind::Paragraph, key: None, name: Vec::new(), words: bag(|add| add(line)) }
    }

    /// Returns the profile of several blocks that form one entry.
    pub(crate) fn item(blocks: &[Block]) -> Profile {
        let words = bag(|add| blocks.iter().for_each(|block| each_line(block, add)));
        Profile { kind: ProfileKind::Entry, key: None, name: Vec::new(), words }
    }

    /// Returns the profile of a block.
    pub(crate) fn block(block: &Block) -> Profile {
        let (kind, key) = match block {
            Block::Heading { id, .. } => (ProfileKind::Heading, Some(hash(id))),
            Block::Paragraph(_) => (ProfileKind::Paragraph, None),
            Block::List { .. } => (ProfileKind::List, None),
            Block::Table(table) => (ProfileKind::Table, Some(hash(&table.head))),
            Block::Definitions(_) => (ProfileKind::Definitions, None),
            Block::Quote(_) => (ProfileKind::Quote, None),
            Block::Rule => (ProfileKind::Rule, None),
        };
        Profile { kind, key, name: Vec::new(), words: bag(|add| each_line(block, add)) }
    }

    /// Returns 0 for two entries that are not versions of each other, and otherwise more the more they share.
    pub(crate) fn similarity(&self, other: &Profile) -> u32 {
        if self.kind != other.kind || self.kind == ProfileKind::Alone {
            return 0;
        }
        let all = self.words.len() + other.words.len();
        let shared = shared(&self.words, &other.words);
        let dice = if all == 0 { 0 } else { thousandths(2 * shared, all) };
        if self.key.is_some() && self.key == other.key {
            return KEY + dice;
        }
        if self.has_similar_name(other) {
            return NAME + dice;
        }
        if self.key.is_some() && other.key.is_some() && self.kind != ProfileKind::Table {
            // Two rows can say the same about two different things, so similar words alone are not enough.
            let enough = self.kind == ProfileKind::Heading || shared >= RENAMED_WORDS_MIN;
            return if enough && dice >= RENAMED_MIN { dice } else { 0 };
        }
        if dice >= SIMILAR_MIN {
            return dice;
        }
        let least = self.words.len().min(other.words.len());
        let is_part = self.kind == ProfileKind::Paragraph && least >= 5 && thousandths(shared, least) >= PART_MIN;
        if is_part { SIMILAR_MIN / 2 } else { 0 }
    }

    /// Returns this entry without the words of another.
    pub(crate) fn without(&self, other: &Profile) -> Profile {
        let mut words = Vec::new();
        let mut others = other.words.iter().peekable();
        for word in &self.words {
            while others.next_if(|other| *other < word).is_some() {}
            if others.next_if(|other| *other == word).is_none() {
                words.push(*word);
            }
        }
        Profile { kind: self.kind, key: None, name: Vec::new(), words }
    }

    /// Returns whether most of this entry is in another: at least three words, and six in ten.
    pub(crate) fn is_mostly_in(&self, other: &Profile) -> bool {
        self.words.len() >= 3 && shared(&self.words, &other.words) * 10 >= self.words.len() * 6
    }

    /// Returns this entry without words that are in no way special among its siblings.
    pub(crate) fn without_common(mut self, is_common: impl Fn(u64) -> bool) -> Profile {
        self.words.retain(|word| !is_common(*word));
        self
    }

    fn has_similar_name(&self, other: &Profile) -> bool {
        let all = self.name.len() + other.name.len();
        all > 0 && thousandths(2 * shared(&self.name, &other.name), all) >= SAME_NAME_MIN
    }

    /// Returns each word once.
    pub(crate) fn distinct_words(&self) -> impl Iterator<Item = u64> {
        self.words.chunk_by(|a, b| a == b).map(|words| words[0])
    }
}

/// Counts the words that two sorted bags share.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if few.len() * 16 < many.len() {
        return shared_with_larger(few, many);
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (few.get(i), many.get(j)) {
        // Without branches, because the processor could not predict which of the two is less.
        i += usize::from(a <= b);
        j += usize::from(b <= a);
        shared += usize::from(a == b);
    }
    shared
}

/// Counts the words shared with a much larger bag by binary search.
fn shared_with_larger(few: &[u64], many: &[u64]) -> usize {
    let mut rest = many;
    let mut shared = 0;
    for word in few {
        rest = &rest[rest.partition_point(|other| other < word)..];
        if rest.first() == Some(word) {
            shared += 1;
            rest = &rest[1..];
        }
    }
    shared
}

fn thousandths(part: usize, all: usize) -> u32 {
    (part * 1000 / all) as u32
}

/// Returns the hashes of all words of a line, sorted.
fn all_words(line: &Content) -> Vec<u64> {
    let mut words: Vec<u64> = line.runs().iter().flat_map(|run| tokens::words(&run.text)).map(hash).collect();
    words.sort_unstable();
    words
}

/// Collects the hashes of words; short words count only if there are hardly any others.
fn bag(lines: impl FnOnce(&mut dyn FnMut(&Content))) -> Vec<u64> {
    let (mut words, mut fillers) = (Vec::new(), Vec::new());
    lines(&mut |line| {
        for word in line.runs().iter().flat_map(|run| tokens::words(&run.text)) {
            if word.len() > FILLER_BYTES_MAX { &mut words } else { &mut fillers }.push(hash(word));
        }
    });
    if words.len() < 3 {
        words.append(&mut fillers);
    }
    words.sort_unstable();
    words
}

/// Visits every line of text in a block.
pub(crate) fn each_line<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a Content)) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => visit(content),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| each_line(block, visit)),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(visit),
        Block::Definitions(definitions) => {
            for definition in definitions {
                visit(&definition.term);
                definition.details.iter().for_each(&mut *visit);
            }
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| each_line(block, visit)),
        Block::Rule => {}
    }
}

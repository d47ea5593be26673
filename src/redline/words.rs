//! Lines of text compared word by word.
//!
//! A token equals another only if its characters and its style are equal, so a word that becomes a link or bold
//! shows as a change.

use std::ops::Range;

use imara_diff::Token;

use crate::redline::equal::{self, Pair};
use crate::redline::hash::FastMap;
use crate::redline::islands::{self, Change, Extent};
use crate::redline::node::{Line, Mark, MarkedRun, Piece};
use crate::redline::tokens::{self, Class};
use crate::text::{Content, Run, Style};

/// Below this share of common letters two lines are shown as one replaced by the other, in percent.
const SHARE_MIN: usize = 25;

/// Compares two lines that stand at the same place; if they share too little, the one replaces the other.
pub(crate) fn line(before: &Content, after: &Content) -> Line {
    if before == after {
        return marked(after, Mark::Same);
    }
    let Some(pieces) = paragraphs(&[before], &[after]) else {
        let mut line = marked(before, Mark::Deleted);
        line.0.extend(marked(after, Mark::Inserted).0);
        return line;
    };
    let runs = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Run(run) => Some(run),
        Piece::Break(_) => None,
    });
    Line(runs.collect())
}

/// Returns a line of which every run has the same mark.
pub(crate) fn marked(content: &Content, mark: Mark) -> Line {
    Line(content.runs().iter().map(|run| MarkedRun { mark, run: run.clone() }).collect())
}

/// Compares paragraphs as one run of words with breaks; `None` if they share too little to be worth reading so.
pub(crate) fn paragraphs(before: &[&Content], after: &[&Content]) -> Option<Vec<Piece>> {
    let mut lexicon = Lexicon::default();
    let before = lexicon.read(before);
    let after = lexicon.read(after);
    let [old, new] = [&before, &after].map(Lexemes::solid_ids);
    let same = equal::pairs(&old, &new, lexicon.ends.len(), |token| lexicon.ends[token.0 as usize]);
    let changes = islands::join(changes(&same, &before, &after), &before);
    if changes.is_empty() || shares_enough(&changes, &before, &after) {
        Some(pieces(&changes, &before, &after))
    } else {
        None
    }
}

/// Returns the changes, white space included. That is not compared itself, since it would match anywhere: it is
/// the same where it follows or precedes a word that is, so that `a c` becomes `a {+b +}c`.
fn changes(same: &[Pair], before: &Lexemes<'_>, after: &Lexemes<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut gap = |deleted: Range<usize>, inserted: Range<usize>| {
        let (deleted, inserted) = trim(deleted, inserted, before, after);
        if !(deleted.is_empty() && inserted.is_empty()) {
            changes.push(Change {
                deleted_extent: before.extent(deleted.clone()),
                inserted_extent: after.extent(inserted.clone()),
                deleted,
                inserted,
            });
        }
    };
    for (word, by) in same.iter().map(|(i, j)| (before.solid[*i], after.solid[*j])) {
        gap(i..word, j..by);
        (i, j) = (word + 1, by + 1);
    }
    gap(i..before.ids.len(), j..after.ids.len());
    changes
}

/// Leaves out the white space that both ranges start with, and that with which both end.
fn trim(
    mut deleted: Range<usize>,
    mut inserted: Range<usize>,
    before: &Lexemes<'_>,
    after: &Lexemes<'_>,
) -> (Range<usize>, Range<usize>) {
    let same = |i: usize, j: usize| before.ids[i] == after.ids[j] && before.is_space(i);
    while !deleted.is_empty() && !inserted.is_empty() && same(deleted.start, inserted.start) {
        (deleted.start, inserted.start) = (deleted.start + 1, inserted.start + 1);
    }
    while !deleted.is_empty() && !inserted.is_empty() && same(deleted.end - 1, inserted.end - 1) {
        (deleted.end, inserted.end) = (deleted.end - 1, inserted.end - 1);
    }
    (deleted, inserted)
}

fn shares_enough(changes: &[Change], before: &Lexemes<'_>, after: &Lexemes<'_>) -> bool {
    let total = before.extent(before.all()).letters + after.extent(after.all()).letters;
    let changed: usize = changes.iter().map(|c| c.deleted_extent.letters + c.inserted_extent.letters).sum();
    // Lines without a word, such as a dash in a cell, have nothing to drown in.
    (total - changed) * 100 >= total * SHARE_MIN
}

fn pieces(changes: &[Change], before: &Lexemes<'_>, after: &Lexemes<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for change in changes {
        before.write(at..change.deleted.start, Mark::Same, &mut pieces);
        before.write(change.deleted.clone(), Mark::Deleted, &mut pieces);
        after.write(change.inserted.clone(), Mark::Inserted, &mut pieces);
        at = change.deleted.end;
    }
    before.write(at..before.ids.len(), Mark::Same, &mut pieces);
    pieces
}

/// The distinct tokens of two sides, numbered.
#[derive(Default)]
struct Lexicon<'a> {
    numbers: FastMap<(&'a str, u32), u32>,
    styles: FastMap<&'a Style, u32>,
    /// Which of them end a sentence or a paragraph; a change had better start after one of these.
    ends: Vec<bool>,
}

/// The tokens of one side.
#[derive(Default)]
pub(crate) struct Lexemes<'a> {
    ids: Vec<Token>,
    lexemes: Vec<Lexeme<'a>>,
    /// Where those stand that are not white space.
    solid: Vec<usize>,
}

#[derive(Clone, Copy)]
enum Lexeme<'a> {
    Token { class: Class, text: &'a str, style: &'a Style },
    Break,
}

impl Lexeme<'_> {
    fn is_space(&self) -> bool {
        matches!(self, Lexeme::Token { class: Class::Space, .. })
    }
}

impl<'a> Lexicon<'a> {
    fn read(&mut self, lines: &[&'a Content]) -> Lexemes<'a> {
        let mut lexemes = Lexemes::default();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                lexemes.push(self.number("", 0), Lexeme::Break);
            }
            for run in line.runs() {
                let style = &run.style;
                let next = self.styles.len() as u32;
                let number = *self.styles.entry(style).or_insert(next);
                for (class, text) in tokens::tokens(&run.text) {
                    lexemes.push(self.number(text, number), Lexeme::Token { class, text, style });
                }
            }
        }
        lexemes
    }

    fn number(&mut self, text: &'a str, style: u32) -> Token {
        let next = self.ends.len() as u32;
        let number = *self.numbers.entry((text, style)).or_insert(next);
        if number == next {
            self.ends.push(matches!(text, "." | "!" | "?" | ""));
        }
        Token(number)
    }
}

impl<'a> Lexemes<'a> {
    fn push(&mut self, id: Token, lexeme: Lexeme<'a>) {
        if !lexeme.is_space() {
            self.solid.push(self.ids.len());
        }
        self.ids.push(id);
        self.lexemes.push(lexeme);
    }

    fn solid_ids(&self) -> Vec<Token> {
        self.solid.iter().map(|at| self.ids[*at]).collect()
    }

    fn is_space(&self, at: usize) -> bool {
        self.lexemes[at].is_space()
    }

    fn all(&self) -> Range<usize> {
        0..self.ids.len()
    }

    /// Returns how much there is to read in these tokens.
    pub(crate) fn extent(&self, range: Range<usize>) -> Extent {
        let mut extent = Extent::default();
        for lexeme in &self.lexemes[range] {
            match lexeme {
                Lexeme::Token { class: Class::Word, text, .. } => {
                    extent.words += 1;
                    extent.letters += text.chars().count();
                }
                Lexeme::Token { text, .. } => extent.ends_sentence |= matches!(*text, "." | "!" | "?" | ":" | ";"),
                Lexeme::Break => extent.has_break = true,
            }
        }
        extent
    }

    fn write(&self, range: Range<usize>, mark: Mark, pieces: &mut Vec<Piece>) {
        for lexeme in &self.lexemes[range] {
            let Lexeme::Token { text, style, .. } = *lexeme else {
                pieces.push(Piece::Break(mark));
                continue;
            };
            match pieces.last_mut() {
                Some(Piece::Run(last)) if last.mark == mark && last.run.style == *style => last.run.text.push_str(text),
                _ => {
                    let run = Run { text: text.to_owned(), style: style.clone() };
                    pieces.push(Piece::Run(MarkedRun { mark, run }));
                }
            }
        }
    }
}

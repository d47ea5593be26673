//! Lines of text as sequences of numbered tokens, which compare in one step.
//!
//! Two tokens have the same number if their characters are equal, whatever their styles. This module does not compare
//! sequences; [`words`](crate::redline::words) does.

use std::ops::Range;

use imara_diff::Token;

use crate::redline::hash::FastMap;
use crate::redline::node::{Mark, MarkedRun, Piece};
use crate::redline::tokens::{self, Class};
use crate::text::{Content, Run, Style};

/// Numbers the distinct tokens of both sides.
#[derive(Default)]
pub(crate) struct Interner<'a> {
    numbers: FastMap<&'a str, u32>,
    /// Whether each token ends a sentence or a paragraph.
    ends: Vec<bool>,
}

/// The tokens of one side, with a paragraph break between any two lines.
#[derive(Default)]
pub(crate) struct Sequence<'a> {
    numbers: Vec<Token>,
    elements: Vec<Element<'a>>,
    /// The positions of the elements that are not white space.
    solid: Vec<usize>,
}

/// One token, or the break between two paragraphs.
#[derive(Clone, Copy)]
enum Element<'a> {
    Token { class: Class, text: &'a str, style: &'a Style },
    Break,
}

/// How much text a range of tokens contains.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extent {
    pub(crate) words: usize,
    pub(crate) letters: usize,
    pub(crate) ends_sentence: bool,
    pub(crate) has_break: bool,
}

impl<'a> Element<'a> {
    fn style(&self) -> Option<&'a Style> {
        match self {
            Element::Token { style, .. } => Some(style),
            Element::Break => None,
        }
    }

    /// Appends the token, to the last run if that has the same mark and the same styles.
    fn write(&self, mark: Mark, former_style: Option<&Style>, pieces: &mut Vec<Piece>) {
        let Element::Token { text, style, .. } = *self else {
            pieces.push(Piece::Break(mark));
            return;
        };
        match pieces.last_mut() {
            Some(Piece::Run(last))
                if last.mark == mark && last.run.style == *style && last.former_style.as_ref() == former_style =>
            {
                last.run.text.push_str(text);
            }
            _ => {
                let run = Run { text: text.to_owned(), style: style.clone() };
                pieces.push(Piece::Run(MarkedRun { mark, run, former_style: former_style.cloned() }));
            }
        }
    }

    fn is_space(&self) -> bool {
        matches!(self, Element::Token { class: Class::Space, .. })
    }
}

impl<'a> Interner<'a> {
    /// Splits the lines of one side into numbered tokens.
    pub(crate) fn read(&mut self, lines: &[&'a Content]) -> Sequence<'a> {
        let mut sequence = Sequence::default();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                sequence.push(self.number(""), Element::Break);
            }
            for run in line.runs() {
                let style = &run.style;
                for (class, text) in tokens::tokens(&run.text) {
                    sequence.push(self.number(text), Element::Token { class, text, style });
                }
            }
        }
        sequence
    }

    /// Returns how many distinct tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether a token ends a sentence or a paragraph. A change preferably starts after such a token.
    pub(crate) fn is_end(&self, token: Token) -> bool {
        self.ends[token.0 as usize]
    }

    fn number(&mut self, text: &'a str) -> Token {
        let next = self.ends.len() as u32;
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.ends.push(matches!(text, "." | "!" | "?" | ""));
        }
        Token(number)
    }
}

impl<'a> Sequence<'a> {
    fn push(&mut self, number: Token, element: Element<'a>) {
        if !element.is_space() {
            self.solid.push(self.numbers.len());
        }
        self.numbers.push(number);
        self.elements.push(element);
    }

    /// Returns the number of the token at a position.
    pub(crate) fn number(&self, at: usize) -> Token {
        self.numbers[at]
    }

    /// Returns the numbers of the tokens that are not white space.
    pub(crate) fn solid_numbers(&self) -> Vec<Token> {
        self.solid.iter().map(|at| self.numbers[*at]).collect()
    }

    /// Returns the position of a token among all tokens from its position among those that are not white space.
    pub(crate) fn position(&self, solid: usize) -> usize {
        self.solid[solid]
    }

    pub(crate) fn is_space(&self, at: usize) -> bool {
        self.elements[at].is_space()
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Returns how much text these tokens contain.
    pub(crate) fn extent(&self, range: Range<usize>) -> Extent {
        let mut extent = Extent::default();
        for element in &self.elements[range] {
            match element {
                Element::Token { class: Class::Word, text, .. } => {
                    extent.words += 1;
                    extent.letters += text.chars().count();
                }
                Element::Token { text, .. } => extent.ends_sentence |= matches!(*text, "." | "!" | "?" | ":" | ";"),
                Element::Break => extent.has_break = true,
            }
        }
        extent
    }

    /// Appends these tokens as pieces with one mark.
    pub(crate) fn write(&self, range: Range<usize>, mark: Mark, pieces: &mut Vec<Piece>) {
        for element in &self.elements[range] {
            element.write(mark, None, pieces);
        }
    }

    /// Appends these tokens, which are the same as those of the text before from `start` on, except for their styles.
    pub(crate) fn write_equal(
        &self,
        range: Range<usize>,
        before: &Sequence<'_>,
        start: usize,
        pieces: &mut Vec<Piece>,
    ) {
        for (element, former) in self.elements[range].iter().zip(&before.elements[start..]) {
            let former_style = former.style().filter(|style| element.style() != Some(*style));
            element.write(Mark::Same, former_style, pieces);
        }
    }
}

impl std::ops::Add for Extent {
    type Output = Extent;

    fn add(self, other: Extent) -> Extent {
        Extent {
            words: self.words + other.words,
            letters: self.letters + other.letters,
            ends_sentence: self.ends_sentence || other.ends_sentence,
            has_break: self.has_break || other.has_break,
        }
    }
}

//! One text as a rule reads it: sections, lines with their places, links, and the shortcodes that it calls.

use std::sync::Arc;

use crate::compose::{Composed, Heading, Line};
use crate::diagnostic::{Place, SourcePath};
use crate::language::Language;
use crate::law::vocabulary::{Vocabulary, begins_word, plain};
use crate::parse::markdown::LineKind;
use crate::parse::{Segment, ShortcodeCall, VersionText};
use crate::text::{Content, Link};

/// An edition in one language.
pub struct Reading<'a> {
    pub language: &'a Language,
    pub text: &'a VersionText,
    pub composed: Composed,
    pub lines: Vec<ReadLine>,
}

/// A line as readers see it, and as rules search it.
pub struct ReadLine {
    pub kind: LineKind,
    pub place: Place,
    pub shown: String,
    /// In lower case, with single spaces and straight quotes.
    pub plain: String,
    /// The text and the target of each link.
    pub links: Vec<(String, String)>,
    /// The index of the heading above the line.
    heading: Option<usize>,
}

/// A heading with everything below it, including subsections.
#[derive(Clone, Copy)]
pub struct ReadSection<'r> {
    pub heading: &'r Heading,
    pub lines: &'r [ReadLine],
    language: &'r Language,
}

impl<'a> Reading<'a> {
    pub(super) fn new(language: &'a Language, text: &'a VersionText, composed: Composed, lines: Vec<Line>) -> Self {
        let mut heading = None;
        let mut read = Vec::with_capacity(lines.len());
        for line in lines {
            if line.kind == LineKind::Heading {
                heading = Some(heading.map_or(0, |index| index + 1));
            }
            let shown = line.content.plain();
            let links = links(&line.content);
            read.push(ReadLine { kind: line.kind, place: line.place, plain: plain(&shown), shown, links, heading });
        }
        Reading { language, text, composed, lines: read }
    }

    /// Returns the section with an id, if the text has it.
    pub fn section(&self, id: &str) -> Option<ReadSection<'_>> {
        let index = self.composed.headings.iter().position(|heading| heading.id == id)?;
        Some(self.section_at(index))
    }

    /// Returns every section, each with its subsections.
    pub fn sections(&self) -> impl Iterator<Item = ReadSection<'_>> {
        (0..self.composed.headings.len()).map(|index| self.section_at(index))
    }

    fn section_at(&self, index: usize) -> ReadSection<'_> {
        let headings = &self.composed.headings;
        let level = headings[index].level;
        let next = headings[index + 1..].iter().position(|heading| heading.level <= level);
        let after = next.map_or(headings.len(), |offset| index + 1 + offset);
        let from = self.lines.partition_point(|line| line.heading.is_none_or(|heading| heading < index));
        let to = self.lines.partition_point(|line| line.heading.is_none_or(|heading| heading < after));
        ReadSection { heading: &headings[index], lines: &self.lines[from..to], language: self.language }
    }

    /// Returns where something missing belongs: the heading of this section, else the title.
    pub fn section_or_title(&self, section: &str) -> Place {
        let headings = &self.composed.headings;
        let found = headings.iter().find(|heading| heading.id == section && !section.is_empty());
        let heading = found.or_else(|| headings.iter().find(|heading| heading.level == 1));
        heading.map_or_else(|| Place::file(self.path()), |heading| heading.place.clone())
    }

    /// Returns the place of a finding about the whole text: its title.
    pub fn title(&self) -> Place {
        self.section_or_title("")
    }

    pub fn path(&self) -> &SourcePath {
        &self.text.path
    }

    /// Returns whether the text contains these words, in any case and spacing.
    pub fn says(&self, words: &str) -> bool {
        let words = plain(words);
        self.lines.iter().any(|line| line.plain.contains(&words))
    }

    /// Returns whether the text contains a word of the vocabulary. A text in a language without vocabulary passes.
    pub fn mentions(&self, vocabulary: &Vocabulary) -> bool {
        mentions(&self.lines, self.language, vocabulary)
    }

    /// Returns whether a section contains a word of the vocabulary; in a text without that section, whether the text does.
    pub fn mentions_in(&self, section: &str, vocabulary: &Vocabulary) -> bool {
        match self.section(section) {
            Some(section) => section.mentions(vocabulary),
            None => self.mentions(vocabulary),
        }
    }

    /// Returns every line that contains a word of the vocabulary, with that word.
    pub fn find(&self, vocabulary: &Vocabulary) -> impl Iterator<Item = (&ReadLine, &'static str)> {
        let words = vocabulary.words(self.language).unwrap_or_default();
        self.lines.iter().filter_map(move |line| {
            let word = words.iter().copied().find(|word| begins_word(&line.plain, word))?;
            Some((line, word))
        })
    }

    /// Returns the calls of a shortcode.
    pub fn calls<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'a ShortcodeCall> + use<'a, 'r> {
        self.text.body.segments.iter().filter_map(move |segment| match segment {
            Segment::Shortcode(call) if call.name == name => Some(call),
            Segment::Shortcode(_) | Segment::Value(_) | Segment::Markdown(_) => None,
        })
    }

    /// Returns the text of each link, with the place of its line.
    pub fn link_texts(&self) -> impl Iterator<Item = (&str, Place)> {
        self.lines.iter().flat_map(|line| line.links.iter().map(|(text, _)| (text.as_str(), line.place.clone())))
    }

    /// Returns whether the text links to an address or, as in `@cookieverklaring`, to a document or a section of it.
    pub fn links_to(&self, target: &str) -> bool {
        self.composed
            .links
            .iter()
            .any(|(to, _)| to.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/'])))
    }
}

impl ReadLine {
    /// Returns whether the line contains a word of the vocabulary. A text in a language without vocabulary passes.
    pub fn mentions(&self, language: &Language, vocabulary: &Vocabulary) -> bool {
        let Some(words) = vocabulary.words(language) else { return true };
        words.iter().any(|word| begins_word(&self.plain, word))
    }
}

impl ReadSection<'_> {
    /// Returns whether the section contains these words, in any case and spacing.
    pub fn says(&self, words: &str) -> bool {
        let words = plain(words);
        self.lines.iter().any(|line| line.plain.contains(&words))
    }

    /// Returns whether the section contains a word of the vocabulary. A text in a language without vocabulary passes.
    pub fn mentions(&self, vocabulary: &Vocabulary) -> bool {
        mentions(self.lines, self.language, vocabulary)
    }

    /// Returns whether the section contains a word of the vocabulary. A text in a language without vocabulary does not.
    pub fn says_any(&self, vocabulary: &Vocabulary) -> bool {
        vocabulary.words(self.language).is_some() && self.mentions(vocabulary)
    }

    pub fn place(&self) -> Place {
        self.heading.place.clone()
    }
}

/// Returns the text and target of each link. A link whose style changes half-way is one link.
fn links(content: &Content) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    let mut last: Option<&Arc<Link>> = None;
    for run in content.runs() {
        match (&run.style.link, last, links.last_mut()) {
            (Some(link), Some(other), Some((text, _))) if Arc::ptr_eq(link, other) => text.push_str(&run.text),
            (Some(link), ..) => links.push((run.text.clone(), link.to.clone())),
            (None, ..) => {}
        }
        last = run.style.link.as_ref();
    }
    links
}

fn mentions(lines: &[ReadLine], language: &Language, vocabulary: &Vocabulary) -> bool {
    vocabulary.words(language).is_none() || lines.iter().any(|line| line.mentions(language, vocabulary))
}

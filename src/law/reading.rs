//! One text as a rule reads it: its sections, its lines with their places, its links, the shortcodes it was made with.

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

/// A line as it is written and as words are looked for in it.
pub struct ReadLine {
    pub kind: LineKind,
    pub place: Place,
    /// As a reader sees it.
    pub shown: String,
    /// In small letters, with single spaces and straight quotes.
    pub plain: String,
    /// What links in it read, each with where it leads.
    pub links: Vec<(String, String)>,
    /// The number of its heading among the headings, if there is one above it.
    heading: Option<usize>,
}

/// A heading with all that stands below it, subsections too.
#[derive(Clone, Copy)]
pub struct Section<'r> {
    pub heading: &'r Heading,
    pub lines: &'r [ReadLine],
    language: &'r Language,
}

impl<'a> Reading<'a> {
    pub(super) fn new(language: &'a Language, text: &'a VersionText, composed: Composed, lines: Vec<Line>) -> Self {
        let mut heading = None;
        let read = |line: Line| {
            if line.kind == LineKind::Heading {
                heading = Some(heading.map_or(0, |index| index + 1));
            }
            let shown = line.content.plain();
            let links = links(&line.content);
            ReadLine { kind: line.kind, place: line.place, plain: plain(&shown), shown, links, heading }
        };
        let lines = lines.into_iter().map(read).collect();
        Reading { language, text, composed, lines }
    }

    /// Returns the section with an id, if the text has it.
    pub fn section(&self, id: &str) -> Option<Section<'_>> {
        let index = self.composed.headings.iter().position(|heading| heading.id == id)?;
        Some(self.section_at(index))
    }

    /// Returns every section, each with its subsections.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        (0..self.composed.headings.len()).map(|index| self.section_at(index))
    }

    fn section_at(&self, index: usize) -> Section<'_> {
        let headings = &self.composed.headings;
        let level = headings[index].level;
        let next = headings[index + 1..].iter().position(|heading| heading.level <= level);
        let after = next.map_or(headings.len(), |offset| index + 1 + offset);
        let from = self.lines.partition_point(|line| line.heading.is_none_or(|heading| heading < index));
        let to = self.lines.partition_point(|line| line.heading.is_none_or(|heading| heading < after));
        Section { heading: &headings[index], lines: &self.lines[from..to], language: self.language }
    }

    /// Returns where something that lacks belongs: in this section, else under the title.
    pub fn home(&self, section: &str) -> Place {
        let headings = &self.composed.headings;
        let found = headings.iter().find(|heading| heading.id == section && !section.is_empty());
        let title = || headings.iter().find(|heading| heading.level == 1);
        found.or_else(title).map_or_else(|| Place::file(self.path()), |heading| heading.place.clone())
    }

    /// Returns where something that the whole text lacks belongs: its title.
    pub fn title(&self) -> Place {
        self.home("")
    }

    /// Returns the place of a key in the front matter; the front matter's first line where it lacks.
    pub fn front(&self, key: &str) -> Place {
        self.text.front_matter().place(&[key])
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &SourcePath {
        &self.text.path
    }

    /// Returns whether the text says something, however it is written.
    pub fn says(&self, words: &str) -> bool {
        let words = plain(words);
        self.lines.iter().any(|line| line.plain.contains(&words))
    }

    /// Returns whether a word of the vocabulary stands in the text; of a language that the rule does not know it is assumed.
    pub fn mentions(&self, vocabulary: &Vocabulary) -> bool {
        mentions(&self.lines, self.language, vocabulary)
    }

    /// Returns every line that holds a word of the vocabulary, with that word.
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

    /// Returns what each link reads, with the place of its line.
    pub fn link_texts(&self) -> impl Iterator<Item = (&str, Place)> {
        self.lines.iter().flat_map(|line| line.links.iter().map(|(text, _)| (text.as_str(), line.place.clone())))
    }

    /// Returns whether the text links to an address or, as in `@cookieverklaring`, to a document or a section of it.
    pub fn links_to(&self, target: &str) -> bool {
        let leads =
            |to: &str| to.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/']));
        self.composed.links.iter().any(|(to, _)| leads(to))
    }
}

impl Section<'_> {
    /// Returns whether the section says something, however it is written.
    pub fn says(&self, words: &str) -> bool {
        let words = plain(words);
        self.lines.iter().any(|line| line.plain.contains(&words))
    }

    /// Returns whether a word of the vocabulary stands in it; of a language that the rule does not know it is assumed.
    pub fn mentions(&self, vocabulary: &Vocabulary) -> bool {
        mentions(self.lines, self.language, vocabulary)
    }

    /// Returns whether a word of the vocabulary stands in it; of a language that the rule does not know it is not assumed.
    pub fn says_any(&self, vocabulary: &Vocabulary) -> bool {
        vocabulary.words(self.language).is_some() && self.mentions(vocabulary)
    }

    /// Returns where something that lacks in it belongs.
    pub fn place(&self) -> Place {
        self.heading.place.clone()
    }
}

/// Returns the text and target of each link; one that changes its style half-way is one link.
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
    let Some(words) = vocabulary.words(language) else { return true };
    lines.iter().any(|line| words.iter().any(|word| begins_word(&line.plain, word)))
}

//! A composed text: the words of a version with its shortcodes filled in, as blocks of styled runs.
//!
//! `compose` produces it, `redline` compares two of them, `render` writes one as HTML. It knows nothing about
//! Markdown, HTML or registers.

use std::sync::Arc;

/// The blocks of a text, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    pub blocks: Vec<Block>,
}

/// One block of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// `level` is 1 to 6; `id` is the same in every language and version.
    Heading {
        level: u8,
        id: String,
        content: Content,
    },
    Paragraph(Content),
    /// `start` is the first number of an ordered list. The items of a `tight` list have no space between them.
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Vec<Block>>,
    },
    Table(Table),
    /// Terms with their details, such as a name with an address.
    Definitions(Vec<Definition>),
    Quote(Vec<Block>),
    /// A thematic break.
    Rule,
}

/// A table; every row has as many cells as `head`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    pub head: Vec<Content>,
    pub rows: Vec<Vec<Content>>,
}

/// One term and its details.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Definition {
    pub term: Content,
    pub details: Vec<Content>,
}

/// A line of text: runs in order. It is canonical: no run is empty, and no two neighbours have the same style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Content(Vec<Run>);

/// Characters of one style. A line break is the character `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    pub text: String,
    pub style: Style,
}

/// The style of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    /// An open question, which only a draft shows.
    pub question: bool,
    pub link: Option<Arc<Link>>,
}

/// Where a run links to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    pub to: String,
    pub title: String,
}

impl Content {
    /// Returns an empty line.
    pub fn new() -> Content {
        Content::default()
    }

    /// Appends characters, to the last run if the style is the same.
    pub fn push(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.style == *style => last.text.push_str(text),
            _ => self.0.push(Run { text: text.to_owned(), style: style.clone() }),
        }
    }

    /// Returns the runs.
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Returns whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the characters without their styles, with line breaks as spaces.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.replace('\n', " ")).collect()
    }
}

impl FromIterator<Run> for Content {
    fn from_iter<I: IntoIterator<Item = Run>>(runs: I) -> Content {
        let mut content = Content::new();
        for run in runs {
            content.push(&run.text, &run.style);
        }
        content
    }
}

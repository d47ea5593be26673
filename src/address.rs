//! The addresses of pages, and how one page refers to another.
//!
//! A page's address depends only on slugs, labels and languages, so that it does not change after publication.

use crate::document::{Slug, VersionLabel};
use crate::language::Language;

/// A path below the root of the site, without a slash at the front: `privacyverklaring/2.0/`, `feed.xml`, or nothing
/// for the first page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// The words in the addresses of a language.
#[derive(Clone, Copy, Debug)]
pub struct AddressWords {
    pub changes: &'static str,
    pub since: &'static str,
    pub history: &'static str,
    pub draft: &'static str,
    pub preferences: &'static str,
}

const DUTCH: AddressWords = AddressWords {
    changes: "wijzigingen",
    since: "sinds",
    history: "geschiedenis",
    draft: "concept",
    preferences: "voorkeuren",
};
const ENGLISH: AddressWords =
    AddressWords { changes: "changes", since: "since", history: "history", draft: "draft", preferences: "preferences" };

/// Returns the words of a language. They are not part of a theme, because a changed word breaks all existing links.
fn words(language: &Language) -> AddressWords {
    match language.as_str() {
        "nl" => DUTCH,
        _ => ENGLISH,
    }
}

/// The addresses of a site in one language.
#[derive(Clone, Debug)]
pub struct Addresses {
    prefix: String,
    words: AddressWords,
}

/// A text of a document: a version or the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    Version(VersionLabel),
    Draft,
}

impl Addresses {
    /// Makes the addresses of a language. Those of the authoritative language are at the root.
    pub fn new(language: &Language, authoritative: &Language) -> Addresses {
        let prefix = if language == authoritative { String::new() } else { format!("{language}/") };
        Addresses { prefix, words: words(language) }
    }

    /// The first page.
    pub fn index(&self) -> Address {
        Address(self.prefix.clone())
    }

    /// A file at the root of the language, such as `feed.xml`.
    pub fn file(&self, name: &str) -> Address {
        Address(format!("{}{name}", self.prefix))
    }

    /// The page on which a visitor changes a choice about cookies.
    pub fn preferences(&self) -> Address {
        Address(format!("{}{}/", self.prefix, self.words.preferences))
    }

    /// The text in force.
    pub fn document(&self, slug: &Slug) -> Address {
        Address(format!("{}{}/", self.prefix, slug.as_str()))
    }

    /// All versions.
    pub fn history(&self, slug: &Slug) -> Address {
        Address(format!("{}{}/{}/", self.prefix, slug.as_str(), self.words.history))
    }

    /// The feed of a document.
    pub fn feed(&self, slug: &Slug) -> Address {
        Address(format!("{}{}/feed.xml", self.prefix, slug.as_str()))
    }

    /// A version's own page.
    pub fn edition(&self, slug: &Slug, edition: Edition) -> Address {
        let name = match edition {
            Edition::Version(label) => label.to_string(),
            Edition::Draft => self.words.draft.to_owned(),
        };
        Address(format!("{}{}/{name}/", self.prefix, slug.as_str()))
    }

    /// The redline against the version before.
    pub fn changes(&self, slug: &Slug, edition: Edition) -> Address {
        Address(format!("{}{}/", self.edition(slug, edition).0, self.words.changes))
    }

    /// The redline from a superseded version to the one in force.
    pub fn since(&self, slug: &Slug, edition: Edition) -> Address {
        Address(format!("{}{}/", self.edition(slug, edition).0, self.words.since))
    }
}

impl Address {
    /// Makes an address from a path below the root of the site.
    pub fn new(path: impl Into<String>) -> Address {
        Address(path.into())
    }

    /// Returns the path below the root of the site.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Inserts a digest into the name of a file: `core.js` becomes `core.<digest>.js`.
    pub fn with_digest(&self, digest: &str) -> Address {
        match self.0.rsplit_once('.') {
            Some((stem, ending)) => Address(format!("{stem}.{digest}.{ending}")),
            None => Address(format!("{}.{digest}", self.0)),
        }
    }

    /// Returns the path of the file with this address; for a folder, its `index.html`.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// Writes the address relative to a page, so that a site works at any location.
    pub fn from(&self, page: &Address) -> String {
        let here = page.0.rfind('/').map_or("", |at| &page.0[..=at]);
        let shared = here
            .split_inclusive('/')
            .scan(0, |at, part| {
                *at += part.len();
                Some(*at)
            })
            .take_while(|&at| self.0.get(..at) == Some(&here[..at]))
            .last()
            .unwrap_or(0);
        let up = here[shared..].matches('/').count();
        let mut relative = "../".repeat(up);
        relative.push_str(&self.0[shared..]);
        if relative.is_empty() { "./".into() } else { relative }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn is_written_as_seen_from_a_page() {
        let from = |to: &str, page: &str| Address::new(to).from(&Address::new(page));
        assert_eq!(from("a/2.0/", "a/1.0/"), "../2.0/");
        assert_eq!(from("a/", "a/1.0/since/"), "../../");
        assert_eq!(from("", ""), "./");
        assert_eq!(from("a/1.0/", "a/1.0/"), "./");
        assert_eq!(from("feed.xml", "a/"), "../feed.xml");
        assert_eq!(from("a/feed.xml", "index.html"), "a/feed.xml");
        assert_eq!(from("ab/", "a/"), "../ab/");
        assert_eq!(from("en/a/", "a/"), "../en/a/");
    }
}

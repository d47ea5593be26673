//! What an editor wants to know about a draft: where it is, what it changes in the text in force, and how hard it is to read.

use crate::address::{Address, Addresses, Edition};
use crate::compose::{self, Source, Texts};
use crate::document::Audience;
use crate::history::Timeline;
use crate::language::Language;
use crate::locale::Locale;
use crate::parse::Document;
use crate::readability::{Formula, Readability, measure};
use crate::redline::{Summary, redline};
use crate::session::preview::Preview;

/// A draft in one language.
#[derive(Clone, Debug)]
pub struct DraftReport {
    pub title: String,
    pub language: Language,
    pub audience: Audience,
    pub page: Address,
    /// The page that compares it with the newest version, where there is one.
    pub changes: Option<Address>,
    /// What it changes in the version in force, or else in the newest one; `None` for the first text of a document.
    pub since: Option<(String, Summary)>,
    /// How hard it is to read; `None` in a language without a formula.
    pub readability: Option<(Formula, Readability)>,
}

/// What a page is about: a document in a language, and the edition that it shows, if it shows one.
#[derive(Clone, Copy, Debug)]
pub struct PageSubject<'a> {
    pub document: &'a Document,
    pub language: &'a Language,
    pub edition: Option<Edition>,
}

impl PageSubject<'_> {
    /// Returns whether a source file is about the page: a text or registers of its edition; any file of its document where the page
    /// shows no edition.
    pub fn is_about(&self, path: &str) -> bool {
        let folder = self.document.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(name) = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else { return false };
        let stem = match self.edition {
            None => return true,
            Some(Edition::Draft) => "draft".to_owned(),
            Some(Edition::Version(label)) => label.to_string(),
        };
        name == "document.yaml" || name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with('.'))
    }
}

impl Preview {
    /// Lists where every draft is, in each language of the site.
    pub fn drafts(&self) -> Vec<(&Document, &Language, Address)> {
        let mut drafts = Vec::new();
        for document in self.documents().iter().filter(|document| document.draft.is_some()) {
            for language in &self.site().config.languages {
                let page = self.addresses(language).edition(&document.slugs[language], Edition::Draft);
                drafts.push((&**document, language, page));
            }
        }
        drafts
    }

    /// Returns what a page is about, if it is about a document.
    pub fn subject(&self, audience: Audience, page: &Address) -> Option<PageSubject<'_>> {
        let timelines = &self.snapshot().timelines;
        for timeline in timelines.iter().filter(|timeline| timeline.document.audience == audience) {
            for language in &self.site().config.languages {
                let home = self.addresses(language).document(&timeline.document.slugs[language]);
                if page.as_str().starts_with(home.as_str()) {
                    let edition = self.edition(timeline, language, page);
                    return Some(PageSubject { document: &timeline.document, language, edition });
                }
            }
        }
        None
    }

    /// Returns the edition that a page of a document shows.
    fn edition(&self, timeline: &Timeline, language: &Language, page: &Address) -> Option<Edition> {
        let (addresses, slug) = (self.addresses(language), &timeline.document.slugs[language]);
        if *page == addresses.document(slug) {
            return timeline.current().map(|moment| Edition::Version(moment.version.label));
        }
        let versions = timeline.document.versions.iter().map(|version| Edition::Version(version.label));
        versions
            .chain([Edition::Draft])
            .find(|edition| page.as_str().starts_with(addresses.edition(slug, *edition).as_str()))
    }

    /// Reports on a document's draft in a language.
    pub fn draft(&self, document: &Document, language: &Language) -> Option<DraftReport> {
        document.draft.as_ref()?;
        let (addresses, slug) = (self.addresses(language), &document.slugs[language]);
        let timeline = self.snapshot().timeline(&document.id)?;
        let texts = Texts::on_demand(self.site(), &timeline.document, self.templates());
        let since = timeline.in_force().or(timeline.newest()).map(|moment| {
            let label = moment.version.label;
            (label.to_string(), self.summary(&texts, Edition::Version(label), language))
        });
        Some(DraftReport {
            title: Locale::new(self.site(), language).text(&document.title).to_owned(),
            language: language.clone(),
            audience: document.audience,
            page: addresses.edition(slug, Edition::Draft),
            changes: (!timeline.is_empty()).then(|| addresses.changes(slug, Edition::Draft)),
            since,
            readability: self.readability(texts.get(Edition::Draft, language).source),
        })
    }

    /// Sums up what the draft changes in an edition.
    ///
    /// Two languages can't be compared: where one side has no translation, the authoritative texts are.
    fn summary<'a>(&'a self, texts: &Texts<'a>, edition: Edition, language: &'a Language) -> Summary {
        let languages = [edition, Edition::Draft].map(|edition| texts.get(edition, language).source.language);
        let language = if languages[0] == languages[1] { languages[0] } else { self.site().authoritative() };
        let [before, after] = [edition, Edition::Draft].map(|edition| texts.get(edition, language).composed);
        redline(&before.text, &after.text).summary()
    }

    /// Measures a text's paragraphs, and the items of lists that are sentences.
    fn readability(&self, source: &Source<'_>) -> Option<(Formula, Readability)> {
        let formula = Formula::of(source.language)?;
        let (_, lines, _) = compose::lines(source, self.site(), self.templates());
        let words = lines.iter().map(|line| (line.kind, line.content.plain()));
        let prose: Vec<String> = words.filter(|(kind, words)| kind.is_prose(words)).map(|(_, words)| words).collect();
        Some((formula, measure(formula, prose.iter().map(String::as_str))?))
    }

    fn addresses(&self, language: &Language) -> Addresses {
        Addresses::new(language, self.site().authoritative())
    }
}

//! What an editor wants to know of a draft: where it is, what it changes in the text that binds, and how hard it is to read.

use crate::address::{Address, Addresses, Edition};
use crate::compose::{self, Source, Texts};
use crate::document::Audience;
use crate::language::Language;
use crate::parse::Document;
use crate::readability::{Formula, Measure, measure};
use crate::redline::{Summary, redline};
use crate::workshop::Shown;

/// A draft in one language.
#[derive(Clone, Debug)]
pub struct DraftReport {
    pub title: String,
    pub language: Language,
    pub audience: Audience,
    pub page: Address,
    /// The page that compares it with the newest version, where there is one.
    pub changes: Option<Address>,
    /// What it changes in the version in force, or else in the newest; none for the first text of a document.
    pub since: Option<(String, Summary)>,
    /// How hard it is to read; none in a language without a formula.
    pub readability: Option<(Formula, Measure)>,
}

/// Where a page stands among the documents.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub document: &'a Document,
    pub language: &'a Language,
    pub edition: Option<Edition>,
}

impl Standing<'_> {
    /// Returns whether a source file is about the page: a text or registers of its edition, or else anything of its document.
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

impl Shown {
    /// Lists where every draft is, in each language of the site.
    pub fn drafts(&self) -> Vec<(&Document, &Language, Address)> {
        let languages = &self.site().config.languages;
        let drafts = self.documents().iter().filter(|document| document.draft.is_some());
        let pages = |document| languages.iter().map(move |language| (document, language));
        drafts
            .flat_map(|document| pages(&**document))
            .map(|(document, language)| {
                let page = self.addresses(language).edition(&document.slugs[language], Edition::Draft);
                (document, language, page)
            })
            .collect()
    }

    /// Returns the document, the language and, where it shows one, the edition to which a page belongs.
    pub fn standing(&self, audience: Audience, page: &Address) -> Option<Standing<'_>> {
        let languages = &self.site().config.languages;
        let pages = |document| languages.iter().map(move |language| (document, language));
        let of = self.documents().iter().filter(|document| document.audience == audience);
        let (document, language) = of.flat_map(pages).find(|(document, language)| {
            let home = self.addresses(language).document(&document.slugs[*language]);
            page.as_str().starts_with(home.as_str())
        })?;
        let (addresses, slug) = (self.addresses(language), &document.slugs[language]);
        let versions = document.versions.iter().map(|version| Edition::Version(version.label));
        let mut editions = versions.chain([Edition::Draft]);
        let edition = if *page == addresses.document(slug) {
            let timelines = self.timelines();
            let timeline = timelines.iter().find(|timeline| timeline.document.id == document.id)?;
            timeline.current().map(|moment| Edition::Version(moment.version.label))
        } else {
            editions.find(|edition| page.as_str().starts_with(addresses.edition(slug, *edition).as_str()))
        };
        Some(Standing { document, language, edition })
    }

    /// Reports on a document's draft in a language.
    pub fn draft(&self, document: &Document, language: &Language) -> Option<DraftReport> {
        document.draft.as_ref()?;
        let (addresses, slug) = (self.addresses(language), &document.slugs[language]);
        let timelines = self.timelines();
        let timeline = timelines.iter().find(|timeline| timeline.document.id == document.id)?;
        let texts = Texts::on_demand(self.site(), &timeline.document, self.templates());
        let binding = timeline.in_force().or(timeline.newest());
        let since = binding.map(|moment| {
            let label = moment.version.label;
            // Two languages can't be compared: where one side has no translation, the authoritative texts are.
            let both = |language| [Edition::Version(label), Edition::Draft].map(|edition| texts.get(edition, language));
            let [mut before, mut after] = both(language);
            if before.source.language != after.source.language {
                [before, after] = both(self.site().authoritative());
            }
            (label.to_string(), redline(&before.composed.text, &after.composed.text).summary())
        });
        Some(DraftReport {
            title: document.title.get(language).unwrap_or_default().to_owned(),
            language: language.clone(),
            audience: document.audience,
            page: addresses.edition(slug, Edition::Draft),
            changes: (!timeline.is_empty()).then(|| addresses.changes(slug, Edition::Draft)),
            since,
            readability: self.readability(texts.get(Edition::Draft, language).source),
        })
    }

    /// Measures a text's paragraphs, and the items of lists that are sentences.
    fn readability(&self, source: &Source<'_>) -> Option<(Formula, Measure)> {
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

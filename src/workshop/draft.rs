//! What an editor wants to know of a draft: where it is, and what it changes in the text that binds.

use crate::address::{Address, Addresses, Edition};
use crate::compose::Texts;
use crate::document::Audience;
use crate::language::Language;
use crate::parse::Document;
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

    /// Returns the document and the language to which a page belongs.
    pub fn standing(&self, audience: Audience, page: &Address) -> Option<(&Document, &Language)> {
        let of = |document: &Document, language: &Language| {
            let home = self.addresses(language).document(&document.slugs[language]);
            document.audience == audience && page.as_str().starts_with(home.as_str())
        };
        self.documents().iter().find_map(|document| {
            let languages = &self.site().config.languages;
            languages.iter().find(|language| of(document, language)).map(|language| (&**document, language))
        })
    }

    /// Reports on a document's draft in a language.
    pub fn draft(&self, document: &Document, language: &Language) -> Option<DraftReport> {
        document.draft.as_ref()?;
        let (addresses, slug) = (self.addresses(language), &document.slugs[language]);
        let timelines = self.timelines();
        let timeline = timelines.iter().find(|timeline| timeline.document.id == document.id)?;
        let texts = Texts::on_demand(self.site(), timeline.document, self.templates());
        let binding = timeline.in_force().or(timeline.moments.len().checked_sub(1));
        let since = binding.map(|index| {
            let label = timeline.moments[index].version.label;
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
            changes: (!timeline.moments.is_empty()).then(|| addresses.changes(slug, Edition::Draft)),
            since,
        })
    }

    fn addresses(&self, language: &Language) -> Addresses {
        Addresses::new(language, self.site().authoritative())
    }
}

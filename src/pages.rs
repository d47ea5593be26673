//! The table of pages: every page and file that a build of a site writes.
//!
//! A build walks this table, `serve` looks one file up in it, the sitemap lists from it, and the address check reads it; so a page
//! that is missing here does not exist anywhere. Takes a snapshot; knows no template and renders nothing.

use crate::address::{Address, Addresses, Edition};
use crate::consent;
use crate::document::Audience;
use crate::history::{Moment, State, Timeline};
use crate::language::Language;
use crate::parse::{BaseUrl, Document, Site};
use crate::snapshot::Snapshot;

/// Which of the pages a build leaves out.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    pub drafts: bool,
    pub redlines: bool,
}

/// The pages and files of a site.
#[derive(Clone, Copy, Debug)]
pub struct Pages<'a> {
    site: &'a Site,
    timelines: &'a [Timeline],
    scope: Scope,
}

/// A page, or a file that is not a page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub audience: Audience,
    /// The authoritative one for a file that an audience has once.
    pub language: &'a Language,
    pub kind: PageKind<'a>,
    site: &'a Site,
}

/// How long a browser may use its copy of a file without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// For ever: the name changes with the bytes.
    Immutable,
    /// For minutes: other websites load it under a name that stays.
    Short,
    /// Not at all.
    Revalidate,
}

/// What a page shows, whatever its language.
#[derive(Clone, Copy, Debug)]
pub enum PageKind<'a> {
    StyleSheet,
    Icon,
    Versions,
    Sitemap,
    Robots,
    /// The script that decides what the banner does.
    BannerCore,
    /// The script of the page with preferences.
    PreferencesScript,
    /// The script that another website loads, under a name that stays.
    BannerEntry,
    /// The policy, markup and style that the entry loads.
    BannerBundle,
    BannerIntegrity,
    /// The declaration that the site honours Global Privacy Control.
    PrivacyControl,
    Index,
    NotFound,
    SiteFeed,
    Preferences,
    /// A document's own address, which shows the version that a visitor should see first.
    Document(Moment<'a>),
    History(&'a Timeline),
    DocumentFeed(&'a Timeline),
    Version(Moment<'a>),
    /// The redline against the version before.
    Changes {
        version: Moment<'a>,
        before: Moment<'a>,
    },
    /// The redline from a superseded version to the one in force.
    Since {
        version: Moment<'a>,
        in_force: Moment<'a>,
    },
    Draft(&'a Timeline),
    /// The redline of the draft against the newest version.
    DraftChanges {
        timeline: &'a Timeline,
        newest: Moment<'a>,
    },
}

impl<'a> Pages<'a> {
    /// Describes the pages of a site. This costs nothing; the methods list only what is asked for.
    pub fn new(snapshot: &'a Snapshot, scope: Scope) -> Pages<'a> {
        Pages { site: &snapshot.site, timelines: &snapshot.timelines, scope }
    }

    /// Returns the address of the public site.
    pub fn base_url(self) -> &'a BaseUrl {
        &self.site.config.base_url
    }

    /// Returns every page.
    pub fn all(self) -> impl Iterator<Item = Page<'a>> {
        let of_site = self.audiences().flat_map(move |audience| self.of_site(audience));
        of_site.chain(self.timelines.iter().flat_map(move |timeline| self.of_document(timeline)))
    }

    /// Returns the audiences that have pages. The public site is never empty: it has at least a first page.
    pub fn audiences(self) -> impl Iterator<Item = Audience> {
        Audience::ALL.into_iter().filter(move |audience| {
            *audience == Audience::Public
                || self.timelines.iter().any(|timeline| timeline.document.audience == *audience)
        })
    }

    /// Returns the pages of an audience that belong to no document.
    pub fn of_site(self, audience: Audience) -> Vec<Page<'a>> {
        let is_public = audience == Audience::Public;
        let has_banner = consent::is_needed(self.site);
        let is_published =
            self.timelines.iter().any(|timeline| timeline.document.audience == audience && !timeline.is_empty());
        let kinds = [
            (PageKind::StyleSheet, true),
            (PageKind::Icon, true),
            (PageKind::Versions, true),
            (PageKind::Sitemap, is_public),
            (PageKind::Robots, is_public),
            (PageKind::BannerCore, has_banner),
            (PageKind::PreferencesScript, has_banner && is_public),
            (PageKind::BannerEntry, has_banner && is_public),
            (PageKind::BannerBundle, has_banner && is_public),
            (PageKind::BannerIntegrity, has_banner && is_public),
            (PageKind::PrivacyControl, has_banner && is_public),
            (PageKind::Index, true),
            (PageKind::NotFound, true),
            (PageKind::SiteFeed, is_published),
            (PageKind::Preferences, has_banner && is_public),
        ];
        let kinds = kinds.into_iter().filter(|(_, exists)| *exists);
        kinds.flat_map(|(kind, _)| self.translations(audience, kind)).collect()
    }

    /// Returns the pages of a document, in all languages.
    pub fn of_document(self, timeline: &'a Timeline) -> Vec<Page<'a>> {
        let kinds = self.kinds_of_document(timeline).into_iter();
        kinds.flat_map(|kind| self.translations(timeline.document.audience, kind)).collect()
    }

    /// Returns the page that has this path below the output folder.
    pub fn find(self, path: &str) -> Option<Page<'a>> {
        let (folder, inner) = path.split_once('/')?;
        let audience = self.audiences().find(|audience| audience.as_str() == folder)?;
        let of_site = self.of_site(audience).into_iter().find(|page| page.has_path(path));
        of_site.or_else(|| {
            let own = self.timelines.iter().filter(|timeline| timeline.document.audience == audience);
            own.flat_map(|timeline| self.site.config.languages.iter().map(move |language| (timeline, language)))
                .filter(|(timeline, language)| is_below(inner, self.site, &timeline.document, language))
                .find_map(|(timeline, language)| {
                    let kinds = self.kinds_of_document(timeline).into_iter();
                    let mut pages = kinds.map(|kind| Page { audience, language, kind, site: self.site });
                    pages.find(|page| page.has_path(path))
                })
        })
    }

    fn kinds_of_document(self, timeline: &'a Timeline) -> Vec<PageKind<'a>> {
        let mut kinds = Vec::with_capacity(5 + 3 * timeline.len());
        if let Some(current) = timeline.current() {
            kinds.extend([PageKind::Document(current), PageKind::History(timeline), PageKind::DocumentFeed(timeline)]);
        }
        let in_force = timeline.in_force();
        for version in timeline.moments() {
            kinds.push(PageKind::Version(version));
            if let Some(before) = version.before().filter(|_| self.scope.redlines) {
                kinds.push(PageKind::Changes { version, before });
            }
            if let Some(in_force) = in_force.filter(|_| self.scope.redlines && version.state == State::Superseded) {
                kinds.push(PageKind::Since { version, in_force });
            }
        }
        if self.scope.drafts && timeline.document.draft.is_some() {
            kinds.push(PageKind::Draft(timeline));
            if let Some(newest) = timeline.newest().filter(|_| self.scope.redlines) {
                kinds.push(PageKind::DraftChanges { timeline, newest });
            }
        }
        kinds
    }

    /// Returns a page in each language that it exists in.
    fn translations(self, audience: Audience, kind: PageKind<'a>) -> impl Iterator<Item = Page<'a>> {
        let Pages { site, .. } = self;
        let languages = &site.config.languages[..if kind.is_translated() { site.config.languages.len() } else { 1 }];
        languages
            .iter()
            // A document without a slug in a language is an error, and has no address in it.
            .filter(move |language| {
                kind.timeline().is_none_or(|timeline| timeline.document.slugs.contains_key(*language))
            })
            .map(move |language| Page { audience, language, kind, site })
    }
}

/// Returns whether a path lies in the folder of a document in a language.
fn is_below(path: &str, site: &Site, document: &Document, language: &Language) -> bool {
    let Some(slug) = document.slugs.get(language) else { return false };
    path.starts_with(Addresses::new(language, site.authoritative()).document(slug).as_str())
}

impl<'a> Page<'a> {
    /// Returns the page's address. A digest in the name of a file is not part of it, see `is_digested`.
    pub fn address(&self) -> Address {
        self.in_language(self.language)
    }

    /// Returns the address of the same page in a language.
    pub fn in_language(&self, language: &Language) -> Address {
        let addresses = Addresses::new(language, self.site.authoritative());
        match self.kind {
            PageKind::StyleSheet => Address::new("assets/style.css"),
            PageKind::Icon => Address::new("assets/icon.svg"),
            PageKind::Versions => Address::new("versions.json"),
            PageKind::Sitemap => Address::new("sitemap.xml"),
            PageKind::Robots => Address::new("robots.txt"),
            PageKind::BannerCore => Address::new("consent/core.js"),
            PageKind::PreferencesScript => Address::new("consent/page.js"),
            PageKind::BannerEntry | PageKind::BannerBundle => Address::new(format!("consent/{language}.js")),
            PageKind::BannerIntegrity => Address::new("consent/integrity.json"),
            PageKind::PrivacyControl => Address::new(".well-known/gpc.json"),
            PageKind::Index => addresses.index(),
            PageKind::NotFound => addresses.file("404.html"),
            PageKind::SiteFeed => addresses.file("feed.xml"),
            PageKind::Preferences => addresses.preferences(),
            PageKind::Document(version) => addresses.document(&version.timeline.document.slugs[language]),
            PageKind::History(timeline) => addresses.history(&timeline.document.slugs[language]),
            PageKind::DocumentFeed(timeline) => addresses.feed(&timeline.document.slugs[language]),
            PageKind::Version(version) | PageKind::Changes { version, .. } | PageKind::Since { version, .. } => {
                let slug = &version.timeline.document.slugs[language];
                let edition = Edition::Version(version.version.label);
                match self.kind {
                    PageKind::Changes { .. } => addresses.changes(slug, edition),
                    PageKind::Since { .. } => addresses.since(slug, edition),
                    _ => addresses.edition(slug, edition),
                }
            }
            PageKind::Draft(timeline) => addresses.edition(&timeline.document.slugs[language], Edition::Draft),
            PageKind::DraftChanges { timeline, .. } => {
                addresses.changes(&timeline.document.slugs[language], Edition::Draft)
            }
        }
    }

    /// Returns whether the name of the file contains a digest of its bytes, so that browsers can cache it for ever.
    pub fn is_digested(&self) -> bool {
        matches!(
            self.kind,
            PageKind::StyleSheet
                | PageKind::Icon
                | PageKind::BannerCore
                | PageKind::PreferencesScript
                | PageKind::BannerBundle
        )
    }

    /// Returns how long a browser may use its copy.
    pub fn caching(&self) -> Caching {
        match self.kind {
            _ if self.is_digested() => Caching::Immutable,
            PageKind::BannerEntry | PageKind::BannerIntegrity => Caching::Short,
            _ => Caching::Revalidate,
        }
    }

    /// Returns the path from the root of the site, with a slash at the start; a digest in it is written `*`.
    pub fn url_path(&self) -> String {
        let address = self.address();
        let address = if self.is_digested() { address.with_digest("*") } else { address };
        format!("/{}", address.as_str())
    }

    /// Returns the path below the output folder; a digest in it is written `*`.
    pub fn path(&self) -> String {
        let address = self.address();
        let address = if self.is_digested() { address.with_digest("*") } else { address };
        format!("{}/{}", self.audience.as_str(), address.file())
    }

    /// Returns whether a path below the output folder is the page's, whatever digest it contains.
    fn has_path(&self, path: &str) -> bool {
        let own = self.path();
        match own.split_once('*') {
            Some((start, end)) => path
                .strip_prefix(start)
                .and_then(|rest| rest.strip_suffix(end))
                .is_some_and(|digest| !digest.is_empty() && digest.bytes().all(|byte| byte.is_ascii_hexdigit())),
            None => own == path,
        }
    }

    /// Returns the document that the page belongs to.
    pub fn document(&self) -> Option<&'a Document> {
        self.kind.timeline().map(|timeline| &*timeline.document)
    }

    /// Returns the edition that the page shows; for a redline, the later one.
    pub fn edition(&self) -> Option<Edition> {
        match self.kind {
            PageKind::Document(version)
            | PageKind::Version(version)
            | PageKind::Changes { version, .. }
            | PageKind::Since { in_force: version, .. } => Some(Edition::Version(version.version.label)),
            PageKind::Draft(_) | PageKind::DraftChanges { .. } => Some(Edition::Draft),
            _ => None,
        }
    }

    /// Returns whether search engines should list the page, and with it the sitemap: the texts in force and announced. The others
    /// are there for those who have their address.
    pub fn is_listed(&self) -> bool {
        match self.kind {
            PageKind::Index | PageKind::Preferences | PageKind::Document(_) | PageKind::History(_) => true,
            PageKind::Version(version) => version.state == State::Announced,
            _ => false,
        }
    }

    /// Returns whether the page is written in a language; if not, it shows the authoritative text there.
    pub fn is_written_in(&self, language: &Language) -> bool {
        match self.kind {
            PageKind::Document(version) | PageKind::Version(version) => version.version.texts.contains_key(language),
            PageKind::Changes { version, before: other } | PageKind::Since { version, in_force: other } => {
                version.version.texts.contains_key(language) && other.version.texts.contains_key(language)
            }
            PageKind::Draft(timeline) => draft_is_written_in(timeline, language),
            PageKind::DraftChanges { timeline, newest } => {
                draft_is_written_in(timeline, language) && newest.version.texts.contains_key(language)
            }
            _ => true,
        }
    }
}

fn draft_is_written_in(timeline: &Timeline, language: &Language) -> bool {
    timeline.document.draft.as_ref().is_some_and(|draft| draft.texts.contains_key(language))
}

impl<'a> PageKind<'a> {
    /// Returns whether there is one of it in each language.
    fn is_translated(self) -> bool {
        !matches!(
            self,
            PageKind::StyleSheet
                | PageKind::Icon
                | PageKind::Versions
                | PageKind::Sitemap
                | PageKind::Robots
                | PageKind::BannerCore
                | PageKind::PreferencesScript
                | PageKind::BannerIntegrity
                | PageKind::PrivacyControl
        )
    }

    /// Returns the document that it belongs to.
    fn timeline(self) -> Option<&'a Timeline> {
        match self {
            PageKind::Document(version)
            | PageKind::Version(version)
            | PageKind::Changes { version, .. }
            | PageKind::Since { version, .. } => Some(version.timeline),
            PageKind::History(timeline)
            | PageKind::DocumentFeed(timeline)
            | PageKind::Draft(timeline)
            | PageKind::DraftChanges { timeline, .. } => Some(timeline),
            _ => None,
        }
    }
}

//! What all pages of an audience and a language share: their addresses, navigation and head.

use std::collections::BTreeMap;
use std::sync::Mutex;

use tera::{Context, Value};

use crate::address::{Address, Addresses, Edition};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::{Audience, Slug};
use crate::history::{Moment, Timeline};
use crate::language::Language;
use crate::locale::{Locale, own_name};
use crate::parse::{Document, Site};
use crate::render::assets::Assets;
use crate::render::consent::{BannerView, Parts};
use crate::render::view::{
    Alternate, DocumentLink, FeedLink, PageView, Preferences, Relation, Script, SiteView, Stylesheet,
};
use crate::render::{Options, Wanted};
use crate::template::Templates;

/// Without a banner, the pages may load the site's own style and pictures, and nothing else from anywhere.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The same for a page with a script of its own host, which may ask that host.
const SCRIPTED_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'";

/// One language of one audience's site.
pub(super) struct Frame<'a> {
    pub(super) site: &'a Site,
    pub(super) templates: &'a Templates,
    pub(super) audience: Audience,
    pub(super) language: &'a Language,
    pub(super) locale: Locale<'a>,
    pub(super) timelines: &'a [&'a Timeline],
    pub(super) assets: &'a Assets,
    /// None where nothing asks for consent.
    pub(super) consent: Option<&'a Parts>,
    pub(super) options: &'a Options,
    pub(super) wanted: Wanted<'a>,
    pub(super) surroundings: Surroundings,
}

/// What stands around a text, kept for all pages that see the site from the same place: with hundreds of documents, making
/// the navigation costs more than setting a text. The keys are the first page's address as seen from there, and the document's id.
pub(super) type Surroundings = Mutex<BTreeMap<(String, String), Around>>;

/// The context of pages that lie equally deep in the same document.
#[derive(Clone)]
pub(super) struct Around {
    site: Value,
    /// The links to all documents, as HTML.
    navigation: Value,
    /// The consent banner, as HTML; empty where nothing asks for consent.
    banner: Value,
}

/// What makes one page different from another in its head.
pub(super) struct Head<'a> {
    pub(super) kind: &'static str,
    pub(super) address: Address,
    /// What a tab and a search result show.
    pub(super) title: String,
    /// What stands above the page.
    pub(super) heading: String,
    pub(super) description: Option<String>,
    /// Whether search engines may list it.
    pub(super) listed: bool,
    /// The document that the page belongs to.
    pub(super) document: Option<&'a Document>,
    /// The same page in a language.
    pub(super) in_language: &'a dyn Fn(&Language) -> Address,
    /// Whether the page is written in a language; where it is not, it shows the authoritative text.
    pub(super) is_written_in: &'a dyn Fn(&Language) -> bool,
    pub(super) relations: Vec<(&'static str, Address)>,
    /// The day from which the page's text binds, when that day is still to come.
    pub(super) binds_from: Option<Date>,
}

impl<'a> Frame<'a> {
    /// Returns the addresses of the frame's language.
    pub(super) fn addresses(&self) -> Addresses {
        self.addresses_in(self.language)
    }

    /// Returns the addresses of another language.
    pub(super) fn addresses_in(&self, language: &Language) -> Addresses {
        Addresses::new(language, self.site.authoritative())
    }

    /// Returns a document's slug in the frame's language.
    pub(super) fn slug(&self, document: &'a Document) -> &'a Slug {
        &document.slugs[self.language]
    }

    /// Returns a document's title in the frame's language.
    pub(super) fn title(&self, document: &'a Document) -> &'a str {
        self.locale.text(&document.title)
    }

    /// Returns where an edition's page stands in a language.
    pub(super) fn edition_in(&self, document: &Document, edition: Edition, language: &Language) -> Address {
        self.addresses_in(language).edition(&document.slugs[language], edition)
    }

    /// Returns an absolute address; what only customers read has none, since nobody knows where they read it.
    pub(super) fn absolute(&self, address: &Address) -> Option<String> {
        (self.audience == Audience::Public)
            .then(|| format!("{}/{}", self.site.config.base_url.as_str(), address.as_str()))
    }

    /// Resolves a link in a text, as seen from a page. A text that binds from a later day refers to what will bind then.
    pub(super) fn link(&self, to: &str, head: &Head<'_>) -> String {
        let Some(target) = to.strip_prefix('@') else { return to.to_owned() };
        let (name, section) = target.split_once('#').map_or((target, ""), |(name, section)| (name, section));
        let document = self.site.document(name).expect("check::links refuses links to documents that do not exist");
        let address = self.document_on(document, head.binds_from);
        let href = if document.audience == self.audience {
            address.from(&head.address)
        } else {
            format!("{}/{}", self.site.config.base_url.as_str(), address.as_str())
        };
        if section.is_empty() { href } else { format!("{href}#{section}") }
    }

    /// Returns where the text of a document stands that binds on a day, or now.
    fn document_on(&self, document: &'a Document, day: Option<Date>) -> Address {
        let current = self.addresses().document(self.slug(document));
        let Some(day) = day else { return current };
        let timeline = self.timelines.iter().find(|timeline| timeline.document.id == document.id);
        let Some(timeline) = timeline else { return current };
        let then = timeline.moments().rfind(|moment| moment.version.effective <= day);
        let label = |moment: Moment<'_>| moment.version.label;
        match then.map(label) {
            Some(then) if Some(then) != timeline.current().map(label) => {
                self.edition_in(document, Edition::Version(then), self.language)
            }
            _ => current,
        }
    }

    /// Returns whether a page or file of the frame's audience is to be made.
    pub(super) fn wants(&self, address: &Address) -> bool {
        self.wanted.wants(|| self.path(address))
    }

    /// Returns whether any page or file below an address is to be made.
    pub(super) fn wants_below(&self, address: &Address) -> bool {
        self.wanted.wants_below(|| format!("{}/{}", self.audience.as_str(), address.as_str()))
    }

    /// Hands out a file of the frame's audience.
    pub(super) fn emit(&self, address: &Address, text: String) {
        self.wanted.emit(self.path(address), text.into_bytes());
    }

    fn path(&self, address: &Address) -> String {
        format!("{}/{}", self.audience.as_str(), address.file())
    }

    /// Renders a page with its head and hands it out.
    pub(super) fn page(&self, head: &Head<'_>, template: &str, mut context: Context) -> Result<(), Diagnostic> {
        context.insert_value("t", self.templates.strings(self.language));
        context.insert("language", self.language.as_str());
        let Around { site, navigation, banner } = self.around(head)?;
        context.insert_value("site", site);
        context.insert_value("navigation", navigation);
        context.insert_value("banner", banner);
        context.insert_value("page", Value::from_serializable(&self.page_view(head)));
        let html = self.templates.page(&self.site.theme, template, &context)?;
        self.emit(&head.address, html);
        Ok(())
    }

    /// Returns what the page has around it.
    fn around(&self, head: &Head<'_>) -> Result<Around, Diagnostic> {
        let locked = || self.surroundings.lock().expect("no thread panics while it holds this");
        let document = head.document.map_or(String::new(), |document| document.id.to_string());
        let key = (self.href(&self.addresses().index(), head), document);
        if let Some(around) = locked().get(&key) {
            return Ok(around.clone());
        }
        let site = Value::from_serializable(&self.site_view(head));
        let mut context = Context::new();
        context.insert_value("t", self.templates.strings(self.language));
        context.insert("language", self.language.as_str());
        context.insert_value("site", site.clone());
        let navigation = self.templates.page(&self.site.theme, "navigation.html", &context)?;
        let mut banner = String::new();
        if let Some(preferences) = self.preferences_from(|address| self.href(address, head)) {
            context.insert("consent", &BannerView::of_page(self, preferences));
            banner = self.templates.page(&self.site.theme, "consent.html", &context)?;
        }
        let navigation = Value::safe_string(navigation.trim());
        let around = Around { site, navigation, banner: Value::safe_string(banner.trim()) };
        locked().insert(key, around.clone());
        Ok(around)
    }

    /// Writes an address as seen from a page. The page for lost visitors is shown at any depth, so that its addresses begin
    /// at the root of the host.
    fn href(&self, to: &Address, head: &Head<'_>) -> String {
        match head.kind {
            "not-found" => format!("{}/{}", self.base_path(), to.as_str()),
            _ => to.from(&head.address),
        }
    }

    fn base_path(&self) -> &str {
        match self.audience {
            Audience::Public => self.site.config.base_url.path(),
            Audience::Customers => "",
        }
    }

    /// Returns whether a version of a document is published, so that it has a history and a feed.
    pub(super) fn is_published(&self, document: &Document) -> bool {
        self.timelines.iter().any(|timeline| timeline.document.id == document.id && !timeline.is_empty())
    }

    /// Links to the feed of all documents; where nothing is published yet there is none.
    fn feed(&self, head: &Head<'_>) -> Option<FeedLink> {
        let is_empty = self.timelines.iter().all(|timeline| timeline.is_empty());
        (!is_empty).then(|| FeedLink {
            href: self.href(&self.addresses().file("feed.xml"), head),
            title: self.locale.text(&self.site.config.title).to_owned(),
        })
    }

    fn site_view(&self, head: &Head<'_>) -> SiteView<'_> {
        let addresses = self.addresses();
        let documents = self.timelines.iter().filter(|timeline| !timeline.is_empty()).map(|timeline| {
            let document = &timeline.document;
            DocumentLink {
                title: self.title(document),
                href: self.href(&addresses.document(self.slug(document)), head),
                current: head.document.is_some_and(|current| current.id == document.id),
            }
        });
        SiteView {
            title: self.locale.text(&self.site.config.title),
            home: self.href(&addresses.index(), head),
            stylesheet: Stylesheet {
                href: self.href(&self.assets.style, head),
                integrity: &self.assets.style_integrity,
            },
            icon: self.href(&self.assets.icon, head),
            feed: self.feed(head),
            documents: documents.collect(),
            domains: &self.site.config.domains,
            preferences: self.preferences_from(|address| self.href(address, head)).map(|href| Preferences { href }),
            script: self
                .consent
                .map(|parts| Script { href: self.href(&parts.core, head), integrity: &parts.core_integrity }),
        }
    }

    /// Returns the page's own address, or that of the text it shows in the lack of a translation.
    fn canonical(&self, head: &Head<'_>) -> Option<String> {
        if (head.is_written_in)(self.language) {
            self.absolute(&head.address)
        } else {
            self.absolute(&(head.in_language)(self.site.authoritative()))
        }
    }

    fn page_view<'b>(&'b self, head: &'b Head<'_>) -> PageView<'b> {
        let alternate = |language: &'b Language| {
            let address = (head.in_language)(language);
            Alternate {
                language: language.as_str(),
                name: own_name(language),
                href: self.href(&address, head),
                // Only a page that is in a language may say that it is.
                absolute: self.absolute(&address).filter(|_| (head.is_written_in)(language)),
                current: language == self.language,
            }
        };
        let addresses = self.addresses();
        let mut feeds: Vec<FeedLink> = self.feed(head).into_iter().collect();
        if let Some(document) = head.document.filter(|document| self.is_published(document)) {
            feeds.push(FeedLink {
                href: self.href(&addresses.feed(&document.slugs[self.language]), head),
                title: self.locale.text(&document.title).to_owned(),
            });
        }
        PageView {
            kind: head.kind,
            title: &head.title,
            heading: &head.heading,
            description: head.description.as_deref(),
            canonical: self.canonical(head),
            robots: (!head.listed || self.audience != Audience::Public).then_some("noindex"),
            csp: match self.consent {
                Some(parts) => &parts.content_security_policy,
                None if self.options.scripted => SCRIPTED_CONTENT_SECURITY_POLICY,
                None => CONTENT_SECURITY_POLICY,
            },
            languages: self.site.config.languages.iter().map(alternate).collect(),
            relations: head
                .relations
                .iter()
                .map(|(rel, address)| Relation { rel, href: self.href(address, head) })
                .collect(),
            feeds,
        }
    }
}

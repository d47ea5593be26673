//! A whole page: the content that is its own, within what all pages of the site have around it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use tera::{Context, Value};

use crate::address::Address;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::Audience;
use crate::language::Language;
use crate::locale::own_name;
use crate::pages::{Page, PageKind};
use crate::render::consent::policy::preferences_address;
use crate::render::consent::view::BannerView;
use crate::render::page_context::PageContext;
use crate::render::view::{
    Alternate, DocumentLink, FeedLink, PageView, Preferences, Relation, Script, SiteView, Stylesheet,
};

/// Without a banner, the pages may load the site's own style and pictures, and nothing else from anywhere.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The same for a page with a script of its own host, which may ask that host.
const SCRIPTED_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What is a page's own.
pub(super) struct PageContent<'a> {
    pub(super) head: Head<'a>,
    pub(super) template: &'static str,
    /// What the template names, besides what every page has.
    pub(super) values: Context,
}

/// What differs between the heads of two pages.
pub(super) struct Head<'a> {
    pub(super) page: Page<'a>,
    pub(super) address: Address,
    /// The title in a tab and in search results.
    pub(super) title: String,
    /// The title at the top of the page.
    pub(super) heading: String,
    pub(super) description: Option<String>,
    pub(super) relations: Vec<(&'static str, Address)>,
    /// The day on which the page's text takes effect, if that day is in the future.
    pub(super) binds_from: Option<Date>,
}

impl<'a> Head<'a> {
    /// The head of a page that is titled as it is headed.
    pub(super) fn new(page: Page<'a>, heading: &str) -> Head<'a> {
        Head {
            page,
            address: page.address(),
            title: heading.to_owned(),
            heading: heading.to_owned(),
            description: None,
            relations: Vec::new(),
            binds_from: None,
        }
    }
}

/// Puts pages together. With hundreds of documents the navigation costs more than a text, so it is rendered once for all pages
/// that see the site from the same place.
#[derive(Default)]
pub(super) struct Layout {
    /// By the first page's address as seen from there, and the document's id.
    surroundings: Mutex<BTreeMap<(String, String), Surroundings>>,
}

/// What pages at the same depth in the same document have around their content.
#[derive(Clone)]
struct Surroundings {
    site: Value,
    /// The links to all documents, as HTML.
    navigation: Value,
    /// The consent banner, as HTML; empty for a site that asks for no consent.
    banner: Value,
}

impl Layout {
    /// Renders a page.
    pub(super) fn html(&self, context: &PageContext<'_>, content: PageContent<'_>) -> Result<String, Diagnostic> {
        let PageContent { head, template, mut values } = content;
        let Surroundings { site, navigation, banner } = self.surroundings(context, &head)?;
        insert_words(context, &mut values);
        values.insert_value("site", site);
        values.insert_value("navigation", navigation);
        values.insert_value("banner", banner);
        values.insert_value("page", Value::from_serializable(&page_view(context, &head)));
        context.templates.page(&context.site.theme, template, &values)
    }

    fn surroundings(&self, context: &PageContext<'_>, head: &Head<'_>) -> Result<Surroundings, Diagnostic> {
        let document = head.page.document().map_or(String::new(), |document| document.id.to_string());
        let key = (href(context, &context.addresses().index(), head), document);
        let kept = self.surroundings.lock().expect("no thread panics while it holds this").get(&key).cloned();
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let made = surroundings(context, head)?;
        let mut all = self.surroundings.lock().expect("no thread panics while it holds this");
        all.insert(key, made.clone());
        Ok(made)
    }
}

fn surroundings(context: &PageContext<'_>, head: &Head<'_>) -> Result<Surroundings, Diagnostic> {
    let site = Value::from_serializable(&site_view(context, head));
    let mut values = Context::new();
    insert_words(context, &mut values);
    values.insert_value("site", site.clone());
    let navigation = context.templates.page(&context.site.theme, "navigation.html", &values)?;
    let mut banner = String::new();
    if let Some(preferences) = preferences(context, head) {
        values.insert("consent", &BannerView::of_page(context, preferences));
        banner = context.templates.page(&context.site.theme, "consent.html", &values)?;
    }
    let (navigation, banner) = (Value::safe_string(navigation.trim()), Value::safe_string(banner.trim()));
    Ok(Surroundings { site, navigation, banner })
}

/// Adds the theme's strings and the language, which every template has.
pub(super) fn insert_words(context: &PageContext<'_>, values: &mut Context) {
    values.insert_value("t", context.templates.strings(context.language()));
    values.insert("language", context.language().as_str());
}

/// Writes an address as seen from a page. A server shows the page for an unknown address at any depth, so its addresses begin at
/// the root of the host.
fn href(context: &PageContext<'_>, to: &Address, head: &Head<'_>) -> String {
    match head.page.kind {
        PageKind::NotFound => format!("{}/{}", base_path(context), to.as_str()),
        _ => to.from(&head.address),
    }
}

fn base_path<'a>(context: &PageContext<'a>) -> &'a str {
    match context.audience {
        Audience::Public => context.site.config.base_url.path(),
        Audience::Customers => "",
    }
}

/// Returns the address of the page with preferences; none for a site that asks for no consent. Pages for customers can be anywhere,
/// so they name it in full.
fn preferences(context: &PageContext<'_>, head: &Head<'_>) -> Option<String> {
    context.banner.as_ref()?;
    Some(match context.audience {
        Audience::Public => href(context, &context.addresses().preferences(), head),
        Audience::Customers => preferences_address(context),
    })
}

/// Links to the feed of all documents; none before a version is published.
fn site_feed(context: &PageContext<'_>, head: &Head<'_>) -> Option<FeedLink> {
    let is_empty = context.timelines.iter().all(|timeline| timeline.is_empty());
    (!is_empty).then(|| FeedLink {
        href: href(context, &context.addresses().file("feed.xml"), head),
        title: context.locale.text(&context.site.config.title).to_owned(),
    })
}

fn site_view<'a>(context: &'a PageContext<'_>, head: &Head<'_>) -> SiteView<'a> {
    let addresses = context.addresses();
    let published = context.timelines.iter().filter(|timeline| !timeline.is_empty());
    let documents = published.map(|timeline| {
        let document = &timeline.document;
        DocumentLink {
            title: context.title(document),
            href: href(context, &addresses.document(context.slug(document)), head),
            current: head.page.document().is_some_and(|current| current.id == document.id),
        }
    });
    let assets = &context.assets;
    SiteView {
        title: context.locale.text(&context.site.config.title),
        home: href(context, &addresses.index(), head),
        stylesheet: Stylesheet { href: href(context, &assets.style, head), integrity: &assets.style_integrity },
        icon: href(context, &assets.icon, head),
        feed: site_feed(context, head),
        documents: documents.collect(),
        domains: &context.site.config.domains,
        preferences: preferences(context, head).map(|href| Preferences { href }),
        script: context
            .banner
            .as_ref()
            .map(|parts| Script { href: href(context, &parts.core, head), integrity: &parts.core_integrity }),
    }
}

fn page_view<'a>(context: &'a PageContext<'_>, head: &'a Head<'_>) -> PageView<'a> {
    let Head { page, address, .. } = head;
    // Without a translation, the address of the text that the page shows.
    let canonical = match page.is_written_in(context.language()) {
        true => context.absolute(address),
        false => context.absolute(&page.in_language(context.site.authoritative())),
    };
    let mut feeds: Vec<FeedLink> = site_feed(context, head).into_iter().collect();
    if let Some(document) = page.document().filter(|document| context.is_published(document)) {
        feeds.push(FeedLink {
            href: href(context, &context.addresses().feed(context.slug(document)), head),
            title: context.title(document).to_owned(),
        });
    }
    let relations = head.relations.iter().map(|(rel, to)| Relation { rel, href: href(context, to, head) });
    let languages = context.site.config.languages.iter().map(|language| alternate(context, head, language));
    PageView {
        kind: kind(page.kind),
        title: &head.title,
        heading: &head.heading,
        description: head.description.as_deref(),
        canonical,
        robots: (!page.is_listed() || context.audience != Audience::Public).then_some("noindex"),
        csp: match &context.banner {
            Some(parts) => &parts.content_security_policy,
            None if context.options.scripted => SCRIPTED_CONTENT_SECURITY_POLICY,
            None => CONTENT_SECURITY_POLICY,
        },
        languages: languages.collect(),
        relations: relations.collect(),
        feeds,
    }
}

fn alternate<'a>(context: &PageContext<'_>, head: &Head<'_>, language: &'a Language) -> Alternate<'a> {
    let address = head.page.in_language(language);
    Alternate {
        language: language.as_str(),
        name: own_name(language),
        href: href(context, &address, head),
        // Only a page that is written in a language may say that it is.
        absolute: context.absolute(&address).filter(|_| head.page.is_written_in(language)),
        current: language == context.language(),
    }
}

/// Returns the word by which templates and styles know a page.
fn kind(kind: PageKind<'_>) -> &'static str {
    match kind {
        PageKind::Index => "index",
        PageKind::NotFound => "not-found",
        PageKind::Preferences => "preferences",
        PageKind::History(_) => "history",
        PageKind::Changes { .. } | PageKind::Since { .. } | PageKind::DraftChanges { .. } => "redline",
        _ => "version",
    }
}

//! From an entry of the table of pages to its bytes: each kind has one function that makes it.

use helder_consent::scripts;

use crate::compose::Texts;
use crate::diagnostic::Diagnostic;
use crate::history::Timeline;
use crate::pages::{Page, PageKind};
use crate::render::composition::Composition;
use crate::render::consent::{bundle, preferences};
use crate::render::digest::short_digest;
use crate::render::layout::Layout;
use crate::render::output::Artifact;
use crate::render::page_context::PageContext;
use crate::render::{document, feed, index, machine, redline};

/// Makes a page. `texts` are those of the page's document.
pub(super) fn make<'a>(
    context: &'a PageContext<'a>,
    layout: &Layout,
    page: Page<'a>,
    texts: Option<&'a Texts<'a>>,
) -> Result<Artifact, Diagnostic> {
    let text = match page.kind {
        PageKind::StyleSheet => context.assets.style_text.clone(),
        PageKind::Icon => context.assets.icon_text.clone(),
        PageKind::Versions => machine::versions(context),
        PageKind::Sitemap => machine::sitemap(context),
        PageKind::Robots => machine::robots(context),
        PageKind::BannerCore => scripts::CORE.to_owned(),
        PageKind::PreferencesScript => scripts::PAGE.to_owned(),
        PageKind::BannerEntry => bundle::entry(context, &page)?,
        PageKind::BannerBundle => bundle::bundle(context)?,
        PageKind::BannerIntegrity => bundle::integrity_list(context)?,
        PageKind::PrivacyControl => machine::privacy_control(context),
        PageKind::SiteFeed => feed::of_site(context, page)?,
        PageKind::DocumentFeed(timeline) => feed::of_document(context, page, timeline)?,
        PageKind::Index => layout.html(context, index::index(context, page))?,
        PageKind::NotFound => layout.html(context, index::not_found(context, page))?,
        PageKind::Preferences => layout.html(context, preferences::preferences(context, page))?,
        PageKind::History(timeline) => layout.html(context, document::history(context, page, timeline))?,
        PageKind::Document(version) | PageKind::Version(version) => {
            layout.html(context, document::version(&composition(context, version.timeline, texts), page, version))?
        }
        PageKind::Draft(timeline) => {
            layout.html(context, document::draft(&composition(context, timeline, texts), page))?
        }
        PageKind::Changes { version, before } => layout
            .html(context, redline::versions(&composition(context, version.timeline, texts), page, before, version))?,
        PageKind::Since { version, in_force } => layout.html(
            context,
            redline::versions(&composition(context, version.timeline, texts), page, version, in_force),
        )?,
        PageKind::DraftChanges { timeline, newest } => {
            layout.html(context, redline::draft(&composition(context, timeline, texts), page, newest))?
        }
    };
    let bytes = text.into_bytes();
    let address = page.address();
    let address = if page.is_digested() { address.with_digest(&short_digest(&bytes)) } else { address };
    Ok(Artifact { path: format!("{}/{}", page.audience.as_str(), address.file()), bytes })
}

fn composition<'a>(
    context: &'a PageContext<'a>,
    timeline: &'a Timeline,
    texts: Option<&'a Texts<'a>>,
) -> Composition<'a> {
    Composition { context, timeline, texts: texts.expect("a document's page is made with its texts") }
}

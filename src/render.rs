//! Timelines to artifacts: every page, feed and file of the site, handed out one by one as soon as it is made.
//!
//! Takes parsed and checked content, returns bytes with a path below the output folder. Knows Tera and HTML, no disk. What there
//! is to render is in `pages`. The one mistake that shows up only here is a template's, and it stops the build.

mod assets;
mod composition;
mod consent;
mod digest;
mod document;
mod feed;
mod html;
mod index;
mod layout;
mod links;
mod machine;
mod make;
mod options;
mod output;
mod page_context;
mod redline;
mod view;

use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::compose::Texts;
use crate::diagnostic::{self, Diagnostic};
use crate::locale::Locale;
use crate::pages::{Page, Pages};
use crate::parse::Document;
use crate::render::layout::Layout;
use crate::render::page_context::PageContext;
use crate::snapshot::Snapshot;

pub use options::Options;
pub use output::{Artifact, Sink};

/// Where a document's texts come from; it is asked for them when it is time to render their pages, and none leaves these out.
/// Several threads call it at once, once for each document.
pub type Compose<'site, 'a> = &'a (dyn Fn(&'site Document) -> Option<Texts<'site>> + Sync + 'a);

/// Renders a site. Returns the mistakes of templates, each once.
pub fn render<'site>(
    snapshot: &'site Snapshot,
    options: &Options,
    compose: Compose<'site, '_>,
    sink: Sink<'_>,
) -> Vec<Diagnostic> {
    let pages = Pages::new(snapshot, options.scope());
    let contexts = contexts(snapshot, pages, options);
    let diagnostics = Mutex::new(Vec::new());
    let hand_out = |page: Page<'_>, texts: Option<&Texts<'_>>| match make(&contexts, page, texts) {
        Ok(artifact) => sink(artifact),
        Err(found) => diagnostics.lock().expect("no thread panics while it holds this").push(found),
    };
    let of_site: Vec<Page<'_>> = pages.audiences().flat_map(|audience| pages.of_site(audience)).collect();
    // Each document's texts are dropped as soon as its pages are made.
    let documents = || {
        snapshot.timelines.par_iter().for_each(|timeline| {
            let Some(texts) = compose(&timeline.document) else { return };
            pages.of_document(timeline).into_par_iter().for_each(|page| hand_out(page, Some(&texts)));
        });
    };
    rayon::join(|| of_site.into_par_iter().for_each(|page| hand_out(page, None)), documents);
    let mut diagnostics = diagnostics.into_inner().expect("every thread is done");
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Renders the one file of a site that has this path, the same bytes that `render` hands out. Returns nothing if there is no such
/// file, and the mistake of a template if that prevents it.
pub fn file<'site>(
    snapshot: &'site Snapshot,
    options: &Options,
    compose: Compose<'site, '_>,
    path: &str,
) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let pages = Pages::new(snapshot, options.scope());
    let Some(page) = pages.find(path) else { return Ok(None) };
    let texts = page.document().and_then(compose);
    if page.document().is_some() && texts.is_none() {
        return Ok(None);
    }
    let contexts = contexts(snapshot, pages, options);
    match make(&contexts, page, texts.as_ref()) {
        // The digest in a name may be that of former bytes.
        Ok(artifact) => Ok((artifact.path == path).then_some(artifact.bytes)),
        Err(found) => Err(vec![found]),
    }
}

/// Gathers what the pages have in common, for each audience and language.
fn contexts<'a>(snapshot: &'a Snapshot, pages: Pages<'a>, options: &'a Options) -> Vec<(PageContext<'a>, Layout)> {
    let Snapshot { site, templates, timelines, .. } = snapshot;
    let banner = consent::parts::parts(site).map(Arc::new);
    let assets = Arc::new(assets::assets(&site.theme, banner.is_some()));
    let mut contexts = Vec::new();
    for audience in pages.audiences() {
        for language in &site.config.languages {
            let context = PageContext {
                site,
                templates,
                pages,
                options,
                audience,
                locale: Locale::new(site, language),
                timelines: timelines.iter().filter(|timeline| timeline.document.audience == audience).collect(),
                assets: assets.clone(),
                banner: banner.clone(),
            };
            contexts.push((context, Layout::default()));
        }
    }
    contexts
}

fn make<'a>(
    contexts: &'a [(PageContext<'a>, Layout)],
    page: Page<'a>,
    texts: Option<&'a Texts<'a>>,
) -> Result<Artifact, Diagnostic> {
    let (context, layout) = contexts
        .iter()
        .find(|(context, _)| context.audience == page.audience && context.language() == page.language)
        .expect("the table of pages has only audiences and languages of the site");
    make::make(context, layout, page, texts)
}

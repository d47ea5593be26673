//! Timelines to artifacts: every page, feed and file of the site, handed out one by one as soon as it is made.
//!
//! Takes parsed and checked content, returns bytes with a path below the output folder. Knows Tera and HTML, no disk. The one
//! mistake that shows up only here is a template's, and stops the build.

mod assets;
mod consent;
mod document;
mod feed;
mod frame;
mod html;
mod index;
mod machine;
mod redline;
mod view;

use std::sync::Mutex;

use rayon::prelude::*;

use crate::compose::Texts;
use crate::diagnostic::Diagnostic;
use crate::document::Audience;
use crate::history::Timeline;
use crate::parse::{Document, Site};
use crate::render::frame::{Frame, Surroundings};
use crate::template::Templates;

/// What is rendered besides what always is.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Drafts, with their open questions.
    pub drafts: bool,
    /// Redlines; a measurement may leave them out.
    pub redlines: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { drafts: false, redlines: true }
    }
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Below the output folder, with `/` between its parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Where artifacts go. It is called from several threads at once.
pub type Sink<'a> = &'a (dyn Fn(Artifact) + Sync);

/// Where a document's texts come from, when its turn has come; none leaves its pages out. It is called from several threads
/// at once, once for each document.
pub type Compose<'site, 'a> = &'a (dyn Fn(&'site Document) -> Option<Texts<'site>> + Sync + 'a);

/// Renders a site. Returns the mistakes of templates, each once.
pub fn render<'site>(
    site: &'site Site,
    timelines: &[Timeline<'site>],
    templates: &Templates,
    options: &Options,
    compose: Compose<'site, '_>,
    sink: Sink<'_>,
) -> Vec<Diagnostic> {
    let diagnostics = Mutex::new(Vec::new());
    let report = |found: Diagnostic| diagnostics.lock().expect("no thread panics while it holds this").push(found);
    let parts = consent::parts(site);
    let assets = assets::assets(&site.theme, parts.is_some());
    for audience in Audience::ALL {
        let own: Vec<&Timeline<'_>> =
            timelines.iter().filter(|timeline| timeline.document.audience == audience).collect();
        if audience != Audience::Public && own.is_empty() {
            continue;
        }
        let frames: Vec<Frame<'_>> = site
            .config
            .languages
            .iter()
            .map(|language| Frame {
                site,
                templates,
                audience,
                language,
                timelines: &own,
                assets: &assets,
                consent: parts.as_ref(),
                options,
                sink,
                surroundings: Surroundings::default(),
            })
            .collect();
        assets::emit(&frames[0]);
        if let Some(parts) = &parts
            && let Err(found) = consent::render(&frames, parts)
        {
            report(found);
        }
        let documents = || {
            own.par_iter().for_each(|timeline| {
                let Some(texts) = compose(timeline.document) else { return };
                frames.par_iter().for_each(|frame| {
                    if let Err(found) = document::render(frame, timeline, &texts) {
                        report(found);
                    }
                });
            });
        };
        rayon::join(|| machine::render(&frames[0]), documents);
        for frame in &frames {
            if let Err(found) = index::render(frame).and_then(|()| feed::render_all(frame)) {
                report(found);
            }
        }
    }
    let mut diagnostics = diagnostics.into_inner().expect("every thread is done");
    crate::diagnostic::sort(&mut diagnostics);
    diagnostics
}

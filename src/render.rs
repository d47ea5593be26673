//! Timelines to artifacts: every page, feed and file of the site, handed out one by one as soon as it is made.
//!
//! Takes parsed and checked content, returns bytes with a path below the output folder. Knows Tera and HTML, no disk. The one
//! mistake that shows up only here is a template's, and stops the build.

mod assets;
mod composition;
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
use crate::locale::Locale;
use crate::parse::Document;
use crate::render::frame::{Frame, Surroundings};
use crate::snapshot::Snapshot;

/// What is rendered besides what always is.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Drafts, with their open questions.
    pub drafts: bool,
    /// Pages allow themselves a script of their own host, also where no banner needs one: whoever serves them while they are written
    /// puts one in.
    pub scripted: bool,
    /// Redlines; a measurement may leave them out.
    pub redlines: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { drafts: false, scripted: false, redlines: true }
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
    snapshot: &'site Snapshot,
    options: &Options,
    compose: Compose<'site, '_>,
    sink: Sink<'_>,
) -> Vec<Diagnostic> {
    wanted(snapshot, options, compose, Wanted { path: None, sink })
}

/// Renders the one file of a site that has this path, the same bytes that `render` hands out. Returns none where there is no such file,
/// and the mistakes of templates where they keep it from being made.
pub fn file<'site>(
    snapshot: &'site Snapshot,
    options: &Options,
    compose: Compose<'site, '_>,
    path: &str,
) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let found = Mutex::new(None);
    let sink = |artifact: Artifact| {
        found.lock().expect("no thread panics while it holds this").replace(artifact.bytes);
    };
    let diagnostics = wanted(snapshot, options, compose, Wanted { path: Some(path), sink: &sink });
    match found.into_inner().expect("every thread is done") {
        None if !diagnostics.is_empty() => Err(diagnostics),
        found => Ok(found),
    }
}

/// What is to be rendered, and where it goes.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    /// The one file that somebody asks for; none for all of them.
    path: Option<&'a str>,
    sink: Sink<'a>,
}

impl Wanted<'_> {
    /// Returns whether a file is to be rendered. Whoever makes one asks before the work is done; who does not ask makes it in vain.
    fn wants(&self, path: impl FnOnce() -> String) -> bool {
        self.path.is_none_or(|wanted| wanted == path())
    }

    /// Returns whether anything in a folder, named with its slash, is to be rendered.
    fn wants_below(&self, folder: impl FnOnce() -> String) -> bool {
        self.path.is_none_or(|wanted| wanted.starts_with(&folder()))
    }

    /// Hands a file out, if it is to be rendered.
    fn emit(&self, path: String, bytes: Vec<u8>) {
        if self.wants(|| path.clone()) {
            (self.sink)(Artifact { path, bytes });
        }
    }
}

fn wanted<'site>(
    snapshot: &'site Snapshot,
    options: &Options,
    compose: Compose<'site, '_>,
    wanted: Wanted<'_>,
) -> Vec<Diagnostic> {
    let Snapshot { site, templates, timelines, .. } = snapshot;
    let diagnostics = Mutex::new(Vec::new());
    let report = |found: Diagnostic| diagnostics.lock().expect("no thread panics while it holds this").push(found);
    let parts = consent::parts(site);
    let assets = assets::assets(&site.theme, parts.is_some());
    for audience in Audience::ALL {
        let own: Vec<&Timeline> = timelines.iter().filter(|timeline| timeline.document.audience == audience).collect();
        let is_empty = audience != Audience::Public && own.is_empty();
        if is_empty || !wanted.wants_below(|| format!("{}/", audience.as_str())) {
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
                locale: Locale::new(site, language),
                timelines: &own,
                assets: &assets,
                consent: parts.as_ref(),
                options,
                wanted,
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
                if !frames.iter().any(|frame| document::is_wanted(frame, timeline)) {
                    return;
                }
                let Some(texts) = compose(&timeline.document) else { return };
                frames.par_iter().filter(|frame| document::is_wanted(frame, timeline)).for_each(|frame| {
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

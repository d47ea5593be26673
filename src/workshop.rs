//! A site while it is written: its sources change one by one, and whatever page is asked for is right.
//!
//! Takes all sources after each change, with the day, and says what is wrong. Only what a changed file belongs to is parsed and checked
//! again. What is shown is the last state without an error, and there pages are made when somebody asks for them, by the functions
//! that build the site. So no page can be stale, and the work after a change is that of its document alone.
//!
//! A broken document is shown as it was, and the others as they are; an error of the whole site leaves all as it was.

mod checks;
mod draft;
mod shown;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::parse::{self, Cache, Document, Site};
use crate::sources::Sources;
use crate::template::Templates;
use crate::workshop::checks::Checks;

pub use draft::{DraftReport, Standing};
pub use shown::{Made, Shown};

/// A site whose sources change.
#[derive(Default)]
pub struct Workshop {
    cache: Cache,
    templates: Option<Loaded>,
    checks: Checks,
    shown: Option<Arc<Shown>>,
}

/// Templates as they were loaded last.
struct Loaded {
    templates: Arc<Templates>,
    diagnostics: Vec<Diagnostic>,
}

impl Workshop {
    /// Takes the sources as they are now, with what reading them found. Returns everything that is wrong with them, sorted.
    pub fn update(&mut self, sources: &Sources, found: Vec<Diagnostic>, today: Date) -> Vec<Diagnostic> {
        let (site, parsed) = parse::parse_cached(sources, &mut self.cache);
        let mut diagnostics = diagnostic::join(found, parsed);
        if let Some(site) = site {
            let templates = self.templates(&site, &mut diagnostics);
            let state = Inner { site, templates, today };
            diagnostics.extend(self.checks.check(&state));
            let broken = broken(&diagnostics, sources);
            match broken {
                Some(folders) if folders.is_empty() => self.show(state),
                Some(folders) => self.show_mended(state, &folders),
                None => {}
            }
        }
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Returns the last state without an error; none before there was one.
    pub fn shown(&self) -> Option<&Arc<Shown>> {
        self.shown.as_ref()
    }

    fn show(&mut self, state: Inner) {
        self.checks.keep(&state);
        if self.shown.as_ref().is_some_and(|shown| shown.is_of(&state)) {
            return;
        }
        self.shown = Some(Arc::new(Shown::after(state, self.shown.as_deref())));
    }

    /// Shows broken documents as they were, if the site is whole with them.
    fn show_mended(&mut self, mut state: Inner, broken: &BTreeSet<String>) {
        let Some(shown) = &self.shown else { return };
        let former = shown.documents().iter().filter(|document| broken.contains(document.id.as_str()));
        let mut documents: Vec<Arc<Document>> = former.cloned().collect();
        documents.extend(state.site.documents.iter().filter(|one| !broken.contains(one.id.as_str())).cloned());
        documents.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        state.site.documents = documents;
        if !diagnostic::has_errors(&self.checks.check(&state)) {
            self.show(state);
        }
    }

    /// Loads the templates, unless neither they nor the settings changed.
    fn templates(&mut self, site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Arc<Templates> {
        let kept = self.templates.take().filter(|loaded| loaded.templates.are_of(site));
        let loaded = kept.unwrap_or_else(|| {
            let (templates, diagnostics) = Templates::load(site);
            Loaded { templates: Arc::new(templates), diagnostics }
        });
        let loaded = self.templates.insert(loaded);
        diagnostics.extend(loaded.diagnostics.iter().cloned());
        loaded.templates.clone()
    }
}

/// A site with all that is needed to check and to show it.
struct Inner {
    site: Site,
    templates: Arc<Templates>,
    today: Date,
}

/// Returns the folders of the documents that have errors; none when there is an error elsewhere.
fn broken(diagnostics: &[Diagnostic], sources: &Sources) -> Option<BTreeSet<String>> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| folder(found, sources).map(str::to_owned)).collect()
}

/// Returns the folder of the document in which something was found.
fn folder<'a>(found: &'a Diagnostic, sources: &Sources) -> Option<&'a str> {
    let path = found.place.as_ref()?.path.as_str().strip_prefix(&sources.content_prefix)?;
    let (folder, _) = path.split_once('/')?;
    (folder != "registers").then_some(folder)
}

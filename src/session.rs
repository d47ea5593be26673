//! A site while it is being written: its sources change one by one, and every page that is requested is up to date.
//!
//! Takes all sources after each change, with the day, and returns what is wrong. Only what a changed file belongs to is parsed and
//! checked again. Readers see a [`Preview`] of the last state without an error; its pages are rendered on request, by the functions
//! that build the site, so no page can be stale.
//!
//! A broken document is shown as it was before, and the others as they are now. An error that concerns the whole site leaves
//! everything as it was.

mod checks;
mod draft;
mod preview;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::parse::{self, Cache, Document, Site};
use crate::session::checks::CheckCache;
use crate::snapshot::Snapshot;
use crate::sources::Sources;
use crate::template::Templates;

pub use draft::{DraftReport, PageSubject};
pub use preview::{Preview, Rendered};

/// A site whose sources change.
#[derive(Default)]
pub struct Session {
    parsed: Cache,
    templates: Option<CachedTemplates>,
    checks: CheckCache,
    preview: Option<Arc<Preview>>,
}

/// The templates that were loaded last.
struct CachedTemplates {
    templates: Arc<Templates>,
    diagnostics: Vec<Diagnostic>,
}

impl Session {
    /// Takes the sources as they are now, with what was found when they were read. Returns everything that is wrong, sorted.
    pub fn update(&mut self, sources: &Sources, found: Vec<Diagnostic>, today: Date) -> Vec<Diagnostic> {
        let (site, parsed) = parse::parse_cached(sources, &mut self.parsed);
        let mut diagnostics = diagnostic::join(found, parsed);
        if let Some(site) = site {
            let templates = self.templates(&site, &mut diagnostics);
            let snapshot = Snapshot::new(site, templates, today);
            diagnostics.extend(self.checks.check(&snapshot));
            match broken_folders(&diagnostics, sources) {
                Some(folders) if folders.is_empty() => self.show(snapshot),
                Some(folders) => self.show_without(&folders, snapshot),
                None => {}
            }
        }
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Returns the last state without an error; `None` until there is one.
    pub fn preview(&self) -> Option<&Arc<Preview>> {
        self.preview.as_ref()
    }

    fn show(&mut self, snapshot: Snapshot) {
        self.checks.keep(&snapshot);
        if self.preview.as_ref().is_some_and(|preview| preview.is_of(&snapshot)) {
            return;
        }
        self.preview = Some(Arc::new(Preview::after(snapshot, self.preview.as_deref())));
    }

    /// Shows the documents in broken folders as they were before, if the site has no error with them.
    fn show_without(&mut self, broken: &BTreeSet<String>, snapshot: Snapshot) {
        let Some(preview) = &self.preview else { return };
        let former = preview.documents().iter().filter(|document| broken.contains(document.id.as_str()));
        let mut documents: Vec<Arc<Document>> = former.cloned().collect();
        let Snapshot { mut site, templates, today, .. } = snapshot;
        documents.extend(site.documents.iter().filter(|one| !broken.contains(one.id.as_str())).cloned());
        documents.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        site.documents = documents;
        let snapshot = Snapshot::new(site, templates, today);
        if !diagnostic::has_errors(&self.checks.check(&snapshot)) {
            self.show(snapshot);
        }
    }

    /// Loads the templates, unless neither they nor the settings have changed.
    fn templates(&mut self, site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Arc<Templates> {
        let cached = self.templates.take().filter(|cached| cached.templates.are_of(site));
        let cached = cached.unwrap_or_else(|| {
            let (templates, diagnostics) = Templates::load(site);
            CachedTemplates { templates: Arc::new(templates), diagnostics }
        });
        let cached = self.templates.insert(cached);
        diagnostics.extend(cached.diagnostics.iter().cloned());
        cached.templates.clone()
    }
}

/// Returns the folders of the documents that have errors; `None` when there is an error elsewhere.
fn broken_folders(diagnostics: &[Diagnostic], sources: &Sources) -> Option<BTreeSet<String>> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| folder(found, sources).map(str::to_owned)).collect()
}

/// Returns the folder of the document in which something was found.
fn folder<'a>(found: &'a Diagnostic, sources: &Sources) -> Option<&'a str> {
    let path = found.place.as_ref()?.path.as_str().strip_prefix(&sources.content_prefix)?;
    let (folder, _) = path.split_once('/')?;
    (folder != "registers").then_some(folder)
}

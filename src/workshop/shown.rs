//! What is shown of a site that is being written: its last state without an error, from which pages are made on request.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::compose::Texts;
use crate::diagnostic::Diagnostic;
use crate::history::{Timeline, timelines};
use crate::language::Language;
use crate::law::{self, Asked};
use crate::parse::{Document, Site};
use crate::render::{self, Options};
use crate::template::Templates;
use crate::workshop::Inner;

/// A state without an error. Drafts are part of it.
pub struct Shown {
    state: Arc<Inner>,
    /// The state before the theme or the settings changed: a mistake of a page's template shows up only when a page is made.
    former: Option<Arc<Inner>>,
    failed: AtomicBool,
}

/// A file that somebody asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// None where the site has no such file.
    pub bytes: Option<Vec<u8>>,
    /// The mistakes of templates that kept it from being made; it is then as it was before them.
    pub problems: Vec<Diagnostic>,
}

/// What is rendered: all of it, with a script that says when something changed.
const OPTIONS: Options = Options { drafts: true, scripted: true, redlines: true };

impl Shown {
    pub(super) fn after(state: Inner, before: Option<&Shown>) -> Shown {
        let same_templates = |before: &&Shown| Arc::ptr_eq(&before.state.templates, &state.templates);
        let (former, failed) = match before {
            None => (None, false),
            Some(before) if same_templates(&before) => (before.former.clone(), before.has_failed()),
            Some(before) if before.has_failed() => (before.former.clone(), false),
            Some(before) => (Some(before.state.clone()), false),
        };
        Shown { state: Arc::new(state), former, failed: AtomicBool::new(failed) }
    }

    /// Returns whether it is this state: made of the same pieces, so that every page is the same.
    pub(super) fn is_of(&self, state: &Inner) -> bool {
        let Inner { site, templates, today } = &*self.state;
        let documents = || site.documents.iter().zip(&state.site.documents);
        *today == state.today
            && Arc::ptr_eq(templates, &state.templates)
            && Arc::ptr_eq(&site.registers, &state.site.registers)
            && site.documents.len() == state.site.documents.len()
            && documents().all(|(document, other)| Arc::ptr_eq(document, other))
            && site.lock == state.site.lock
    }

    /// Returns the site.
    pub fn site(&self) -> &Site {
        &self.state.site
    }

    pub(super) fn documents(&self) -> &[Arc<Document>] {
        &self.state.site.documents
    }

    pub(super) fn templates(&self) -> &Templates {
        &self.state.templates
    }

    /// Returns the documents' versions as they stand on the day.
    pub fn timelines(&self) -> Vec<Timeline> {
        timelines(&self.state.site, self.state.today).0
    }

    /// Makes the file that has this path below the output folder, such as `public/index.html`.
    pub fn file(&self, path: &str) -> Made {
        let former = |problems| match self.former.as_ref().map(|former| file(former, path)) {
            Some(Ok(bytes)) => Made { bytes, problems },
            Some(Err(_)) | None => Made { bytes: None, problems },
        };
        match file(&self.state, path) {
            Ok(bytes) => Made { bytes, problems: Vec::new() },
            Err(problems) => {
                self.failed.store(true, Ordering::Relaxed);
                former(problems)
            }
        }
    }

    /// Returns whether a page could not be made.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Judges the site by the law, told in this language.
    pub fn judge(&self, speech: &Language) -> Vec<Diagnostic> {
        let Inner { site, templates, today } = &*self.state;
        law::judge(site, templates, &Asked { today: *today, speech, only: &[] })
    }
}

fn file(state: &Inner, path: &str) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let Inner { site, templates, today } = state;
    let (timelines, _) = timelines(site, *today);
    let compose = |document| Some(Texts::on_demand(site, document, templates));
    render::file(site, &timelines, templates, &OPTIONS, &compose, path)
}

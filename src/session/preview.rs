//! What readers see of a site that is being written: its last state without an error, from which pages are rendered on request.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::compose::Texts;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::law::{self, CheckOptions};
use crate::parse::{Document, Site};
use crate::render::{self, Options};
use crate::snapshot::Snapshot;
use crate::template::Templates;

/// A state without an error, with its drafts.
pub struct Preview {
    snapshot: Arc<Snapshot>,
    /// The snapshot before the theme or the settings changed: a mistake in the template of a page shows only when a page is rendered.
    former: Option<Arc<Snapshot>>,
    failed: AtomicBool,
}

/// The answer to the request for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// `None` where the site has no such file.
    pub bytes: Option<Vec<u8>>,
    /// The mistakes in templates that prevented rendering; the bytes are then those from before the mistakes.
    pub problems: Vec<Diagnostic>,
}

/// Everything is rendered, with a script that reports changes.
const OPTIONS: Options = Options { drafts: true, scripted: true, redlines: true };

impl Preview {
    pub(super) fn after(snapshot: Snapshot, before: Option<&Preview>) -> Preview {
        let (former, failed) = match before {
            None => (None, false),
            Some(before) if Arc::ptr_eq(&before.snapshot.templates, &snapshot.templates) => {
                (before.former.clone(), before.has_failed())
            }
            Some(before) if before.has_failed() => (before.former.clone(), false),
            Some(before) => (Some(before.snapshot.clone()), false),
        };
        Preview { snapshot: Arc::new(snapshot), former, failed: AtomicBool::new(failed) }
    }

    /// Returns whether this snapshot consists of the same parts, so that every page is the same.
    pub(super) fn is_of(&self, snapshot: &Snapshot) -> bool {
        let (before, now) = (&self.snapshot.site, &snapshot.site);
        self.snapshot.today == snapshot.today
            && Arc::ptr_eq(&self.snapshot.templates, &snapshot.templates)
            && Arc::ptr_eq(&before.registers, &now.registers)
            && before.documents.len() == now.documents.len()
            && before.documents.iter().zip(&now.documents).all(|(document, other)| Arc::ptr_eq(document, other))
            && before.lock == now.lock
    }

    /// Returns the site with its templates and timelines.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Returns the site.
    pub fn site(&self) -> &Site {
        &self.snapshot.site
    }

    pub(super) fn documents(&self) -> &[Arc<Document>] {
        &self.snapshot.site.documents
    }

    pub(super) fn templates(&self) -> &Templates {
        &self.snapshot.templates
    }

    /// Renders the file that has this path below the output folder, such as `public/index.html`.
    pub fn file(&self, path: &str) -> Rendered {
        match file(&self.snapshot, path) {
            Ok(bytes) => Rendered { bytes, problems: Vec::new() },
            Err(problems) => {
                self.failed.store(true, Ordering::Relaxed);
                let former = self.former.as_ref().and_then(|former| file(former, path).ok());
                Rendered { bytes: former.flatten(), problems }
            }
        }
    }

    /// Returns whether a page could not be rendered.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Returns legal findings, in this language.
    pub fn judge(&self, speech: &Language) -> Vec<Diagnostic> {
        law::check(&self.snapshot, &CheckOptions { language: speech, only: &[] })
    }
}

fn file(snapshot: &Snapshot, path: &str) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let compose = |document| Some(Texts::on_demand(&snapshot.site, document, &snapshot.templates));
    render::file(snapshot, &OPTIONS, &compose, path)
}

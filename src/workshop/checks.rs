//! What the checks of each document found, kept as long as nothing changes that they look at.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Outline};
use crate::compose::Texts;
use crate::diagnostic::Diagnostic;
use crate::document::{Audience, DocumentId};
use crate::history::timelines;
use crate::parse::Document;
use crate::register::Registers;
use crate::template::Templates;
use crate::workshop::Inner;

/// The checked documents: as they are, and as they are shown, which differs for one that is broken.
#[derive(Default)]
pub(super) struct Checks {
    now: BTreeMap<DocumentId, Arc<Checked>>,
    shown: BTreeMap<DocumentId, Arc<Checked>>,
    around: Option<Arc<Around>>,
}

/// A document with what was found in it.
struct Checked {
    document: Arc<Document>,
    around: Arc<Around>,
    /// The registers that speak in its draft.
    draft: Option<(Arc<Registers>, bool)>,
    outline: Outline,
    diagnostics: Vec<Diagnostic>,
}

/// What every document's check depends on: settings and theme, of which the templates are made, and which documents there are.
struct Around {
    templates: Arc<Templates>,
    documents: Vec<(DocumentId, Audience)>,
}

impl Checks {
    /// Checks a site; a document only where something it depends on has changed.
    pub(super) fn check(&mut self, state: &Inner) -> Vec<Diagnostic> {
        let site = &state.site;
        let (_, mut diagnostics) = timelines(site, state.today);
        diagnostics.extend(check::before_texts(site));
        let around = self.around(state);
        let checked: Vec<Arc<Checked>> = site
            .documents
            .par_iter()
            .map(|document| self.kept(document, &around, state).unwrap_or_else(|| checked(document, &around, state)))
            .collect();
        diagnostics.extend(checked.iter().flat_map(|checked| checked.diagnostics.iter().cloned()));
        diagnostics.extend(check::across_documents(site, checked.iter().map(|checked| &checked.outline)));
        self.now = checked.into_iter().map(|checked| (checked.document.id.clone(), checked)).collect();
        diagnostics
    }

    /// Keeps what was just checked as long as it is shown.
    pub(super) fn keep(&mut self, state: &Inner) {
        debug_assert!(state.site.documents.len() == self.now.len(), "what is shown was checked last");
        self.shown.clone_from(&self.now);
    }

    /// Returns what surrounds the documents, the same piece of memory as long as it is the same.
    fn around(&mut self, state: &Inner) -> Arc<Around> {
        let documents: Vec<(DocumentId, Audience)> =
            state.site.documents.iter().map(|document| (document.id.clone(), document.audience)).collect();
        let is_same =
            |around: &&Arc<Around>| Arc::ptr_eq(&around.templates, &state.templates) && around.documents == documents;
        if let Some(around) = self.around.as_ref().filter(is_same) {
            return around.clone();
        }
        let around = Arc::new(Around { templates: state.templates.clone(), documents });
        self.around = Some(around.clone());
        around
    }

    fn kept(&self, document: &Arc<Document>, around: &Arc<Around>, state: &Inner) -> Option<Arc<Checked>> {
        let is_same = |checked: &&Arc<Checked>| {
            let same_draft = match (&checked.draft, draft(document, state)) {
                (Some((kept, damaged)), Some((now, damaged_now))) => Arc::ptr_eq(kept, &now) && *damaged == damaged_now,
                (None, None) => true,
                _ => false,
            };
            Arc::ptr_eq(&checked.document, document) && Arc::ptr_eq(&checked.around, around) && same_draft
        };
        [&self.now, &self.shown].into_iter().find_map(|kept| kept.get(&document.id).filter(is_same)).cloned()
    }
}

/// Returns what the check of a draft depends on; a published version carries its own registers.
fn draft(document: &Document, state: &Inner) -> Option<(Arc<Registers>, bool)> {
    document.draft.as_ref().map(|_| (state.site.registers.clone(), state.site.registers_damaged))
}

fn checked(document: &Arc<Document>, around: &Arc<Around>, state: &Inner) -> Arc<Checked> {
    let texts = Texts::compose(&state.site, document, &state.templates);
    let (outline, diagnostics) = check::document(&state.site, &texts);
    let draft = draft(document, state);
    Arc::new(Checked { document: document.clone(), around: around.clone(), draft, outline, diagnostics })
}

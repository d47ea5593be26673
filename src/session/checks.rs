//! What the checks of each document found, kept until something changes that they depend on.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Checked};
use crate::compose::Texts;
use crate::diagnostic::Diagnostic;
use crate::document::{Audience, DocumentId};
use crate::parse::Document;
use crate::register::Registers;
use crate::snapshot::Snapshot;
use crate::template::Templates;

/// The checked documents: as they are now, and as they are shown. The two differ for a document that is broken.
#[derive(Default)]
pub(super) struct CheckCache {
    now: BTreeMap<DocumentId, Arc<CachedCheck>>,
    shown: BTreeMap<DocumentId, Arc<CachedCheck>>,
    context: Option<Arc<CheckContext>>,
}

/// The result of a check, with everything that it depends on.
struct CachedCheck {
    document: Arc<Document>,
    context: Arc<CheckContext>,
    draft: Option<DraftRegisters>,
    checked: Checked,
}

/// What every document's check depends on: settings and theme, of which the templates are made, and which documents there are.
struct CheckContext {
    templates: Arc<Templates>,
    documents: Vec<(DocumentId, Audience)>,
}

/// The registers that a draft is composed from; a published version has its own.
struct DraftRegisters {
    registers: Arc<Registers>,
    are_damaged: bool,
}

impl CheckCache {
    /// Checks a site; a document only where something it depends on has changed.
    pub(super) fn check(&mut self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let context = self.context(snapshot);
        let checked: Vec<Arc<CachedCheck>> = snapshot
            .site
            .documents
            .par_iter()
            .map(|document| {
                self.find(document, &context, snapshot)
                    .unwrap_or_else(|| Arc::new(CachedCheck::new(document, &context, snapshot)))
            })
            .collect();
        let diagnostics = check::findings(snapshot, checked.iter().map(|cached| &cached.checked));
        self.now = checked.into_iter().map(|cached| (cached.document.id.clone(), cached)).collect();
        diagnostics
    }

    /// Keeps what was just checked as long as it is shown.
    pub(super) fn keep(&mut self, snapshot: &Snapshot) {
        debug_assert!(snapshot.site.documents.len() == self.now.len(), "what is shown was checked last");
        self.shown.clone_from(&self.now);
    }

    /// Returns the context of all documents: the same allocation as long as its content is the same.
    fn context(&mut self, snapshot: &Snapshot) -> Arc<CheckContext> {
        let documents: Vec<(DocumentId, Audience)> =
            snapshot.site.documents.iter().map(|document| (document.id.clone(), document.audience)).collect();
        if let Some(context) = &self.context
            && Arc::ptr_eq(&context.templates, &snapshot.templates)
            && context.documents == documents
        {
            return context.clone();
        }
        let context = Arc::new(CheckContext { templates: snapshot.templates.clone(), documents });
        self.context = Some(context.clone());
        context
    }

    fn find(
        &self,
        document: &Arc<Document>,
        context: &Arc<CheckContext>,
        snapshot: &Snapshot,
    ) -> Option<Arc<CachedCheck>> {
        [&self.now, &self.shown]
            .into_iter()
            .filter_map(|cache| cache.get(&document.id))
            .find(|cached| cached.is_of(document, context, snapshot))
            .cloned()
    }
}

impl CachedCheck {
    fn new(document: &Arc<Document>, context: &Arc<CheckContext>, snapshot: &Snapshot) -> CachedCheck {
        let texts = Texts::compose(&snapshot.site, document, &snapshot.templates);
        CachedCheck {
            document: document.clone(),
            context: context.clone(),
            draft: DraftRegisters::of(document, snapshot),
            checked: check::document(&snapshot.site, &texts),
        }
    }

    fn is_of(&self, document: &Arc<Document>, context: &Arc<CheckContext>, snapshot: &Snapshot) -> bool {
        let has_same_registers = match (&self.draft, DraftRegisters::of(document, snapshot)) {
            (Some(cached), Some(now)) => cached.is_same(&now),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        Arc::ptr_eq(&self.document, document) && Arc::ptr_eq(&self.context, context) && has_same_registers
    }
}

impl DraftRegisters {
    fn of(document: &Document, snapshot: &Snapshot) -> Option<DraftRegisters> {
        let site = &snapshot.site;
        document
            .draft
            .as_ref()
            .map(|_| DraftRegisters { registers: site.registers.clone(), are_damaged: site.registers_damaged })
    }

    fn is_same(&self, other: &DraftRegisters) -> bool {
        Arc::ptr_eq(&self.registers, &other.registers) && self.are_damaged == other.are_damaged
    }
}

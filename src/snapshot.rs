//! What every command starts from: a site with its templates and its versions on a given day.
//!
//! Takes sources or a parsed site, with the day. What is wrong with a snapshot is for `check` and `law` to find.

use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::DocumentId;
use crate::history::Timeline;
use crate::parse::{self, Site};
use crate::sources::Sources;
use crate::template::Templates;

/// A site on a given day.
pub struct Snapshot {
    pub site: Site,
    pub templates: Arc<Templates>,
    pub today: Date,
    /// One for each document, in the order of `site.documents`.
    pub timelines: Vec<Timeline>,
}

impl Snapshot {
    /// Takes a site with the templates of its theme.
    pub fn new(site: Site, templates: Arc<Templates>, today: Date) -> Snapshot {
        let timelines = site.documents.iter().map(|document| Timeline::new(document.clone(), today)).collect();
        Snapshot { site, templates, today, timelines }
    }

    /// Parses sources and loads the templates. Returns `None` when `site.yaml` can't be read; the diagnostics say why.
    pub fn read(sources: &Sources, today: Date) -> (Option<Snapshot>, Vec<Diagnostic>) {
        let (site, mut diagnostics) = parse::parse(sources);
        let Some(site) = site else { return (None, diagnostics) };
        let (templates, found) = Templates::load(&site);
        diagnostics.extend(found);
        (Some(Snapshot::new(site, Arc::new(templates), today)), diagnostics)
    }

    /// Returns the timeline of a document of this site.
    pub fn timeline(&self, document: &DocumentId) -> Option<&Timeline> {
        self.timelines.iter().find(|timeline| timeline.document.id == *document)
    }
}

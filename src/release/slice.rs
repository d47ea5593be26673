//! The registers that a text uses. They are kept with a version, so that it says the same when the registers change.
//!
//! The names of a theme's shortcodes do not say what they read. So each row is left out once, and stays out if the text is the same
//! without it.

use std::sync::Arc;

use crate::compose::{Source, compose};
use crate::diagnostic;
use crate::language::Language;
use crate::parse::{Document, Draft, Segment, Site};
use crate::register::answer::Answer;
use crate::register::organisation::Organisation;
use crate::register::{Field, RegisterId, Registers};
use crate::template::Templates;
use crate::text::Text;

/// Returns the rows that a draft uses, with the rows to which they refer.
pub(super) fn slice(site: &Site, templates: &Templates, document: &Document, draft: &Draft) -> Registers {
    let mut segments = draft.texts.values().flat_map(|text| &text.body.segments);
    if segments.all(|segment| matches!(segment, Segment::Markdown(_))) {
        return Registers::default();
    }
    let trial = Trial::new(site, templates, document, draft);
    let mut kept = (*site.registers).clone();
    trial.leave_out_rows(&mut kept, |registers| &mut registers.activities);
    trial.leave_out_rows(&mut kept, |registers| &mut registers.recipients);
    trial.leave_out_rows(&mut kept, |registers| &mut registers.services);
    trial.leave_out_rows(&mut kept, |registers| &mut registers.measures);
    let without = Registers { organisation: Organisation::default(), ..kept.clone() };
    if trial.is_same_with(&without) {
        kept = without;
    }
    referred(kept, &site.registers)
}

/// The text composed from all registers, to compare with.
struct Trial<'a> {
    site: &'a Site,
    templates: &'a Templates,
    document: &'a Document,
    draft: &'a Draft,
    whole: Vec<(&'a Language, Text)>,
}

impl<'a> Trial<'a> {
    fn new(site: &'a Site, templates: &'a Templates, document: &'a Document, draft: &'a Draft) -> Trial<'a> {
        let mut trial = Trial { site, templates, document, draft, whole: Vec::new() };
        trial.whole = draft.texts.keys().map(|language| (language, trial.text(language, &site.registers).0)).collect();
        trial
    }

    /// Returns the text composed from these registers, and whether that failed.
    fn text(&self, language: &Language, registers: &Registers) -> (Text, bool) {
        let source = Source::draft(self.site, self.document, self.draft, language);
        let source = source.published(Arc::new(registers.clone()));
        let (composed, found) = compose(&source, self.site, self.templates);
        (composed.text, diagnostic::has_errors(&found))
    }

    fn is_same_with(&self, registers: &Registers) -> bool {
        self.whole.iter().all(|(language, whole)| {
            let (text, is_broken) = self.text(language, registers);
            !is_broken && text == *whole
        })
    }

    /// Leaves out every row that the text does not use: all at once where possible, otherwise one by one.
    fn leave_out_rows<T: Clone>(&self, kept: &mut Registers, rows: impl Fn(&mut Registers) -> &mut Vec<T>) {
        let mut trial = kept.clone();
        rows(&mut trial).clear();
        if self.is_same_with(&trial) {
            *kept = trial;
            return;
        }
        for index in (0..rows(kept).len()).rev() {
            let mut trial = kept.clone();
            rows(&mut trial).remove(index);
            if self.is_same_with(&trial) {
                *kept = trial;
            }
        }
    }
}

/// Adds the rows to which others refer, in the order of the registers.
fn referred(mut kept: Registers, all: &Registers) -> Registers {
    fn known(field: &Field<Vec<RegisterId>>) -> impl Iterator<Item = &RegisterId> {
        field.iter().filter_map(Answer::known).flatten()
    }
    let activities = &kept.activities;
    let services: Vec<RegisterId> = activities.iter().flat_map(|activity| activity.services.clone()).collect();
    let measures: Vec<RegisterId> = activities.iter().flat_map(|activity| known(&activity.measures).cloned()).collect();
    let mut recipients: Vec<RegisterId> = activities
        .iter()
        .flat_map(|activity| {
            let joint = activity.joint.iter().filter_map(Answer::known).flat_map(|joint| &joint.with);
            known(&activity.recipients).chain(joint).cloned()
        })
        .collect();
    keep(&mut kept.services, &all.services, |service| services.contains(&service.id));
    recipients.extend(kept.services.iter().map(|service| service.provider.clone()));
    keep(&mut kept.recipients, &all.recipients, |row| recipients.contains(&row.id));
    keep(&mut kept.measures, &all.measures, |measure| measures.contains(&measure.id));
    kept
}

fn keep<T: Clone + PartialEq>(kept: &mut Vec<T>, all: &[T], wanted: impl Fn(&T) -> bool) {
    *kept = all.iter().filter(|row| kept.contains(row) || wanted(row)).cloned().collect();
}

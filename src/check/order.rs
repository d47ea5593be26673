//! The dates of a document's versions: a version takes effect on or after its publication, and later than the version before it.

use crate::diagnostic::{Diagnostic, Place};
use crate::document::VersionLabel;
use crate::parse::{Document, Site, Version, VersionText};
use crate::structure::StructureRule;

/// Checks every document.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        for version in &document.versions {
            diagnostics.extend(early(version, site));
        }
        if let (Some(draft), Some(newest)) = (&document.draft, document.versions.last())
            && let Some(label) = draft.label.filter(|label| *label <= newest.label)
        {
            diagnostics.push(old_label(label, &draft.texts[site.authoritative()], newest));
        }
        neighbours(document, site, diagnostics);
    }
}

/// Reports a version that would take effect before its publication.
fn early(version: &Version, site: &Site) -> Option<Diagnostic> {
    (version.published > version.effective).then(|| {
        let message = format!("version {} would bind before it was published", version.label);
        Diagnostic::error(StructureRule::EffectiveBeforePublished, message)
            .at(place(version, "effective", site))
            .hint(format!("a text can bind from {} at the earliest", version.published))
    })
}

/// Reports a draft whose label is not newer than the newest version.
fn old_label(label: VersionLabel, draft: &VersionText, newest: &Version) -> Diagnostic {
    Diagnostic::error(StructureRule::VersionOrder, format!("the draft would be version {label}, which is not new"))
        .at(draft.front_matter().place(&["version"]))
        .hint(format!("the newest version is {}; a draft comes after it", newest.label))
}

/// Compares each version with the one before it; the order of labels is the order of texts.
fn neighbours(document: &Document, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for pair in document.versions.windows(2) {
        let [before, after] = pair else { continue };
        if after.effective == before.effective {
            let message = format!("versions {} and {} take effect on one day", before.label, after.label);
            diagnostics.push(
                Diagnostic::error(StructureRule::TwoVersionsOnOneDay, message)
                    .at(place(after, "effective", site))
                    .hint("one text binds at a time; give the later version a later day"),
            );
        } else if after.effective < before.effective {
            let message = format!("version {} takes effect before version {}", after.label, before.label);
            let hint =
                format!("version {} takes effect on {}; a later label has a later day", before.label, before.effective);
            let found = Diagnostic::error(StructureRule::VersionOrder, message);
            diagnostics.push(found.at(place(after, "effective", site)).hint(hint));
        }
        if after.published < before.published {
            let message = format!("version {} was published before version {}", after.label, before.label);
            let hint = format!("version {} was published on {}", before.label, before.published);
            let found = Diagnostic::error(StructureRule::VersionOrder, message);
            diagnostics.push(found.at(place(after, "published", site)).hint(hint));
        }
    }
}

/// Returns the place of a key in the head of a version's authoritative text.
fn place(version: &Version, key: &str, site: &Site) -> Place {
    version.texts[site.authoritative()].front_matter().place(&[key])
}

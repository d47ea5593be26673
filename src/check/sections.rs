//! Headings: one title, unique ids, levels without gaps, the same sections in every language.

use std::collections::BTreeSet;

use crate::compose::{Composed, Source, Texts};
use crate::diagnostic::{Diagnostic, Place};
use crate::parse::Site;
use crate::structure::StructureRule;

/// Checks the headings of one text.
pub(super) fn check(composed: &Composed, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let mut level = 0;
    for heading in &composed.headings {
        if !heading.id.is_empty() && !seen.insert(heading.id.as_str()) {
            diagnostics.push(
                Diagnostic::error(
                    StructureRule::DuplicateSectionId,
                    format!("the section id `{}` is given twice", heading.id),
                )
                .at(heading.place.clone())
                .hint("links to it would be ambiguous; give one of the headings another id"),
            );
        }
        if heading.level > level + 1 && level > 0 {
            let message = format!("the heading `{}` skips from level {level} to {}", heading.title, heading.level);
            diagnostics.push(
                Diagnostic::error(StructureRule::HeadingLevelSkipped, message)
                    .at(heading.place.clone())
                    .hint(format!("write it with {}", "#".repeat(usize::from(level) + 1))),
            );
        }
        level = heading.level;
    }
    let mut titles = composed.headings.iter().filter(|heading| heading.level == 1);
    match (titles.next(), titles.next()) {
        (None, _) => diagnostics.push(
            Diagnostic::error(StructureRule::MissingTitle, "the text has no title")
                .at(Place::file(&source.text.path))
                .hint("begin it with a heading of the first level, as in `# Privacyverklaring`"),
        ),
        (Some(_), Some(second)) => diagnostics.push(
            Diagnostic::error(StructureRule::SecondTitle, "the text has more than one title")
                .at(second.place.clone())
                .hint("a text has one heading of the first level; write this one with ##"),
        ),
        (Some(_), None) => {}
    }
}

/// Checks that a translation has the sections of the authoritative text, so that the language switch stays in place.
pub(super) fn check_translations(site: &Site, texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let authoritative = site.authoritative();
    for (edition, translation) in texts.iter().filter(|(_, written)| written.source.language != authoritative) {
        let sections: BTreeSet<&str> = translation.sections().collect();
        let original: BTreeSet<&str> = texts.get(edition, authoritative).sections().collect();
        let missing: Vec<&&str> = original.difference(&sections).collect();
        let added: Vec<&&str> = sections.difference(&original).collect();
        for (ids, what) in [(missing, "lacks"), (added, "has besides")] {
            if ids.is_empty() {
                continue;
            }
            let ids = ids.iter().map(|id| format!("`#{id}`")).collect::<Vec<_>>().join(", ");
            let language = translation.source.language;
            diagnostics.push(
                Diagnostic::warning(
                    StructureRule::SectionsDiffer,
                    format!("the text in `{language}` {what} the sections {ids} of the one in `{authoritative}`"),
                )
                .at(Place::file(&translation.source.text.path))
                .hint("give a section the same id in every language"),
            );
        }
    }
}

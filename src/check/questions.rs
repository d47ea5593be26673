//! Open questions: each is listed until somebody answers it.

use crate::diagnostic::Diagnostic;
use crate::parse::Site;
use crate::structure::StructureRule;

/// Lists the open questions of the registers.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for question in &site.questions {
        diagnostics.push(
            Diagnostic::advice(StructureRule::OpenQuestion, format!("nobody has answered: {}", question.text))
                .at(question.place.clone())
                .hint("put the answer in the place of `unknown`; until then a published version leaves it out"),
        );
    }
}

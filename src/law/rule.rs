//! What a rule is: an entry in the file of its topic, with its messages, its page and the function that checks.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::{Diagnostic, Legal, Severity, Subject};
use crate::document::Kind;
use crate::language::Language;
use crate::law::edition::EditionFacts;
use crate::law::facts::Facts;
use crate::law::findings::Findings;

/// One rule. Its id reads well after "allow", and never changes.
#[derive(Debug)]
pub struct Rule {
    pub id: &'static str,
    pub severity: Severity,
    pub authority: Authority,
    /// Articles, judgments and guidelines, as they are cited.
    pub sources: &'static [&'static str],
    /// The fact: lower case, no final period, names in backticks. The check fills in `{activity}`.
    pub(crate) message: Bilingual,
    /// What to do.
    pub(crate) hint: Bilingual,
    /// The public page: what it finds, why (with the article), an example, how to fix it. Markdown, without a title.
    pub about: &'static str,
    pub check: Check,
}

impl Rule {
    /// Turns findings into diagnostics in a language.
    pub(super) fn diagnostics(
        &self,
        findings: Findings,
        severity: Severity,
        language: &Language,
        subject: Option<&Subject>,
    ) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for finding in findings.found {
            let message = finding.fill(self.message.get(language));
            let hint = finding.fill(self.hint.get(language));
            let legal = Legal { authority: self.authority, sources: self.sources, subject: subject.cloned() };
            let diagnostic = Diagnostic::new(severity, self.id, message).at(finding.place).hint(hint);
            diagnostics.push(Diagnostic { legal: Some(Box::new(legal)), ..diagnostic });
        }
        diagnostics
    }
}

/// What a rule checks, and the function that does it. The function changes nothing and never fails.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Each checked edition of a privacy statement, with its registers.
    Privacy(fn(&EditionFacts<'_>, &mut Findings)),
    /// Each checked edition of a cookie policy.
    Cookie(fn(&EditionFacts<'_>, &mut Findings)),
    /// Each checked edition of a processing agreement.
    Agreement(fn(&EditionFacts<'_>, &mut Findings)),
    /// Each checked edition of any document.
    Document(fn(&EditionFacts<'_>, &mut Findings)),
    /// The site as a whole, once, with the registers as they are now.
    Site(fn(&Facts<'_>, &mut Findings)),
}

impl Check {
    /// Returns the function that checks an edition of such a document; `None` where the rule is about something else.
    pub(super) fn edition(self, kind: Kind) -> Option<fn(&EditionFacts<'_>, &mut Findings)> {
        match (self, kind) {
            (Check::Privacy(check), Kind::PrivacyStatement)
            | (Check::Cookie(check), Kind::CookiePolicy)
            | (Check::Agreement(check), Kind::ProcessingAgreement)
            | (Check::Document(check), _) => Some(check),
            (Check::Privacy(_) | Check::Cookie(_) | Check::Agreement(_) | Check::Site(_), _) => None,
        }
    }

    /// Returns the function that checks the site; `None` where the rule is about documents.
    pub(super) fn site(self) -> Option<fn(&Facts<'_>, &mut Findings)> {
        match self {
            Check::Site(check) => Some(check),
            Check::Privacy(_) | Check::Cookie(_) | Check::Agreement(_) | Check::Document(_) => None,
        }
    }
}

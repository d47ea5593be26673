//! What a rule is: an entry in the file of its topic, with its words, its page and the function that looks.

use crate::diagnostic::Severity;
use crate::document::Kind;
use crate::law::facts::Facts;
use crate::law::findings::Findings;
use crate::law::subject::Subject;
use crate::rule::{Authority, Words};

/// One rule. Its id reads well after "allow", and never changes.
#[derive(Debug)]
pub struct Rule {
    pub id: &'static str,
    pub severity: Severity,
    pub authority: Authority,
    /// Articles, judgments and guidelines, as they are cited.
    pub sources: &'static [&'static str],
    /// The fact: lower case, no final period, names in backticks. `{activity}` is filled in by the check.
    pub message: Words,
    /// What to do.
    pub mend: Words,
    /// The public page: what it finds, why (with the article), an example, how to mend. Markdown, without a title.
    pub about: &'static str,
    pub check: Check,
}

/// What a rule looks at, and the function that does. It changes nothing and never fails.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Each judged edition of a privacy statement, with the registers that speak in it.
    Privacy(fn(&Subject<'_>, &mut Findings)),
    /// Each judged edition of a cookie policy.
    Cookie(fn(&Subject<'_>, &mut Findings)),
    /// Each judged edition of a processing agreement.
    Agreement(fn(&Subject<'_>, &mut Findings)),
    /// Each judged edition of any document.
    Document(fn(&Subject<'_>, &mut Findings)),
    /// The site as a whole, once, with the registers as they are now.
    Site(fn(&Facts<'_>, &mut Findings)),
}

impl Check {
    /// Returns the function that judges an edition of such a document; none if the rule is about something else.
    pub(super) fn edition(self, kind: Kind) -> Option<fn(&Subject<'_>, &mut Findings)> {
        match (self, kind) {
            (Check::Privacy(check), Kind::PrivacyStatement)
            | (Check::Cookie(check), Kind::CookiePolicy)
            | (Check::Agreement(check), Kind::ProcessingAgreement)
            | (Check::Document(check), _) => Some(check),
            (Check::Privacy(_) | Check::Cookie(_) | Check::Agreement(_) | Check::Site(_), _) => None,
        }
    }

    /// Returns the function that judges the site.
    pub(super) fn site(self) -> Option<fn(&Facts<'_>, &mut Findings)> {
        match self {
            Check::Site(check) => Some(check),
            Check::Privacy(_) | Check::Cookie(_) | Check::Agreement(_) | Check::Document(_) => None,
        }
    }
}

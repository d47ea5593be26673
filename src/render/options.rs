//! What a caller can choose about the pages of a site.

use crate::pages::Scope;

/// What is rendered besides what always is.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Drafts, with their open questions.
    pub drafts: bool,
    /// Every page allows a script of its own host, even without a banner, for a server that adds one.
    pub scripted: bool,
    /// Redlines; a measurement may leave them out.
    pub redlines: bool,
}

impl Options {
    /// Returns which pages of the table are rendered.
    pub fn scope(self) -> Scope {
        Scope { drafts: self.drafts, redlines: self.redlines }
    }
}

impl Default for Options {
    fn default() -> Options {
        Options { drafts: false, scripted: false, redlines: true }
    }
}

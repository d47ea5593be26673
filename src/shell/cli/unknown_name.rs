//! A name on the command line that is not known.

use crate::diagnostic::did_you_mean;

/// The error of an argument that must be one of several names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{hint}")]
pub(super) struct UnknownName {
    /// What to type instead.
    hint: String,
}

impl UnknownName {
    /// Suggests the nearest of the names; the fallback says where all of them are listed.
    pub(super) fn new<'a>(
        typed: &str,
        names: impl IntoIterator<Item = &'a str>,
        fallback: &'static str,
    ) -> UnknownName {
        UnknownName { hint: did_you_mean(typed, names).unwrap_or_else(|| fallback.to_owned()) }
    }
}

//! `--deny`: what a run does not let pass.

use clap::ValueEnum;

use crate::diagnostic::{Diagnostic, Severity};

/// From what weight on a finding makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Errors
    Errors,
    /// Warnings and errors
    Warnings,
}

impl Deny {
    /// Returns whether one of the findings is not let pass.
    pub(super) fn forbids(self, found: &[Diagnostic]) -> bool {
        found.iter().any(|found| match (self, found.severity) {
            (_, Severity::Error) | (Deny::Warnings, Severity::Warning) => true,
            (Deny::Errors, Severity::Warning) | (_, Severity::Advice) => false,
        })
    }
}

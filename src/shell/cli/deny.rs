//! `--deny`: the findings that make a run fail.

use clap::ValueEnum;

use crate::diagnostic::{Diagnostic, Severity};

/// The lowest severity that makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Errors
    Errors,
    /// Warnings and errors
    Warnings,
}

impl Deny {
    /// Returns whether one of the findings makes the run fail.
    pub(super) fn forbids(self, found: &[Diagnostic]) -> bool {
        found.iter().any(|found| match (self, found.severity) {
            (_, Severity::Error) | (Deny::Warnings, Severity::Warning) => true,
            (Deny::Errors, Severity::Warning) | (_, Severity::Advice) => false,
        })
    }
}

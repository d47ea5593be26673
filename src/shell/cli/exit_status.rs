//! The result of a command that could do its work.

use std::process::ExitCode;

/// Whether the content is well. A failure to operate is an error instead, with the exit code 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitStatus {
    Clean,
    /// There are findings that the run does not accept.
    Denied,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> ExitCode {
        match status {
            ExitStatus::Clean => ExitCode::SUCCESS,
            ExitStatus::Denied => ExitCode::from(1),
        }
    }
}

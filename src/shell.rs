//! The shell around the core: disk, clock, terminal and command line. Nothing in the core uses it.

pub mod cli;
pub mod clock;
mod disk;
pub mod emit;
pub mod inputs;
pub mod journal;
pub mod load;
mod message;
pub mod report;
mod serve;
mod visible;

pub use serve::requested_path;

use std::io;
use std::path::{Path, PathBuf};

use crate::parse::ServerRefusal;

/// A failure to operate, such as of the disk. A mistake in the content is a diagnostic instead.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("can't {action} `{}`: {source}", path.display())]
    Disk { action: &'static str, path: PathBuf, source: io::Error },
    #[error("the content folder `{}` does not exist", .0.display())]
    NoContent(PathBuf),
    #[error(
        "`{}` holds files that helder did not make; nothing was changed\nhint: name an empty or new folder with `--output`",
        .0.display()
    )]
    ForeignOutput(PathBuf),
    #[error(
        "another build in `{}` does not end; nothing was changed\nhint: wait until it has ended, or end it",
        .0.display()
    )]
    Locked(PathBuf),
    #[error("`{}` can't be the output folder: {reason}", path.display())]
    UnusableOutput { path: PathBuf, reason: &'static str },
    #[error(
        "`{}` was changed by somebody else meanwhile; it was left as it is\nhint: save it under another name, and run this again",
        .0.display()
    )]
    ChangedMeanwhile(PathBuf),
    #[error("`{}` was to finish an interrupted change, and can't be followed: {reason}\nhint: remove it, and look what changed", path.display())]
    Journal { path: PathBuf, reason: &'static str },
    #[error(
        "an interrupted `{}` waits to be finished; nothing was changed. It would write\n{}\nhint: run it again to finish it; to give it up, remove `{}` and look what changed",
        .0.command, lines(&.0.files), .0.journal.display()
    )]
    Interrupted(Interrupted),
    #[error("`{}` is no `versions.json` that helder wrote: {reason}", path.display())]
    NotVersions { path: PathBuf, reason: String },
    #[error("nobody answers; give the answers as flags, or `--yes` for what is proposed")]
    NoAnswer,
    #[error(
        "can't listen at `{address}`: {source}\nhint: name another port with `--port` or another address with `--host`"
    )]
    Listen { address: String, source: io::Error },
    #[error(
        "these are there already, and nothing is overwritten; nothing was written\n{}\nhint: name a new folder, or move them away",
        paths(.0)
    )]
    InTheWay(Vec<PathBuf>),
    #[error("there is no terminal to ask on; give {}; nothing was written", .0.join(", "))]
    MissingOptions(Vec<&'static str>),
    #[error("the answers ended before the questions; nothing was written")]
    AnswersEnded,
    #[error("{0}")]
    Server(ServerRefusal),
    #[error("can't write the report: {0}")]
    Report(io::Error),
}

/// A change of sources that waits to be finished by the command that decided on it.
#[derive(Debug, PartialEq, Eq)]
pub struct Interrupted {
    pub journal: PathBuf,
    pub command: String,
    /// What is left to write and to remove.
    pub files: Vec<String>,
}

/// Lists paths, one per line.
fn paths(paths: &[PathBuf]) -> String {
    lines(&paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>())
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

impl Error {
    pub(crate) fn disk(action: &'static str, path: &Path, source: io::Error) -> Error {
        Error::Disk { action, path: path.to_owned(), source }
    }
}

//! helder: every version of a privacy document, as a site.
//!
//! The pipeline, in the order in which a build runs:
//!
//! ```text
//!         shell                         pure core                                        shell
//! disk ─> load ─> Sources ─> parse ─> Site ─> history ─> Snapshot ─> compose ─> render ─> Artifacts ─> emit ─> dist
//!                                                           │           └─ redline ─┘
//!                                                           └─── check, law ───> Diagnostics ─> report
//! ```
//!
//! Everything except `shell` is pure: it takes values and returns values, and uses no disk, clock, environment, network
//! or terminal. A mistake in the content is a [`diagnostic::Diagnostic`], never a failure.

// Shared by the stages.
pub mod address;
pub mod authority;
mod bilingual;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod host;
pub mod language;
pub mod lock;
pub mod readability;
pub mod register;
pub mod sources;
pub mod structure;
pub mod template;
pub mod text;
pub mod theme;

// The stages.
pub mod check;
pub mod compose;
pub mod consent;
pub mod history;
pub mod law;
pub mod locale;
pub mod pages;
pub mod parse;
pub mod redline;
pub mod release;
pub mod render;
pub mod snapshot;

// A site while it is being written.
pub mod session;

// The files of a new site.
pub mod starter;

// Disk, clock, terminal and command line.
pub mod shell;

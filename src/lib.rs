//! helder: privacy documents, every version of them, as a site.
//!
//! The pipeline, in the order in which a build runs:
//!
//! ```text
//! disk ─> shell::load ─> Sources ─> parse ─> Site ─> history ─> Timelines ─> render ─> Artifacts ─> shell::emit ─> dist
//!                                     └─ compose ─ check, law ─┘ ─> Diagnostics ─> shell::report
//! ```
//!
//! Everything but `shell` is pure: it takes values and returns values, and knows no disk, clock, environment, network
//! or terminal. A mistake in the content is a [`diagnostic::Diagnostic`], never a failure.

// The words that every stage shares.
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
pub mod parse;
pub mod redline;
pub mod release;
pub mod render;
pub mod snapshot;

// A site while it is being written.
pub mod session;

// What a new site begins from.
pub mod starter;

// What stands around them.
pub mod shell;

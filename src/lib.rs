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

// Printing that ends the program when a stream is full; `shell::message` has one that does not.
#![warn(clippy::print_stderr, clippy::print_stdout)]

// Nouns that every stage shares: dates and languages, documents, registers, texts, findings.
pub mod address;
pub mod authority;
mod bilingual;
mod character;
pub mod date;
mod device_name;
pub mod diagnostic;
pub mod document;
pub mod host;
pub mod language;
pub mod lock;
pub mod readability;
pub mod register;
pub mod sources;
pub mod structure;
pub mod text;
pub mod theme;

// Sources to a site.
pub mod parse;

// What a site says, in one language.
pub mod locale;
pub mod template;

// A site on a given day: what every command starts from.
pub mod history;
pub mod snapshot;

// The policy of the banner.
pub mod consent;

// Texts, and the pages that they are on.
pub mod compose;
pub mod pages;
pub mod redline;

// What is wrong.
pub mod check;
pub mod law;

// What comes out: a new version, every file of the site.
pub mod release;
pub mod render;
pub mod server;

// A site while it is being written, and a new one.
pub mod session;
pub mod starter;

// Disk, clock, terminal and command line.
pub mod shell;

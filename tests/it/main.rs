//! Tests of the whole program, run as a reader of its documentation would run it: one binary, a module per feature.
//!
//! Nothing here depends on the machine: not on its network, clock, home folder, locale or time zone.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the border between core and shell is src's; a test reads folders and starts programs"
)]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

// Shared by the tests.
mod built;
mod sandbox;
mod tree;

// Golden sites, and cases that are too large or too odd for one.
mod allow;
mod fuzz;
mod generated;
mod guides;
mod hostile;
mod manual;
mod report;
mod rules;
mod sites;
mod starter;

// The output folder.
mod diff;
mod interrupted;
mod killed;
mod lock;
mod modes;
mod mount;
mod output;
mod same_bytes;
mod server;
mod streams;
mod unchanged;

// A site while it is being written.
mod day;
mod serve;
mod session;

// The pages of a site, and of this repository's own content.
mod addresses;
mod audience;
mod banner;
mod feeds;
mod html;
mod page_table;
mod pages;
mod redline;
mod release;

// The repository itself.
mod prose;
mod tidy;

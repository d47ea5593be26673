//! The program as a whole, run as a reader of its documentation would run it: one binary, a module per feature.
//!
//! Nothing here depends on the machine: no network, clock, home, locale or time zone of its own.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the border between core and shell is src's; a test reads folders and starts programs"
)]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

// What the tests share.
mod built;
mod sandbox;
mod tree;

// Golden sites, and what can't be one because it is too large or too odd to be kept.
mod allow;
mod generated;
mod guides;
mod hostile;
mod manual;
mod report;
mod rules;
mod sites;
mod starter;

// The output folder.
mod killed;
mod lock;
mod output;
mod same_bytes;

// While it is written.
mod day;
mod serve;
mod workshop;

// The pages of a site, and of this repository's own content.
mod addresses;
mod audience;
mod banner;
mod feeds;
mod html;
mod pages;
mod redline;
mod release;

// The house itself.
mod tidy;

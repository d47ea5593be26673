//! Writes diagnostics: for people with the source line and a hint, for programs as JSON, for code hosts as SARIF or as workflow
//! commands.

mod github;
mod human;
mod json;
mod quotes;
mod sarif;

pub use github::github;
pub use human::{Colour, disclaimer, human};
pub use json::{json, row};
pub use quotes::Quotes;
pub use sarif::sarif;

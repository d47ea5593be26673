//! Diagnostics to words: for people with the source line and a hint, for programs as JSON.

mod human;
mod json;
mod quotes;

pub use human::{Colour, disclaimer, human};
pub use json::json;
pub use quotes::Quotes;

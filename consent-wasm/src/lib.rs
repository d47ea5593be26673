//! What was asked, what was answered, and what may load: the decision behind the consent banner.
//!
//! Everything here but `shell` is pure: no browser, no clock, no randomness; all three are arguments. The generator writes the
//! policy with the same module that the banner reads it with. In reading order:

#![no_std]

#[cfg(not(target_arch = "wasm32"))]
extern crate alloc;
#[cfg(not(target_arch = "wasm32"))]
extern crate std;

#[cfg(not(target_arch = "wasm32"))]
pub mod policy;

pub mod asked;
pub mod record;
pub mod signals;

pub mod decision;
pub mod machine;
pub mod sweep;

pub mod pattern;
pub mod set;
pub mod text;

#[cfg(target_arch = "wasm32")]
mod shell;

#[cfg(test)]
mod tests;

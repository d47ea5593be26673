//! The decision behind the consent banner: what was asked, what was answered, and what may load.
//!
//! Everything except `shell` is pure: the browser, the clock and randomness are arguments. The generator writes the policy with
//! this crate, and the banner reads it with this crate. In reading order:

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

#[cfg(not(target_arch = "wasm32"))]
pub mod scripts;

#[cfg(test)]
mod tests;

//! What was asked, what was answered, and what may load: the decision behind the consent banner.
//!
//! Everything here but `shell` is pure: no browser, no clock, no randomness; all three are arguments. The generator writes the
//! policy with the same module that the banner reads it with.

#![no_std]

extern crate alloc;
#[cfg(not(target_arch = "wasm32"))]
extern crate std;

pub mod policy;

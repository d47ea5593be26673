//! The built scripts, as `cargo xtask consent` made them: what a visitor downloads.

/// The banner, with the compiled decision inside.
pub const CORE: &str = include_str!("../pkg/core.js");

/// The preferences page.
pub const PAGE: &str = include_str!("../pkg/page.js");

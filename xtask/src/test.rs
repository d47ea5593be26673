//! `cargo xtask test`: everything that must be well before a change goes in, and exactly what CI runs.

use crate::{consent, setup, step};

/// Runs every step, and stops at the first that fails.
pub(crate) fn run() -> Result<(), String> {
    println!("=== what the tests need");
    setup::run()?;
    step::run("cargo", &["fmt", "--all", "--check"])?;
    step::run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    // The checks of the site's own pages are among them: tests/it/{html,feeds,addresses,pages,redline}.rs.
    step::run("cargo", &["test", "--workspace", "--exclude", "browser-tests"])?;
    consent::run(&["--check".to_owned()])?;
    // Last, because it takes longest: what holds in a real Chromium and a real Firefox.
    step::run("cargo", &["test", "--package", "browser-tests"])?;
    println!("\n=== all is well");
    Ok(())
}

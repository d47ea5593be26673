//! `cargo xtask test`: everything that a change must pass, and exactly what CI runs.

use std::process::Command;

use crate::error::Error;
use crate::setup::{self, cargo_deny};
use crate::{consent, licenses, step, theme};

/// Runs every step, and stops at the first that fails.
pub(crate) fn run() -> Result<(), Error> {
    setup::run()?;
    step::run("cargo", &["fmt", "--all", "--check"])?;
    step::run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    // Licences and origin of the dependencies: deny.toml.
    step::run(&cargo_deny::program(), &["--workspace", "--locked", "check", "bans", "licenses", "sources"])?;
    licenses::run(&["--check".to_owned()])?;
    let mut doc = Command::new("cargo");
    doc.args(["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"])
        .env("RUSTDOCFLAGS", "-D warnings");
    step::run_command(doc)?;
    // The checks of the site's own pages are among them: tests/it/{html,feeds,addresses,pages,redline}.rs.
    step::run("cargo", &["test", "--workspace", "--exclude", "browser-tests"])?;
    theme::run(&["--check".to_owned()])?;
    // Both packages are built from what they contain, so that a file that is missing from one is noticed.
    step::run("cargo", &["package", "--allow-dirty", "--package", "helder-consent", "--package", "helder"])?;
    // Setup has installed a compiler, so that this always rebuilds the package.
    let checked = consent::check()?;
    // Last, because they take longest: the tests in a real Chromium and a real Firefox.
    step::run("cargo", &["test", "--package", "browser-tests"])?;
    println!("\n=== everything passed; {checked}");
    Ok(())
}

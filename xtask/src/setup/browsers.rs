//! What the tests in a real browser need: two browsers with their drivers, and the agent of New Relic as one file.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::step::{self, runs};
use crate::tools::{self, Package, TOOLS};

/// The version of the driver of Firefox, which Debian does not have.
pub(super) const GECKODRIVER: &str = "0.37.0";

/// Returns the Debian packages that are missing.
pub(super) fn missing() -> Vec<Package> {
    let has_firefox = runs("firefox-esr", "--version") || runs("firefox", "--version");
    let needed = [
        ("chromium", "a browser of the tests", runs("chromium", "--version")),
        ("chromium-driver", "drives Chromium in the tests", runs("chromedriver", "--version")),
        ("firefox-esr", "a browser of the tests", has_firefox),
        (
            "fonts-dejavu-core",
            "the same letters on every machine",
            Path::new("/usr/share/fonts/truetype/dejavu").exists(),
        ),
        ("procps", "ends the browsers after a test", runs("pgrep", "--version")),
    ];
    let missing = needed.into_iter().filter(|(_, _, is_installed)| !is_installed);
    missing.map(|(name, reason, _)| Package { name, reason }).collect()
}

/// Returns whether the driver of Firefox is installed, at its version.
pub(super) fn has_geckodriver() -> bool {
    step::output(&tools::folder().join("bin/geckodriver").display().to_string(), &["--version"]).contains(GECKODRIVER)
}

/// Builds the driver of Firefox without debug information, which takes a third of the time.
pub(super) fn install_geckodriver() -> Result<(), Error> {
    let root = tools::folder().display().to_string();
    let pinned = ["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--force"];
    step::run("cargo", &[&pinned[..], &["--root", &root, "--config", "profile.dev.debug=false"]].concat())
}

/// Bundles the New Relic agent into one script that takes its settings from the page, as the script that New Relic serves does.
pub(super) fn make_agent() -> Result<(), Error> {
    let (entry, output) = (tools::folder().join("agent-entry.js"), tools::folder().join("agent.js"));
    let versions = TOOLS.map(|tool| format!("{} {}", tool.name, tool.version)).join(", ");
    let text = format!(
        "// {versions}\nimport {{BrowserAgent}} from '@newrelic/browser-agent/loaders/browser-agent';\nnew BrowserAgent();\n"
    );
    if output.exists() && fs::read_to_string(&entry).is_ok_and(|made| made == text) {
        return Ok(());
    }
    fs::write(&entry, text).map_err(Error::at("write", &entry))?;
    let to = format!("--outfile={}", output.display());
    step::run(&tools::program("esbuild"), &[&entry.display().to_string(), "--bundle", "--minify", "--format=iife", &to])
}

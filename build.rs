//! Tells the program which commit it is made from: the same bytes for the same commit, and nothing where there is no repository.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build script everything by its environment")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Enough digits of a commit's name to find it.
const DIGITS: usize = 12;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let version = env::var("CARGO_PKG_VERSION").expect("cargo sets it");
    match commit(&root) {
        Some(commit) => {
            println!("cargo::rustc-env=HELDER_VERSION={version} ({})", &commit[..DIGITS]);
            println!("cargo::rustc-env=HELDER_COMMIT={commit}");
        }
        None => println!("cargo::rustc-env=HELDER_VERSION={version}"),
    }
}

/// Returns the commit that is checked out, and has cargo look again when another one is.
fn commit(root: &Path) -> Option<String> {
    // An archive unpacked inside somebody else's repository is none of its commits.
    if !root.join(".git").exists() {
        return None;
    }
    // The log of HEAD grows with each commit and each checkout.
    for name in ["HEAD", "logs/HEAD"] {
        let path = root.join(git(root, &["rev-parse", "--git-path", name])?);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    let commit = git(root, &["rev-parse", "--verify", "HEAD"])?;
    (commit.len() >= DIGITS && commit.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(commit)
}

/// Asks git; no answer is no failure.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

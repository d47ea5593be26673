//! Gives the program the commit and a digest of the sources that it is compiled from: the same bytes for the same commit, and no commit
//! without a repository.

#![expect(clippy::disallowed_methods, reason = "a build script reads its environment and the sources")]

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Enough digits of a commit's name to find it.
const DIGITS: usize = 12;

/// What the program is compiled from. In a published package some of it is a package of its own.
const SOURCES: [&str; 5] = ["Cargo.lock", "src", "themes", "consent-wasm/src", "consent-wasm/pkg"];

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
    println!("cargo::rustc-env=HELDER_SOURCES={:016x}", sources(&root));
}

/// Returns a hash of the sources, by which a build knows that another program made the output.
fn sources(root: &Path) -> u64 {
    let mut files = Vec::new();
    for source in SOURCES.map(|source| root.join(source)).into_iter().filter(|source| source.exists()) {
        println!("cargo::rerun-if-changed={}", source.display());
        list(source, &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for path in files {
        path.strip_prefix(root).expect("the file was listed below the root").hash(&mut hasher);
        fs::read(&path).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}

/// Adds a file, or the files of a folder.
fn list(path: PathBuf, files: &mut Vec<PathBuf>) {
    match fs::read_dir(&path) {
        Ok(entries) => entries.flatten().for_each(|entry| list(entry.path(), files)),
        Err(_) => files.push(path),
    }
}

/// Returns the commit that is checked out, and makes cargo run this again for another one.
fn commit(root: &Path) -> Option<String> {
    // The archive of a release, unpacked inside another repository, is not one of its commits.
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

/// Runs git; returns nothing if it fails.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

//! `cargo xtask licenses`: writes the licences of the packages in the program into `LICENSE-THIRD-PARTY`, which `helder licenses` prints.
//! `--check` says whether that file is up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use crate::error::Error;
use crate::step::{self, root};

const FILE: &str = "LICENSE-THIRD-PARTY";

const HEAD: &str = "\
helder contains the packages below, and parts of the Rust standard library (MIT or Apache-2.0, https://github.com/rust-lang/rust).
Some of them are in the program for Windows or macOS only, or in the scripts of the banner. Each licence follows the packages that it
is for. `cargo xtask licenses` writes this file.
";

/// The part of `cargo metadata` that this command needs.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
    /// `None` for a package of this repository.
    source: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// `None` for a dependency of the program itself, neither of its tests nor of a build script.
    kind: Option<String>,
}

/// Packages that were published without the text of their licence, each with one from the same repository that has it.
const SIBLINGS: [(&str, &str); 1] = [("alloc-stdlib", "alloc-no-stdlib")];

pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let text = licenses()?;
    let path = root().join(FILE);
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => fs::write(&path, text).map_err(Error::at("write", &path)),
        ["--check"] if fs::read_to_string(&path).is_ok_and(|current| current == text) => {
            println!("{FILE} is up to date");
            Ok(())
        }
        ["--check"] => Err(Error::StaleLicenses(FILE)),
        _ => Err(Error::Usage("licenses [--check]")),
    }
}

/// Returns the contents of the file: each licence once, below the packages that have exactly this text.
fn licenses() -> Result<String, Error> {
    let metadata = step::output("cargo", &["metadata", "--format-version", "1", "--locked"]);
    let metadata: Metadata = serde_json::from_str(&metadata)?;
    let mut packages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in in_program(&metadata).into_iter().filter(|package| package.source.is_some()) {
        let license = package.license.as_deref().unwrap_or("no licence named");
        let sibling = SIBLINGS.iter().find(|(name, _)| *name == package.name).map(|(_, sibling)| *sibling);
        let source = metadata.packages.iter().find(|other| Some(other.name.as_str()) == sibling).unwrap_or(package);
        for text in texts(source)? {
            let label = format!("{} {} ({license})", package.name, package.version);
            packages.entry(text).or_default().insert(label);
        }
    }
    let mut sections: Vec<(Vec<String>, String)> =
        packages.into_iter().map(|(text, labels)| (labels.into_iter().collect(), text)).collect();
    sections.sort();
    let mut file = HEAD.to_owned();
    for (labels, text) in sections {
        file.push_str(&format!("\n{}\n{}\n\n{text}\n", "=".repeat(80), labels.join("\n")));
    }
    Ok(file)
}

/// Returns the packages that are compiled into helder on any platform. Procedural macros run in the compiler, so they are left out.
fn in_program(metadata: &Metadata) -> Vec<&Package> {
    let packages: BTreeMap<&str, &Package> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let nodes: BTreeMap<&str, &Node> = metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let mut seen = BTreeSet::new();
    let mut next: Vec<&str> = metadata
        .packages
        .iter()
        .filter(|package| package.name == "helder")
        .map(|package| package.id.as_str())
        .collect();
    while let Some(id) = next.pop() {
        if is_macro(packages[id]) || !seen.insert(id) {
            continue;
        }
        let normal = nodes[id].deps.iter().filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        next.extend(normal.map(|dep| dep.pkg.as_str()));
    }
    seen.into_iter().map(|id| packages[id]).collect()
}

fn is_macro(package: &Package) -> bool {
    package.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
}

/// Returns the texts of a package's licence. Of a choice with MIT, that text is enough and the shortest.
fn texts(package: &Package) -> Result<Vec<String>, Error> {
    let license = package.license.as_deref().unwrap_or_default();
    let has_mit = license.split([' ', '/', '(', ')']).any(|word| word == "MIT") && !license.contains("MIT AND");
    let folder = package.manifest_path.parent().expect("a manifest is in a folder");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(Error::at("read", folder))? {
        let path = entry.map_err(Error::at("read", folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let starts = ["license", "licence", "unlicense", "copying", "copyright", "notice"];
        if path.is_file() && starts.iter().any(|start| name.starts_with(start)) {
            files.insert(name, tidied(&fs::read_to_string(&path).map_err(Error::at("read", &path))?));
        }
    }
    if has_mit && files.keys().any(|name| name.contains("mit")) {
        files.retain(|name, _| !name.contains("apache"));
    }
    match files.is_empty() {
        false => Ok(files.into_values().collect()),
        true if has_mit => Ok(vec![mit(package)?]),
        true => Err(Error::NoLicense { package: package.name.clone(), license: license.to_owned() }),
    }
}

/// Returns the text of the MIT licence for a package that names it without its text.
fn mit(package: &Package) -> Result<String, Error> {
    let path = root().join("LICENSE-MIT");
    let ours = fs::read_to_string(&path).map_err(Error::at("read", &path))?;
    let (_, terms) = ours.split_once("Permission is").ok_or(Error::MissingField { path, field: "Permission is" })?;
    let authors = match package.authors[..] {
        [] => format!("the authors of {}", package.name),
        _ => package.authors.join(", "),
    };
    Ok(tidied(&format!("MIT License\n\nCopyright (c) {authors}\n\nPermission is{terms}")))
}

/// Takes away what differs between copies of a text: line ends, spaces at the end of a line, empty lines around it.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

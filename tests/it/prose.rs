//! Documentation about the code: the files and types that it names exist.

use std::fs;

use crate::sandbox::repository;

/// Documents that describe the code.
const ABOUT_CODE: [&str; 4] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "README.md"];

/// Folders of the repository. A name in backticks that begins with one of them is a path.
const FOLDERS: [&str; 9] =
    ["consent-wasm/", "content/", "docs/", "src/", "starter/", "target/", "tests/", "themes/", "xtask/"];

#[test]
fn named_files_and_types_exist() {
    let mut failures = Vec::new();
    for document in ABOUT_CODE {
        let text = fs::read_to_string(repository(document)).unwrap();
        for (index, line) in text.lines().enumerate() {
            // Every second part is in backticks.
            let names = line.split('`').skip(1).step_by(2);
            failures
                .extend(names.filter(|name| !exists(name)).map(|name| format!("{document}:{}: `{name}`", index + 1)));
        }
    }
    assert!(failures.is_empty(), "these do not exist:\n{}", failures.join("\n"));
}

/// Returns whether a path or a type exists; true for any other text.
fn exists(name: &str) -> bool {
    if name.starts_with("target/") || name.contains([' ', '*', '<']) {
        return true;
    }
    if FOLDERS.iter().any(|folder| name.starts_with(folder)) {
        return repository(name).exists();
    }
    let Some((path, last)) = name.rsplit_once("::") else { return true };
    let (root, path) = match path.strip_prefix("helder_consent") {
        Some(rest) => ("consent-wasm/src", rest.trim_start_matches("::")),
        None => ("src", path),
    };
    let module = path.split("::").next().unwrap();
    definitions(root, module).iter().any(|(kind, name)| {
        name == last && ["struct", "enum", "trait", "type", "fn", "mod", "const", "static"].contains(&kind.as_str())
    })
}

/// Returns pairs of neighbouring words in the code of a module, such as `struct` and its name.
fn definitions(root: &str, module: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for entry in walkdir::WalkDir::new(repository(root)).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(repository(root)).unwrap().to_str().unwrap();
        let is_inside = path == format!("{module}.rs") || path.starts_with(&format!("{module}/"));
        if !path.ends_with(".rs") || !(is_inside || module.is_empty()) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        pairs.extend(words.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())));
    }
    pairs
}

//! Conventions of the project that a compiler does not check: module docs, the order of modules, sizes, words, unused files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::sandbox::repository;

/// Modules by level. A module may use those on lower levels; the modules on the lowest level may also use each other.
const HEIGHTS: &[&[&str]] = &[
    &[
        "address",
        "authority",
        "bilingual",
        "character",
        "date",
        "device_name",
        "diagnostic",
        "document",
        "host",
        "language",
        "lock",
        "readability",
        "register",
        "sources",
        "structure",
        "text",
        "theme",
    ],
    &["parse"],
    &["locale"],
    &["consent", "history", "starter", "template"],
    &["snapshot"],
    &["compose", "pages"],
    &["check", "law", "redline"],
    &["release", "render"],
    &["server", "session"],
    &["shell"],
];

/// Crates that only some modules may use.
const KEPT: [(&str, &[&str]); 11] = [
    ("serde_saphyr", &["parse"]),
    ("granit_parser", &["parse"]),
    ("pulldown_cmark", &["parse"]),
    ("schemars", &["date", "document", "language", "parse", "register"]),
    ("tera", &["template", "compose", "render", "starter"]),
    ("clap", &["shell"]),
    ("notify", &["shell"]),
    ("httparse", &["shell"]),
    ("ctrlc", &["shell"]),
    ("open", &["shell"]),
    ("walkdir", &["shell"]),
];

/// Longer files need a sentence that begins with `It is long` in their module documentation.
const LINES_MAX: usize = 600;

/// Words that are unfinished work or belong to one machine.
const BANNED: [&str; 11] = [
    "TODO",
    "FIXME",
    "XXX",
    "HACK",
    "/root/",
    "/home/",
    "whitelist",
    "blacklist",
    "#[ignore]",
    "#[should_panic]",
    "dbg!",
];

/// File names that say nothing about the contents.
const NOT_NOUNS: [&str; 8] = ["mod", "utils", "util", "helpers", "common", "types", "misc", "manager"];

struct Source {
    path: String,
    text: String,
}

/// Returns every file in these folders of the repository whose name has one of these endings.
fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in folders.iter().filter(|folder| repository(folder).exists()) {
        for entry in walkdir::WalkDir::new(repository(folder)).sort_by_file_name().into_iter().map(Result::unwrap) {
            let path = entry.path().strip_prefix(repository("")).unwrap().to_str().unwrap().to_owned();
            if entry.file_type().is_file() && endings.iter().any(|ending| path.ends_with(ending)) {
                let Ok(text) = fs::read_to_string(entry.path()) else { continue };
                sources.push(Source { path, text });
            }
        }
    }
    sources
}

fn rust() -> Vec<Source> {
    let mut sources = sources(&["src", "tests", "xtask", "consent-wasm"], &[".rs"]);
    sources.retain(|source| !source.path.contains("/target/"));
    sources
}

fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let silent = rust().into_iter().filter(|source| !source.text.starts_with("//!"));
    assert_none(&silent.map(|source| format!("{} does not open with `//!`", source.path)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_long_without_a_reason() {
    let long = |source: &Source| source.text.lines().count() > LINES_MAX && !source.text.contains("//! It is long");
    let failures =
        rust().into_iter().filter(long).map(|source| format!("{} is longer than {LINES_MAX} lines", source.path));
    assert_none(&failures.collect::<Vec<_>>());
}

#[test]
fn every_file_is_named_after_a_noun() {
    let stem = |source: &Source| Path::new(&source.path).file_stem().unwrap().to_str().unwrap().to_owned();
    let failures = rust().into_iter().filter(|source| NOT_NOUNS.contains(&stem(source).as_str()));
    assert_none(&failures.map(|source| format!("{}: name it after its contents", source.path)).collect::<Vec<_>>());
}

#[test]
fn no_file_contains_a_banned_word() {
    let mut files = rust();
    files.extend(sources(&["themes", "content", "starter", ".ci"], &[".html", ".md", ".yaml", ".css", ".xml", "run"]));
    let mut failures = Vec::new();
    for source in files.iter().filter(|source| source.path != "tests/it/tidy.rs") {
        for (index, line) in source.text.lines().enumerate() {
            for word in BANNED.iter().filter(|word| line.contains(*word)) {
                failures.push(format!("{}:{}: `{word}`", source.path, index + 1));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn no_code_outside_tests_unwraps_or_imports_everything() {
    let mut failures = Vec::new();
    for source in sources(&["src", "xtask"], &[".rs"]) {
        if own(&source).contains(".unwrap()") {
            failures.push(format!("{}: use `expect` and say why it can't fail", source.path));
        }
        if own(&source).contains("use super::*") {
            failures
                .push(format!("{}: import names one by one, so that the use of other modules is visible", source.path));
        }
    }
    assert_none(&failures);
}

/// Returns a file without its tests; empty for a file of tests.
fn own(source: &Source) -> &str {
    let path = &source.path;
    let is_test = path.ends_with("/tests.rs") || path.ends_with("/laws.rs") || path.contains("/tests/");
    if is_test { "" } else { source.text.split("#[cfg(test)]").next().unwrap() }
}

fn height(module: &str) -> Option<usize> {
    HEIGHTS.iter().position(|modules| modules.contains(&module))
}

/// Returns the top-level module of a file.
fn module(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap();
    path.split(['/', '.']).next().unwrap()
}

/// Returns the top-level modules that a text names after `crate::`.
fn named(text: &str) -> BTreeSet<&str> {
    let mut named = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(rest) => rest.split_once("};").map_or(rest, |(list, _)| list),
            None => rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap(),
        };
        // In `{check as checks, parse::{Body, Config}}` the modules are the lower-case names outside inner braces.
        let mut depth = 0;
        for part in list.split_inclusive([',', '{', '}']) {
            let name = part.trim().split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap();
            if depth == 0 && name.starts_with(|first: char| first.is_ascii_lowercase()) {
                named.insert(name);
            }
            depth += match part.chars().last() {
                Some('{') => 1,
                Some('}') => -1,
                _ => 0,
            };
        }
    }
    named
}

#[test]
fn no_module_uses_a_later_one() {
    let mut failures = Vec::new();
    for source in sources(&["src"], &[".rs"]) {
        let own = module(&source.path);
        if ["lib", "main"].contains(&own) {
            continue;
        }
        let Some(from) = height(own) else {
            failures.push(format!("{}: add `{own}` to the order of modules", source.path));
            continue;
        };
        for other in named(&source.text).into_iter().filter(|other| *other != own) {
            let allowed = height(other).is_some_and(|to| to < from || (to == 0 && from == 0));
            if !allowed {
                failures.push(format!("{}: `{own}` must not use `{other}`", source.path));
            }
        }
    }
    assert_none(&failures);
}

/// What changes the disk. A test of `shell::disk` can make each of these fail.
const CHANGES: [&str; 10] = [
    "fs::write(",
    "fs::rename(",
    "fs::copy(",
    "fs::hard_link(",
    "fs::create_dir",
    "fs::remove_",
    "fs::set_permissions(",
    "File::create",
    "OpenOptions::new(",
    "renameat",
];

#[test]
fn one_module_changes_the_disk() {
    let mut failures = Vec::new();
    for source in sources(&["src"], &[".rs"]) {
        // The pages of the manual go into a folder that the user names, and nothing depends on them.
        let may = ["src/shell/disk.rs", "src/shell/disk/fault.rs", "src/shell/cli/man.rs"];
        let found =
            CHANGES.iter().filter(|change| own(&source).contains(*change) && !may.contains(&source.path.as_str()));
        failures.extend(found.map(|change| format!("{}: `{change}`; use `shell::disk`", source.path)));
    }
    assert_none(&failures);
}

#[test]
fn crates_stay_in_their_modules() {
    let mut failures = Vec::new();
    for source in sources(&["src"], &[".rs"]) {
        let own = own(&source);
        for (name, modules) in KEPT {
            let used = [format!("use {name}::"), format!("use {name};"), format!(" {name}::"), format!("({name}::")];
            if used.iter().any(|used| own.contains(used)) && !modules.contains(&module(&source.path)) {
                failures.push(format!("{}: only {} may use `{name}`", source.path, modules.join(", ")));
            }
        }
        let knows_files = own.contains("std::fs") || own.contains("std::env::");
        if knows_files && !["shell"].contains(&module(&source.path)) {
            failures.push(format!("{}: only the shell may use the disk and the environment", source.path));
        }
    }
    assert_none(&failures);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let mut failures = Vec::new();
    for manifest in ["Cargo.toml", "xtask/Cargo.toml", "consent-wasm/Cargo.toml", "tests/browser/Cargo.toml"] {
        let Ok(text) = fs::read_to_string(repository(manifest)) else { continue };
        let mut inside = false;
        let mut before = "";
        for line in text.lines() {
            if line.starts_with('[') {
                inside = line.ends_with("dependencies]");
            } else if inside && line.contains('=') && !before.starts_with('#') {
                failures.push(format!("{manifest}: `{line}` has no comment above it"));
            }
            before = line;
        }
    }
    assert_none(&failures);
}

#[test]
fn every_test_file_is_used() {
    let main = fs::read_to_string(repository("tests/it/main.rs")).unwrap();
    let mut failures = Vec::new();
    for source in sources(&["tests/it"], &[".rs"]) {
        let name = Path::new(&source.path).file_stem().unwrap().to_str().unwrap().to_owned();
        if name != "main" && !main.contains(&format!("mod {name};")) {
            failures.push(format!("{} is not in tests/it/main.rs", source.path));
        }
    }
    let main = fs::read_to_string(repository("tests/servers/main.rs")).unwrap();
    for source in sources(&["tests/servers"], &[".rs"]) {
        let name = Path::new(&source.path).file_stem().unwrap().to_str().unwrap().to_owned();
        if name != "main" && !main.contains(&format!("mod {name};")) {
            failures.push(format!("{} is not in tests/servers/main.rs", source.path));
        }
    }
    let browser = sources(&["tests/browser"], &[".rs"]);
    let targets = fs::read_to_string(repository("tests/browser/Cargo.toml")).unwrap();
    for source in &browser {
        let name = Path::new(&source.path).file_stem().unwrap().to_str().unwrap();
        let is_target = targets.contains(&format!("path = \"{name}.rs\""));
        if !is_target && !browser.iter().any(|other| other.text.contains(&format!("mod {name};"))) {
            failures.push(format!("{} is not a module of tests/browser", source.path));
        }
    }
    for entry in fs::read_dir(repository("tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !["browser", "it", "rules", "schemas", "servers", "sites"].contains(&name.as_str()) {
            failures.push(format!("tests/{name}: nothing runs it"));
        }
    }
    for entry in fs::read_dir(repository("tests/sites")).unwrap() {
        let entry = entry.unwrap();
        let is_case = entry.path().join("transcript").is_file();
        if !is_case && entry.file_name() != "README.md" {
            failures.push(format!("tests/sites/{:?} has no `transcript`", entry.file_name()));
        }
    }
    assert_none(&failures);
}

//! What is generated from the program and kept in the repository: the pages of rules, the schemas. `HELDER_BLESS=1` writes it anew.

use std::collections::BTreeMap;
use std::fs;

use helder::law;

use crate::sandbox::repository;
use crate::sites::{blessing, settle};

/// Compares a folder with what it should hold, or writes it when blessing.
fn check(folder: &str, expected: &BTreeMap<String, String>) {
    let folder = repository(folder);
    fs::create_dir_all(&folder).unwrap();
    let mut failures = Vec::new();
    for (name, text) in expected {
        let path = folder.join(name);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        failures.extend(settle(&path, &kept, text).err());
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if !expected.contains_key(&name) {
            if blessing() {
                fs::remove_file(entry.path()).unwrap();
            } else {
                failures.push(format!("nothing makes `{name}`"));
            }
        }
    }
    assert!(failures.is_empty(), "{}\nHELDER_BLESS=1 writes it anew", failures.join("\n"));
}

#[test]
fn docs_rules_holds_the_page_of_every_rule() {
    let mut pages: BTreeMap<String, String> =
        law::rules().map(|rule| (format!("{}.md", rule.id), law::page::page(rule))).collect();
    pages.insert("README.md".into(), law::page::index());
    check("docs/rules", &pages);
}

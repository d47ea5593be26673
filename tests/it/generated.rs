//! What is generated from the program and kept in the repository: the pages of rules, the schemas, the reference
//! of commands. `HELDER_BLESS=1` writes it again.

use std::collections::BTreeMap;
use std::fs;

use helder::law;
use helder::parse::{FILE_KINDS, FileKind};
use serde_json::Value;

use crate::sandbox::repository;
use crate::sites::{blessing, settle};
use crate::tree;

/// Compares a folder with the expected files, or writes it when blessing.
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
    assert!(failures.is_empty(), "{}\nHELDER_BLESS=1 writes it again", failures.join("\n"));
}

#[test]
fn docs_rules_contains_the_page_of_every_rule() {
    let mut pages: BTreeMap<String, String> =
        law::rules().map(|rule| (format!("{}.md", rule.id), law::page::page(rule))).collect();
    pages.insert("README.md".into(), law::page::index());
    check("docs/rules", &pages);
}

#[test]
fn docs_schema_contains_the_schema_of_every_kind_of_file() {
    let written = |kind: &FileKind| {
        let text = serde_json::to_string_pretty(&kind.schema()).unwrap();
        (format!("{}.json", kind.name), text + "\n")
    };
    check("docs/schema", &FILE_KINDS.iter().map(written).collect());
}

#[test]
fn docs_commands_is_the_reference_of_all_commands() {
    let path = repository("docs/commands.md");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if let Err(why) = settle(&path, &kept, &helder::shell::cli::reference()) {
        panic!("{why}\nHELDER_BLESS=1 writes it again");
    }
}

fn validator(name: &str) -> jsonschema::Validator {
    let kind = FILE_KINDS.iter().find(|kind| kind.name == name).unwrap();
    jsonschema::validator_for(&kind.schema()).unwrap()
}

/// Returns what is invalid in a YAML text according to a schema.
fn faults(validator: &jsonschema::Validator, yaml: &str) -> Vec<String> {
    let value: Value = serde_saphyr::from_str(yaml).unwrap();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Returns the name of the schema for a file of a content folder.
fn schema_of(path: &str) -> Option<&str> {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["site.yaml"] => Some("site"),
        ["registers", name] => name.strip_suffix(".yaml"),
        [_, "document.yaml"] => Some("document"),
        [_, name] if name.ends_with(".registers.yaml") => Some("registers"),
        [_, name] if name.ends_with(".md") => Some("front-matter"),
        _ => None,
    }
}

#[test]
fn files_that_helder_reads_fit_the_schemas() {
    let validators: BTreeMap<&str, _> = FILE_KINDS.iter().map(|kind| (kind.name, validator(kind.name))).collect();
    let mut failures = Vec::new();
    for folder in ["content", "tests/rules/good/content", "tests/sites/registers/content", "tests/sites/banner/content"]
    {
        for (path, file) in tree::read(&repository(folder)) {
            let Some(name) = schema_of(&path) else { continue };
            let text = file.text();
            let yaml = if name == "front-matter" { text.split("---\n").nth(1).unwrap() } else { text };
            failures
                .extend(faults(&validators[name], yaml).into_iter().map(|fault| format!("{folder}/{path}: {fault}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn files_that_helder_refuses_fit_no_schema() {
    let refuses = |name: &str, yaml: &str| assert!(!faults(&validator(name), yaml).is_empty(), "{name}: {yaml}");
    refuses("site", "base_url: https://a.example\ntitle: A\nlanguages: [nl]\ndomain: a.example\n");
    refuses("site", "base_url: https://a.example\ntitle: A\nlanguages: [nl]\nconsent: {max_age_days: 500}\n");
    refuses("site", "base_url: https://a.example\ntitle: A\nlanguages: [nl, aux]\n");
    refuses("document", "kind: privacy\ntitle: A\nslug: a\n");
    refuses("front-matter", "version: 1.0\n");
    refuses("front-matter", "published: 1 januari 2027\n");
    refuses("organisation", "established_in: Nederland\n");
    refuses("organisation", "legal_name: {unknown: Hoe?, nl: X}\n");
    refuses("activities", "- {id: a, title: A, role: owner}\n");
    refuses("activities", "- {id: a, title: A, role: controller, retention: [{period: 7 jaar}]}\n");
    refuses("measures", "- {id: Een, title: A}\n");
    refuses("registers", "measure: []\n");
}

#[test]
fn shipped_content_names_its_schemas() {
    let mut failures = Vec::new();
    for folder in ["content", "tests/rules/good/content"] {
        for (path, file) in tree::read(&repository(folder)) {
            let Some(name) = schema_of(&path).filter(|name| !["front-matter", "registers"].contains(name)) else {
                continue;
            };
            let depth = folder.matches('/').count() + path.matches('/').count() + 1;
            let line = format!("# yaml-language-server: $schema={}docs/schema/{name}.json", "../".repeat(depth));
            if file.text().lines().next() != Some(line.as_str()) {
                failures.push(format!("{folder}/{path} does not begin with `{line}`"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

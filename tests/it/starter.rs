//! `helder init`: for every choice the new site builds at once and says what to fill in, and no existing file changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use helder::diagnostic::{Diagnostic, Severity, SourcePath};
use helder::document::Kind;
use helder::law::{self, CheckOptions};
use helder::parse;
use helder::snapshot::Snapshot;
use helder::sources::{SourceFile, Sources};
use helder::starter::{self, Choices};
use helder::template::Templates;
use rayon::prelude::*;

use crate::sandbox::{Sandbox, TODAY, say};
use crate::tree;

/// Options that answer every question.
const OPTIONS: [&str; 8] = [
    "--organisation",
    "De \"Fiets\" & Zo: [jij]",
    "--domains",
    "fiets.example,fiets.shop.example",
    "--documents",
    "privacy-statement,cookie-policy,processing-agreement",
    "--services",
    "google-analytics,new-relic",
];

/// Returns every combination of languages, documents and services.
fn combinations() -> Vec<Choices> {
    let kinds = ["privacy-statement", "cookie-policy", "processing-agreement"];
    let documents = (1..8).map(|bits| {
        let chosen = kinds.iter().enumerate().filter(|(index, _)| bits & (1 << index) != 0);
        chosen.map(|(_, kind)| *kind).collect::<Vec<_>>().join(",")
    });
    let mut combinations = Vec::new();
    for documents in documents {
        for languages in ["nl", "en", "nl,en", "en,nl"] {
            for services in ["none", "google-analytics", "new-relic", "google-analytics,new-relic"] {
                combinations.push(Choices {
                    organisation: OPTIONS[1].parse().unwrap(),
                    domains: OPTIONS[3].parse().unwrap(),
                    languages: languages.parse().unwrap(),
                    documents: documents.parse().unwrap(),
                    services: services.parse().unwrap(),
                    base_url: "https://privacy.fiets.example".to_owned().try_into().unwrap(),
                    revision: None,
                });
            }
        }
    }
    combinations
}

/// Returns the content of a site as if it were read from the disk.
fn sources(files: &BTreeMap<String, String>) -> Sources {
    let content = files.iter().filter_map(|(path, text)| {
        let inner = path.strip_prefix("content/")?;
        Some((inner.to_owned(), SourceFile { path: SourcePath::new(path), text: text.as_str().into() }))
    });
    Sources { content_prefix: "content/".into(), content: content.collect(), themes: BTreeMap::new() }
}

/// The built-in theme for each list of languages. Call this before a test starts parallel work.
fn templates() -> &'static BTreeMap<Vec<String>, Arc<Templates>> {
    static TEMPLATES: OnceLock<BTreeMap<Vec<String>, Arc<Templates>>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let mut all = BTreeMap::new();
        for choices in &combinations() {
            let tags = choices.languages.tags().into_iter().map(str::to_owned).collect();
            all.entry(tags).or_insert_with(|| {
                let site = parse::parse(&sources(&starter::files(choices))).0.unwrap();
                let (templates, found) = Templates::load(&site);
                assert_eq!(found, []);
                Arc::new(templates)
            });
        }
        all
    })
}

/// Returns structural findings.
fn structure(files: &BTreeMap<String, String>) -> (Option<Snapshot>, Vec<Diagnostic>) {
    let (site, mut found) = parse::parse(&sources(files));
    let Some(site) = site else { return (None, found) };
    let tags: Vec<String> = site.config.languages.iter().map(ToString::to_string).collect();
    let snapshot = Snapshot::new(site, templates()[&tags].clone(), TODAY.parse().unwrap());
    found.extend(helder::check::check(&snapshot));
    (Some(snapshot), found)
}

#[test]
fn every_combination_is_a_site_with_nothing_but_questions() {
    let combinations = combinations();
    let count = combinations.len();
    templates();
    let failures: Vec<String> = combinations
        .par_iter()
        .flat_map(|choices| {
            let (_, found) = structure(&starter::files(choices));
            let heavy = found.iter().filter(|found| found.severity != Severity::Advice);
            let mut wrong: Vec<String> = heavy.map(|found| format!("{choices:?}: {found:?}")).collect();
            if !found.iter().any(|found| found.rule == "open-question") {
                wrong.push(format!("{choices:?} leaves no question open"));
            }
            wrong
        })
        .collect();
    say(&format!("{count} combinations of `helder init`"));
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures[..failures.len().min(10)].join("\n"));
}

#[test]
fn nothing_of_the_starter_s_own_marks_is_left() {
    for choices in combinations() {
        for (path, text) in starter::files(&choices) {
            for mark in ["[[", "]]", "[when", "[end]"] {
                assert!(!text.contains(mark) || path.starts_with("schemas/"), "{path} contains `{mark}`:\n{text}");
            }
        }
    }
}

#[test]
fn every_yaml_file_names_an_existing_schema_and_fits_it() {
    for choices in combinations() {
        let files = starter::files(&choices);
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("content/") && path.ends_with(".yaml")) {
            let line = text.lines().next().unwrap();
            let schema = line.strip_prefix("# yaml-language-server: $schema=").unwrap();
            let depth = path.matches('/').count();
            let schema = schema.strip_prefix(&"../".repeat(depth)).unwrap();
            let schema = serde_json::from_str(&files[schema]).unwrap();
            let value: serde_json::Value = serde_saphyr::from_str(text).unwrap();
            let validator = jsonschema::validator_for(&schema).unwrap();
            let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
            assert_eq!(faults, Vec::<String>::new(), "{path}\n{text}");
        }
    }
}

/// Answers to questions without an example in the register.
const ANSWERS: [(&str, &str); 14] = [
    ("legal_name", "Dienst B.V."),
    ("obligation", "{kind: optional, consequence: zonder deze gegevens kan het niet}"),
    ("source", "{from: subject}"),
    ("recipients", "[host]"),
    ("measures", "[encryption, access, recovery, testing]"),
    ("verified_on", "2026-11-01"),
    ("transfers", "[]"),
    ("value", "nee"),
    ("measurement_id", "G-0000000000"),
    ("account_id", "\"1\""),
    ("application_id", "\"2\""),
    ("license_key", "abc"),
    ("region", "eu"),
    ("phone", "030 123 45 67"),
];

/// Answers every question of a register with the example in the comment above it, which must be valid.
fn answered(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.lines().peekable();
    while let Some(line) = rest.next() {
        if line.trim() != "unknown:" {
            lines.push(line.to_owned());
            continue;
        }
        while rest.peek().is_some_and(|next| indent(next) > indent(line)) {
            rest.next();
        }
        let key = lines.pop().unwrap();
        let name = key.trim().trim_end_matches(':');
        let form = format!("# {name}: ");
        let comments = lines.iter().rev().take_while(|line| line.trim_start().starts_with('#'));
        let shown = comments.filter_map(|line| line.trim_start().strip_prefix(&form)).last().map(str::to_owned);
        let answer = shown.unwrap_or_else(|| {
            let known = ANSWERS.iter().find(|(key, _)| *key == name);
            known.unwrap_or_else(|| panic!("the test has no answer for `{name}`")).1.to_owned()
        });
        lines.push(format!("{key} {answer}"));
    }
    lines.join("\n") + "\n"
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the example row in a comment of `processors.yaml`.
fn shown_row(text: &str) -> String {
    let row = text.lines().skip_while(|line| !line.starts_with("# - ")).take_while(|line| line.starts_with('#'));
    row.map(|line| format!("{}\n", line.trim_start_matches('#').strip_prefix(' ').unwrap())).collect()
}

/// Answers every question of a register; the recipients get the example row.
fn with_answers(register: &str, text: &str) -> String {
    let text = answered(text);
    if register == "processors" { format!("{}{}", text.replace("\n[]\n", "\n"), shown_row(&text)) } else { text }
}

/// Answers every question and turns the drafts into versions, as an editor would.
fn released(choices: &Choices) -> BTreeMap<String, String> {
    let mut files = starter::files(choices);
    let mut registers = String::new();
    for name in ["organisation", "activities", "processors", "services", "measures"] {
        let path = format!("content/registers/{name}.yaml");
        let text = with_answers(name, &files[&path]);
        let inner: String = text.lines().map(|line| format!("  {line}\n")).collect();
        registers.push_str(&format!("{name}:\n{inner}"));
        files.insert(path, text);
    }
    for path in files.keys().cloned().collect::<Vec<_>>() {
        let Some((folder, language)) = path.split_once("draft.") else { continue };
        let text = files.remove(&path).unwrap();
        let dated = "---\nversion: \"1.0\"\npublished: 2026-11-01\neffective: 2026-11-01\n";
        files.insert(format!("{folder}1.0.{language}"), text.replacen("---\n", dated, 1));
        files.insert(format!("{folder}1.0.registers.yaml"), registers.clone());
    }
    files
}

#[test]
fn a_completed_and_released_site_has_no_legal_finding_above_advice() {
    templates();
    let judged = |choices: &Choices| {
        let (snapshot, mut found) = structure(&released(choices));
        if let Some(snapshot) = snapshot {
            found.extend(law::check(&snapshot, &CheckOptions { language: &"en".parse().unwrap(), only: &[] }));
        }
        (choices.clone(), found)
    };
    let combinations = combinations();
    let found: Vec<(Choices, Vec<Diagnostic>)> = combinations.par_iter().map(judged).collect();
    let mut failures = BTreeMap::new();
    let mut advice = BTreeSet::new();
    for (choices, found) in &found {
        // A site with an agreement only asks for consent without a statement that the banner could link to: that finding is right.
        let unread = !choices.documents.has(Kind::PrivacyStatement) && !choices.documents.has(Kind::CookiePolicy);
        for found in found.iter().filter(|found| !(unread && found.rule == "banner-links")) {
            if found.severity == Severity::Advice {
                advice.insert(format!("{}: {}", found.rule, found.message));
            } else {
                let place = found.place.as_ref().map_or("", |place| place.path.as_str());
                failures.entry(format!("{}: {} ({place})", found.rule, found.message)).or_insert(choices);
            }
        }
    }
    for advice in advice {
        say(&format!("advice on a site of `helder init`: {advice}"));
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_new_site_can_be_completed_and_released() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&[&["init", "."], &OPTIONS[..]].concat());
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    let documents = ["privacyverklaring", "cookieverklaring", "verwerkersovereenkomst"];
    let release = |document| sandbox.run(&["release", document, "--material", "--effective", "2027-01-01", "--yes"]);
    // With open questions `helder release` refuses, and writes nothing.
    let before = tree::read(&sandbox.path("content"));
    for document in documents {
        let run = release(document);
        assert_eq!(run.exit, Some(1), "{}{}", run.stdout, run.stderr);
    }
    assert_eq!(tree::read(&sandbox.path("content")), before);
    for name in ["organisation", "activities", "processors", "services", "measures"] {
        let path = format!("content/registers/{name}.yaml");
        let text = with_answers(name, &fs::read_to_string(sandbox.path(&path)).unwrap());
        sandbox.write(&path, text);
    }
    for document in documents {
        let run = release(document);
        assert_eq!(run.exit, Some(0), "{}{}", run.stdout, run.stderr);
    }
    sandbox.build(&["--deny", "warnings"]);
    let run = sandbox.run(&["check", "--deny", "warnings"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    let run = sandbox.run(&["history", "--verify"]);
    assert_eq!(run.exit, Some(0), "{}{}", run.stdout, run.stderr);
    let page = fs::read_to_string(sandbox.path("dist/public/privacyverklaring/1.0/index.html")).unwrap();
    assert!(page.contains("Voorbeeld B.V."));
}

#[test]
fn a_new_site_builds_at_once() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&[&["init", "site"], &OPTIONS[..]].concat());
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    assert_eq!(
        run.stderr,
        "wrote 28 files in `site`\nnext:\n  cd site\n  helder serve --open   what it looks like, while you write\n  \
         helder check          what to fill in\n"
    );
    assert_eq!(run.stdout, "");
    let said = sandbox.build(&["--drafts", "--content", "site/content"]);
    assert!(said.starts_with("built "), "{said}");
    let page = fs::read_to_string(sandbox.path("dist/public/privacyverklaring/concept/index.html")).unwrap();
    assert!(page.contains("De \"Fiets\" &amp; Zo: [jij]"), "{page}");
}

#[test]
fn nothing_is_written_if_a_file_exists() {
    let sandbox = Sandbox::new();
    sandbox.write("site/content/site.yaml", "mine");
    sandbox.write("site/README.md", "mine");
    sandbox.write("site/schemas", "a file where a folder should come");
    let before = tree::read(&sandbox.path(""));
    let run = sandbox.run(&[&["init", "site"], &OPTIONS[..]].concat());
    assert_eq!(run.exit, Some(2));
    assert_eq!(
        run.stderr,
        "error: these are there already, and nothing is overwritten; nothing was written\n  site/README.md\n  \
         site/content/site.yaml\n  site/schemas\nhint: name a new folder, or move them away\n"
    );
    assert_eq!(tree::read(&sandbox.path("")), before);
}

#[test]
fn starts_next_to_other_files() {
    let sandbox = Sandbox::new();
    sandbox.write("index.html", "mine");
    let run = sandbox.run(&[&["init"], &OPTIONS[..]].concat());
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    assert_eq!(fs::read_to_string(sandbox.path("index.html")).unwrap(), "mine");
    assert!(sandbox.path("content/site.yaml").is_file());
    let left: Vec<String> = sandbox.remnants();
    assert_eq!(left.iter().filter(|name| name.contains("helder")).count(), 0, "{left:?}");
}

#[test]
fn a_failure_halfway_leaves_nothing() {
    let sandbox = Sandbox::new();
    // A dangling link is in the place of a folder, which shows only after other files were written.
    sandbox.write("site/mine", "mine");
    std::os::unix::fs::symlink("nowhere", sandbox.path("site/schemas")).unwrap();
    let run = sandbox.run(&[&["init", "site"], &OPTIONS[..]].concat());
    assert_eq!(run.exit, Some(2), "{}", run.stderr);
    fs::remove_file(sandbox.path("site/schemas")).unwrap();
    let left: Vec<String> = tree::read(&sandbox.path("site")).into_keys().collect();
    assert_eq!(left, ["mine"], "{}", run.stderr);
}

#[test]
fn without_a_terminal_it_names_the_missing_options() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["init", "site", "--domains", "fiets.example"]);
    assert_eq!(run.exit, Some(2));
    assert_eq!(
        run.stderr,
        "error: there is no terminal to ask on; give --organisation NAME, --documents DOCUMENT,…, --services SERVICE,…; \
         nothing was written\n"
    );
    assert!(!sandbox.path("site").exists());
}

#[test]
fn git_keeps_the_bytes_of_published_files() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&[&["init", "site"], &OPTIONS[..]].concat());
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    sandbox.write("site/content/privacyverklaring/1.0.nl.md", "---\r\n---\r\n# A\r\n");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(sandbox.path("site")).args(["-c", "core.autocrlf=true"]).args(arguments);
        git.env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", sandbox.path(""))
            .stdin(Stdio::null());
        let output = git.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    assert_eq!(git(&["show", ":content/privacyverklaring/1.0.nl.md"]), b"---\r\n---\r\n# A\r\n");
}

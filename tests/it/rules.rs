//! The legal rules: each fires where it should and is silent on near misses. `tests/rules/README.md` says how to write a case.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use helder::date::{Date, InvalidDate};
use helder::diagnostic::{Diagnostic, Severity, SourcePath};
use helder::language::Language;
use helder::law::{self, CheckOptions};
use helder::parse;
use helder::shell::load;
use helder::snapshot::Snapshot;
use helder::sources::{SourceFile, Sources};
use helder::structure::StructureRule;
use helder::template::Templates;
use rayon::prelude::*;

use crate::sandbox::{TODAY, repository, say};

/// The good site. Each case changes a copy of its sources; all cases share its templates.
struct Good {
    sources: Sources,
    templates: Arc<Templates>,
}

/// Returns the good site. Call this before a test starts parallel work: loading the site needs the same threads.
fn good() -> &'static Good {
    static GOOD: OnceLock<Good> = OnceLock::new();
    GOOD.get_or_init(|| {
        let (mut sources, found) = load::load(&repository("tests/rules/good/content")).unwrap();
        assert_eq!(found, []);
        // Paths as an editor would type them, on any machine.
        for (path, file) in &mut sources.content {
            file.path = SourcePath::new(format!("content/{path}"));
        }
        sources.content_prefix = "content/".into();
        let (templates, found) = Templates::load(&parse::parse(&sources).0.unwrap());
        assert_eq!(found, []);
        Good { sources, templates: Arc::new(templates) }
    })
}

fn copy(sources: &Sources) -> Sources {
    let Sources { content_prefix, content, themes } = sources;
    Sources { content_prefix: content_prefix.clone(), content: content.clone(), themes: themes.clone() }
}

/// Returns structural findings.
fn structure(sources: &Sources, today: Date) -> (Option<Snapshot>, Vec<Diagnostic>) {
    let (site, mut found) = parse::parse(sources);
    let Some(site) = site else { return (None, found) };
    let snapshot = Snapshot::new(site, good().templates.clone(), today);
    found.extend(helder::check::check(&snapshot));
    (Some(snapshot), found)
}

/// Runs the legal rules, and returns the findings in the order of a report.
fn check(snapshot: &Snapshot, language: &str, only: &[String]) -> Vec<Diagnostic> {
    let language: Language = language.parse().unwrap();
    let mut found = law::check(snapshot, &CheckOptions { language: &language, only });
    helder::diagnostic::sort(&mut found);
    found
}

fn today() -> Date {
    TODAY.parse().unwrap()
}

#[test]
fn a_good_site_has_no_finding_above_advice() {
    let (snapshot, mut found) = structure(&good().sources, today());
    found.extend(check(&snapshot.unwrap(), "en", &[]));
    let heavy: Vec<String> = found.iter().filter(|found| found.severity != Severity::Advice).map(shown).collect();
    assert_eq!(heavy, Vec::<String>::new());
    for found in &found {
        say(&format!("advice on the good site: {}", shown(found)));
    }
}

fn shown(found: &Diagnostic) -> String {
    let path = found.place.as_ref().map_or("", |place| place.path.as_str());
    format!("{path}: {}: {}", found.rule, found.message)
}

/// A heading of a case file with the blocks below it.
struct Case {
    fires: bool,
    name: String,
    today: Date,
    edits: Vec<Edit>,
    /// Path and line of each finding, in order.
    found: Vec<(String, String)>,
    /// The expected messages; empty if a case does not check them.
    said: Vec<String>,
}

enum Edit {
    Replace { path: String, from: String, to: String },
    Write { path: String, text: String },
    Remove { path: String },
}

/// Reads a case file: headings and fenced blocks. The prose between them is for people.
fn cases(text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            let fires = heading.starts_with("fires");
            if !fires && !heading.starts_with("near miss") {
                return Err(format!("`{line}`: a case is called `## fires: …` or `## near miss: …`"));
            }
            let name = heading.to_owned();
            cases.push(Case { fires, name, today: today(), edits: vec![], found: vec![], said: vec![] });
            continue;
        }
        if let Some(day) = line.strip_prefix("Today: ") {
            cases.last_mut().ok_or("`Today:` comes before the first case")?.today =
                day.parse().map_err(|error: InvalidDate| error.to_string())?;
            continue;
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let case = cases.last_mut().ok_or("a block comes before the first case")?;
        let (kind, path) = info.split_once(' ').unwrap_or((info, ""));
        match kind {
            "edit" => {
                let at = block.iter().position(|line| *line == "=>").ok_or(format!("`{info}` has no line `=>`"))?;
                let (from, to) = (block[..at].join("\n"), block[at + 1..].join("\n"));
                case.edits.push(Edit::Replace { path: path.to_owned(), from, to });
            }
            "write" => case.edits.push(Edit::Write { path: path.to_owned(), text: block.join("\n") + "\n" }),
            "remove" => case.edits.push(Edit::Remove { path: path.to_owned() }),
            "found" => case.found.extend(block.iter().map(|line| (path.to_owned(), line.trim().to_owned()))),
            "said" => case.said.extend(block.iter().map(|line| (*line).to_owned())),
            _ => return Err(format!("`{info}` is not one of edit, write, remove, found, said")),
        }
    }
    Ok(cases)
}

fn apply(sources: &mut Sources, edit: &Edit) -> Result<(), String> {
    match edit {
        Edit::Replace { path, from, to } => {
            let (files, inner) = among(sources, path)?;
            let built_in = inner.strip_prefix("default/").and_then(|inner| built_in(inner, path));
            let mut file = files.get(&inner).cloned().or(built_in).ok_or(format!("there is no `{path}`"))?;
            let count = file.text.matches(from.as_str()).count();
            if count != 1 {
                return Err(format!("`{path}` contains this {count} times instead of once:\n{from}"));
            }
            file.text = file.text.replacen(from.as_str(), to, 1).into();
            files.insert(inner, file);
        }
        Edit::Write { path, text } => {
            let file = SourceFile { path: SourcePath::new(path), text: text.as_str().into() };
            let (files, inner) = among(sources, path)?;
            files.insert(inner, file);
        }
        Edit::Remove { path } => {
            let (files, inner) = among(sources, path)?;
            files.remove(&inner).ok_or(format!("there is no `{path}`"))?;
        }
    }
    Ok(())
}

/// Returns the files that a path belongs to, content or themes, and the path among them.
fn among<'s>(sources: &'s mut Sources, path: &str) -> Result<(&'s mut BTreeMap<String, SourceFile>, String), String> {
    match path.split_once('/') {
        Some(("content", inner)) => Ok((&mut sources.content, inner.to_owned())),
        Some(("themes", inner)) => Ok((&mut sources.themes, inner.to_owned())),
        _ => Err(format!("`{path}` is neither in content/ nor in themes/")),
    }
}

/// Returns a file of the built-in theme, for a case that overrides it.
fn built_in(inner: &str, path: &str) -> Option<SourceFile> {
    let text = fs::read_to_string(repository("themes/default").join(inner)).ok()?;
    Some(SourceFile { path: SourcePath::new(path), text: text.into() })
}

/// Returns the source line that a finding marks.
fn line(found: &Diagnostic, sources: &Sources) -> (String, String) {
    let Some(place) = &found.place else { return (String::new(), String::new()) };
    let text = sources.text(&place.path).unwrap_or_default();
    let start = text[..place.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    (place.path.as_str().to_owned(), text[start..].lines().next().unwrap_or_default().trim().to_owned())
}

fn run(rule: &str, case: &Case) -> Result<(), String> {
    let mut sources = copy(&good().sources);
    for edit in &case.edits {
        apply(&mut sources, edit)?;
    }
    let (snapshot, found) = structure(&sources, case.today);
    let broken: Vec<String> = found.iter().filter(|found| found.severity == Severity::Error).map(shown).collect();
    let Some(snapshot) = snapshot.filter(|_| broken.is_empty()) else {
        return Err(format!("the edits break the site:\n{}", broken.join("\n")));
    };
    let only = [rule.to_owned()];
    let found = check(&snapshot, "en", &only);
    let mut places: Vec<(String, String)> = found.iter().map(|found| line(found, &sources)).collect();
    let mut expected = case.found.clone();
    places.sort();
    expected.sort();
    if case.fires == expected.is_empty() {
        return Err("a case that fires has a block `found`, a near miss has none".into());
    }
    if places != expected {
        return Err(format!("found\n{}expected\n{}", listed(&places), listed(&expected)));
    }
    // In the order of the report.
    let said: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    if !case.said.is_empty() && said != case.said {
        return Err(format!("said\n{}\nexpected\n{}", said.join("\n"), case.said.join("\n")));
    }
    // A near miss has no messages to check.
    let dutch = if case.fires { check(&snapshot, "nl", &only) } else { Vec::new() };
    found.iter().chain(&dutch).try_for_each(is_filled_in)
}

/// Checks that no `{name}` is left in a message. A shortcode has two braces on each side.
fn is_filled_in(found: &Diagnostic) -> Result<(), String> {
    for words in [Some(&found.message), found.hint.as_ref()].into_iter().flatten() {
        let rest = words.replace("{{", "").replace("}}", "");
        let mut names = rest.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        if let Some((name, _)) = names.find(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase())) {
            return Err(format!("nothing fills `{{{name}}}` in `{words}`"));
        }
    }
    Ok(())
}

fn listed(places: &[(String, String)]) -> String {
    places.iter().fold(String::new(), |mut text, (path, line)| {
        writeln!(text, "  {path}: {line}").unwrap();
        text
    })
}

/// Returns the name of every case file with its text.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(repository("tests/rules")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        match name.strip_suffix(".md") {
            Some("README") => {}
            Some(rule) => files.push((rule.to_owned(), fs::read_to_string(&path).unwrap())),
            None => assert!(["good", "catalogue.txt"].contains(&name.as_str()), "tests/rules/{name}: nothing uses it"),
        }
    }
    files.sort();
    files
}

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    good();
    let failures: Vec<String> = files().par_iter().flat_map_iter(|(rule, text)| failures(rule, text)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Runs the cases of a rule, and says what is wrong with each.
fn failures(rule: &str, text: &str) -> Vec<String> {
    let cases = match cases(text) {
        Ok(cases) => cases,
        Err(why) => return vec![format!("tests/rules/{rule}.md: {why}")],
    };
    let mut failures = Vec::new();
    if !cases.iter().any(|case| case.fires) || cases.iter().all(|case| case.fires) {
        failures.push(format!("tests/rules/{rule}.md needs a case that fires and a near miss"));
    }
    for case in &cases {
        if let Err(why) = run(rule, case) {
            failures.push(format!("== {rule}, {}\n{why}", case.name));
        }
    }
    failures
}

#[test]
fn every_rule_has_cases_and_every_case_has_a_rule() {
    let rules: BTreeSet<&str> = law::rules().map(|rule| rule.id).collect();
    let files = files();
    let files: BTreeSet<&str> = files.iter().map(|(rule, _)| rule.as_str()).collect();
    let without: Vec<&&str> = rules.difference(&files).collect();
    let unknown: Vec<&&str> = files.difference(&rules).collect();
    assert!(
        without.is_empty() && unknown.is_empty(),
        "rules without cases: {without:?}; cases without rule: {unknown:?}"
    );
}

#[test]
fn every_rule_of_structure_is_used() {
    let mut used = BTreeSet::new();
    for entry in walkdir::WalkDir::new(repository("src")).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() && !entry.path().ends_with("src/structure.rs") {
            let text = fs::read_to_string(entry.path()).unwrap();
            for rest in text.split("StructureRule::").skip(1) {
                used.extend(rest.split(|letter: char| !letter.is_alphanumeric()).next().map(str::to_owned));
            }
        }
    }
    let unused: Vec<&StructureRule> =
        StructureRule::ALL.iter().filter(|rule| !used.contains(&format!("{rule:?}"))).collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

#[test]
fn no_two_rules_have_the_same_id() {
    let mut seen = BTreeSet::new();
    for id in StructureRule::ALL.iter().map(|rule| rule.id()).chain(law::rules().map(|rule| rule.id)) {
        assert!(seen.insert(id), "{id}");
    }
}

#[test]
fn every_rule_of_the_catalogue_is_checked_or_pending() {
    let catalogue = fs::read_to_string(Path::new(&repository("tests/rules/catalogue.txt"))).unwrap();
    let catalogue: BTreeSet<&str> = catalogue.lines().collect();
    let pending: BTreeSet<&str> = law::pending::PENDING.iter().map(|(id, _)| *id).collect();
    let known: BTreeSet<&str> = law::rules().map(|rule| rule.id).chain(pending.iter().copied()).collect();
    let missing: Vec<&&str> = catalogue.difference(&known).collect();
    let added: Vec<&&str> = known.difference(&catalogue).collect();
    say(&format!("{} rules, {} pending", law::rules().count(), pending.len()));
    assert!(missing.is_empty() && added.is_empty(), "neither checked nor pending: {missing:?}; not in it: {added:?}");
}

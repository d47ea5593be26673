//! Golden sites: every folder of `tests/sites` is a case. `tests/sites/README.md` describes its contents.
//!
//! `HELDER_BLESS=1` records what the program does now; review it like code.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::sandbox::{Run, Sandbox, repository, say};
use crate::tree::{self, Tree};

/// The allowed entries of a case folder.
const ENTRIES: [&str; 6] = ["content", "themes", "over", "transcript", "output", "files"];

#[test]
fn every_site_comes_out_as_expected() {
    let cases = cases();
    let count = cases.len();
    let failed = |case: &PathBuf| check(case).err().map(|why| format!("== tests/sites/{}\n{why}", name(case)));
    let failures: Vec<String> = cases.par_iter().filter_map(failed).collect();
    say(&format!("{count} golden sites"));
    assert!(
        failures.is_empty(),
        "{}\n{} of {count} sites differ; HELDER_BLESS=1 records what the program does now",
        failures.join("\n"),
        failures.len()
    );
}

fn cases() -> Vec<PathBuf> {
    let folder = repository("tests/sites");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_str().unwrap().to_owned()
}

pub(crate) fn blessing() -> bool {
    std::env::var_os("HELDER_BLESS").is_some_and(|value| value == "1")
}

fn check(case: &Path) -> Result<(), String> {
    for entry in fs::read_dir(case).unwrap() {
        let entry = entry.unwrap().file_name().into_string().unwrap();
        if !ENTRIES.contains(&entry.as_str()) {
            return Err(format!("nothing uses `{entry}`; a case contains {}", ENTRIES.join(", ")));
        }
    }
    let sandbox = Sandbox::of(&name(case));
    let expected = fs::read_to_string(case.join("transcript"))
        .map_err(|_| "there is no `transcript` with a line `$ helder build`".to_owned())?;
    let commands: Vec<&str> = expected.lines().filter_map(|line| line.strip_prefix("$ helder ")).collect();
    if commands.is_empty() {
        return Err("`transcript` has no line `$ helder …`".into());
    }
    let mut actual = String::new();
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().collect();
        let former = tree::read(&sandbox.path("dist"));
        let run = sandbox.run(&arguments);
        write_run(&mut actual, command, &run);
        if arguments[0] == "build" && run.exit != Some(0) {
            untouched(&sandbox, &arguments, &run, &former)?;
        }
        if !sandbox.remnants().is_empty() {
            return Err(format!("`helder {command}` left {:?} behind", sandbox.remnants()));
        }
    }
    let transcript = settle(&case.join("transcript"), &expected, &actual);
    transcript.and(output(case, &tree::read(&sandbox.path("dist"))))
}

/// Writes a command with its output stream, its error stream and its exit code, and leaves out what is empty.
fn write_run(transcript: &mut String, command: &str, run: &Run) {
    writeln!(transcript, "$ helder {command}").unwrap();
    for (name, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        if !text.is_empty() {
            writeln!(transcript, "--- {name}").unwrap();
            transcript.push_str(text);
            assert!(text.ends_with('\n'), "the output of `helder {command}` does not end with a line break: {text}");
        }
    }
    match run.exit {
        Some(0) => {}
        Some(code) => writeln!(transcript, "--- exit {code}").unwrap(),
        None => transcript.push_str("--- killed\n"),
    }
}

/// Checks that a failed build changed nothing, whether or not there was an output before.
fn untouched(sandbox: &Sandbox, arguments: &[&str], run: &Run, former: &Tree) -> Result<(), String> {
    if *former != tree::read(&sandbox.path("dist")) {
        return Err("the failed build changed the output folder".into());
    }
    if !former.is_empty() {
        return Ok(());
    }
    sandbox.add("minimal", "former");
    sandbox.build(&["--content", "former/content"]);
    let former = tree::read(&sandbox.path("dist"));
    let again = sandbox.run(arguments);
    if again != *run {
        return Err(format!("with a former output the build says something else: {}", again.stderr));
    }
    if former != tree::read(&sandbox.path("dist")) {
        return Err("the failed build changed the former output".into());
    }
    fs::remove_dir_all(sandbox.path("dist")).unwrap();
    Ok(())
}

/// Compares the output with the list `files` and the files of `output`.
fn output(case: &Path, actual: &Tree) -> Result<(), String> {
    let (list, folder) = (case.join("files"), case.join("output"));
    if actual.is_empty() {
        return match (list.exists(), folder.exists()) {
            (false, false) => Ok(()),
            _ => Err("the case expects an output, and nothing was built".into()),
        };
    }
    if blessing() && !folder.exists() && !list.exists() {
        fs::write(&list, "").unwrap();
    }
    let listed = if list.exists() {
        let paths: String = actual.keys().map(|path| format!("{}\n", masked(path))).collect();
        settle(&list, &fs::read_to_string(&list).unwrap(), &paths)
    } else if folder.exists() {
        Ok(())
    } else {
        Err("the site was built; the case says neither by `files` nor by `output` what is expected".into())
    };
    let expected = tree::read(&folder);
    let mut failures: Vec<String> = listed.err().into_iter().collect();
    let all: BTreeSet<&String> =
        if list.exists() { expected.keys().collect() } else { expected.keys().chain(actual.keys()).collect() };
    for path in all {
        let target = folder.join(path);
        match (expected.get(path), actual.get(path)) {
            (expected, Some(actual)) => {
                let expected = expected.map_or("", |file| file.text());
                failures.extend(settle(&target, expected, actual.text()).err());
            }
            (_, None) if blessing() => fs::remove_file(target).unwrap(),
            (_, None) => failures.push(format!("`output/{path}` was not built")),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// Replaces the digest in the name of an asset, which changes with every change of the theme.
fn masked(path: &str) -> String {
    let is_digest = |part: &str| part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    path.split('.').map(|part| if is_digest(part) { "*" } else { part }).collect::<Vec<_>>().join(".")
}

/// Compares a text with its file, or writes it when blessing.
pub(crate) fn settle(file: &Path, expected: &str, actual: &str) -> Result<(), String> {
    if expected == actual {
        return Ok(());
    }
    if blessing() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, actual).unwrap();
        return Ok(());
    }
    let shown = file.strip_prefix(repository("")).unwrap_or(file).display();
    Err(format!("`{shown}` differs:\n{}", difference(expected, actual)))
}

/// Shows the lines between the first and the last that differ.
fn difference(expected: &str, actual: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[same..], &after[same..]);
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let lines = |sign: &str, lines: &[&str]| lines.iter().map(|line| format!("{sign}{line}\n")).collect::<String>();
    lines("-", &before[..before.len() - tail]) + &lines("+", &after[..after.len() - tail])
}

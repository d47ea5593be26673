//! What the program says about itself: manual pages, completions, its version.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::sandbox::{Sandbox, repository};
use crate::tree;

/// Returns every command in the reference.
fn commands() -> BTreeSet<String> {
    let reference = helder::shell::cli::reference();
    let headings = reference.lines().filter_map(|line| line.strip_prefix("## `helder ")?.strip_suffix('`'));
    headings.map(str::to_owned).collect()
}

#[test]
fn every_command_has_a_manual_page_with_its_examples() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["man", "man1"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    let pages = tree::read(&sandbox.path("man1"));
    let mut expected: BTreeSet<String> = commands().iter().map(|name| format!("helder-{name}.1")).collect();
    expected.insert("helder.1".into());
    assert_eq!(pages.keys().cloned().collect::<BTreeSet<_>>(), expected);
    for (name, page) in &pages {
        assert!(page.text().contains(".SH EXAMPLES\n"), "{name} has no examples:\n{}", page.text());
    }
    let run = sandbox.run(&["man"]);
    assert_eq!(run.stdout, pages["helder.1"].text());
}

#[test]
fn every_shell_completes_every_command() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = sandbox.run(&["completions", shell]);
        assert_eq!(run.exit, Some(0), "{}", run.stderr);
        for command in commands() {
            assert!(run.stdout.contains(&command), "{shell} does not know `{command}`");
        }
    }
}

#[test]
fn bash_completes_a_command_an_option_and_a_value() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("helder.bash"), sandbox.run(&["completions", "bash"]).stdout).unwrap();
    assert_eq!(complete(&sandbox, "helder ini"), "init\n");
    assert_eq!(complete(&sandbox, "helder build --dra"), "--drafts\n");
    assert_eq!(complete(&sandbox, "helder check --format sa"), "sarif\n");
}

/// Returns how bash completes a command line.
fn complete(sandbox: &Sandbox, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let script = format!(
        "source ./helder.bash; COMP_WORDS=({}); COMP_CWORD={}; _helder helder '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
        words.len() - 1,
        words[words.len() - 1],
        words[words.len() - 2],
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &script]).current_dir(sandbox.path("")).env_clear();
    String::from_utf8(bash.output().unwrap().stdout).unwrap()
}

#[test]
fn licenses_names_every_dependency() {
    let manifest = fs::read_to_string(repository("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let dependencies = rest.lines().take_while(|line| !line.starts_with('['));
    let names: Vec<&str> = dependencies
        .filter(|line| !line.starts_with('#') && !line.contains("path = "))
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect();
    assert!(names.len() > 20, "{names:?}");
    let said = Sandbox::new().run(&["licenses"]).stdout;
    for name in names {
        assert!(said.contains(&format!("\n{name} ")), "`{name}` is missing: run `cargo xtask licenses`");
    }
}

#[test]
fn the_version_names_the_commit_that_is_checked_out() {
    let said = Sandbox::new().run(&["--version"]).stdout;
    let mut git = Command::new("git");
    git.arg("-C").arg(repository("")).args(["rev-parse", "HEAD"]);
    let commit = git.output().ok().filter(|output| output.status.success() && repository(".git").exists());
    let expected = match commit {
        Some(output) => format!(" ({})", String::from_utf8(output.stdout).unwrap().get(..12).unwrap()),
        None => String::new(),
    };
    assert_eq!(said, format!("helder {}{expected}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn only_the_long_help_of_a_command_shows_examples() {
    let sandbox = Sandbox::new();
    for command in commands() {
        let [short, long] = ["-h", "--help"].map(|flag| {
            let run = sandbox.run(&[&command, flag]);
            assert_eq!((run.exit, run.stderr.as_str()), (Some(0), ""), "{command} {flag}");
            run.stdout
        });
        assert!(!short.contains("Examples:"), "{command} -h:\n{short}");
        assert_eq!(long.matches("Examples:").count(), 1, "{command} --help:\n{long}");
    }
}

/// A line that is broken by hand is broken a second time where the terminal is narrower.
#[test]
fn no_line_of_a_paragraph_ends_before_it_is_full() {
    let run = Sandbox::new().run(&["--help"]);
    let paragraph = run.stdout.trim_end().rsplit("\n\n").next().unwrap();
    let lines: Vec<&str> = paragraph.lines().collect();
    for pair in lines.windows(2) {
        let next = pair[1].split(' ').next().unwrap();
        assert!(pair[0].len() + 1 + next.len() > 100, "`{}` ends early in:\n{paragraph}", pair[0]);
    }
}

//! A folder that vanishes with its test, and the program run in it, away from everything that a machine could add.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::tree;

/// The day that every test takes for today, unless it names another.
pub(crate) const TODAY: &str = "2026-11-22";

/// A folder of a test's own.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// What a run of the program came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// None when a signal ended it.
    pub(crate) exit: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Says something in the log of a run, past the harness, which swallows what a passing test prints.
pub(crate) fn say(words: &str) {
    let mut log = std::io::stderr();
    writeln!(log, "{words}").unwrap();
}

/// Returns a path of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Sandbox {
    /// Makes an empty one.
    pub(crate) fn new() -> Sandbox {
        Sandbox { folder: tempfile::Builder::new().prefix("helder-test-").tempdir().unwrap() }
    }

    /// Makes one with the sources of a golden site.
    pub(crate) fn of(site: &str) -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.add(site, "");
        sandbox
    }

    /// Makes one with this repository's own content.
    pub(crate) fn of_repository() -> Sandbox {
        let sandbox = Sandbox::new();
        tree::copy(&repository("content"), &sandbox.path("content"));
        sandbox
    }

    /// Copies the sources of a golden site into a folder of the sandbox, below them those of the site it is laid over.
    pub(crate) fn add(&self, site: &str, folder: &str) {
        let case = repository("tests/sites").join(site);
        if let Ok(below) = fs::read_to_string(case.join("over")) {
            self.add(below.trim(), folder);
        }
        for sources in ["content", "themes"] {
            if case.join(sources).is_dir() {
                tree::copy(&case.join(sources), &self.path(folder).join(sources));
            }
        }
    }

    /// Returns a path in the sandbox.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces words in a file; they must stand in it.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "`{path}` does not hold `{from}`");
        fs::write(self.path(path), text.replace(from, to)).unwrap();
    }

    /// Returns the program, ready to run here with these arguments.
    pub(crate) fn helder(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_helder"));
        command.args(arguments);
        // What reads no content has no day.
        let reads = !arguments
            .first()
            .is_some_and(|command| ["init", "explain", "schema", "completions", "man", "--version"].contains(command));
        if reads && !arguments.contains(&"--today") {
            command.args(["--today", TODAY]);
        }
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_clear().env("NO_COLOR", "1").env("LANG", "C").env("TZ", "Pacific/Chatham");
        command
    }

    /// Runs the program to its end; where the sandbox is named, the words are `[sandbox]`.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.outcome(&mut self.helder(arguments))
    }

    /// Runs any command to its end.
    pub(crate) fn outcome(&self, command: &mut Command) -> Run {
        let output = command.output().unwrap();
        let words = |bytes: Vec<u8>| {
            let root = self.folder.path().to_str().unwrap();
            String::from_utf8(bytes).unwrap().replace(root, "[sandbox]")
        };
        Run { exit: output.status.code(), stdout: words(output.stdout), stderr: words(output.stderr) }
    }

    /// Builds, which must go well, and returns what the program said.
    pub(crate) fn build(&self, arguments: &[&str]) -> String {
        let run = self.run(&[&["build"], arguments].concat());
        assert_eq!(run.exit, Some(0), "{}", run.stderr);
        run.stderr
    }

    /// Returns the names in the sandbox that a build left beside the output, which must be none.
    pub(crate) fn remnants(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }
}

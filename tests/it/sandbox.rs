//! A temporary folder for a test, and the program run in it without influence of the machine.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::tree;

/// The day that every test takes for today, unless it names another.
pub(crate) const TODAY: &str = "2026-11-22";

/// The folder of one test.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// `None` if a signal ended it.
    pub(crate) exit: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Writes to the log of a run directly, because the test harness hides what a passing test prints.
pub(crate) fn say(words: &str) {
    let mut log = std::io::stderr();
    writeln!(log, "{words}").unwrap();
}

/// Returns the full path of a file in the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Sandbox {
    /// Makes an empty sandbox.
    pub(crate) fn new() -> Sandbox {
        Sandbox { folder: tempfile::Builder::new().prefix("helder-test-").tempdir().unwrap() }
    }

    /// Makes a sandbox with the sources of a golden site.
    pub(crate) fn of(site: &str) -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.add(site, "");
        sandbox
    }

    /// Makes a sandbox with this repository's own content.
    pub(crate) fn of_repository() -> Sandbox {
        let sandbox = Sandbox::new();
        tree::copy(&repository("content"), &sandbox.path("content"));
        sandbox
    }

    /// Copies the sources of a golden site into a folder of the sandbox, after those of the site that it extends.
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

    /// Returns the full path of a file in the sandbox.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file and creates its folders.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces words in a file, which must contain them.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "`{path}` does not contain `{from}`");
        fs::write(self.path(path), text.replace(from, to)).unwrap();
    }

    /// Returns the program, ready to run here with these arguments.
    pub(crate) fn helder(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_helder"));
        command.args(arguments);
        // Commands that read no content have no `--today`.
        let reads = !arguments.first().is_some_and(|command| {
            ["init", "explain", "schema", "completions", "man", "licenses", "--version"].contains(command)
        });
        if reads && !arguments.contains(&"--today") {
            command.args(["--today", TODAY]);
        }
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_clear().env("NO_COLOR", "1").env("LANG", "C").env("TZ", "Pacific/Chatham");
        command
    }

    /// Runs the program to its end. In its output the path of the sandbox is replaced by `[sandbox]`.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.outcome(&mut self.helder(arguments))
    }

    /// Runs any command to its end.
    pub(crate) fn outcome(&self, command: &mut Command) -> Run {
        let output = command.output().unwrap();
        Run { exit: output.status.code(), stdout: self.masked(output.stdout), stderr: self.masked(output.stderr) }
    }

    fn masked(&self, output: Vec<u8>) -> String {
        String::from_utf8(output).unwrap().replace(self.folder.path().to_str().unwrap(), "[sandbox]")
    }

    /// Builds, which must succeed, and returns the error stream.
    pub(crate) fn build(&self, arguments: &[&str]) -> String {
        let run = self.run(&[&["build"], arguments].concat());
        assert_eq!(run.exit, Some(0), "{}", run.stderr);
        run.stderr
    }

    /// Returns the hidden files in the sandbox. A build must not leave any next to its output.
    pub(crate) fn remnants(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }
}

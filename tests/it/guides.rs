//! The guides in `docs`, followed word by word: the test types every block that a reader would type, and compares the output with the guide.
//!
//! - In a block ```` ```console ```` a line that begins with `$ ` is a command. The lines after it are its output, on both streams; `…` on a
//!   line of its own stands for any lines. Without such lines, any output is right. The command must end with 0, or with the
//!   code in a line `# ends with 1` before the next command.
//! - A block ```` ```diff ```` begins with `--- FILE`. Its lines with `-` must occur in the file once, and are replaced by those with `+`;
//!   lines with a space stay.
//! - Other blocks are only read.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::sandbox::{Sandbox, TODAY, repository};
use crate::tree;

#[test]
fn the_guide_to_a_first_version_works() {
    follow("docs/first-version.md", |_| {});
}

#[test]
fn the_guide_to_announcing_a_change_works() {
    follow("docs/releasing.md", |folder| {
        let content = folder.join("content");
        tree::copy(&repository("tests/rules/good/content"), &content);
        fs::rename(content.join("privacy"), content.join("privacyverklaring")).unwrap();
        let edit = |path: &str, from: &str, to: &str| {
            let path = content.join(path);
            fs::write(&path, fs::read_to_string(&path).unwrap().replace(from, to)).unwrap();
        };
        for language in ["nl", "en"] {
            edit(&format!("cookies/1.0.{language}.md"), "](@privacy", "](@privacyverklaring");
        }
        // The change in the guide: the newsletter's data are kept longer.
        edit("registers/activities.yaml", "period: P1M", "period: P3M");
    });
}

#[test]
fn the_guide_to_theming_works() {
    follow("docs/theming.md", |folder| {
        tree::copy(&repository("tests/rules/good/content"), &folder.join("content"));
    });
}

/// The terminal of a reader who follows a guide.
struct Terminal {
    sandbox: Sandbox,
    /// The working directory of the commands; `cd` changes it.
    folder: PathBuf,
}

/// Follows a guide in a folder that `prepare` sets up.
fn follow(guide: &str, prepare: impl FnOnce(&Path)) {
    let sandbox = Sandbox::new();
    let folder = sandbox.path("work");
    fs::create_dir(&folder).unwrap();
    prepare(&folder);
    // The command `helder` runs this program, on the day that every test takes for today.
    let days = "init|explain|schema|completions|man|licenses|-*) exec \"$HELDER\" \"$@\"";
    let script = format!("#!/bin/sh\ncase $1 in {days};; *) exec \"$HELDER\" \"$@\" --today {TODAY};; esac\n");
    sandbox.write("bin/helder", script);
    fs::set_permissions(sandbox.path("bin/helder"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut terminal = Terminal { sandbox, folder };
    let text = fs::read_to_string(repository(guide)).unwrap();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let done = match kind {
            "console" => terminal.type_all(&block),
            "diff" => terminal.change(&block),
            _ => Ok(()),
        };
        if let Err(why) = done {
            panic!("{guide}:{}: {why}", index + 1);
        }
    }
}

impl Terminal {
    /// Types the commands of a block, and compares their output.
    fn type_all(&mut self, block: &[&str]) -> Result<(), String> {
        let mut lines = block.iter().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").ok_or_else(|| format!("`{line}` belongs to no command"))?;
            let mut expected = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                expected.push(*line);
            }
            let code = expected.last().and_then(|line| line.strip_prefix("# ends with ")).map(str::to_owned);
            if code.is_some() {
                expected.pop();
            }
            let code: i32 = code.map_or(Ok(0), |code| code.parse()).map_err(|_| "a code is a number".to_owned())?;
            let (said, ended) = self.type_one(command);
            if ended != Some(code) {
                return Err(format!("`{command}` ended with {ended:?}:\n{said}"));
            }
            let said: Vec<&str> = said.lines().collect();
            if !expected.is_empty() && !matches(&expected, &said) {
                return Err(format!("`{command}` says something else:\n{}", said.join("\n")));
            }
        }
        Ok(())
    }

    /// Types one command, and keeps the folder that it ends in.
    fn type_one(&mut self, command: &str) -> (String, Option<i32>) {
        let folder = self.sandbox.path("folder");
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{{ {command}\n}} 2>&1; code=$?; pwd > \"$FOLDER\"; exit $code"));
        shell.current_dir(&self.folder).stdin(Stdio::null()).env_clear().env("NO_COLOR", "1").env("LANG", "C.UTF-8");
        shell.env("FOLDER", &folder).env("HELDER", env!("CARGO_BIN_EXE_helder")).env("HOME", self.sandbox.path(""));
        shell.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", self.sandbox.path("bin").display()));
        let output = shell.output().unwrap();
        self.folder = Path::new(fs::read_to_string(&folder).unwrap().trim_end()).to_owned();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    }

    /// Changes a file as a block shows.
    fn change(&self, block: &[&str]) -> Result<(), String> {
        let path =
            block.first().and_then(|line| line.strip_prefix("--- ")).ok_or("the block names no file: `--- FILE`")?;
        let file = self.folder.join(path);
        let text = fs::read_to_string(&file).map_err(|error| format!("`{path}`: {error}"))?;
        let (before, after) = (without(&block[1..], '+'), without(&block[1..], '-'));
        match text.matches(&before).count() {
            1 => fs::write(&file, text.replace(&before, &after)).map_err(|error| error.to_string()),
            count => Err(format!("these lines occur {count} times in `{path}`:\n{before}")),
        }
    }
}

/// Returns the lines of a diff that do not begin with a sign, without their first letter.
fn without(block: &[&str], sign: char) -> String {
    let lines = block.iter().filter(|line| !line.starts_with(sign));
    lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
}

/// Returns whether lines are as expected; `…` stands for any lines.
fn matches(expected: &[&str], said: &[&str]) -> bool {
    match expected.split_first() {
        None => said.is_empty(),
        Some((&"…", rest)) => (0..=said.len()).any(|skipped| matches(rest, &said[skipped..])),
        Some((line, rest)) => said.split_first().is_some_and(|(first, said)| first == line && matches(rest, said)),
    }
}

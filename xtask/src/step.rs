//! One step of a chore: a line that says what runs, and the program itself.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::error::Error;

/// Returns the root of the repository, where every step runs.
pub(crate) fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().expect("xtask is a folder of the repository").to_owned()
}

/// Returns a folder for what a chore makes or installs; git ignores it.
pub(crate) fn work(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// Prints a command and runs it.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Result<(), Error> {
    run_command(command(program, arguments))
}

/// Returns whether a program is installed and runs.
pub(crate) fn runs(program: &str, argument: &str) -> bool {
    let status = command(program, &[argument]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Prints a command that was set up elsewhere, and runs it.
pub(crate) fn run_command(mut command: Command) -> Result<(), Error> {
    let words = [command.get_program()].into_iter().chain(command.get_args()).map(|word| word.to_string_lossy());
    let words = words.collect::<Vec<_>>().join(" ");
    println!("\n=== {words}");
    match command.current_dir(root()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Error::Step(words)),
        Err(source) => Err(Error::Start { command: words, source }),
    }
}

/// Returns what a program prints, or an empty text when it can't run.
pub(crate) fn output(program: &str, arguments: &[&str]) -> String {
    let output = command(program, arguments).output();
    output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

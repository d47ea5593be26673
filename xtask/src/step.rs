//! One step of a chore: a line that says what runs, and the program itself.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Returns the root of the repository, where every step runs.
pub(crate) fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().expect("xtask is a folder of the repository").to_owned()
}

/// Says what runs, runs it, and returns what to tell when it fails.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    run_command(command(program, arguments))
}

/// Returns whether a program is there and answers.
pub(crate) fn answers(program: &str, argument: &str) -> bool {
    let status = command(program, &[argument]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Says what runs, and runs it as it was set up.
pub(crate) fn run_command(mut command: Command) -> Result<(), String> {
    let words = [command.get_program()].into_iter().chain(command.get_args()).map(|word| word.to_string_lossy());
    let words = words.collect::<Vec<_>>().join(" ");
    println!("\n=== {words}");
    let status = command.current_dir(root()).status().map_err(|error| format!("`{words}` can't start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{words}` failed")) }
}

/// Returns what a program says, or nothing when it can't be asked.
pub(crate) fn says(program: &str, arguments: &[&str]) -> String {
    let output = command(program, arguments).output();
    output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

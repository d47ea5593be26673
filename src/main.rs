//! The program `helder`: hands the arguments to the command line and the exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    helder::shell::cli::run()
}

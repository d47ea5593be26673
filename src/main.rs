//! The program `helder`.

use std::process::ExitCode;

fn main() -> ExitCode {
    helder::shell::cli::run()
}

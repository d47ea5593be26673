//! `helder completions`: what a shell needs to complete the command line.

use clap_complete::Shell;

use crate::shell::Error;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::write_output;

/// Prints the completions for a shell.
///
/// Each shell has a folder of its own for them; the examples name the usual ones.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell to complete in
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args, mut command: clap::Command) -> Result<ExitStatus, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "helder", &mut script);
    write_output(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Clean)
}

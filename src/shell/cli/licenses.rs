//! `helder licenses`: the licences of the packages in the program.

use crate::shell::Error;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::write_output;

/// `cargo xtask licenses` writes it.
const THIRD_PARTY: &str = include_str!("../../../LICENSE-THIRD-PARTY");

/// Prints the licences of the packages in the program.
///
/// helder itself is licensed under MIT or Apache-2.0, at your choice.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<ExitStatus, Error> {
    write_output(THIRD_PARTY)?;
    Ok(ExitStatus::Clean)
}

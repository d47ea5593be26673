//! The output stream: a terminal with a width and a pager, or a file.

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use terminal_size::{Height, Width};

use crate::shell::Error;
use crate::shell::cli::output::{colour, write_output};
use crate::shell::cli::redline::Markup;
use crate::shell::report::Colour;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDTH_MAX: usize = 100;

/// Returns how a redline is written to the output stream.
pub(super) fn markup() -> Markup {
    match colour(&io::stdout()) {
        Colour::Always => Markup::Colour,
        Colour::Never => Markup::Plain,
    }
}

/// Returns the width at which lines are broken; `None` for a file or another program.
pub(super) fn width() -> Option<usize> {
    let (Width(width), _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width).min(WIDTH_MAX))
}

/// Writes to the output stream. A text longer than the terminal is shown by the pager that `PAGER` names, or by `less`.
pub(super) fn page(text: &str) -> Result<(), Error> {
    let height = terminal_size::terminal_size_of(io::stdout()).map(|(_, Height(height))| usize::from(height));
    let is_long = height.is_some_and(|height| text.lines().count() >= height);
    if is_long && io::stdin().is_terminal() && paged(text).is_ok() {
        return Ok(());
    }
    write_output(text)
}

#[expect(clippy::disallowed_methods, reason = "the pager is named in the environment")]
fn paged(text: &str) -> io::Result<()> {
    let named = std::env::var("PAGER").unwrap_or_default();
    let mut words = named.split_whitespace();
    let program = words.next().unwrap_or("less");
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Show colours, and quit if the text fits on the screen after all.
        command.env("LESS", "FRX");
    }
    let mut pager = command.spawn()?;
    if let Some(mut input) = pager.stdin.take() {
        // Closing the pager before the end is not a failure.
        let _ = input.write_all(text.as_bytes());
    }
    pager.wait().map(drop)
}

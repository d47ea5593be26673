//! The output and error streams: formats of reports, colour, and readers that go away.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

use crate::shell::Error;
use crate::shell::report::Colour;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on the error stream
    Human,
    /// For programs, on the output stream
    Json,
    /// SARIF 2.1.0, on the output stream
    Sarif,
    /// Commands of a GitHub workflow, on the output stream
    Github,
}

/// Returns whether a stream takes colour: a terminal does, unless `NO_COLOR` is set.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads the environment")]
pub(super) fn colour(stream: &impl IsTerminal) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !refused { Colour::Always } else { Colour::Never }
}

/// Writes data to the output stream. A reader that closes it early is not a failure.
pub(super) fn write_output(text: &str) -> Result<(), Error> {
    let mut stream = io::stdout().lock();
    done(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
}

/// Returns whether something could be written to the output stream.
pub(super) fn done(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Error::Report),
    }
}

//! Messages for people, on the error stream: the only place that writes to it without a question.
//!
//! A message that can't be printed is dropped: the error stream may be full, closed, or a pipe that ended. What a command did, and its
//! exit code, do not depend on it. `eprintln!` would end the program there, so a lint forbids it.

use std::fmt;
use std::io::{self, Write};

/// Prints a line to the error stream, as `eprintln!` does, but never fails.
macro_rules! message {
    ($($argument:tt)*) => {
        $crate::shell::message::print_line(format_args!($($argument)*))
    };
}

pub(crate) use message;

/// Prints a line.
pub(crate) fn print_line(line: fmt::Arguments<'_>) {
    print(&format!("{line}\n"));
}

/// Prints a text as it is, in one piece: lines of several threads do not mix.
pub(crate) fn print(text: &str) {
    let mut stream = io::stderr().lock();
    // There is nowhere to report that there is nowhere to report.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

//! Questions on a terminal: one line each, with what an empty answer means.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::shell::Error;

/// Returns whether somebody is there to answer.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks until the answer can be read; an empty one means the default, if there is one.
///
/// # Errors
///
/// The end of the input: nobody answers any more.
pub(super) fn ask<T>(
    question: &str,
    default: Option<&str>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Error> {
    loop {
        match default {
            Some(default) => eprint!("{question} [{default}] "),
            None => eprint!("{question} "),
        }
        io::stderr().flush().map_err(Error::Report)?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).map_err(Error::Report)? == 0 {
            return Err(Error::NoAnswer);
        }
        let answer = match (line.trim(), default) {
            ("", Some(default)) => default,
            (answer, _) => answer,
        };
        match read(answer) {
            Ok(value) => return Ok(value),
            Err(reason) => eprintln!("{reason}"),
        }
    }
}

/// Asks for yes or no; no is the default.
pub(super) fn confirm(question: &str) -> Result<bool, Error> {
    ask(question, Some("no"), |answer| match answer.to_lowercase().as_str() {
        "y" | "yes" | "j" | "ja" => Ok(true),
        "n" | "no" | "nee" => Ok(false),
        _ => Err("answer yes or no".to_owned()),
    })
}

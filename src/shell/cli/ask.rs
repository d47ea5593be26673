//! Questions on a terminal: the question, and below it a line for the answer with what an empty one means.

use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Write};
use std::str::FromStr;

use crate::shell::{Error, visible};

/// Asks questions and reads answers.
pub(super) struct Asker<R, W> {
    input: R,
    output: W,
}

/// Returns whether somebody can answer.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks on the terminal, as [`Asker::ask_with`].
pub(super) fn ask<T, E: Display>(
    question: &str,
    default: Option<&str>,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<T, Error> {
    Asker::on_terminal().ask_with(question, default, read)
}

/// Asks for yes or no; no is the default.
pub(super) fn confirm(question: &str) -> Result<bool, Error> {
    ask(question, Some("no"), |answer| match answer.to_lowercase().as_str() {
        "y" | "yes" | "j" | "ja" => Ok(true),
        "n" | "no" | "nee" => Ok(false),
        _ => Err("answer yes or no"),
    })
}

impl Asker<io::StdinLock<'static>, io::Stderr> {
    pub(super) fn on_terminal() -> Self {
        Asker::new(io::stdin().lock(), io::stderr())
    }
}

impl<R: BufRead, W: Write> Asker<R, W> {
    pub(super) fn new(input: R, output: W) -> Asker<R, W> {
        Asker { input, output }
    }

    /// Asks for a value of a type that can be parsed.
    pub(super) fn ask<T: FromStr<Err: Display>>(&mut self, question: &str, default: Option<&str>) -> Result<T, Error> {
        self.ask_with(question, default, T::from_str)
    }

    /// Asks until the answer can be read. An empty answer means the default, if there is one.
    ///
    /// # Errors
    ///
    /// The input ended.
    pub(super) fn ask_with<T, E: Display>(
        &mut self,
        question: &str,
        default: Option<&str>,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Result<T, Error> {
        self.write(&format!("{question}\n"))?;
        loop {
            self.write(&default.map_or_else(|| "> ".to_owned(), |default| format!("[{default}] > ")))?;
            let mut line = String::new();
            if self.input.read_line(&mut line).map_err(Error::Report)? == 0 {
                // The error message begins on its own line.
                self.write("\n")?;
                return Err(Error::AnswersEnded);
            }
            let answer = match (line.trim(), default) {
                ("", Some(default)) => default,
                (answer, _) => answer,
            };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(reason) => self.write(&format!("{reason}\n"))?,
            }
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.output.write_all(visible::lines(text).as_bytes()).and_then(|()| self.output.flush()).map_err(Error::Report)
    }
}

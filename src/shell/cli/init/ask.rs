//! Questions on a terminal: one line each, asked again until the answer is one.

use std::io::{BufRead, Write};
use std::str::FromStr;

use crate::shell::Error;

/// Asks and reads answers.
pub(super) struct Asker<R, W> {
    input: R,
    output: W,
}

impl<R: BufRead, W: Write> Asker<R, W> {
    pub(super) fn new(input: R, output: W) -> Asker<R, W> {
        Asker { input, output }
    }

    /// Asks for a value that its type can read.
    pub(super) fn ask<T: FromStr<Err = String>>(&mut self, question: &str, usual: Option<&str>) -> Result<T, Error> {
        self.ask_with(question, usual, T::from_str)
    }

    /// Asks until the answer can be read; an empty line stands for what is usual.
    pub(super) fn ask_with<T>(
        &mut self,
        question: &str,
        usual: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Error> {
        self.say(&format!("{question}\n"))?;
        loop {
            self.say(&usual.map_or_else(|| "> ".to_owned(), |usual| format!("[{usual}] > ")))?;
            let mut line = String::new();
            if self.input.read_line(&mut line).map_err(Error::Report)? == 0 {
                // What follows begins on a line of its own.
                self.say("\n")?;
                return Err(Error::Unanswered("the answers ended before the questions".into()));
            }
            let answer = match (line.trim(), usual) {
                ("", Some(usual)) => usual,
                (answer, _) => answer,
            };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(why) => self.say(&format!("{why}\n"))?,
            }
        }
    }

    fn say(&mut self, words: &str) -> Result<(), Error> {
        self.output.write_all(words.as_bytes()).and_then(|()| self.output.flush()).map_err(Error::Report)
    }
}

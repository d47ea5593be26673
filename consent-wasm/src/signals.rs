//! What the browser says by itself, and what it shows at one moment.

use crate::text::fields;

/// What a browser says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signals {
    /// Global Privacy Control: the visitor has objected already.
    pub gpc: bool,
    /// Cookies can be kept. If they can't, neither can an answer, so the visitor is not asked and nothing loads.
    pub storage: bool,
}

/// What the browser shows at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    pub signals: Signals,
    /// Seconds since 1970.
    pub now: u32,
    /// Host, path, records, id and how, as they were cut.
    lines: [&'a [u8]; 5],
    /// The names of everything in the page's stores, a line for each: `c:name` (cookie), `l:name` (local), `s:name` (session).
    pub stored: &'a [u8],
}

impl<'a> Environment<'a> {
    /// Reads host, path, records and, for a choice, a new id and how it was made, one line each; then what is stored. The names of
    /// stored things come last, because others choose them: a line break in a name can only make two names of it.
    pub fn read(text: &'a [u8], now: u32, signals: Signals) -> Environment<'a> {
        let mut environment = Environment { signals, now, lines: [b""; 5], stored: b"" };
        environment.stored = fields(text, b'\n', &mut environment.lines);
        environment
    }

    /// Returns the host of the page, in lower case.
    pub fn host(&self) -> &'a [u8] {
        self.lines[0]
    }

    /// Returns the path of the page, which starts with `/`.
    pub fn path(&self) -> &'a [u8] {
        self.lines[1]
    }

    /// Returns the values of all cookies with the record's name, separated by spaces.
    pub fn records(&self) -> &'a [u8] {
        self.lines[2]
    }

    /// Returns an id for a new record.
    pub fn id(&self) -> &'a [u8] {
        self.lines[3]
    }

    /// Returns how a choice was made: `b` in the banner, `p` in the preferences, `e` at an embed, `s` by a script.
    pub fn how(&self) -> &'a [u8] {
        self.lines[4]
    }
}

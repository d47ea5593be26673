//! What the browser says before anyone is asked, and what it shows.

use crate::text::fields;

/// What a browser says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signals {
    /// Global Privacy Control: the visitor has objected already.
    pub gpc: bool,
    /// Cookies can be kept. Where they can't, an answer could not be kept either, so nobody is asked and nothing loads.
    pub storage: bool,
}

/// What the browser shows at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    pub signals: Signals,
    /// Seconds since 1970.
    pub now: u32,
    /// Host, path, records, id and how, as they were cut.
    lines: [&'a [u8]; 5],
    /// The names of everything in the page's stores, a line for each: `c:name` (cookie), `l:name` (local), `s:name` (session).
    pub stored: &'a [u8],
}

impl<'a> Surroundings<'a> {
    /// Reads host, path, records and, for a choice, a new id and how it was made, each on a line; then what is stored. Names that
    /// a stranger may have chosen come last: a line break in one makes another name of its rest, and nothing else.
    pub fn read(text: &'a [u8], now: u32, signals: Signals) -> Surroundings<'a> {
        let mut around = Surroundings { signals, now, lines: [b""; 5], stored: b"" };
        around.stored = fields(text, b'\n', &mut around.lines);
        around
    }

    /// Returns the host of the page, in small letters.
    pub fn host(&self) -> &'a [u8] {
        self.lines[0]
    }

    /// Returns the path of the page, from `/`.
    pub fn path(&self) -> &'a [u8] {
        self.lines[1]
    }

    /// Returns the values of all cookies with the record's name, with spaces between.
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

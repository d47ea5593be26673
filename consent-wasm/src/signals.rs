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
    /// The host of the page, in small letters.
    pub host: &'a [u8],
    /// The path of the page, from `/`.
    pub path: &'a [u8],
    /// The values of all cookies with the record's name, with spaces between.
    pub records: &'a [u8],
    /// The names of everything in the page's stores, a line for each: `c:name` (cookie), `l:name` (local), `s:name` (session).
    pub stored: &'a [u8],
}

impl<'a> Surroundings<'a> {
    /// Reads host, path, records and, for a choice, a new id and how it was made, each on a line; then what is stored. Names that
    /// a stranger may have chosen come last: a line break in one makes another name of its rest, and nothing else.
    pub fn read(text: &'a [u8], now: u32, signals: Signals) -> (Surroundings<'a>, [&'a [u8]; 2]) {
        let mut lines = [b"".as_slice(); 5];
        let stored = fields(text, b'\n', &mut lines);
        let [host, path, records, id, how] = lines;
        (Surroundings { signals, now, host, path, records, stored }, [id, how])
    }
}

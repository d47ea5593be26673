//! Reads and writes the small texts that cross the border to the page, as bytes: everything with a meaning in them is ASCII.
//!
//! The standard library does the same in more general ways, but each of those costs a visitor bytes to download.

/// Removes the field before the first such byte from a text, together with the byte, and returns it. The last field is the rest of
/// the text.
#[inline(never)]
pub fn cut<'a>(text: &mut &'a [u8], byte: u8) -> &'a [u8] {
    let all = *text;
    let mut at = 0;
    while at < all.len() {
        if all[at] == byte {
            *text = &all[at + 1..];
            return &all[..at];
        }
        at += 1;
    }
    *text = b"";
    all
}

/// Fills in the first fields of a text, and returns the text after them.
#[inline(never)]
pub fn fields<'a>(mut text: &'a [u8], byte: u8, fields: &mut [&'a [u8]]) -> &'a [u8] {
    for field in fields {
        *field = cut(&mut text, byte);
    }
    text
}

/// Reads a decimal number: at least one digit, at most ten, no sign, no leading zero, and below four thousand million, which is
/// enough for seconds until 2096.
#[inline(never)]
pub fn decimal(text: &[u8]) -> Option<u32> {
    let (first, len) = (*text.first()?, text.len());
    if len > 10 || (len == 10 && first > b'3') || (len > 1 && first == b'0') {
        return None;
    }
    let mut number = 0;
    for digit in text {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
    }
    Some(number)
}

/// A text that is written line by line. Its length is limited: a line that does not fit is left out completely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    bytes: [u8; Lines::LENGTH_MAX],
    /// Where the unfinished line begins, and where it ends so far, which is past the last byte if the line does not fit.
    begin: usize,
    end: usize,
}

impl Lines {
    const LENGTH_MAX: usize = 32_768;

    pub const EMPTY: Lines = Lines { bytes: [0; Lines::LENGTH_MAX], begin: 0, end: 0 };

    /// Returns the finished lines, each with a line break.
    pub fn finished(&self) -> &[u8] {
        &self.bytes[..self.begin]
    }

    #[inline(never)]
    pub fn push(&mut self, text: &[u8]) {
        for byte in text {
            if let Some(place) = self.bytes.get_mut(self.end) {
                *place = *byte;
            }
            self.end += 1;
        }
    }

    #[inline(never)]
    pub fn push_all(&mut self, parts: &[&[u8]]) {
        for part in parts {
            self.push(part);
        }
    }

    #[inline(never)]
    pub fn push_decimal(&mut self, number: u32) {
        if number > 9 {
            self.push_decimal(number / 10);
        }
        self.push(&[b'0' + (number % 10) as u8]);
    }

    #[inline(never)]
    pub fn finish(&mut self) {
        self.push(b"\n");
        if self.end <= self.bytes.len() {
            self.begin = self.end;
        }
        self.end = self.begin;
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::{Lines, cut, decimal, fields};

    #[test]
    fn the_last_field_is_the_rest() {
        let mut rest: &[u8] = "a.é..b".as_bytes();
        let cuts: [&[u8]; 5] = core::array::from_fn(|_| cut(&mut rest, b'.'));
        assert_eq!(cuts, [b"a".as_slice(), "é".as_bytes(), b"", b"b", b""]);
        let mut two = [b"".as_slice(); 2];
        assert_eq!(fields(b"a.b.c.d", b'.', &mut two), b"c.d");
        assert_eq!(two, [b"a", b"b"]);
    }

    #[test]
    fn numbers_read_as_they_were_written() {
        for number in [0, 7, 10, 1_790_000_000, 3_999_999_999] {
            let mut lines = Lines::EMPTY;
            lines.push_decimal(number);
            lines.finish();
            assert_eq!(lines.finished(), format!("{number}\n").as_bytes());
            assert_eq!(decimal(format!("{number}").as_bytes()), Some(number));
        }
    }

    #[test]
    fn odd_numbers_are_none() {
        for odd in [
            "",
            "-1",
            "+1",
            "01",
            "00",
            "1e3",
            "1.0",
            "NaN",
            " 1",
            "٣",
            "4000000000",
            "9999999999",
            "99999999999999999999",
        ] {
            assert_eq!(decimal(odd.as_bytes()), None, "{odd}");
        }
    }

    #[test]
    fn a_line_that_does_not_fit_is_left_out_as_a_whole() {
        let mut lines = Lines::EMPTY;
        for line in [&[b'a'; 10][..], &[b'b'; Lines::LENGTH_MAX], &[b'c'; 10]] {
            lines.push(line);
            lines.finish();
        }
        assert_eq!(lines.finished(), b"aaaaaaaaaa\ncccccccccc\n");
    }
}

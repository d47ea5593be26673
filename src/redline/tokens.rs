//! A line of text as words, white space and punctuation: the units that a redline marks.
//!
//! A date, an amount, an address and a hyphenated compound are one word each, so that a change in one of them
//! marks it as a whole. Scripts without spaces between words (Chinese, Japanese) are taken character by character.

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Word,
    Space,
    Punctuation,
}

/// Returns the tokens of a text in order. Concatenated they are the text.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

/// Returns the words of a text in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter(|(class, _)| *class == Class::Word).map(|(_, word)| word)
}

/// The iterator of [`tokens`].
pub(crate) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Class, &'a str);

    fn next(&mut self) -> Option<(Class, &'a str)> {
        let first = self.rest.chars().next()?;
        let class = class_of(first);
        let end = match class {
            Class::Word if is_ideograph(first) => first.len_utf8() + extension(&self.rest[first.len_utf8()..]),
            Class::Word => word_end(self.rest),
            Class::Space => space_end(self.rest),
            Class::Punctuation => first.len_utf8() + extension(&self.rest[first.len_utf8()..]),
        };
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some((class, token))
    }
}

fn class_of(c: char) -> Class {
    if c.is_alphanumeric() || is_flag(c) {
        Class::Word
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Punctuation
    }
}

fn space_end(text: &str) -> usize {
    match text.as_bytes() {
        [b' ', next, ..] if next.is_ascii_graphic() => 1,
        _ => text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len()),
    }
}

fn word_end(text: &str) -> usize {
    // Most words are ASCII letters up to a sign that never joins two words.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(plain) {
        None | Some(b' ' | b'\n' | b'(' | b')' | b';' | b'/' | b'"' | b'?' | b'!') => return plain,
        Some(_) => {}
    }
    let mut last = '\0';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let inside = (class_of(c) == Class::Word && !is_ideograph(c))
            || is_extension(c)
            || next.is_some_and(|next| joins(last, c, next));
        if !inside {
            return at;
        }
        last = c;
    }
    text.len()
}

/// Returns whether a sign between two letters or digits belongs to the word: `e-mail`, `zo'n`, `10.000`, `info@example.org`.
fn joins(last: char, sign: char, next: char) -> bool {
    match sign {
        '-' | '\'' | '’' | '_' | '.' | '@' | '\u{2011}' => last.is_alphanumeric() && next.is_alphanumeric(),
        ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

fn extension(text: &str) -> usize {
    if text.as_bytes().first().is_none_or(u8::is_ascii) {
        return 0;
    }
    text.find(|c: char| !is_extension(c)).unwrap_or(text.len())
}

/// Returns whether a character is drawn together with the one before it, so that the two must not be split.
fn is_extension(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{591}'..='\u{5c7}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{94d}')
}

/// Returns whether this is a regional indicator, two of which make a flag.
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).map(|(_, token)| token).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_spaces_and_punctuation_are_tokens() {
        check("Wij bewaren, kort.", &["Wij", " ", "bewaren", ",", " ", "kort", "."]);
        check("a  b\nc", &["a", "  ", "b", "\n", "c"]);
        check("", &[]);
    }

    #[test]
    fn amounts_dates_addresses_and_compounds_are_one_word() {
        check("10.000,50", &["10.000,50"]);
        check("2027-01-01.", &["2027-01-01", "."]);
        check("info@powerpanel.io,", &["info@powerpanel.io", ","]);
        check("zo'n e-mail", &["zo'n", " ", "e-mail"]);
        check("'s ochtends -", &["'", "s", " ", "ochtends", " ", "-"]);
    }

    #[test]
    fn characters_drawn_together_are_not_split() {
        check("cafe\u{301}s", &["cafe\u{301}s"]);
        check("👩\u{200d}", &["👩\u{200d}"]);
        check("🇳🇱", &["🇳🇱"]);
    }

    #[test]
    fn ideographs_are_words_of_their_own() {
        check("個人data資", &["個", "人", "data", "資"]);
    }
}

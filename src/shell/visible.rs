//! Text from content as a terminal may show it: the one place where characters that a terminal acts upon are replaced.
//!
//! Whatever a file, a path or an answer contains goes through here before it is printed for people. Colours are added afterwards.
//! Every character becomes one character, so that columns stay the same.

use std::borrow::Cow;

use crate::character::is_active;

/// Returns a text that stays on its line.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    replaced(text, |character| is_active(character) && character != '\t')
}

/// Returns a text that may have lines.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, |character| is_active(character) && !matches!(character, '\t' | '\n'))
}

/// Escapes in JSON what is valid there and not on a terminal. Reading it gives the same values.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    // JSON itself escapes the control characters of ASCII but for delete; in the text they are white space.
    let is_wrong = |character: char| !matches!(character, '\0'..='\u{7E}') && is_active(character);
    if !text.contains(is_wrong) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_wrong(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

fn replaced(text: &str, is_wrong: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_wrong) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|one| if is_wrong(one) { picture(one) } else { one }).collect())
}

/// Returns the picture of a control character, such as `␛`, or the sign for one that can't be shown.
fn picture(character: char) -> char {
    match character {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7F}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::{json, line, lines};

    #[test]
    fn what_a_terminal_acts_upon_becomes_a_picture_of_it() {
        assert_eq!(line("a\x1b[31mb\0\x07\r\n\tc\u{9B}8m\u{202E}d\x7F"), "a␛[31mb␀␇␍␊\tc\u{FFFD}8m\u{FFFD}d␡");
        assert_eq!(lines("a\nb\x1b]0;c\x07\n"), "a\nb␛]0;c␇\n");
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["Privacyverklaring “é” – 👩\u{200D}⚕️", "می\u{200C}خواهم", "a\tb", ""] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn json_keeps_its_values() {
        let value = serde_json::json!({"a": "b\x1b\u{9B}\u{202E}\u{7F}\u{1FFFE}\n"});
        let text = serde_json::to_string_pretty(&value).expect("plain data");
        let escaped = json(&text);
        assert!(escaped.contains(r"b\u001b\u009b\u202e\u007f\ud83f\udffe\n"), "{escaped}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).expect("JSON"), value);
    }
}

//! Characters that a text must not or should not contain: those that nobody sees and that a program acts upon.
//!
//! Takes a text and returns what is wrong in it, with positions. It does not know files: `parse` gives the findings their places.

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defect {
    /// A control character other than a line feed, a tab, or the carriage return before a line feed.
    Control,
    /// It changes the direction of the text after it, so that people read other words than the file contains.
    Direction,
    /// Unicode reserves it; XML, and with it every feed, can't contain it.
    Noncharacter,
    /// It has no width, and no script or emoji here needs it.
    Invisible,
}

/// A defect and where it is, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Defective {
    pub(crate) at: usize,
    pub(crate) character: char,
    pub(crate) defect: Defect,
}

/// Returns every character of a text that is wrong.
pub(crate) fn defects(text: &str) -> impl Iterator<Item = Defective> {
    let mut next = 0;
    let mut flag_end = None;
    std::iter::from_fn(move || {
        loop {
            let at = next + text.as_bytes()[next..].iter().position(|byte| may_begin_defect(*byte))?;
            let character = text[at..].chars().next()?;
            next = at + character.len_utf8();
            let is_in_flag = flag_end == Some(at);
            flag_end = (character == BLACK_FLAG || (is_in_flag && is_tag(character))).then_some(next);
            let neighbours = Neighbours { text, at, before: text[..at].chars().next_back(), is_in_flag };
            if let Some(defect) = neighbours.defect(character) {
                return Some(Defective { at, character, defect });
            }
        }
    })
}

/// Returns whether the first byte of a character leaves open what it is. A text is almost nothing but ASCII and Latin letters (up to
/// U+02FF, but for U+0080 to U+00BF), which are never wrong, and looking at every character would cost more than parsing it.
fn may_begin_defect(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7F || byte == 0xC2 || byte >= 0xCC
}

/// Returns whether a terminal, a feed or a browser acts upon a character instead of showing it.
pub(crate) fn is_active(character: char) -> bool {
    character.is_control() || is_direction(character) || is_noncharacter(character)
}

/// Returns a character's name as `U+202E`.
pub(crate) fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The flag that tag characters turn into the flag of a region.
const BLACK_FLAG: char = '\u{1F3F4}';

/// A character's surroundings, on which it depends whether it is needed there.
struct Neighbours<'a> {
    text: &'a str,
    at: usize,
    before: Option<char>,
    /// Whether it continues the flag of a region.
    is_in_flag: bool,
}

impl Neighbours<'_> {
    fn defect(&self, character: char) -> Option<Defect> {
        if character.is_ascii_graphic() || character == ' ' {
            return None;
        }
        let defect = match character {
            '\n' | '\t' => return None,
            '\r' if self.after(character) == Some('\n') => return None,
            _ if character.is_control() => Defect::Control,
            _ if is_direction(character) => Defect::Direction,
            _ if is_noncharacter(character) => Defect::Noncharacter,
            _ if is_invisible(character) && !self.is_needed(character) => Defect::Invisible,
            _ => return None,
        };
        Some(defect)
    }

    fn after(&self, character: char) -> Option<char> {
        self.text[self.at + character.len_utf8()..].chars().next()
    }

    /// Returns whether a character without width does its work here: joins or parts letters, makes one emoji of two, and so on.
    fn is_needed(&self, character: char) -> bool {
        let (before, after) = (self.before, self.after(character));
        let is_next_to = |is_one: fn(char) -> bool| before.is_some_and(is_one) || after.is_some_and(is_one);
        match character {
            '\u{200C}' => is_next_to(is_joining_script),
            '\u{200D}' => {
                is_next_to(is_joining_script) || (before.is_some_and(is_emoji) && after.is_some_and(is_emoji))
            }
            // These scripts write no spaces between words.
            '\u{200B}' => is_next_to(is_script_without_spaces),
            '\u{200E}' | '\u{200F}' | '\u{061C}' => self.line().chars().any(is_right_to_left),
            '\u{034F}' => before.is_some_and(is_right_to_left),
            '\u{115F}' | '\u{1160}' => is_next_to(is_hangul),
            _ if is_tag(character) => self.is_in_flag,
            _ if is_variation(character) => before.is_some_and(|one| !one.is_whitespace() && !is_variation(one)),
            _ => false,
        }
    }

    fn line(&self) -> &str {
        let start = self.text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |at| self.at + at);
        &self.text[start..end]
    }
}

/// Returns whether a character embeds, overrides or isolates a direction.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_noncharacter(character: char) -> bool {
    matches!(u32::from(character) & 0xFFFF, 0xFFFE | 0xFFFF) || matches!(character, '\u{FDD0}'..='\u{FDEF}')
}

fn is_invisible(character: char) -> bool {
    is_tag(character)
        || is_variation(character)
        || matches!(
            character,
            '\u{034F}'
                | '\u{061C}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{2060}'..='\u{2064}'
                | '\u{206A}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF9}'..='\u{FFFB}'
        )
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0000}'..='\u{E007F}')
}

/// Returns whether a character chooses the form of the one before it, such as an emoji in colour.
fn is_variation(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Returns whether a letter belongs to a script in which joining letters, or not joining them, makes another word: Arabic and its
/// neighbours, the scripts of India and South-East Asia, Mongolian.
fn is_joining_script(character: char) -> bool {
    matches!(
        character,
        '\u{0600}'..='\u{08FF}'
            | '\u{0900}'..='\u{0DFF}'
            | '\u{0F00}'..='\u{109F}'
            | '\u{1700}'..='\u{18AF}'
            | '\u{1900}'..='\u{1CFF}'
            | '\u{A800}'..='\u{ABFF}'
            | '\u{FB50}'..='\u{FDCF}'
            | '\u{FDF0}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10A00}'..='\u{11FFF}'
            | '\u{1E900}'..='\u{1E95F}'
    )
}

fn is_script_without_spaces(character: char) -> bool {
    matches!(
        character,
        '\u{0E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{1AAF}' | '\u{AA00}'..='\u{AADF}'
    )
}

fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{0590}'..='\u{061B}'
            | '\u{061D}'..='\u{08FF}'
            | '\u{FB1D}'..='\u{FDCF}'
            | '\u{FDF0}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115E}' | '\u{1161}'..='\u{11FF}')
}

/// Returns whether a character can be a part of an emoji that is joined from several.
fn is_emoji(character: char) -> bool {
    matches!(
        character,
        '\u{00A9}'
            | '\u{00AE}'
            | '\u{2122}'
            | '\u{2190}'..='\u{27BF}'
            | '\u{2B00}'..='\u{2BFF}'
            | '\u{FE0F}'
            | '\u{1F000}'..='\u{1FAFF}'
            | '\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Defect, defects, is_active};

    /// Checks what is found in a text.
    fn check(text: &str, expected: &[Defect]) {
        let found: Vec<Defect> = defects(text).map(|one| one.defect).collect();
        assert_eq!(found, expected, "{}", text.escape_unicode());
    }

    #[test]
    fn control_characters_are_wrong_but_for_line_ends_and_tabs() {
        for code in (0..0x20).chain(0x7F..0xA0) {
            let character = char::from(code);
            let is_allowed = matches!(character, '\t' | '\n');
            let expected: &[Defect] = if is_allowed { &[] } else { &[Defect::Control] };
            check(&format!("a{character}b"), expected);
        }
        check("a\r\n\tb\r\n", &[]);
        check("a\rb\r\r\n\r", &[Defect::Control; 3]);
    }

    #[test]
    fn directions_and_noncharacters_are_wrong() {
        for character in ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}') {
            // Also between letters that are written from right to left.
            check(&format!("ab{character}c"), &[Defect::Direction]);
            check(&format!("שלום{character}עולם"), &[Defect::Direction]);
        }
        for character in ['\u{FFFE}', '\u{FFFF}', '\u{FDD0}', '\u{1FFFE}', '\u{10FFFF}'] {
            check(&format!("a{character}b"), &[Defect::Noncharacter]);
        }
        // The character that stands for one that could not be read is a character.
        check("a\u{FFFD}b", &[]);
    }

    #[test]
    fn invisible_characters_between_latin_letters_are_reported() {
        for character in [
            '\u{200B}',
            '\u{200C}',
            '\u{200D}',
            '\u{200E}',
            '\u{200F}',
            '\u{2028}',
            '\u{2060}',
            '\u{FEFF}',
            '\u{3164}',
            '\u{E0041}',
            '\u{061C}',
        ] {
            check(&format!("per{character}soon"), &[Defect::Invisible]);
        }
        check("a\u{FE0F}\u{FE0F}b", &[Defect::Invisible]);
        check("a \u{FE01}b", &[Defect::Invisible]);
    }

    #[test]
    fn invisible_characters_that_a_script_or_an_emoji_needs_are_not_reported() {
        for text in [
            "می\u{200C}خواهم و کتاب\u{200C}ها",
            "ক্\u{200D}ষ න්\u{200D}\u{0DBB} क्\u{200C}ष",
            "\u{200D}ه",
            "👩\u{200D}⚕\u{FE0F} ❤\u{FE0F}\u{200D}🔥 👨🏽\u{200D}👩🏽\u{200D}👧 🏴\u{200D}☠\u{FE0F} 1\u{FE0F}\u{20E3} ©\u{FE0F}",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "ภาษา\u{200B}ไทย ភាសា\u{200B}ខ្មែរ",
            "שלום (Helder\u{200F}) עולם",
            "葛\u{E0100}飾",
            "persoons\u{AD}gegevens “aan\u{2011}halingen” – €\u{A0}5\u{202F}000",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_a_terminal_acts_upon_is_active() {
        assert!(['\u{1B}', '\0', '\u{9B}', '\u{7F}', '\u{202E}', '\u{FFFF}'].into_iter().all(is_active));
        assert!(!['a', 'é', '\u{200D}', '\u{2028}', '👩'].into_iter().any(is_active));
    }
}

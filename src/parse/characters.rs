//! Reports characters that nobody sees and that a program acts upon, in a file as it is written and in the values that its escapes
//! stand for.

use granit_parser::{Event, Parser, ScalarStyle};

use crate::character::{Defect, Defective, defects, name};
use crate::diagnostic::{Diagnostic, Place};
use crate::parse::front_matter;
use crate::sources::SourceFile;
use crate::structure::StructureRule;

/// A file that is not text at all would otherwise give a finding for each of its bytes.
const FOUND_MAX: usize = 20;

/// Checks a file: its characters, and the escapes in its YAML or in its front matter.
pub(super) fn check(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) {
    let written = defects(&file.text).map(|one| {
        let place = Place::new(&file.path, one.at..one.at + one.character.len_utf8());
        finding(one).at(place)
    });
    diagnostics.extend(written.take(FOUND_MAX));
    let yaml = match file.path.as_str().rsplit_once('.') {
        Some((_, "yaml")) => &file.text,
        Some((_, "md")) => front_matter::front(file),
        _ => "",
    };
    // Only an escape can stand for a character that is not written.
    if yaml.contains('\\') {
        escapes(file, yaml, diagnostics);
    }
}

/// Checks the values in double quotes. A syntax error ends the search; reading the values reports it.
fn escapes(file: &SourceFile, yaml: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut parser = Parser::new_from_str(yaml);
    while let Some(Ok((event, span))) = parser.next_event() {
        let Event::Scalar(value, ScalarStyle::DoubleQuoted, ..) = event else { continue };
        let Some(written) = span.byte_range().and_then(|span| yaml.get(span)) else { continue };
        let escaped = defects(&value).find(|one| !written.contains(one.character));
        found.extend(escaped.map(|one| finding(one).at(file.place(written))));
        if found.len() == FOUND_MAX {
            break;
        }
    }
    diagnostics.extend(found);
}

/// Returns the rule that a character breaks, the fact, and what to do.
pub(super) fn words(one: Defective) -> (StructureRule, String, &'static str) {
    let code = name(one.character);
    match one.defect {
        Defect::Control if one.character == '\r' => (
            StructureRule::ControlCharacter,
            format!("the carriage return {code} does not end a line"),
            "end every line with a line feed, or every line with a carriage return and a line feed",
        ),
        Defect::Control => (
            StructureRule::ControlCharacter,
            format!("the text contains the control character {code}"),
            "delete it: nobody sees it, it makes feeds invalid, and a terminal acts upon it",
        ),
        Defect::Direction => (
            StructureRule::DirectionCharacter,
            format!("the text contains {code}, which changes the direction of what comes after it"),
            "delete it: people would read something else than the file says; Arabic and Hebrew do not need it",
        ),
        Defect::Noncharacter => (
            StructureRule::Noncharacter,
            format!("the text contains {code}, which is not a character"),
            "delete it: a feed can't contain it",
        ),
        Defect::Invisible => (
            StructureRule::InvisibleCharacter,
            format!("the text contains the invisible character {code}"),
            "delete it: nobody sees it, and a search does not find the word that it is in",
        ),
    }
}

fn finding(one: Defective) -> Diagnostic {
    let (rule, message, hint) = words(one);
    let found = match one.defect {
        Defect::Invisible => Diagnostic::warning(rule, message),
        Defect::Control | Defect::Direction | Defect::Noncharacter => Diagnostic::error(rule, message),
    };
    found.hint(hint)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnostic::SourcePath;
    use crate::sources::SourceFile;

    /// Returns the rule and the marked text of each finding.
    fn found(path: &str, text: &str) -> Vec<(&'static str, String)> {
        let file = SourceFile { path: SourcePath::new(path), text: text.into() };
        let mut diagnostics = Vec::new();
        check(&file, &mut diagnostics);
        let row = |found: crate::diagnostic::Diagnostic| {
            let span = found.place.expect("every finding has a place").span;
            (found.rule, text[span.start as usize..span.end as usize].escape_default().to_string())
        };
        diagnostics.into_iter().map(row).collect()
    }

    #[test]
    fn a_character_is_found_where_it_is() {
        let text = "---\nsummary: a\u{1}b\n---\n\n# A\n\nB\u{202E}c\u{200B}.\n";
        let expected = [
            ("control-character", "\\u{1}"),
            ("direction-character", "\\u{202e}"),
            ("invisible-character", "\\u{200b}"),
        ];
        assert_eq!(found("1.0.nl.md", text), expected.map(|(rule, text)| (rule, text.to_owned())));
    }

    #[test]
    fn an_escape_in_yaml_stands_for_its_character() {
        for (value, rule) in [
            (r#""a\x1bb""#, "control-character"),
            (r#""a\0b""#, "control-character"),
            (r#""a\u202Eb""#, "direction-character"),
            (r#""a\uFFFFb""#, "noncharacter"),
            (r#""a\u200Bb""#, "invisible-character"),
        ] {
            let written = value.escape_default().to_string();
            assert_eq!(found("site.yaml", &format!("title: {{nl: {value}}}\n")), [(rule, written.clone())], "{value}");
            let text = format!("---\nsummary: {value}\n---\n\n# A\n");
            assert_eq!(found("1.0.nl.md", &text), [(rule, written)], "{value}");
        }
    }

    #[test]
    fn what_only_looks_like_an_escape_is_text() {
        for text in
            ["a: 'a\\x1bb'\n", "a: a\\x1bb\n", "a: \"a\\tb\\nc\\\\x1b\"\n", "# \"\\x1b\"\na: b\n", "a: |\n  \\x1b\n"]
        {
            assert_eq!(found("site.yaml", text), [], "{text}");
        }
        assert_eq!(found("1.0.nl.md", "---\na: b\n---\n\n`\"\\x1b\"`\n"), []);
    }

    #[test]
    fn tabs_and_windows_line_ends_are_fine() {
        assert_eq!(found("site.yaml", "a: b\t# c\r\nb: \"c\r\n  d\"\r\n"), []);
        assert_eq!(found("1.0.nl.md", "---\r\na: b\r\n---\r\n\r\n-\ta\r\n\r\n\tcode\r\n"), []);
    }

    #[test]
    fn a_file_that_is_not_text_gives_few_findings() {
        assert_eq!(found("1.0.nl.md", &"\0".repeat(10_000)).len(), 20);
    }
}

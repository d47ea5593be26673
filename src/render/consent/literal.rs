//! A text as a string literal of JavaScript.

/// Writes a text between single quotes, so that the double quotes of HTML need no escape. The result is also safe in an inline
/// script, where a parser of HTML looks for tags.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for (at, letter) in text.char_indices() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            '<' if is_seen_by_html(&text[at + 1..]) => out.push_str("\\x3c"),
            other if other.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}

/// Returns whether the text after a `<` ends or changes a script (HTML, section 13.2.5.4).
fn is_seen_by_html(rest: &str) -> bool {
    ["/script", "script", "!--"]
        .into_iter()
        .any(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn keeps_quotes_and_tags_of_html() {
        assert_eq!(literal(r#"<p class="a">b</p>"#), r#"'<p class="a">b</p>'"#);
    }

    #[test]
    fn escapes_what_ends_a_string_or_a_script() {
        assert_eq!(literal("'\\\n\r\t\u{2028}\u{2029}\0"), r"'\'\\\n\r\t\u2028\u2029\u0000'");
        assert_eq!(literal("</SCRIPT><script><!--"), r"'\x3c/SCRIPT>\x3cscript>\x3c!--'");
        assert_eq!(literal("<é"), "'<é'");
    }
}

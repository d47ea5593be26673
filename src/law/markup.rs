//! The tags of a template, which is HTML with Tera's braces in it.

/// Returns every opening tag, from `<` to `>`. A `>` between the template's braces does not end a tag.
pub(super) fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('<').filter_map(|(at, _)| {
        if !text[at + 1..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let mut depth = 0_usize;
        let end = text[at..].char_indices().find_map(|(offset, letter)| {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '>' if depth == 0 => return Some(at + offset + 1),
                _ => {}
            }
            None
        })?;
        Some(&text[at..end])
    })
}

/// Returns the value of an attribute.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::{attribute, tags};

    #[test]
    fn a_tag_ends_where_no_brace_is_open() {
        let found: Vec<&str> = tags("a < b <p {% if x > 1 %}hidden{% endif %}>c</p><br>").collect();
        assert_eq!(found, ["<p {% if x > 1 %}hidden{% endif %}>", "<br>"]);
        assert_eq!(attribute("<a class=\"x y\" id=\"z\">", "class"), Some("x y"));
    }
}

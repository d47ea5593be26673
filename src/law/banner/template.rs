//! The banner's template as rules read it: its layers and its tags. Only what a site overrides can differ from what is built in.

use crate::law::facts::Facts;
use crate::sources::SourceFile;

/// The template of the banner and its dialog.
pub(super) struct Banner<'a> {
    pub(super) file: &'a SourceFile,
    /// What is shown before anything was chosen.
    pub(super) first: &'a str,
    /// What follows: the dialog with a choice for each service.
    pub(super) rest: &'a str,
}

impl<'a> Banner<'a> {
    /// Reads the template; none where nothing is asked, or where a template is so different that nothing can be said of it.
    pub(super) fn read(facts: &Facts<'a>) -> Option<Banner<'a>> {
        if !crate::consent::is_needed(facts.site) {
            return None;
        }
        let file = facts.site.theme.get("templates/consent.html")?;
        let begin = file.text.find("id=\"helder\"")?;
        let end = begin + file.text[begin..].find("</section>")?;
        let start = file.text[..begin].rfind('<')?;
        Some(Banner { file, first: &file.text[start..end], rest: &file.text[end..] })
    }
}

/// Returns every opening tag, from its sign to its end. A sign inside a template's own braces ends none.
pub(super) fn tags(text: &str) -> impl Iterator<Item = &str> {
    let opens = |(at, _): &(usize, &str)| text[at + 1..].starts_with(|letter: char| letter.is_ascii_alphabetic());
    text.match_indices('<').filter(opens).filter_map(|(at, _)| {
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

/// Returns the tags that carry out an action: `accept`, `reject`.
pub(super) fn acting<'t>(text: &'t str, action: &str) -> impl Iterator<Item = &'t str> {
    let attribute = format!("data-consent-action=\"{action}\"");
    tags(text).filter(move |tag| tag.contains(&attribute))
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

//! A template in fewer bytes, by minify-html.
//!
//! minify-html knows HTML and not Tera. Each `{{ … }}`, `{% … %}` and `{# … #}` is therefore replaced by a placeholder, and put
//! back afterwards.

use minify_html::Cfg;

/// A placeholder is a number between these two. The first is a character of the private use area; the `=` makes minify-html keep
/// the quotes around a value.
const OPEN: char = '\u{E010}';
const CLOSE: &str = "=\u{E011}";

/// Minifies a template. Returns nothing when a construct has no end, or does not survive.
pub(super) fn minify(template: &str) -> Option<String> {
    let (html, constructs) = protect(template)?;
    let minified = minify_html::minify(html.as_bytes(), &configuration());
    restore(&String::from_utf8(minified).ok()?, &constructs)
}

fn configuration() -> Cfg {
    Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..Cfg::default()
    }
}

/// The part of an HTML file that a character is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Text,
    Tag,
    /// An attribute's value in these quotes.
    Value(char),
}

/// Replaces each construct by a placeholder. In a tag, everything from the first `{%` to the last `%}` is one construct, because
/// the attributes between them are conditional.
fn protect(template: &str) -> Option<(String, Vec<&str>)> {
    let mut html = String::with_capacity(template.len());
    let mut constructs = Vec::new();
    let mut context = Context::Text;
    let mut rest = template;
    while let Some(next) = rest.chars().next() {
        let length = match construct(rest)? {
            0 => {
                context = step(context, next, rest);
                html.push(next);
                rest = &rest[next.len_utf8()..];
                continue;
            }
            _ if context == Context::Tag && rest.starts_with("{%") => last_in_tag(rest)?,
            length => length,
        };
        html.push_str(&format!("{OPEN}{}{CLOSE}", constructs.len()));
        constructs.push(&rest[..length]);
        rest = &rest[length..];
    }
    Some((html, constructs))
}

fn step(context: Context, next: char, rest: &str) -> Context {
    match (context, next) {
        (Context::Text, '<') if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => Context::Tag,
        (Context::Tag, '>') => Context::Text,
        (Context::Tag, '"' | '\'') => Context::Value(next),
        (Context::Value(quote), _) if next == quote => Context::Tag,
        _ => context,
    }
}

/// Returns the length of the construct at the start of the text, 0 if there is none, and nothing if it has no end.
fn construct(text: &str) -> Option<usize> {
    let end = match text.as_bytes() {
        [b'{', b'{', ..] => "}}",
        [b'{', b'%', ..] => "%}",
        [b'{', b'#', ..] => "#}",
        _ => return Some(0),
    };
    text.find(end).map(|at| at + end.len())
}

/// Returns the length up to the last `%}` before the end of the tag.
fn last_in_tag(text: &str) -> Option<usize> {
    let mut context = Context::Tag;
    let mut last = 0;
    let mut at = 0;
    while context != Context::Text {
        let rest = &text[at..];
        let next = rest.chars().next()?;
        match construct(rest)? {
            0 => {
                context = step(context, next, rest);
                at += next.len_utf8();
            }
            length => {
                at += length;
                if rest.starts_with("{%") && context == Context::Tag {
                    last = at;
                }
            }
        }
    }
    Some(last)
}

/// Puts the constructs back. Returns nothing unless each of them is there once.
fn restore(minified: &str, constructs: &[&str]) -> Option<String> {
    let mut restored = String::with_capacity(minified.len());
    let mut seen = vec![false; constructs.len()];
    let mut rest = minified;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (number, after) = after.split_once(CLOSE)?;
        let number: usize = number.parse().ok()?;
        if std::mem::replace(seen.get_mut(number)?, true) {
            return None;
        }
        restored.push_str(before);
        restored.push_str(constructs[number]);
        rest = after;
    }
    restored.push_str(rest);
    seen.iter().all(|seen| *seen).then_some(restored)
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn keeps_what_is_between_braces() {
        let template = "<ul>\n  {%- for one in all %}\n  <li class=\"{{ one.kind }}\"{% if one.now %} aria-current=\"page\"{% endif %}>\n    {{ one.name }} <b>!</b>\n  </li>\n  {%- endfor %}\n</ul>\n";
        assert_eq!(
            minify(template).unwrap(),
            "<ul>{%- for one in all %} <li class=\"{{ one.kind }}\" {% if one.now %} aria-current=\"page\"{% endif %}>{{ one.name }} <b>!</b></li> {%- endfor %}</ul>"
        );
    }

    #[test]
    fn keeps_conditional_attributes() {
        let twice = "<p  {% if a > b %}class=\"x\"{% else %}class=\"y\"{% endif %}>text</p>";
        assert_eq!(minify(twice).unwrap(), "<p {% if a > b %}class=\"x\"{% else %}class=\"y\"{% endif %}>text</p>");
    }

    #[test]
    fn refuses_a_construct_without_an_end() {
        assert_eq!(minify("<p class=\"a\">{{ text</p>"), None);
    }
}

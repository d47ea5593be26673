//! Smaller templates: minify-html over the text of a template, once, rather than over every page made of it.
//!
//! minify-html knows HTML and not Tera, so whatever stands between braces is a sign to it, put back afterwards. A result that
//! does not hold the same tags, attributes and braces is thrown away, and the template stays as written.

use minify_html::Cfg;

/// minify-html recurses; a template nested deeper than this is left alone.
const DEPTH_MAX: usize = 200;

/// A construct's number stands between these characters of the private use area. The `=` makes a value keep its quotes.
const OPEN: char = '\u{E010}';
const CLOSE: &str = "=\u{E011}";

/// Minifies a template of HTML.
pub(super) fn minify(template: &str) -> String {
    let Some((signs, constructs)) = protect(template) else { return template.to_owned() };
    let tags = tags(&signs);
    let opened = tags.iter().filter(|tag| !tag.name.starts_with('/')).count();
    if opened > DEPTH_MAX {
        return template.to_owned();
    }
    let minified = minify_html::minify(signs.as_bytes(), &configuration());
    let Ok(minified) = String::from_utf8(minified) else { return template.to_owned() };
    if self::tags(&minified) != tags {
        return template.to_owned();
    }
    restore(&minified, &constructs).unwrap_or_else(|| template.to_owned())
}

fn configuration() -> Cfg {
    Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..Cfg::default()
    }
}

/// Where a character of a template stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Tag,
    /// A value in these quotes.
    Value(char),
}

/// Puts a sign in the place of each `{{ … }}` and `{% … %}`. In a tag, all from the first `{%` to the last `%}` is one sign:
/// attributes of which only some will be there.
fn protect(template: &str) -> Option<(String, Vec<&str>)> {
    let mut signs = String::with_capacity(template.len());
    let mut constructs = Vec::new();
    let mut within = Within::Text;
    let mut rest = template;
    while let Some(next) = rest.chars().next() {
        let length = match construct(rest)? {
            0 => {
                within = step(within, next, rest);
                signs.push(next);
                rest = &rest[next.len_utf8()..];
                continue;
            }
            _ if within == Within::Tag && rest.starts_with("{%") => last_in_tag(rest)?,
            length => length,
        };
        signs.push_str(&format!("{OPEN}{}{CLOSE}", constructs.len()));
        constructs.push(&rest[..length]);
        rest = &rest[length..];
    }
    (!template.contains(OPEN)).then_some((signs, constructs))
}

fn step(within: Within, next: char, rest: &str) -> Within {
    match (within, next) {
        (Within::Text, '<') if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => Within::Tag,
        (Within::Tag, '>') => Within::Text,
        (Within::Tag, '"' | '\'') => Within::Value(next),
        (Within::Value(quote), _) if next == quote => Within::Tag,
        _ => within,
    }
}

/// Returns the length of the construct that begins here, 0 where none begins, nothing where one has no end.
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
    let mut within = Within::Tag;
    let mut last = 0;
    let mut at = 0;
    while within != Within::Text {
        let rest = &text[at..];
        let next = rest.chars().next()?;
        match construct(rest)? {
            0 => {
                within = step(within, next, rest);
                at += next.len_utf8();
            }
            length => {
                at += length;
                if rest.starts_with("{%") && within == Within::Tag {
                    last = at;
                }
            }
        }
    }
    Some(last)
}

/// Puts the constructs back, each once.
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

/// A tag with the names of its attributes, sorted: minify-html puts those without quotes last.
#[derive(Debug, PartialEq, Eq)]
struct Tag {
    name: String,
    attributes: Vec<String>,
}

/// Returns the tags of HTML in order; declarations and comments are none.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
            let (tag, after) = tag(rest);
            tags.push(tag);
            rest = after;
        }
    }
    tags
}

/// Reads a tag from behind its `<`; returns it and what follows.
fn tag(text: &str) -> (Tag, &str) {
    let end_of_name =
        text[1..].find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/' || letter == OPEN);
    let end = end_of_name.map_or(text.len(), |at| at + 1);
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if rest.is_empty() || rest.starts_with('>') {
            tag.attributes.sort();
            return (tag, rest.strip_prefix('>').unwrap_or(rest));
        }
        // A sign is an attribute of its own, even right behind another one.
        let sign = rest.starts_with(OPEN).then(|| rest.find(CLOSE)).flatten();
        let end = sign.map(|at| at + CLOSE.len()).unwrap_or_else(|| {
            rest.find(|letter: char| letter.is_whitespace() || letter == '=' || letter == '>' || letter == OPEN)
                .unwrap_or(rest.len())
        });
        tag.attributes.push(rest[..end].to_owned());
        rest = &rest[end..];
        if sign.is_none()
            && let Some(value) = rest.strip_prefix('=')
        {
            let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
            rest = match quote {
                Some(quote) => value[1..].split_once(quote).map_or("", |(_, after)| after),
                None => value.trim_start_matches(|letter: char| !letter.is_whitespace() && letter != '>'),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn keeps_what_stands_between_braces() {
        let template = "<ul>\n  {%- for one in all %}\n  <li class=\"{{ one.kind }}\"{% if one.now %} aria-current=\"page\"{% endif %}>\n    {{ one.name }} <b>!</b>\n  </li>\n  {%- endfor %}\n</ul>\n";
        assert_eq!(
            minify(template),
            "<ul>{%- for one in all %} <li class=\"{{ one.kind }}\" {% if one.now %} aria-current=\"page\"{% endif %}>{{ one.name }} <b>!</b></li> {%- endfor %}</ul>"
        );
    }

    #[test]
    fn leaves_alone_what_it_would_break() {
        let open = "<div><p>{{ text }}";
        assert_eq!(minify(open), open);
        let unclosed = "<p class=\"a\">{{ text</p>";
        assert_eq!(minify(unclosed), unclosed);
    }

    #[test]
    fn keeps_attributes_that_depend() {
        let twice = "<p  {% if a > b %}class=\"x\"{% else %}class=\"y\"{% endif %}>text</p>";
        assert_eq!(minify(twice), "<p {% if a > b %}class=\"x\"{% else %}class=\"y\"{% endif %}>text</p>");
    }

    #[test]
    fn leaves_deep_nesting_alone() {
        let deep = "<div>".repeat(5_000);
        assert_eq!(minify(&deep), deep);
    }
}

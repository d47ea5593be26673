//! What pages load: one style sheet, made of the theme's styles in the order of their names, and the icon.

use crate::address::Address;
use crate::render::consent::parts::STYLES;
use crate::render::digest::{integrity, short_digest};
use crate::theme::Theme;

/// The files that every page refers to. Their names change with their bytes, so that they can be cached for ever.
pub(super) struct Assets {
    pub(super) style: Address,
    pub(super) style_integrity: String,
    pub(super) style_text: String,
    pub(super) icon: Address,
    pub(super) icon_text: String,
}

/// Gathers a theme's assets.
pub(super) fn assets(theme: &Theme, has_banner: bool) -> Assets {
    let mut style_text = String::new();
    for (name, layers) in theme.below("styles/") {
        if !has_banner && STYLES.iter().any(|style| style.strip_prefix("styles/") == Some(name)) {
            continue;
        }
        style_text.push_str(&compact(&layers[0].text));
    }
    let icon_text = theme.get("assets/icon.svg").map_or_else(String::new, |file| file.text.to_string());
    Assets {
        style: Address::new("assets/style.css").with_digest(&short_digest(style_text.as_bytes())),
        style_integrity: integrity(&style_text),
        style_text,
        icon: Address::new("assets/icon.svg").with_digest(&short_digest(icon_text.as_bytes())),
        icon_text,
    }
}

/// Removes comments, indentation and line ends from CSS, except in quoted strings.
pub(super) fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
        } else if next == '"' || next == '\'' {
            let end = rest[1..].find(next).map_or(rest.len(), |at| at + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            let after = rest.trim_start();
            // A space after a colon is before a value, where it has no meaning; a space before a colon can be part of a selector.
            let needless =
                out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', ' ']) || after.starts_with(['{', '}']);
            if !needless {
                out.push(' ');
            }
            rest = after;
        } else if rest.starts_with("0.")
            && !out.ends_with(|before: char| before.is_alphanumeric() || "-_.".contains(before))
        {
            // `0.5em` means the same as `.5em`.
            rest = &rest[1..];
        } else {
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn keeps_what_strings_and_selectors_need() {
        assert_eq!(
            compact("a > b  .c {\n  content: \"/* } */\";\n  margin: 0 auto 0.5em 10.5em;\n}\n"),
            "a > b .c{content:\"/* } */\";margin:0 auto .5em 10.5em}"
        );
        assert_eq!(compact("/* why */\n.a :is(b,\n  c) {}\n"), ".a :is(b,c){}");
        assert_eq!(
            compact("@media (min-width: 10em) and (x) {a :b{c: calc(1px + 2px)}}"),
            "@media (min-width:10em) and (x){a :b{c:calc(1px + 2px)}}"
        );
    }
}

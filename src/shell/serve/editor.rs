//! The link that opens a place in an editor.

use std::path::Path;
use std::str::FromStr;

use crate::locale::fill;

/// A template of links, such as `vscode://file/{path}:{line}:{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Editor(String);

impl FromStr for Editor {
    type Err = String;

    fn from_str(text: &str) -> Result<Editor, String> {
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
        if !is_scheme || ["javascript", "data"].contains(&scheme.to_ascii_lowercase().as_str()) {
            return Err("a link begins with the editor's scheme, as in `vscode://file/{path}:{line}:{column}`".into());
        }
        if !text.contains("{path}") {
            return Err("the link must hold `{path}`; `{line}` and `{column}` are filled in too".into());
        }
        Ok(Editor(text.to_owned()))
    }
}

impl Editor {
    /// Writes the link to a place.
    pub(super) fn link(&self, path: &Path, line: u64, column: u64) -> String {
        let mut path = encoded(&path.to_string_lossy().replace('\\', "/"));
        // Most schemes bring the slash at the root.
        if self.0.contains("/{path}") {
            path = path.trim_start_matches('/').to_owned();
        }
        fill(&self.0, |name| match name {
            "line" => Some(line.to_string().into()),
            "column" => Some(column.to_string().into()),
            "path" => Some(path.as_str().into()),
            _ => None,
        })
    }
}

/// Writes a path so that it can be part of an address.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Editor;

    #[test]
    fn writes_a_link_to_a_place() {
        let link = |template: &str| template.parse::<Editor>().unwrap().link(Path::new("/a b/ë?.md"), 3, 7);
        assert_eq!(link("vscode://file/{path}:{line}:{column}"), "vscode://file/a%20b/%C3%AB%3F.md:3:7");
        assert_eq!(link("idea://open?file={path}&line={line}"), "idea://open?file=/a%20b/%C3%AB%3F.md&line=3");
    }

    #[test]
    fn refuses_what_opens_no_editor() {
        for text in ["", "code", "{path}", "javascript:alert('{path}')", "vscode://file/"] {
            assert!(text.parse::<Editor>().is_err(), "{text}");
        }
    }
}

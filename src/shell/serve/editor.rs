//! The link that opens a place in an editor.

use std::path::Path;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::locale::fill;

/// The template of links to an editor, such as `vscode://file/{path}:{line}:{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Editor(String);

/// What is wrong with a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditorError {
    #[error("a link begins with the editor's scheme, as in `vscode://file/{{path}}:{{line}}:{{column}}`")]
    NoScheme,
    #[error("the link must hold `{{path}}`; `{{line}}` and `{{column}}` are filled in too")]
    NoPath,
}

/// The characters of a path that are written as `%` and a number in an address.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl FromStr for Editor {
    type Err = EditorError;

    fn from_str(text: &str) -> Result<Editor, EditorError> {
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
        if !is_scheme || ["javascript", "data"].contains(&scheme.to_ascii_lowercase().as_str()) {
            return Err(EditorError::NoScheme);
        }
        if !text.contains("{path}") {
            return Err(EditorError::NoPath);
        }
        Ok(Editor(text.to_owned()))
    }
}

impl Editor {
    /// Writes the link to a place.
    pub(super) fn link(&self, path: &Path, line: u64, column: u64) -> String {
        let path = path.to_string_lossy().replace('\\', "/");
        let mut path = utf8_percent_encode(&path, ENCODED).to_string();
        // Most schemes contain the slash of the root already.
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
    fn refuses_a_link_that_opens_no_editor() {
        for text in ["", "code", "{path}", "javascript:alert('{path}')", "vscode://file/"] {
            assert!(text.parse::<Editor>().is_err(), "{text}");
        }
    }
}

//! Links that open places of files in an editor.

use serde_json::{Value, json};

use crate::shell::load::Locations;
use crate::shell::serve::editor::Editor;

/// Makes links to places in files.
#[derive(Clone, Debug)]
pub(super) struct Links {
    pub(super) locations: Locations,
    /// `None` for no links.
    pub(super) editor: Option<Editor>,
}

impl Links {
    /// Adds the link to the row of a report.
    pub(super) fn linked(&self, mut row: Value) -> Value {
        let [line, column] = ["line", "column"].map(|key| row[key].as_u64().unwrap_or(1));
        let open = row["path"].as_str().and_then(|path| self.to(path, line, column));
        row["open"] = json!(open);
        row
    }

    /// Returns the link to a place, by the path that is shown to the user.
    pub(super) fn to(&self, shown: &str, line: u64, column: u64) -> Option<String> {
        Some(self.editor.as_ref()?.link(&self.locations.locate(shown)?, line, column))
    }
}

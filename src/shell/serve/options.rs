//! The options of `helder serve`.

use std::path::PathBuf;

use crate::date::Date;
use crate::document::Audience;
use crate::shell::report::Colour;
use crate::shell::serve::editor::Editor;

/// What is served, and how.
#[derive(Clone, Debug)]
pub(crate) struct ServeOptions {
    pub(crate) content: PathBuf,
    /// The day to take for today; `None` for that of the clock, which changes at midnight.
    pub(crate) today: Option<Date>,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The audience whose pages are at the root.
    pub(crate) audience: Audience,
    pub(crate) editor: Option<Editor>,
    /// Whether to open a browser.
    pub(crate) open: bool,
    pub(crate) colour: Colour,
}

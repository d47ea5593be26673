//! How redlines are written as HTML: small cases with their ideal result, and properties on random documents.

mod cases;
mod laws;
mod read;

use super::write::write;
use crate::redline::redline;
use crate::render::html::Setting;
use crate::text::Text;

/// The strings whose texts the cases look at.
const NAMES: [&str; 6] =
    ["list_had_bullets", "list_had_numbers", "list_started_at", "strong_added", "link_changed", "was_item"];

/// Returns the HTML of a redline, with the names of strings as their texts.
fn html(before: &Text, after: &Text) -> String {
    let setting =
        Setting { link: &|to| to.to_owned(), anchor_label: "anchor", ids: true, titled: true, alternates: &[] };
    write(&redline(before, after), &setting, &|key| NAMES.iter().find(|name| **name == key).map_or("", |name| name))
}

//! The banner's template as rules read it: its layers and its tags. It differs from the built-in one only where a site overrides it.

use crate::law::facts::Facts;
use crate::law::markup::tags;
use crate::sources::SourceFile;

pub(super) struct Banner<'a> {
    pub(super) file: &'a SourceFile,
    /// The first layer: what visitors see before they choose.
    pub(super) first: &'a str,
    /// The dialog with a choice for each service.
    pub(super) rest: &'a str,
}

impl<'a> Banner<'a> {
    /// Reads the template. Returns `None` where the site needs no banner, or where the template has another structure.
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

/// Returns the tags that carry out an action: `accept`, `reject`.
pub(super) fn acting<'t>(text: &'t str, action: &str) -> impl Iterator<Item = &'t str> {
    let attribute = format!("data-consent-action=\"{action}\"");
    tags(text).filter(move |tag| tag.contains(&attribute))
}

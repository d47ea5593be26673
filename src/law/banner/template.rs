//! The banner's template as rules read it: its layers and its tags. Only what a site overrides can differ from what is built in.

use crate::law::facts::Facts;
use crate::law::markup::tags;
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

/// Returns the tags that carry out an action: `accept`, `reject`.
pub(super) fn acting<'t>(text: &'t str, action: &str) -> impl Iterator<Item = &'t str> {
    let attribute = format!("data-consent-action=\"{action}\"");
    tags(text).filter(move |tag| tag.contains(&attribute))
}

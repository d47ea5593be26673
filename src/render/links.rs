//! Links in texts, as seen from the page that shows the text.

use crate::address::{Address, Edition};
use crate::date::Date;
use crate::parse::Document;
use crate::render::layout::Head;
use crate::render::page_context::PageContext;

/// Resolves a link in a text. A text that takes effect on a later day refers to the texts of that day.
pub(super) fn resolve(context: &PageContext<'_>, to: &str, head: &Head<'_>) -> String {
    let Some(target) = to.strip_prefix('@') else { return to.to_owned() };
    let (name, section) = target.split_once('#').map_or((target, ""), |(name, section)| (name, section));
    let document = context.site.document(name).expect("check::links refuses links to documents that do not exist");
    let address = address_on(context, document, head.binds_from);
    let href =
        if document.audience == context.audience { address.from(&head.address) } else { context.in_full(&address) };
    if section.is_empty() { href } else { format!("{href}#{section}") }
}

/// Returns the address of the text of a document that is binding on a day, or now.
fn address_on(context: &PageContext<'_>, document: &Document, day: Option<Date>) -> Address {
    let current = context.addresses().document(&document.slugs[context.language()]);
    let Some(day) = day else { return current };
    let timeline = context.timelines.iter().find(|timeline| timeline.document.id == document.id);
    let Some(timeline) = timeline else { return current };
    let then = timeline.moments().rev().find(|moment| moment.version.effective <= day);
    let shown = timeline.current().map(|moment| moment.version.label);
    match then.map(|moment| moment.version.label) {
        Some(label) if Some(label) != shown => {
            context.edition_in(document, Edition::Version(label), context.language())
        }
        _ => current,
    }
}

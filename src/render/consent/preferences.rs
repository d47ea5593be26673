//! The page on which a choice is seen and changed, with everything that the registers say about what is asked.

use serde_json::Value;
use tera::Context;

use crate::consent;
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::language::Language;
use crate::render::consent::{BannerView, Parts, preferences_address};
use crate::render::frame::{Frame, Head};

/// Renders the page of a language.
pub(super) fn render(frame: &Frame<'_>, parts: &Parts) -> Result<(), Diagnostic> {
    let same = |language: &Language| frame.addresses_in(language).preferences();
    if !frame.wants(&same(frame.language)) {
        return Ok(());
    }
    let heading = frame.locale.string("page", "preferences").to_owned();
    let head = Head {
        kind: "preferences",
        address: same(frame.language),
        title: heading.clone(),
        heading,
        description: Some(frame.locale.string("consent", "lead").to_owned()),
        listed: true,
        document: None,
        in_language: &same,
        is_written_in: &|_| true,
        relations: Vec::new(),
        binds_from: None,
    };
    let here = &head.address;
    let mut context = Context::new();
    context.insert("consent", &BannerView::of_bundle(frame, here.from(here)));
    context.insert("cookie", frame.site.config.consent.cookie.as_str());
    context.insert("script", &parts.page.from(here));
    context.insert("script_integrity", &parts.page_integrity);
    context.insert("record", &embedded(&record(frame)));
    frame.page(&head, "preferences.html", context)
}

/// Returns what a visitor can keep of a choice, short of the choice itself.
fn record(frame: &Frame<'_>) -> Value {
    let statement = frame
        .timelines
        .iter()
        .find(|timeline| timeline.document.kind == Kind::PrivacyStatement && timeline.current().is_some());
    let notice =
        statement.and_then(|statement| frame.absolute(&frame.addresses().document(frame.slug(&statement.document))));
    consent::record(frame.site, frame.language, notice.as_deref(), &preferences_address(frame, frame.language))
}

/// Writes data so that it can stand in a script element: no `<` that a parser of HTML could take for a tag.
fn embedded(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

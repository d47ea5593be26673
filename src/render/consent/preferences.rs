//! The page on which a visitor sees and changes a choice, with everything that the registers say about each service.

use serde_json::Value;
use tera::Context;

use crate::consent;
use crate::document::Kind;
use crate::pages::Page;
use crate::render::consent::policy::preferences_address;
use crate::render::consent::view::BannerView;
use crate::render::layout::{Head, PageContent};
use crate::render::page_context::PageContext;

/// Makes the page.
pub(in crate::render) fn preferences<'a>(context: &PageContext<'a>, page: Page<'a>) -> PageContent<'a> {
    let mut head = Head::new(page, context.locale.string("page", "preferences"));
    head.description = Some(context.locale.string("consent", "lead").to_owned());
    let here = &head.address;
    let mut values = Context::new();
    values.insert("consent", &BannerView::of_bundle(context, here.from(here)));
    values.insert("cookie", context.site.config.consent.cookie.as_str());
    if let Some(parts) = &context.banner {
        values.insert("script", &parts.preferences.from(here));
        values.insert("script_integrity", &parts.preferences_integrity);
    }
    values.insert("record", &embedded(&record(context)));
    PageContent { head, template: "preferences.html", values }
}

/// Returns what a visitor can keep of a choice, except the choice itself.
fn record(context: &PageContext<'_>) -> Value {
    let statement = context
        .timelines
        .iter()
        .find(|timeline| timeline.document.kind == Kind::PrivacyStatement && timeline.current().is_some());
    let notice = statement
        .and_then(|statement| context.absolute(&context.addresses().document(context.slug(&statement.document))));
    consent::record(context.site, context.language(), notice.as_deref(), &preferences_address(context))
}

/// Writes data so that it can be in a script element: without a `<` that a parser of HTML could take for a tag.
fn embedded(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

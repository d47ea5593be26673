//! Redlines as pages: of a version against the one before it, of a superseded version against the one in force, and of
//! the draft against the newest version.

mod summary;
mod write;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use tera::{Context, Value};

use crate::address::{Address, Edition};
use crate::compose::Written;
use crate::date::Date;
use crate::history::{Moment, State};
use crate::pages::Page;
use crate::redline::redline;
use crate::register::{self, Registers};
use crate::render::composition::{Composition, body, contents, draft_date, lower_first};
use crate::render::html::Setting;
use crate::render::layout::{Head, PageContent};
use crate::render::view::VersionView;

/// One of the two texts of a redline.
struct ComparedText<'a> {
    edition: Edition,
    text: Written<'a>,
    registers: Option<&'a Registers>,
    view: VersionView<'a>,
    /// The day on which the text takes effect, if that day is in the future.
    binds_from: Option<Date>,
}

/// Makes the page that compares two versions.
pub(super) fn versions<'a>(
    composition: &Composition<'a>,
    page: Page<'a>,
    before: Moment<'a>,
    after: Moment<'a>,
) -> PageContent<'a> {
    let address = page.address();
    let before = version(composition, before, &address);
    let after = version(composition, after, &address);
    content(composition, page, before, after)
}

/// Makes the page that compares the draft with the newest version.
pub(super) fn draft<'a>(composition: &Composition<'a>, page: Page<'a>, newest: Moment<'a>) -> PageContent<'a> {
    let Composition { context, timeline, .. } = composition;
    let address = page.address();
    let before = version(composition, newest, &address);
    let after = ComparedText {
        edition: Edition::Draft,
        text: composition.draft(),
        registers: Some(&*context.site.registers),
        view: context.draft_view(timeline, &address).expect("a document with a draft has a view of it"),
        binds_from: draft_date(timeline),
    };
    content(composition, page, before, after)
}

fn version<'a>(composition: &Composition<'a>, moment: Moment<'a>, here: &Address) -> ComparedText<'a> {
    let Moment { version, state, .. } = moment;
    ComparedText {
        edition: Edition::Version(version.label),
        text: composition.text(moment),
        registers: version.registers.as_ref().map(|frozen| &*frozen.registers),
        view: composition.context.version_view(moment, here),
        binds_from: (state == State::Announced).then_some(version.effective),
    }
}

fn content<'a>(
    composition: &Composition<'a>,
    page: Page<'a>,
    before: ComparedText<'_>,
    after: ComparedText<'_>,
) -> PageContent<'a> {
    let Composition { context, timeline, .. } = composition;
    let document = &timeline.document;
    // Texts in two languages cannot be compared: if one has no translation, both are taken in the authoritative language.
    let one_language = before.text.source.language == after.text.source.language;
    let [before_written, after_written] = [&before, &after].map(|side| match one_language {
        true => side.text,
        false => composition.texts.get(side.edition, context.site.authoritative()),
    });
    let text_language = after_written.source.language;
    let [before_text, after_text] = [&before_written.composed, &after_written.composed];
    let redline = redline(&before_text.text, &after_text.text);
    let labels = [("before", before.view.label.as_str()), ("after", after.view.label.as_str())];
    let heading = context.locale.filled("redline", "compare", &labels);
    let mut head = Head::new(page, &heading);
    head.title = format!("{}: {}", context.title(document), lower_first(&heading));
    head.relations = vec![("version-history", context.addresses().history(context.slug(document)))];
    head.binds_from = after.binds_from;
    let changed = match (before.registers, after.registers) {
        (Some(before), Some(after)) => register::change::changes(before, after),
        _ => Vec::new(),
    };
    let registers = [before.registers, after.registers];
    let summary = summary::summary(context, context.title(document), &redline, &changed, registers);
    let ids: BTreeSet<&str> = after_text.headings.iter().map(|heading| heading.id.as_str()).collect();
    let body = body(context, &head, |setting| {
        let setting = Setting { link: &|to| link(to, &ids, before.view.href.as_str(), setting), ..*setting };
        write::write(&redline, &setting, &|key| context.locale.string("redline", key))
    });
    let mut values = Context::new();
    values.insert("document", &context.document_view(document, &head.address));
    values.insert("before", &before.view);
    values.insert("after", &after.view);
    values.insert("summary", &summary);
    values.insert("contents", &contents(&after_text.headings));
    values.insert("text_language", text_language.as_str());
    values.insert("before_text_language", text_language.as_str());
    values.insert_value("body", Value::safe_string(&body));
    PageContent { head, template: "redline.html", values }
}

/// Resolves a link as seen from the page. A link to a removed section leads to the page of the text before.
fn link(to: &str, ids: &BTreeSet<&str>, before: &str, setting: &Setting<'_>) -> String {
    match to.strip_prefix('#') {
        Some(id) if !ids.contains(id) => format!("{before}{to}"),
        _ => (setting.link)(to),
    }
}

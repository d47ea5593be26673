//! Redlines as pages: of a version against the one before it, of a superseded version against the one in force, and of
//! the draft against the newest version.

mod summary;
mod write;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use tera::{Context, Value};

use crate::address::{Address, Edition};
use crate::compose::Written;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::history::{Moment, State};
use crate::language::Language;
use crate::parse::VersionText;
use crate::redline::redline;
use crate::register::{self, Registers};
use crate::render::composition::{Composition, body, contents, draft_date, lower_first};
use crate::render::frame::Head;
use crate::render::html::Setting;
use crate::render::view::VersionView;

/// One of the two texts of a redline.
struct ComparedText<'a> {
    edition: Edition,
    text: Written<'a>,
    texts: &'a BTreeMap<Language, VersionText>,
    registers: Option<&'a Registers>,
    view: VersionView<'a>,
    /// The day on which the text takes effect, if that day is in the future.
    binds_from: Option<Date>,
}

/// Renders the redline of a version against the version before it.
pub(super) fn changes_page(
    composition: &Composition<'_>,
    moment: Moment<'_>,
    before: Moment<'_>,
) -> Result<(), Diagnostic> {
    let document = &composition.timeline.document;
    let edition = Edition::Version(moment.version.label);
    let same =
        |language: &Language| composition.frame.addresses_in(language).changes(&document.slugs[language], edition);
    let address = same(composition.frame.language);
    if !composition.frame.wants(&address) {
        return Ok(());
    }
    let before = version(composition, before, &address);
    let after = version(composition, moment, &address);
    page(composition, before, after, address, &same)
}

/// Renders the redline of the version in force against a superseded one.
pub(super) fn since_page(
    composition: &Composition<'_>,
    moment: Moment<'_>,
    current: Moment<'_>,
) -> Result<(), Diagnostic> {
    let document = &composition.timeline.document;
    let edition = Edition::Version(moment.version.label);
    let same = |language: &Language| composition.frame.addresses_in(language).since(&document.slugs[language], edition);
    let address = same(composition.frame.language);
    if !composition.frame.wants(&address) {
        return Ok(());
    }
    let before = version(composition, moment, &address);
    let after = version(composition, current, &address);
    page(composition, before, after, address, &same)
}

/// Renders the redline of the draft against the newest version.
pub(super) fn draft_page(composition: &Composition<'_>) -> Result<(), Diagnostic> {
    let Composition { frame, timeline, .. } = composition;
    let document = &timeline.document;
    let same = |language: &Language| frame.addresses_in(language).changes(&document.slugs[language], Edition::Draft);
    let address = same(frame.language);
    if !frame.wants(&address) {
        return Ok(());
    }
    let (Some(text), Some(view), Some(newest)) =
        (composition.draft(), frame.draft_view(timeline, &address), timeline.newest())
    else {
        return Ok(());
    };
    let before = version(composition, newest, &address);
    let binds_from = draft_date(timeline);
    let draft = document.draft.as_ref().expect("a draft with a view exists");
    let (edition, texts, registers) = (Edition::Draft, &draft.texts, Some(&*frame.site.registers));
    let after = ComparedText { edition, text, texts, registers, view, binds_from };
    page(composition, before, after, address, &same)
}

fn version<'a>(composition: &'a Composition<'a>, moment: Moment<'a>, here: &Address) -> ComparedText<'a> {
    let Moment { version, state, .. } = moment;
    ComparedText {
        edition: Edition::Version(version.label),
        text: composition.text(moment),
        texts: &version.texts,
        registers: version.registers.as_ref().map(|frozen| &*frozen.registers),
        view: composition.frame.version_view(moment, here),
        binds_from: (state == State::Announced).then_some(version.effective),
    }
}

fn page(
    composition: &Composition<'_>,
    before: ComparedText<'_>,
    after: ComparedText<'_>,
    address: Address,
    same: &dyn Fn(&Language) -> Address,
) -> Result<(), Diagnostic> {
    let Composition { frame, timeline, .. } = composition;
    let document = &timeline.document;
    // Texts in two languages cannot be compared: if one has no translation, both are taken in the authoritative language.
    let one_language = before.text.source.language == after.text.source.language;
    let [before_written, after_written] = [&before, &after].map(|side| match one_language {
        true => side.text,
        false => composition.texts.get(side.edition, frame.site.authoritative()),
    });
    let text_language = after_written.source.language;
    let [before_text, after_text] = [&before_written.composed, &after_written.composed];
    let redline = redline(&before_text.text, &after_text.text);
    let labels = [("before", before.view.label.as_str()), ("after", after.view.label.as_str())];
    let heading = frame.locale.filled("redline", "compare", &labels);
    let head = Head {
        kind: "redline",
        title: format!("{}: {}", frame.title(document), lower_first(&heading)),
        heading,
        description: None,
        listed: false,
        document: Some(document),
        in_language: same,
        is_written_in: &|other| before.texts.contains_key(other) && after.texts.contains_key(other),
        relations: vec![("version-history", frame.addresses().history(frame.slug(document)))],
        binds_from: after.binds_from,
        address,
    };
    let changed = match (before.registers, after.registers) {
        (Some(before), Some(after)) => register::change::changes(before, after),
        _ => Vec::new(),
    };
    let registers = [before.registers, after.registers];
    let summary = summary::summary(frame, frame.title(document), &redline, &changed, registers);
    let ids: BTreeSet<&str> = after_text.headings.iter().map(|heading| heading.id.as_str()).collect();
    let body = body(frame, &head, |setting| {
        let setting = Setting { link: &|to| link(to, &ids, before.view.href.as_str(), setting), ..*setting };
        write::write(&redline, &setting, &|key| frame.locale.string("redline", key))
    });
    let mut context = Context::new();
    context.insert("document", &frame.document_view(document, &head.address));
    context.insert("before", &before.view);
    context.insert("after", &after.view);
    context.insert("summary", &summary);
    context.insert("contents", &contents(&after_text.headings));
    context.insert("text_language", text_language.as_str());
    context.insert("before_text_language", text_language.as_str());
    context.insert_value("body", Value::safe_string(&body));
    frame.page(&head, "redline.html", context)
}

/// Resolves a link as seen from the page. A link to a removed section leads to the page of the text before.
fn link(to: &str, ids: &BTreeSet<&str>, before: &str, setting: &Setting<'_>) -> String {
    match to.strip_prefix('#') {
        Some(id) if !ids.contains(id) => format!("{before}{to}"),
        _ => (setting.link)(to),
    }
}

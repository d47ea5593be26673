//! The pages of one document in one language: the text in force, every version, every redline, the history, the feed.

use rayon::prelude::*;
use tera::{Context, Value};

use crate::address::{Address, Edition};
use crate::compose::{Texts, Written};
use crate::diagnostic::Diagnostic;
use crate::history::{Moment, State, Timeline};
use crate::language::Language;
use crate::render::composition::{Composition, body, contents, draft_date, lower_first};
use crate::render::frame::{Frame, Head};
use crate::render::view::VersionView;
use crate::render::{feed, html, redline};

/// Returns whether a page of a document in one language is to be made.
pub(super) fn is_wanted(frame: &Frame<'_>, timeline: &Timeline) -> bool {
    frame.wants_below(&frame.addresses().document(&timeline.document.slugs[frame.language]))
}

/// Renders every page of a document in one language.
pub(super) fn render<'a>(frame: &'a Frame<'a>, timeline: &'a Timeline, texts: &'a Texts<'a>) -> Result<(), Diagnostic> {
    let composition = Composition { frame, timeline, texts };
    let moments: Vec<Moment<'_>> = timeline.moments().collect();
    moments.into_par_iter().try_for_each(|moment| version_pages(&composition, moment))?;
    if let Some(current) = timeline.current() {
        let address = frame.addresses().document(frame.slug(&timeline.document));
        let same = |language: &Language| frame.addresses_in(language).document(&timeline.document.slugs[language]);
        text_page(&composition, current, address, &same, PageOf::Document)?;
        history_page(frame, timeline)?;
        feed::render_document(frame, timeline)?;
    }
    draft_pages(&composition)
}

/// The version's own page and its redlines.
fn version_pages(composition: &Composition<'_>, moment: Moment<'_>) -> Result<(), Diagnostic> {
    let Composition { frame, timeline, .. } = composition;
    let edition = Edition::Version(moment.version.label);
    let address = frame.edition_in(&timeline.document, edition, frame.language);
    let same = |language: &Language| frame.edition_in(&timeline.document, edition, language);
    text_page(composition, moment, address, &same, PageOf::Version)?;
    if !frame.options.redlines {
        return Ok(());
    }
    if let Some(before) = moment.before() {
        redline::changes_page(composition, moment, before)?;
    }
    if moment.state == State::Superseded
        && let Some(current) = timeline.in_force()
    {
        redline::since_page(composition, moment, current)?;
    }
    Ok(())
}

/// Which page shows a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageOf {
    /// The document's address, which shows another text when a new version comes into force.
    Document,
    /// The version's own address.
    Version,
}

fn text_page(
    composition: &Composition<'_>,
    moment: Moment<'_>,
    address: Address,
    same: &dyn Fn(&Language) -> Address,
    page: PageOf,
) -> Result<(), Diagnostic> {
    let Composition { frame, timeline, .. } = composition;
    if !frame.wants(&address) {
        return Ok(());
    }
    let document = &timeline.document;
    let written = composition.text(moment);
    let title = frame.title(document);
    let label = moment.version.label.to_string();
    let view = frame.version_view(moment, &address);
    let head = Head {
        kind: "version",
        title: match page {
            PageOf::Document => title.to_owned(),
            PageOf::Version => frame.locale.filled("page", "index_update", &[("title", title), ("label", &label)]),
        },
        heading: title.to_owned(),
        description: view.summary.map(str::to_owned),
        // Search engines list the text in force; older ones are there for who holds their address.
        listed: page == PageOf::Document || moment.state == State::Announced,
        document: Some(document),
        in_language: same,
        is_written_in: &|language| moment.version.texts.contains_key(language),
        relations: relations(frame, moment),
        binds_from: (moment.state == State::Announced).then_some(moment.version.effective),
        address,
    };
    let mut context = Context::new();
    context.insert("version", &view);
    context.insert("in_force", &frame.in_force(timeline, &head.address));
    let announced: Vec<VersionView<'_>> =
        timeline.announced().map(|announced| frame.version_view(announced, &head.address)).collect();
    context.insert("announced", &announced);
    text_context(frame, written, document, &head, &mut context);
    frame.page(&head, "version.html", context)
}

/// Adds what every page with a whole text has.
fn text_context(
    frame: &Frame<'_>,
    written: Written<'_>,
    document: &crate::parse::Document,
    head: &Head<'_>,
    context: &mut Context,
) {
    let Written { source, composed, .. } = written;
    let (language, authoritative) = (source.language, frame.site.authoritative());
    context.insert("document", &frame.document_view(document, &head.address));
    context.insert("text_language", language.as_str());
    context.insert("is_authoritative", &(language == authoritative));
    context.insert("authoritative_language_name", frame.locale.language_name(authoritative));
    context.insert("authoritative_href", &(head.in_language)(authoritative).from(&head.address));
    context.insert("contents", &contents(&composed.headings));
    let body = body(frame, head, |setting| html::text(&composed.text, setting));
    context.insert_value("body", Value::safe_string(&body));
}

/// Link relations between versions, after RFC 5829.
fn relations(frame: &Frame<'_>, moment: Moment<'_>) -> Vec<(&'static str, Address)> {
    let document = &moment.timeline.document;
    let addresses = frame.addresses();
    let slug = &document.slugs[frame.language];
    let version = |moment: Moment<'_>| addresses.edition(slug, Edition::Version(moment.version.label));
    let mut relations =
        vec![("latest-version", addresses.document(slug)), ("version-history", addresses.history(slug))];
    if let Some(before) = moment.before() {
        relations.push(("predecessor-version", version(before)));
    }
    if let Some(after) = moment.after() {
        relations.push(("successor-version", version(after)));
    }
    relations
}

fn history_page(frame: &Frame<'_>, timeline: &Timeline) -> Result<(), Diagnostic> {
    let document = &timeline.document;
    let heading = frame.locale.string("page", "history").to_owned();
    let same = |language: &Language| frame.addresses_in(language).history(&document.slugs[language]);
    let address = same(frame.language);
    if !frame.wants(&address) {
        return Ok(());
    }
    let head = Head {
        kind: "history",
        title: format!("{}: {}", frame.title(document), lower_first(&heading)),
        heading,
        description: None,
        listed: true,
        document: Some(document),
        in_language: &same,
        is_written_in: &|_| true,
        relations: vec![("latest-version", frame.addresses().document(frame.slug(document)))],
        binds_from: None,
        address,
    };
    let mut versions: Vec<VersionView<'_>> = Vec::new();
    if frame.options.drafts {
        versions.extend(frame.draft_view(timeline, &head.address));
    }
    versions.extend(timeline.moments().rev().map(|moment| frame.version_view(moment, &head.address)));
    let mut context = Context::new();
    context.insert("document", &frame.document_view(document, &head.address));
    context.insert("versions", &versions);
    frame.page(&head, "history.html", context)
}

fn draft_pages(composition: &Composition<'_>) -> Result<(), Diagnostic> {
    let Composition { frame, timeline, .. } = composition;
    if !frame.options.drafts || timeline.document.draft.is_none() {
        return Ok(());
    }
    draft_page(composition)?;
    if frame.options.redlines && !timeline.is_empty() { redline::draft_page(composition) } else { Ok(()) }
}

fn draft_page(composition: &Composition<'_>) -> Result<(), Diagnostic> {
    let Composition { frame, timeline, .. } = composition;
    let document = &timeline.document;
    let same = |language: &Language| frame.edition_in(document, Edition::Draft, language);
    let address = same(frame.language);
    if !frame.wants(&address) {
        return Ok(());
    }
    let (Some(written), Some(view)) = (composition.draft(), frame.draft_view(timeline, &address)) else {
        return Ok(());
    };
    let title = frame.title(document);
    let head = Head {
        kind: "version",
        title: frame.locale.filled("page", "index_update", &[("title", title), ("label", &view.label)]),
        heading: title.to_owned(),
        description: None,
        listed: false,
        document: Some(document),
        in_language: &same,
        is_written_in: &|other| document.draft.as_ref().is_some_and(|draft| draft.texts.contains_key(other)),
        relations: Vec::new(),
        binds_from: draft_date(timeline),
        address,
    };
    let mut context = Context::new();
    context.insert("version", &view);
    context.insert("in_force", &frame.in_force(timeline, &head.address));
    context.insert::<_, [VersionView<'_>]>("announced", &[]);
    text_context(frame, written, document, &head, &mut context);
    frame.page(&head, "version.html", context)
}

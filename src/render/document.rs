//! The pages of one document that show a whole text, and its history.

use tera::{Context, Value};

use crate::address::{Address, Edition};
use crate::compose::Written;
use crate::history::{Moment, State, Timeline};
use crate::pages::{Page, PageKind};
use crate::render::composition::{Composition, body, contents, draft_date, lower_first};
use crate::render::html;
use crate::render::layout::{Head, PageContent};
use crate::render::page_context::PageContext;
use crate::render::view::VersionView;

/// Makes a page that shows a version: its own, or the document's.
pub(super) fn version<'a>(composition: &Composition<'a>, page: Page<'a>, moment: Moment<'a>) -> PageContent<'a> {
    let Composition { context, timeline, .. } = composition;
    let title = context.title(&timeline.document);
    let mut head = Head::new(page, title);
    let view = context.version_view(moment, &head.address);
    if matches!(page.kind, PageKind::Version(_)) {
        head.title = context.locale.filled("page", "index_update", &[("title", title), ("label", &view.label)]);
    }
    head.description = view.summary.map(str::to_owned);
    head.relations = relations(context, moment);
    head.binds_from = (moment.state == State::Announced).then_some(moment.version.effective);
    let announced: Vec<VersionView<'_>> =
        timeline.announced().map(|announced| context.version_view(announced, &head.address)).collect();
    text_page(composition, head, composition.text(moment), &view, &announced)
}

/// Makes the page of a draft.
pub(super) fn draft<'a>(composition: &Composition<'a>, page: Page<'a>) -> PageContent<'a> {
    let Composition { context, timeline, .. } = composition;
    let title = context.title(&timeline.document);
    let mut head = Head::new(page, title);
    let view =
        context.draft_view(timeline, &head.address).expect("the table of pages has a draft only where there is one");
    head.title = context.locale.filled("page", "index_update", &[("title", title), ("label", &view.label)]);
    head.binds_from = draft_date(timeline);
    text_page(composition, head, composition.draft(), &view, &[])
}

fn text_page<'a>(
    composition: &Composition<'a>,
    head: Head<'a>,
    written: Written<'_>,
    version: &VersionView<'_>,
    announced: &[VersionView<'_>],
) -> PageContent<'a> {
    let Composition { context, timeline, .. } = composition;
    let Written { source, composed, .. } = written;
    let (language, authoritative) = (source.language, context.site.authoritative());
    let mut values = Context::new();
    values.insert("version", version);
    values.insert("in_force", &context.in_force(timeline, &head.address));
    values.insert("announced", announced);
    values.insert("document", &context.document_view(&timeline.document, &head.address));
    values.insert("text_language", language.as_str());
    values.insert("is_authoritative", &(language == authoritative));
    values.insert("authoritative_language_name", context.locale.language_name(authoritative));
    values.insert("authoritative_href", &head.page.in_language(authoritative).from(&head.address));
    values.insert("contents", &contents(&composed.headings));
    let body = body(context, &head, |setting| html::text(&composed.text, setting));
    values.insert_value("body", Value::safe_string(&body));
    PageContent { head, template: "version.html", values }
}

/// Link relations between versions, after RFC 5829.
fn relations(context: &PageContext<'_>, moment: Moment<'_>) -> Vec<(&'static str, Address)> {
    let addresses = context.addresses();
    let slug = &moment.timeline.document.slugs[context.language()];
    let mut relations =
        vec![("latest-version", addresses.document(slug)), ("version-history", addresses.history(slug))];
    for (relation, other) in [("predecessor-version", moment.before()), ("successor-version", moment.after())] {
        if let Some(other) = other {
            relations.push((relation, addresses.edition(slug, Edition::Version(other.version.label))));
        }
    }
    relations
}

/// Makes the page that lists every version.
pub(super) fn history<'a>(context: &PageContext<'a>, page: Page<'a>, timeline: &'a Timeline) -> PageContent<'a> {
    let document = &timeline.document;
    let heading = context.locale.string("page", "history");
    let mut head = Head::new(page, heading);
    head.title = format!("{}: {}", context.title(document), lower_first(heading));
    head.relations = vec![("latest-version", context.addresses().document(context.slug(document)))];
    let draft = context.draft_view(timeline, &head.address).filter(|_| context.options.drafts);
    let versions = timeline.moments().rev().map(|moment| context.version_view(moment, &head.address));
    let versions: Vec<VersionView<'_>> = draft.into_iter().chain(versions).collect();
    let mut values = Context::new();
    values.insert("document", &context.document_view(document, &head.address));
    values.insert("versions", &versions);
    PageContent { head, template: "history.html", values }
}

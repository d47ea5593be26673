//! Files for machines: the history as JSON, the sitemap, what robots may visit, and which signals the site honours.

use serde_json::{Map, Value, json};

use crate::address::{Address, Edition};
use crate::date::Date;
use crate::history::{Moment, Timeline, chain};
use crate::language::Language;
use crate::parse::VersionText;
use crate::render::html::Escaped;
use crate::render::page_context::PageContext;

pub(super) fn robots(context: &PageContext<'_>) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}\n", context.in_full(&Address::new("sitemap.xml")))
}

/// Writes every version with its dates, digests and addresses.
pub(super) fn versions(context: &PageContext<'_>) -> String {
    let documents: Vec<Value> = context.timelines.iter().map(|timeline| document(context, timeline)).collect();
    let file = json!({
        "format": 1,
        "site": context.site.config.base_url.as_str(),
        "authoritative_language": context.site.authoritative(),
        "documents": documents,
    });
    let mut text = serde_json::to_string_pretty(&file).expect("the history is plain data");
    text.push('\n');
    text
}

fn document(context: &PageContext<'_>, timeline: &Timeline) -> Value {
    let document = &timeline.document;
    let links = chain::links(timeline.moments().map(|moment| moment.version));
    let versions: Vec<Value> =
        timeline.moments().zip(&links).rev().map(|(moment, link)| version(context, moment, json!(link))).collect();
    let languages = context.site.config.languages.iter();
    let titles: Map<String, Value> =
        languages.map(|language| (language.to_string(), json!(document.title.get(language)))).collect();
    json!({
        "id": document.id.as_str(),
        "kind": document.kind.as_str(),
        "title": titles,
        "in_force": timeline.in_force().map(|moment| moment.version.label.to_string()),
        "versions": versions,
    })
}

fn version(context: &PageContext<'_>, moment: Moment<'_>, link: Value) -> Value {
    let version = moment.version;
    let texts: Map<String, Value> = version
        .texts
        .iter()
        .map(|(language, written)| (language.to_string(), text(context, moment, language, written)))
        .collect();
    json!({
        "version": version.label.to_string(),
        "published": version.published.to_string(),
        "effective": version.effective.to_string(),
        "until": moment.until().map(|date| date.to_string()),
        "state": moment.state.as_str(),
        "material": version.label.is_material(),
        "texts": texts,
        "registers_sha256": version.registers.as_ref().map(|frozen| &frozen.sha256),
        "chain": link,
    })
}

fn text(context: &PageContext<'_>, moment: Moment<'_>, language: &Language, text: &VersionText) -> Value {
    let edition = Edition::Version(moment.version.label);
    let address = context.edition_in(&moment.timeline.document, edition, language);
    let address = context.absolute(&address).unwrap_or_else(|| address.as_str().to_owned());
    json!({"address": address, "sha256": text.sha256, "summary": text.summary})
}

/// Lists the pages that search engines should know, each with its other languages.
pub(super) fn sitemap(context: &PageContext<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let languages = &context.site.config.languages;
    let authoritative = context.site.authoritative();
    let of_documents = context.timelines.iter().flat_map(|timeline| context.pages.of_document(timeline));
    let pages = context.pages.of_site(context.audience).into_iter().chain(of_documents);
    // One entry of the table in each language is the same page to a search engine.
    for page in pages.filter(|page| page.language == authoritative && page.is_listed()) {
        let written: Vec<(&Language, String)> = languages
            .iter()
            .filter(|language| page.is_written_in(language))
            .map(|language| (language, context.in_full(&page.in_language(language))))
            .collect();
        for (_, url) in &written {
            out.push_str(&format!("<url><loc>{}</loc>", Escaped(url)));
            for (language, url) in written.iter().filter(|_| written.len() > 1) {
                out.push_str(&format!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\"/>",
                    Escaped(url)
                ));
            }
            out.push_str("</url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// Says that the site honours Global Privacy Control. The date is that of the newest text, because a site does not depend on the clock.
pub(super) fn privacy_control(context: &PageContext<'_>) -> String {
    let versions = context.timelines.iter().flat_map(|timeline| timeline.moments());
    let newest: Option<Date> = versions.map(|moment| moment.version.published).max();
    let mut file = Map::new();
    file.insert("gpc".into(), json!(true));
    if let Some(newest) = newest {
        file.insert("lastUpdate".into(), json!(newest.to_string()));
    }
    format!("{}\n", Value::Object(file))
}

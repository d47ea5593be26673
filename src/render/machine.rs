//! Files for machines: the history as JSON, the sitemap, and what robots may visit.

use serde_json::{Map, Value, json};

use crate::address::{Address, Edition};
use crate::document::Audience;
use crate::history::{Timeline, chain};
use crate::language::Language;
use crate::render::frame::Frame;
use crate::render::html::Escaped;

/// Hands out the files that an audience has once, whatever its languages.
pub(super) fn render(frame: &Frame<'_>) {
    emit(frame, "versions.json", versions);
    if frame.audience == Audience::Public {
        emit(frame, "sitemap.xml", sitemap);
        emit(frame, "robots.txt", robots);
    }
}

fn emit(frame: &Frame<'_>, name: &str, write: fn(&Frame<'_>) -> String) {
    let address = Address::new(name);
    if frame.wants(&address) {
        frame.emit(&address, write(frame));
    }
}

fn robots(frame: &Frame<'_>) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}/sitemap.xml\n", frame.site.config.base_url.as_str())
}

/// Writes every version with its dates, digests and addresses.
fn versions(frame: &Frame<'_>) -> String {
    let href = |address: &Address| frame.absolute(address).unwrap_or_else(|| address.as_str().to_owned());
    let document = |timeline: &Timeline| {
        let document = &timeline.document;
        let links = chain::links(timeline.moments().map(|moment| moment.version));
        let versions: Vec<Value> = timeline
            .moments()
            .zip(&links)
            .rev()
            .map(|(moment, link)| {
                let version = moment.version;
                let edition = Edition::Version(version.label);
                let texts: Map<String, Value> = version
                    .texts
                    .iter()
                    .map(|(language, text)| {
                        let address = href(&frame.edition_in(document, edition, language));
                        let row = json!({"address": address, "sha256": text.sha256, "summary": text.summary});
                        (language.to_string(), row)
                    })
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
            })
            .collect();
        let titles: Map<String, Value> = frame
            .site
            .config
            .languages
            .iter()
            .map(|language| (language.to_string(), json!(document.title.get(language))))
            .collect();
        json!({
            "id": document.id.as_str(),
            "kind": document.kind.as_str(),
            "title": titles,
            "in_force": timeline.in_force().map(|moment| moment.version.label.to_string()),
            "versions": versions,
        })
    };
    let documents: Vec<Value> = frame.timelines.iter().map(|timeline| document(timeline)).collect();
    let file = json!({
        "format": 1,
        "site": frame.site.config.base_url.as_str(),
        "authoritative_language": frame.site.authoritative(),
        "documents": documents,
    });
    let mut text = serde_json::to_string_pretty(&file).expect("the history is plain data");
    text.push('\n');
    text
}

/// Lists the pages that search engines should know, each with its other languages.
fn sitemap(frame: &Frame<'_>) -> String {
    let languages = &frame.site.config.languages;
    let all = |address: &dyn Fn(&Language) -> Address, is_written_in: &dyn Fn(&Language) -> bool| -> Vec<_> {
        languages
            .iter()
            .filter(|language| is_written_in(language))
            .map(|language| (language, address(language)))
            .collect()
    };
    let mut pages = vec![all(&|language| frame.addresses_in(language).index(), &|_| true)];
    if frame.consent.is_some() {
        pages.push(all(&|language| frame.addresses_in(language).preferences(), &|_| true));
    }
    for timeline in frame.timelines.iter().filter(|timeline| !timeline.is_empty()) {
        let document = &timeline.document;
        let slug = |language: &Language| &document.slugs[language];
        if let Some(current) = timeline.current() {
            let texts = &current.version.texts;
            let address = |language: &Language| frame.addresses_in(language).document(slug(language));
            pages.push(all(&address, &|language| texts.contains_key(language)));
        }
        pages.push(all(&|language| frame.addresses_in(language).history(slug(language)), &|_| true));
        for announced in timeline.announced() {
            let version = announced.version;
            let address = |language: &Language| frame.edition_in(document, Edition::Version(version.label), language);
            pages.push(all(&address, &|language| version.texts.contains_key(language)));
        }
    }
    let base = frame.site.config.base_url.as_str();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in &pages {
        for (_, address) in page {
            let url = format!("{base}/{}", address.as_str());
            out.push_str(&format!("<url><loc>{}</loc>", Escaped(&url)));
            for (language, other) in page.iter().filter(|_| page.len() > 1) {
                let url = format!("{base}/{}", other.as_str());
                out.push_str(&format!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\"/>",
                    Escaped(&url)
                ));
            }
            out.push_str("</url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out
}

//! The files under `consent/`: for every language one with a short life that any website names, and those behind it, whose names
//! change with their bytes.

use serde_json::{Map, Value, json};
use tera::Context;

use crate::address::Address;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::render::assets::{compact, digest_of, integrity_of};
use crate::render::consent::literal::literal;
use crate::render::consent::{BannerView, PAGE, Parts, STYLE, policy, preferences_address};
use crate::render::frame::Frame;

/// Hands out the files.
pub(super) fn emit(frames: &[Frame<'_>], parts: &Parts) -> Result<(), Diagnostic> {
    let Some(first) = frames.first() else { return Ok(()) };
    first.emit(&parts.page, PAGE.to_owned());
    let mut integrity = Map::new();
    integrity.insert(parts.core.as_str().to_owned(), json!(parts.core_integrity));
    integrity.insert(parts.page.as_str().to_owned(), json!(parts.page_integrity));
    let mut languages = Map::new();
    for frame in frames {
        let bundle = bundle(frame)?;
        let address = Address::new(format!("consent/{}.{}.js", frame.language, digest_of(&bundle)));
        integrity.insert(address.as_str().to_owned(), json!(integrity_of(&bundle)));
        let entry = Address::new(format!("consent/{}.js", frame.language));
        frame.emit(&entry, script(&parts.core.from(&entry), &address.from(&entry)));
        languages.insert(frame.language.to_string(), json!(address.as_str()));
        frame.emit(&address, bundle);
    }
    let file = json!({ "format": 1, "core": parts.core.as_str(), "languages": languages, "integrity": integrity });
    let mut text = serde_json::to_string_pretty(&file).expect("names and digests are plain data");
    text.push('\n');
    first.emit(&Address::new("consent/integrity.json"), text);
    Ok(())
}

/// Hands out the file that says that the site listens to Global Privacy Control.
pub(super) fn emit_signal(frame: &Frame<'_>) {
    frame.emit(&Address::new(".well-known/gpc.json"), global_privacy_control(frame));
}

/// Writes the script that a website names: it starts this language's bundle.
fn script(core: &str, bundle: &str) -> String {
    format!("import{{start}}from\"./{core}\";import bundle from\"./{bundle}\";start(bundle)\n")
}

/// Writes all that is of one language: the policy, the markup, and the style that goes with it.
fn bundle(frame: &Frame<'_>) -> Result<String, Diagnostic> {
    let preferences = preferences_address(frame, frame.language);
    let mut context = Context::new();
    context.insert_value("t", frame.templates.strings(frame.language));
    context.insert("language", frame.language.as_str());
    context.insert("consent", &BannerView::of_bundle(frame, preferences));
    let html = frame.templates.page(&frame.site.theme, "consent.html", &context)?;
    let css = frame.site.theme.get(STYLE).map_or_else(String::new, |file| compact(&file.text));
    Ok(format!(
        "export default{{policy:{},html:{},css:{}}}\n",
        literal(&policy(frame)),
        literal(html.trim()),
        literal(&css)
    ))
}

/// Says that the site honours Global Privacy Control. The date is that of the newest text: the clock is no part of a site.
fn global_privacy_control(frame: &Frame<'_>) -> String {
    let versions = frame.timelines.iter().flat_map(|timeline| timeline.moments());
    let newest: Option<Date> = versions.map(|moment| moment.version.published).max();
    let mut file = Map::new();
    file.insert("gpc".into(), json!(true));
    if let Some(newest) = newest {
        file.insert("lastUpdate".into(), json!(newest.to_string()));
    }
    format!("{}\n", Value::Object(file))
}

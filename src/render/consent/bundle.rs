//! The files for other websites: an entry per language, under a name that stays, and the bundle that it starts, whose name changes
//! with its bytes.

use serde_json::{Map, json};
use tera::Context;

use crate::address::Address;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::locale::Locale;
use crate::pages::Page;
use crate::render::assets::compact;
use crate::render::consent::literal::literal;
use crate::render::consent::parts::STYLE;
use crate::render::consent::policy::{policy, preferences_address};
use crate::render::consent::view::BannerView;
use crate::render::digest::{integrity, short_digest};
use crate::render::layout::insert_words;
use crate::render::page_context::PageContext;

/// Writes the script that a website names: it starts this language's bundle.
pub(in crate::render) fn entry(context: &PageContext<'_>, page: &Page<'_>) -> Result<String, Diagnostic> {
    let here = page.address();
    let bundle = address(context.language(), &bundle(context)?).from(&here);
    let core = context.banner.as_ref().map_or_else(String::new, |parts| parts.core.from(&here));
    Ok(format!("import{{start}}from\"./{core}\";import bundle from\"./{bundle}\";start(bundle)\n"))
}

/// Writes what belongs to one language: the policy, the markup, and its style.
pub(in crate::render) fn bundle(context: &PageContext<'_>) -> Result<String, Diagnostic> {
    let mut values = Context::new();
    insert_words(context, &mut values);
    values.insert("consent", &BannerView::of_bundle(context, preferences_address(context)));
    let html = context.templates.page(&context.site.theme, "consent.html", &values)?;
    let css = context.site.theme.get(STYLE).map_or_else(String::new, |file| compact(&file.text));
    Ok(format!(
        "export default{{policy:{},html:{},css:{}}}\n",
        literal(&policy(context)),
        literal(html.trim()),
        literal(&css)
    ))
}

/// Lists the bundle of each language, and the integrity of every file whose name changes with its bytes.
pub(in crate::render) fn integrity_list(context: &PageContext<'_>) -> Result<String, Diagnostic> {
    let Some(parts) = &context.banner else { return Ok(String::new()) };
    let mut integrities = Map::new();
    integrities.insert(parts.core.as_str().to_owned(), json!(parts.core_integrity));
    integrities.insert(parts.preferences.as_str().to_owned(), json!(parts.preferences_integrity));
    let mut languages = Map::new();
    for language in &context.site.config.languages {
        let bundle = bundle(&in_language(context, language))?;
        let address = address(language, &bundle);
        integrities.insert(address.as_str().to_owned(), json!(integrity(&bundle)));
        languages.insert(language.to_string(), json!(address.as_str()));
    }
    let file = json!({ "format": 1, "core": parts.core.as_str(), "languages": languages, "integrity": integrities });
    let mut text = serde_json::to_string_pretty(&file).expect("names and digests are plain data");
    text.push('\n');
    Ok(text)
}

fn in_language<'a>(context: &PageContext<'a>, language: &'a Language) -> PageContext<'a> {
    PageContext {
        locale: Locale::new(context.site, language),
        timelines: context.timelines.clone(),
        assets: context.assets.clone(),
        banner: context.banner.clone(),
        ..*context
    }
}

fn address(language: &Language, bundle: &str) -> Address {
    Address::new(format!("consent/{language}.js")).with_digest(&short_digest(bundle.as_bytes()))
}

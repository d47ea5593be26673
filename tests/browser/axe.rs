//! Accessibility: axe-core finds nothing, in both languages and both colour schemes.

use std::fs;
use std::path::Path;

use crate::browser::Media;
use crate::stage::{BANNER, DIALOG, PRIVACY, Stage, WWW, is_shown};

crate::in_each_browser! {
    axe_finds_something_where_there_is_something,
    axe_finds_nothing_in_the_banner,
    axe_finds_nothing_in_the_dialog,
    axe_finds_nothing_on_the_preferences_page,
    axe_finds_nothing_on_another_website,
}

/// Returns the findings of axe on the page, one per line.
fn findings(stage: &Stage) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(file).expect("`cargo xtask setup` installs axe-core");
    let found = stage.browser.run(&format!(
        "{axe};
        return axe.run().then(found => found.violations.flatMap(rule =>
            rule.nodes.map(node => `${{rule.id}}: ${{node.target}}: ${{node.failureSummary}}`)))"
    ));
    found.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

/// Checks a page of each language in both colour schemes, after an action there.
fn finds_nothing(stage: &Stage, urls: [String; 2], prepare: impl Fn()) {
    for url in urls {
        for scheme in [Media::Light, Media::Dark] {
            stage.browser.open(&url);
            stage.browser.emulate(scheme);
            prepare();
            stage.settle();
            assert_eq!(findings(stage), Vec::<String>::new(), "{url} {scheme:?}");
        }
    }
}

fn own(paths: [&str; 2]) -> [String; 2] {
    paths.map(|path| format!("https://{PRIVACY}{path}"))
}

fn open_dialog(stage: &Stage) {
    stage.see_banner();
    stage.browser.click(&format!("{BANNER} [data-consent-action=settings]"));
    stage.browser.wait(&is_shown(DIALOG));
}

fn axe_finds_something_where_there_is_something(stage: &Stage) {
    stage.embed(WWW, "nl", "<img src='data:,'>");
    stage.visit_host(WWW);
    let found = findings(stage);
    assert!(found.iter().any(|line| line.starts_with("image-alt: img")), "{found:?}");
}

fn axe_finds_nothing_in_the_banner(stage: &Stage) {
    finds_nothing(stage, own(["/", "/en/"]), || stage.see_banner());
}

fn axe_finds_nothing_in_the_dialog(stage: &Stage) {
    finds_nothing(stage, own(["/", "/en/"]), || open_dialog(stage));
}

fn axe_finds_nothing_on_the_preferences_page(stage: &Stage) {
    finds_nothing(stage, own(["/voorkeuren/", "/en/preferences/"]), || {});
}

fn axe_finds_nothing_on_another_website(stage: &Stage) {
    stage.embed(WWW, "nl", "<p>Words.");
    stage.embed(crate::stage::PANEL, "en", "<p>Words.");
    let urls = [WWW, crate::stage::PANEL].map(|host| format!("https://{host}/"));
    finds_nothing(stage, urls.clone(), || stage.see_banner());
    finds_nothing(stage, urls, || open_dialog(stage));
}

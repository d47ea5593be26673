//! Routers that replace a page's body, or remove what they do not know: banner, dialog and placeholders come back.

use crate::stage::{BANNER, CHOICE, DIALOG, Kept, Stage, WWW, is_shown};

crate::in_each_browser! {
    the_banner_comes_back_with_a_new_body,
    a_placeholder_comes_back_with_a_new_body,
    a_stored_copy_of_a_page_has_one_banner,
    a_page_that_removes_the_banner_again_and_again_goes_on,
}

const VIDEO: &str =
    "<template data-consent=video><iframe src='https://video.test/film' title='A film'></iframe></template>";

/// Replaces the body as Turbo does: by another element.
fn replace_body(stage: &Stage, content: &str) {
    stage.browser.run(&format!(
        "const body = document.createElement('body');
        body.innerHTML = `<main><h1>The next view</h1>{content}</main>`;
        document.body.replaceWith(body)"
    ));
    stage.settle();
}

fn the_banner_comes_back_with_a_new_body(stage: &Stage) {
    stage.embed(WWW, "en", "");
    stage.visit_host(WWW);
    stage.see_banner();
    replace_body(stage, "<a href='#x' data-consent-open>Cookies</a>");
    stage.see_banner();
    // As HTMX does: by other content.
    stage.browser.run("document.body.innerHTML = '<main><h1>Another view</h1></main>'");
    stage.see_banner();
    stage.browser.run("document.querySelector('#helder').remove()");
    stage.choose("accept");
    stage.await_both_tags();
    replace_body(stage, "<a href='#x' data-consent-open>Cookies</a>");
    stage.see_no_banner();
    stage.browser.click("[data-consent-open]");
    stage.browser.wait(&is_shown(DIALOG));
    stage.browser.run("window.old = true");
    stage.browser.click(&format!("{DIALOG} [data-consent-action=reject]"));
    stage.assert_began_anew();
}

fn a_placeholder_comes_back_with_a_new_body(stage: &Stage) {
    stage.embed(WWW, "en", "");
    stage.visit_host(WWW);
    stage.choose("reject");
    replace_body(stage, VIDEO);
    stage.browser.click("[data-consent-action=once]");
    stage.browser.wait("document.querySelector('iframe[src*=\"video.test\"]')");
}

/// A router keeps the markup of a page that it leaves, with ours in it, and shows that again.
fn a_stored_copy_of_a_page_has_one_banner(stage: &Stage) {
    stage.embed(WWW, "en", VIDEO);
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run("window.stored = document.body.innerHTML");
    replace_body(stage, "");
    stage.browser.run("document.body.innerHTML = window.stored");
    stage.settle();
    let counts = stage.browser.value(
        "['#helder', '#helder-dialog', '.helder-placeholder'].map(part => document.querySelectorAll(part).length).join()",
    );
    assert_eq!(counts, "1,1,1");
    stage.choose("reject");
    stage.settle();
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
}

fn a_page_that_removes_the_banner_again_and_again_goes_on(stage: &Stage) {
    stage.embed(
        WWW,
        "en",
        "<script>new MutationObserver(() => document.querySelector('#helder')?.remove())
            .observe(document, {childList: true, subtree: true})</script>",
    );
    stage.visit_host(WWW);
    stage.settle();
    assert!(!stage.shows(BANNER));
    stage.assert_quiet(&Kept::default());
}

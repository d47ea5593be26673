//! The page's own scripts and embeds, in `<template data-consent>`: they wait, and a placeholder says for which service.

use crate::stage::{CHOICE, Kept, Response, Stage, WWW};

crate::in_each_browser! {
    an_embed_waits_behind_a_placeholder,
    once_shows_it_once,
    always_is_a_choice,
    scripts_run_in_their_order_once_granted,
    scripts_that_a_browser_does_not_run_hold_up_no_other,
    a_script_s_own_handlers_run,
    a_script_that_writes_into_the_document_leaves_the_page,
    a_link_in_a_shadow_tree_opens_the_preferences,
    a_template_that_comes_later_is_seen,
    an_unknown_service_never_loads,
    a_withdrawn_embed_waits_again,
}

const VIDEO: &str =
    "<template data-consent=video><iframe src='https://video.test/film' title='A film'></iframe></template>";

const FRAME: &str = "document.querySelector('iframe[src*=\"video.test\"]')";

/// Opens a page with an embed, after the visitor has refused.
fn visit_refused(stage: &Stage) {
    stage.embed(WWW, "nl", VIDEO);
    stage.visit_host(WWW);
    stage.choose("reject");
    stage.browser.wait("document.querySelector('[data-consent-action=once]')");
}

fn an_embed_waits_behind_a_placeholder(stage: &Stage) {
    visit_refused(stage);
    stage.settle();
    for action in ["once", "always"] {
        assert!(stage.shows(&format!("[data-consent-action={action}]")), "{action}");
    }
    assert!(!stage.browser.holds(FRAME));
    // The placeholder names the service.
    assert!(stage.browser.holds("document.querySelector('main').innerText.includes('Videohuis')"));
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
}

fn once_shows_it_once(stage: &Stage) {
    visit_refused(stage);
    let before = stage.browser.cookie(CHOICE)["value"].clone();
    stage.browser.click("[data-consent-action=once]");
    stage.browser.wait(FRAME);
    stage.play.wait_for("the film", |request| request.host == "video.test" && request.path() == "/film");
    assert!(!stage.shows("[data-consent-action=once]"));
    assert_eq!(stage.browser.cookie(CHOICE)["value"], before);
    stage.leave();
    stage.visit_host(WWW);
    stage.settle();
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
    assert!(stage.shows("[data-consent-action=once]"));
}

fn always_is_a_choice(stage: &Stage) {
    visit_refused(stage);
    stage.browser.click("[data-consent-action=always]");
    stage.browser.wait(FRAME);
    stage.leave();
    stage.visit_host(WWW);
    stage.browser.wait(FRAME);
    stage.settle();
    // The others stay refused.
    assert_eq!(stage.play.contacted(), ["video.test"]);
    assert!(!stage.shows("[data-consent-action=always]"));
}

fn scripts_run_in_their_order_once_granted(stage: &Stage) {
    stage.play.put(WWW, "/slow.js", script("slow"));
    stage.play.put(WWW, "/fast.js", script("fast"));
    stage.embed(
        WWW,
        "en",
        "<template data-consent=video><script src='/slow.js'></script><script>(window.ran ||= []).push('inline')</script>\
        <script src='/fast.js'></script></template>",
    );
    stage.visit_host(WWW);
    stage.see_banner();
    stage.settle();
    assert!(stage.browser.holds("!window.ran"));
    // A script that shows nothing needs no placeholder.
    assert!(!stage.browser.holds("document.querySelector('[data-consent-action=once]')"));
    stage.browser.run("helder.grant('video')");
    stage.browser.wait("window.ran?.length >= 3");
    stage.settle();
    assert_eq!(stage.browser.value("window.ran.join(' ')"), "slow inline fast");
}

/// Returns a script that notes that it has run.
fn script(name: &str) -> Response {
    Response::script(&format!("(window.ran ||= []).push('{name}')"))
}

/// Returns what has run, each with its name, once the last has.
fn ran(stage: &Stage, scripts: &str) -> String {
    for name in ["one", "two", "three"] {
        stage.play.put(WWW, &format!("/{name}.js"), script(name));
    }
    let last = "<script>(window.ran ||= []).push('last')</script>";
    stage.embed(WWW, "en", &format!("<template data-consent=video>{scripts}{last}</template>"));
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run("helder.grant('video')");
    stage.browser.wait("window.ran?.includes('last')");
    stage.settle();
    stage.browser.value("window.ran.join(' ')").as_str().unwrap().to_owned()
}

fn scripts_that_a_browser_does_not_run_hold_up_no_other(stage: &Stage) {
    for (script, expected) in [
        ("<script src='/one.js' nomodule></script>", "last"),
        ("<script src='/one.js' type='text/plain'></script>", "last"),
        ("<script src='/one.js' type='application/json'></script>", "last"),
        ("<script src='/one.js' type='text/javascript; charset=utf-8'></script>", "last"),
        ("<script src='/one.js' type='speculationrules'></script>", "last"),
        ("<script src='/one.js' type=' TEXT/JavaScript '></script>", "one last"),
        ("<script src='/missing.js'></script><script src='/two.js'></script>", "two last"),
        (
            "<script src='/one.js'></script><script src='/two.js' defer></script><script src='/three.js'></script>",
            "one two three last",
        ),
    ] {
        stage.reset();
        assert_eq!(ran(stage, script), expected, "{script}");
    }
}

fn a_script_s_own_handlers_run(stage: &Stage) {
    let scripts = "<script src='/one.js' onload=\"ran.push('loaded')\"></script>\
        <script src='/missing.js' onerror=\"ran.push('missed')\"></script>";
    assert_eq!(ran(stage, scripts), "one loaded missed last");
}

fn a_script_that_writes_into_the_document_leaves_the_page(stage: &Stage) {
    let scripts = "<script>document.write('<p id=written>'); document.writeln('<p>')</script>";
    assert_eq!(ran(stage, scripts), "last");
    assert!(stage.browser.holds("document.querySelector('main h1') && !document.getElementById('written')"));
    // Afterwards the page's own scripts can write again.
    assert!(stage.browser.holds("String(document.write).includes('native')"));
}

fn a_link_in_a_shadow_tree_opens_the_preferences(stage: &Stage) {
    let host = "<div id=host></div><script>
        document.getElementById('host').attachShadow({mode: 'open'}).innerHTML = '<a href=\"#x\" data-consent-open>Cookies</a>';
    </script>";
    stage.embed(WWW, "en", host);
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run("document.getElementById('host').shadowRoot.querySelector('a').click()");
    stage.browser.wait("document.querySelector('dialog').open");
}

fn a_template_that_comes_later_is_seen(stage: &Stage) {
    stage.embed(WWW, "en", "<div id=place></div>");
    stage.visit_host(WWW);
    stage.choose("reject");
    stage.browser.run(&format!("document.getElementById('place').innerHTML = `{VIDEO}`"));
    stage.browser.wait("document.querySelector('[data-consent-action=once]')");
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
    stage.browser.run("helder.grant('video')");
    stage.browser.wait(FRAME);
    // As when a single-page application changes its view.
    stage.browser.run(&format!("document.getElementById('place').innerHTML = `<p>Next.</p>{VIDEO}`"));
    stage.browser.wait(FRAME);
}

fn an_unknown_service_never_loads(stage: &Stage) {
    stage.embed(WWW, "en", &VIDEO.replace("data-consent=video", "data-consent=vidoe"));
    stage.visit_host(WWW);
    stage.choose("accept");
    stage.await_both_tags();
    stage.settle();
    assert!(!stage.browser.holds(FRAME));
    assert!(!stage.play.contacted().contains(&"video.test".to_owned()));
}

fn a_withdrawn_embed_waits_again(stage: &Stage) {
    visit_refused(stage);
    stage.browser.click("[data-consent-action=always]");
    stage.browser.wait(FRAME);
    stage.withdraw_and_await_reload(WWW);
    stage.browser.wait("document.querySelector('[data-consent-action=once]')");
    stage.play.forget();
    stage.settle();
    assert!(!stage.browser.holds(FRAME));
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
}

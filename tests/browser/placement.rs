//! Wherever a page has the line that embeds the banner, the banner comes and consent works.

use std::time::Duration;

use crate::stage::{PRIVACY, Response, Stage, WWW};

crate::in_each_browser! {
    an_async_line_in_the_head_of_a_slow_page_works,
    a_line_that_another_script_inserts_works,
}

const HEAD: &str =
    "<!doctype html><html lang=en><meta charset=utf-8><title>A website</title><link rel=icon href='data:,'>";

fn accept(stage: &Stage) {
    stage.visit_host(WWW);
    stage.choose("accept");
    stage.await_both_tags();
}

/// The banner's script runs while the parser waits in the head, and there is no body yet.
fn an_async_line_in_the_head_of_a_slow_page_works(stage: &Stage) {
    stage.play.put(WWW, "/slow.js", Response::script("window.slow = !document.body").late(Duration::from_millis(1500)));
    let page = format!(
        "{HEAD}<script async type=module src='https://{PRIVACY}/consent/en.js'></script><script src='/slow.js'></script>\
        <body><main><h1>A website</h1></main>"
    );
    stage.play.put(WWW, "/", Response::page(&page));
    accept(stage);
    assert!(stage.browser.holds("window.slow"));
}

fn a_line_that_another_script_inserts_works(stage: &Stage) {
    for place in ["head", "body", "documentElement"] {
        stage.reset();
        let page = format!(
            "{HEAD}<body><main><h1>A website</h1></main><script>const line = document.createElement('script');
            line.type = 'module'; line.src = 'https://{PRIVACY}/consent/en.js'; document.{place}.append(line)</script>"
        );
        stage.play.put(WWW, "/", Response::page(&page));
        accept(stage);
    }
}

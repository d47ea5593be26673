//! Asked once, and only about what is new.

use crate::stage::{BANNER, Edit, PANEL, Site, Stage, WWW, is_shown};

crate::in_each_browser! {
    a_changed_purpose_asks_again_about_that_service_alone,
    a_new_service_is_asked_about_alone,
    a_removed_service_asks_nothing,
    another_language_asks_nothing,
}

const SERVICES: &str = include_str!("content/registers/services.yaml");
const ACTIVITIES: &str = include_str!("content/registers/activities.yaml");

/// Returns the site before it had any videos.
fn without_videos() -> Site {
    let edits: [Edit<'_>; 2] = [
        ("registers/services.yaml", between(SERVICES, "- id: video", "- id: choice"), ""),
        ("registers/activities.yaml", between(ACTIVITIES, "- id: videos", "\0"), ""),
    ];
    Site::edited(&edits)
}

/// Returns a text from one phrase up to another, or to its end.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap();
    let end = text[start..].find(to).map_or(text.len(), |end| start + end);
    &text[start..end]
}

/// Returns the services that the banner calls new, once it shows that line.
fn new(stage: &Stage) -> String {
    stage.see_banner();
    let line = format!("{BANNER} [data-consent-new]");
    stage.browser.wait(&is_shown(&line));
    stage
        .browser
        .value(&format!("document.querySelector('{line} span').textContent.trim()"))
        .as_str()
        .unwrap()
        .to_owned()
}

fn a_changed_purpose_asks_again_about_that_service_alone(stage: &Stage) {
    stage.accept_on(WWW);
    let changed = ("registers/services.yaml", "New Relic meet hoe snel", "New Relic onthoudt hoe snel");
    stage.play.set_site(Site::edited(&[changed]));
    stage.leave();
    stage.browser.forget_cache();
    stage.visit_host(WWW);
    assert_eq!(new(stage), "New Relic");
    // The other service keeps its answer.
    stage.await_page_view();
    stage.settle();
    assert_eq!(stage.play.contacted(), ["region1.google-analytics.com", "www.googletagmanager.com"]);
    stage.choose("accept");
    stage.await_harvest();
    stage.visit_host(WWW);
    stage.settle();
    stage.see_no_banner();
}

fn a_new_service_is_asked_about_alone(stage: &Stage) {
    stage.play.set_site(without_videos());
    stage.embed(WWW, "en", "");
    stage.visit_host(WWW);
    stage.choose("accept");
    stage.await_both_tags();
    stage.play.set_site(Site::plain());
    stage.browser.forget_cache();
    stage.visit_host(WWW);
    assert_eq!(new(stage), "Videohuis");
}

fn a_removed_service_asks_nothing(stage: &Stage) {
    stage.accept_on(WWW);
    stage.play.set_site(without_videos());
    stage.browser.forget_cache();
    stage.visit_host(WWW);
    stage.settle();
    stage.see_no_banner();
}

fn another_language_asks_nothing(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.embed(PANEL, "en", "");
    stage.visit_host(WWW);
    stage.choose("reject");
    stage.visit_host(PANEL);
    stage.settle();
    stage.see_no_banner();
}

//! What a page can learn and do: `window.helder` and the event `consentchange`.

use serde_json::json;

use crate::stage::{DIALOG, Stage, WWW, is_shown};

crate::in_each_browser! {
    the_interface_is_frozen,
    answers_are_known_from_the_start,
    granting_some_leaves_the_others,
    each_change_is_told_once,
    whoever_hears_of_consent_can_call_the_tag,
    opening_shows_the_dialog,
    a_link_opens_the_dialog,
}

fn visit(stage: &Stage, body: &str) {
    stage.embed(WWW, "en", body);
    stage.visit_host(WWW);
    stage.see_banner();
}

fn the_interface_is_frozen(stage: &Stage) {
    visit(stage, "");
    assert_eq!(
        stage.browser.value("[Object.isFrozen(helder), Object.keys(helder).sort()]"),
        json!([true, ["answers", "grant", "open", "record", "refuse", "withdraw"]])
    );
    // Another script cannot replace it either.
    stage.browser.run("try { window.helder = {grant() {}} } catch {}");
    assert!(stage.browser.holds("Object.isFrozen(helder)"));
}

fn answers_are_known_from_the_start(stage: &Stage) {
    visit(stage, "");
    let nothing = json!({"google-analytics": "unasked", "new-relic": "unasked", "video": "unasked"});
    assert_eq!(stage.browser.value("helder.answers()"), nothing);
    assert_eq!(stage.browser.value("helder.record()"), json!(null));
    stage.browser.run("helder.grant('video')");
    stage.visit_host(WWW);
    stage.settle();
    let one = json!({"google-analytics": "unasked", "new-relic": "unasked", "video": "granted"});
    assert_eq!(stage.browser.value("helder.answers()"), one);
}

fn granting_some_leaves_the_others(stage: &Stage) {
    visit(stage, "");
    stage.browser.run("helder.grant('google-analytics', 'video'); helder.refuse('new-relic')");
    stage.await_page_view();
    stage.see_no_banner();
    let two = json!({"google-analytics": "granted", "new-relic": "refused", "video": "granted"});
    assert_eq!(stage.browser.value("helder.answers()"), two);
    stage.settle();
    assert_eq!(stage.play.contacted(), ["region1.google-analytics.com", "www.googletagmanager.com"]);
    // An unknown name changes nothing.
    stage.browser.run("try { helder.grant('nothing-of-that-name') } catch {}");
    assert_eq!(stage.browser.value("helder.answers()"), two);
}

fn each_change_is_told_once(stage: &Stage) {
    visit(
        stage,
        "<script>told = []; document.addEventListener('consentchange', event => told.push(event.detail))</script>",
    );
    stage.browser.run("told.length = 0; helder.grant('video')");
    stage.browser.wait("told.length > 0");
    stage.settle();
    assert_eq!(
        stage.browser.value("told"),
        json!([{"google-analytics": "unasked", "new-relic": "unasked", "video": "granted"}])
    );
}

/// The example in the documentation: its event must not come before the tag or its defaults.
fn whoever_hears_of_consent_can_call_the_tag(stage: &Stage) {
    let follow = "<script>document.addEventListener('consentchange', event => {
        if (event.detail['google-analytics'] == 'granted') gtag('event', 'seen', {page: location.pathname});
    })</script>";
    visit(stage, follow);
    stage.choose("accept");
    stage.await_page_view();
    let seen =
        "[...dataLayer].map(command => [...command].slice(0, 2).filter(word => typeof word == 'string').join('-'))";
    stage.visit_host(WWW);
    stage.await_page_view();
    let order = stage.browser.value(seen);
    let expected = json!(["consent-default", "consent-update", "js", "config-G-TEST1234", "event-seen"]);
    assert_eq!(order, expected);
}

fn opening_shows_the_dialog(stage: &Stage) {
    visit(stage, "");
    stage.browser.run("helder.open()");
    stage.browser.wait(&is_shown(DIALOG));
    assert!(stage.browser.holds(&format!("document.querySelector('{DIALOG}').matches(':modal')")));
}

fn a_link_opens_the_dialog(stage: &Stage) {
    visit(stage, "<p><a data-consent-open href='https://privacy.powerpanel.test/en/preferences/'>Cookies</a>");
    stage.choose("reject");
    stage.browser.click("[data-consent-open]");
    stage.browser.wait(&is_shown(DIALOG));
    assert!(stage.browser.holds(&format!("location.host === '{WWW}'")));
}

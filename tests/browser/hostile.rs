//! Pages that have something of their own where the banner or a tag expects its own: consent and withdrawal work all the same, and
//! nothing but the banner's own controls grants anything.

use serde_json::json;

use crate::browser::Kind;
use crate::stage::{BANNER, CHOICE, DIALOG, Kept, Request, Stage, WWW, is_shown};

crate::in_each_browser! {
    a_page_s_own_objects_stop_neither_consent_nor_withdrawal,
    objects_that_are_replaced_later_stop_no_withdrawal,
    polluted_prototypes_grant_nothing,
    content_of_a_page_s_users_grants_nothing,
    the_policy_of_somebody_else_is_ignored,
}

/// What pages have under the names that the tags use, each in its own way.
const OWN_OBJECTS: [&str; 10] = [
    "dataLayer = {}",
    "dataLayer = 'mine'",
    "dataLayer = Object.freeze([])",
    "dataLayer = []; dataLayer.push = () => { throw 'mine' }",
    "document.body.insertAdjacentHTML('beforeend', '<p id=dataLayer>Data.')",
    "gtag = () => { throw 'mine' }",
    "gtag = {}",
    "NREUM = Object.freeze({})",
    "newrelic = {}",
    "navigator.sendBeacon = () => { throw 'mine' }",
];

fn a_page_s_own_objects_stop_neither_consent_nor_withdrawal(stage: &Stage) {
    for own in OWN_OBJECTS {
        stage.reset();
        stage.embed(WWW, "nl", &format!("<script>{own}</script>"));
        stage.visit_host(WWW);
        stage.choose("accept");
        let granted = json!({"google-analytics": "granted", "new-relic": "granted", "video": "granted"});
        assert_eq!(stage.browser.value("helder.answers()"), granted, "{own}");
        // One tag does not depend on what the page has in the place of the other's.
        let other = if own.starts_with("NREUM") { "www.googletagmanager.com" } else { "js-agent.newrelic.com" };
        stage.play.wait_for(own, |request: &Request| request.host == other);
        withdraw(stage, own);
    }
}

/// Withdraws in the dialog, and asserts that the page begins again without anything.
fn withdraw(stage: &Stage, own: &str) {
    stage.browser.run("window.old = true; helder.open()");
    stage.browser.wait(&is_shown(DIALOG));
    stage.browser.click(&format!("{DIALOG} [data-consent-action=reject]"));
    stage.browser.wait("!window.old && document.readyState === 'complete'");
    stage.settle();
    let refused = json!({"google-analytics": "refused", "new-relic": "refused", "video": "refused"});
    assert_eq!(stage.browser.value("helder.answers()"), refused, "{own}");
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]), "{own}");
}

fn objects_that_are_replaced_later_stop_no_withdrawal(stage: &Stage) {
    for own in [
        "window.gtag = () => { throw 'mine' }",
        "window.gtag = null",
        "window.dataLayer = {}",
        "dataLayer.push = () => { throw 'mine' }",
        "delete window.newrelic",
        "window.newrelic = {}",
        "newrelic.consent = () => { throw 'mine' }",
        "Object.freeze(window.dataLayer)",
    ] {
        stage.reset();
        stage.accept_on(WWW);
        stage.browser.run(own);
        withdraw(stage, own);
    }
}

fn polluted_prototypes_grant_nothing(stage: &Stage) {
    let pollution = "<script>
        Object.prototype.evil = () => { window.ran = true };
        Object.prototype.html = '<p id=evil>';
        Array.prototype.reduce = function () { return this };
    </script><button id=press data-consent-action=evil>Evil</button>";
    stage.embed(WWW, "nl", pollution);
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run("document.getElementById('press').click()");
    stage.browser.run(&format!(
        "document.querySelector('{BANNER} [data-consent-action=reject]').dataset.consentAction = 'evil'"
    ));
    stage.browser.click(&format!("{BANNER} [data-consent-action=evil]"));
    assert!(stage.browser.holds("!window.ran && !document.getElementById('evil')"));
    stage.browser.click(&format!("{BANNER} [data-consent-action=accept]"));
    stage.await_both_tags();
}

/// A forum or a shop lets its users write markup, and cleans it of scripts alone.
fn content_of_a_page_s_users_grants_nothing(stage: &Stage) {
    let content = "
        <button type=button data-consent-action=accept>A</button>
        <form data-consent-form><input type=checkbox name=video checked><button type=button data-consent-action=save>B</button></form>
        <div id=helder-dialog><button type=button data-consent-action=accept>C</button></div>
        <div id=helder><button type=button data-consent-action=accept>D</button></div>
        <div class=helder-placeholder><button type=button data-consent-action=always>E</button></div>
        <button type=button data-consent-action=erase>F</button>";
    stage.embed(WWW, "nl", content);
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run("document.querySelectorAll('main [data-consent-action]').forEach(button => button.click())");
    stage.settle();
    let nothing = json!({"google-analytics": "unasked", "new-relic": "unasked", "video": "unasked"});
    assert_eq!(stage.browser.value("helder.answers()"), nothing);
    stage.assert_quiet(&Kept::default());
    // Opening the preferences is for everyone.
    stage.browser.run("document.querySelector('main button').dataset.consentAction = 'settings'");
    stage.browser.run("document.querySelector('main button').click()");
    stage.browser.wait("document.querySelector('dialog').open");
}

fn the_policy_of_somebody_else_is_ignored(stage: &Stage) {
    let policy = "1\t00000000\tnl\tother\t180\t\t\t\nevil\t00000000\tga G-EVIL\n";
    stage.embed(WWW, "nl", &format!("<div id=helder data-policy='{policy}'></div>"));
    stage.visit_host(WWW);
    stage.see_banner();
    let services = json!(["google-analytics", "new-relic", "video"]);
    assert_eq!(stage.browser.value("Object.keys(helder.answers())"), services);
    if stage.browser.kind == Kind::Chromium {
        stage.choose("reject");
    }
}

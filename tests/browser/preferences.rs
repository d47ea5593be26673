//! The preferences page: the current choice and its reason, and everything that a visitor can do about it.

use serde_json::Value;

use crate::stage::{CHOICE, Kept, Stage};

crate::in_each_browser! {
    the_page_says_what_holds,
    the_page_itself_asks,
    the_page_changes_the_choice,
    the_page_hands_over_the_record,
    the_page_deletes_everything,
    the_page_says_that_nothing_is_loaded_where_no_script_runs in WithoutScripts,
    the_page_tells_of_privacy_control in PrivacyControl,
}

/// Returns what the page says about a service.
fn state(stage: &Stage, service: &str) -> String {
    let element = format!("document.querySelector(`main [data-consent-state='{service}']`)");
    stage.browser.wait(&format!("{element}?.textContent.trim()"));
    stage.browser.value(&format!("{element}.innerText.trim()")).as_str().unwrap().to_owned()
}

/// Presses a button of the page itself.
fn press(stage: &Stage, action: &str) {
    stage.browser.click(&format!("main [data-consent-action={action}]"));
}

/// A banner that asks the same as this page would only be in the way.
fn the_page_itself_asks(stage: &Stage) {
    stage.visit("/en/preferences/");
    state(stage, "google-analytics");
    stage.see_no_banner();
    // The page leaves no room for a banner that it does not show.
    let input = "document.querySelector('main input')";
    stage.browser.run(&format!("{input}.focus()"));
    stage.settle();
    assert!(stage.browser.holds(&format!("{input}.getBoundingClientRect().top >= 0")));
    let kept = "document.querySelector('main [role=status]').textContent";
    assert_eq!(stage.browser.value(kept), "");
    press(stage, "reject");
    stage.browser.wait(&format!("{kept} === 'Your choice has been kept.'"));
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
}

fn the_page_says_what_holds(stage: &Stage) {
    stage.visit("/en/preferences/");
    let unasked = state(stage, "google-analytics");
    press(stage, "accept");
    stage.await_both_tags();
    stage.visit("/en/preferences/");
    let granted = state(stage, "google-analytics");
    stage.withdraw_and_await_reload("privacy.powerpanel.test");
    let refused = state(stage, "google-analytics");
    assert!(unasked != granted && granted != refused && unasked != refused, "{unasked} / {granted} / {refused}");
    // The visitor can see the record.
    let cookie = stage.browser.cookie(CHOICE)["value"].as_str().unwrap().to_owned();
    let id = cookie.split('.').nth(1).unwrap();
    stage.browser.wait(&format!("document.querySelector('main').innerText.includes('{id}')"));
}

fn the_page_changes_the_choice(stage: &Stage) {
    stage.visit("/voorkeuren/");
    press(stage, "reject");
    stage.browser.click("main [data-consent-form] input[name=new-relic]");
    stage.browser.click("main [data-consent-action=save]");
    stage.await_harvest();
    stage.settle();
    assert_eq!(stage.play.contacted(), ["bam.nr-data.net", "js-agent.newrelic.com"]);
}

/// The fields are those of ISO/IEC TS 27560.
fn the_page_hands_over_the_record(stage: &Stage) {
    stage.visit("/en/preferences/");
    press(stage, "reject");
    // The test reads the file that a browser would save.
    stage.browser.run("URL.createObjectURL = blob => { window.saved = blob; return '#saved' }");
    stage.browser.click("main [data-consent-action=download]");
    stage.browser.wait("window.saved");
    let text = stage.browser.run("return window.saved.text()");
    let record: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    let cookie = stage.browser.cookie(CHOICE)["value"].as_str().unwrap().to_owned();
    let fields: Vec<&str> = cookie.split('.').collect();
    assert_eq!(record["schema_version"], "ISO/IEC TS 27560:2023");
    assert_eq!(record["record_id"], fields[1]);
    assert_eq!(record["policy_revision"], fields[4]);
    assert_eq!(record["language"], "en");
    let events = record["events"].as_array().unwrap();
    let told: Vec<(&Value, &Value)> = events.iter().map(|event| (&event["service"], &event["event_state"])).collect();
    let refused = Value::from("consent_refused");
    let services = ["google-analytics", "new-relic", "video"].map(Value::from);
    assert_eq!(told, services.iter().map(|service| (service, &refused)).collect::<Vec<_>>());
    assert_eq!(record["parties"][0]["name"], "PowerPanel B.V.");
}

fn the_page_deletes_everything(stage: &Stage) {
    stage.visit("/voorkeuren/");
    press(stage, "accept");
    stage.await_both_tags();
    stage.browser.run("window.old = true");
    stage.browser.click("main [data-consent-action=erase]");
    stage.browser.wait("!window.old && document.readyState === 'complete'");
    stage.settle();
    assert_eq!(stage.kept(), Kept::default());
}

fn the_page_says_that_nothing_is_loaded_where_no_script_runs(stage: &Stage) {
    stage.visit("/en/preferences/");
    let text = stage.browser.text("main");
    assert!(text.contains("nothing is loaded"), "{text}");
}

fn the_page_tells_of_privacy_control(stage: &Stage) {
    stage.visit("/en/preferences/");
    let said = state(stage, "google-analytics");
    assert!(said.contains("Global Privacy Control"), "{said}");
    stage.assert_quiet(&Kept::default());
}

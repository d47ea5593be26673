//! Withdrawal: the tag stops, everything it stored is deleted, and the page is loaded again.

use serde_json::json;

use crate::stage::{CHOICE, DIALOG, Kept, PANEL, Response, Stage, WWW, embedding, is_shown};

crate::in_each_browser! {
    withdrawing_stops_deletes_and_reloads,
    withdrawing_silences_both_tags_before_anything_else,
    withdrawing_takes_no_more_steps_than_granting,
    withdrawing_one_service_leaves_the_other,
    what_was_set_three_labels_deep_is_deleted,
    what_was_set_on_a_deep_path_is_deleted,
    what_a_tag_writes_later_is_swept_on_the_next_page,
    what_a_tag_writes_later_is_swept_when_the_page_is_seen_again,
    refusing_in_the_banner_sweeps_what_was_there_before,
}

fn withdrawing_stops_deletes_and_reloads(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("accept");
    stage.await_both_tags();
    stage.withdraw_and_await_reload(PANEL);
    stage.settle();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
    assert_eq!(stage.received(PANEL), [CHOICE]);
    assert_eq!(stage.received(WWW), [CHOICE]);
}

/// Loading a page again takes a while, and a tag that still runs would store again what was just deleted.
fn withdrawing_silences_both_tags_before_anything_else(stage: &Stage) {
    stage.accept_on(WWW);
    let said = stage.browser.run(
        "const said = [];
        const consent = newrelic.consent;
        newrelic.consent = given => { said.push(given); consent(given) };
        helder.withdraw();
        const [command, kind, signals] = dataLayer.at(-1);
        return [said, window['ga-disable-G-TEST1234'], command, kind, signals.analytics_storage, document.cookie.includes('_ga')]",
    );
    assert_eq!(said, json!([[false], true, "consent", "update", "denied", false]));
}

fn withdrawing_takes_no_more_steps_than_granting(stage: &Stage) {
    stage.embed(
        WWW,
        "en",
        "<p><a data-consent-open href='https://privacy.powerpanel.test/en/preferences/'>Cookies</a>",
    );
    stage.visit_host(WWW);
    stage.choose("accept");
    stage.await_both_tags();
    // Two steps from any page: open, refuse. Granting one service takes three: open, tick, save.
    stage.browser.run("window.old = true");
    stage.browser.click("[data-consent-open]");
    stage.browser.wait(&is_shown(DIALOG));
    stage.browser.click(&format!("{DIALOG} [data-consent-action=reject]"));
    stage.browser.wait("!window.old && document.readyState === 'complete'");
    stage.settle();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
}

fn withdrawing_one_service_leaves_the_other(stage: &Stage) {
    stage.accept_on(WWW);
    stage.browser.run("window.old = true; helder.refuse('google-analytics')");
    stage.browser.wait("!window.old && document.readyState === 'complete'");
    stage.leave();
    stage.visit_host(WWW);
    stage.await_harvest();
    stage.settle();
    assert_eq!(stage.play.contacted(), ["bam.nr-data.net", "js-agent.newrelic.com"]);
    let kept = stage.kept();
    assert_eq!((kept.cookies, kept.local.len()), (vec![CHOICE.to_owned()], 1));
}

fn what_was_set_three_labels_deep_is_deleted(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("accept");
    stage.await_both_tags();
    // What a tag with other settings could have left: on the host, and on the domain in between.
    stage.browser.run(
        "document.cookie = '_ga_HOST=1; path=/; max-age=9999';
        document.cookie = '_ga_BETWEEN=1; domain=eu.powerpanel.test; path=/; max-age=9999';
        document.cookie = '_ga_TOP=1; domain=powerpanel.test; path=/; secure; max-age=9999';
        document.cookie = 'basket=1; path=/; max-age=9999';",
    );
    let before = ["_ga", "_ga_BETWEEN", "_ga_HOST", "_ga_TEST1234", "_ga_TOP", "basket", CHOICE];
    assert_eq!(stage.kept().cookies, before);
    stage.withdraw_and_await_reload(PANEL);
    stage.settle();
    // Items of no service stay.
    assert_eq!(stage.received(PANEL), ["basket", CHOICE]);
}

fn what_was_set_on_a_deep_path_is_deleted(stage: &Stage) {
    let path = "/segment".repeat(60);
    stage.play.put(PANEL, &path, Response::page(&embedding("nl", "")));
    stage.browser.open(&format!("https://{PANEL}{path}"));
    stage.choose("accept");
    stage.await_both_tags();
    stage.browser.run(
        "const write = (name, path) => document.cookie = `_ga_${name}=1; path=${path}; max-age=9999`;
        for (let at = 0; at < 31; at++) write(at, location.pathname.split('/').slice(0, 2 * at + 2).join('/'));
        write('SLASH', '/segment/segment/');
        document.cookie = '_ga_APART=1; path=/; secure; samesite=none; partitioned; max-age=9999'",
    );
    assert!(stage.kept().cookies.len() >= 35, "{:?}", stage.kept());
    stage.withdraw_and_await_reload(PANEL);
    stage.settle();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
}

/// Stores what a tag that is still running elsewhere would store.
const WRITE: &str = "document.cookie = '_ga=1; domain=powerpanel.test; path=/; max-age=9999';
    document.cookie = '_ga_TEST1234=1; path=/; max-age=9999';
    localStorage.setItem('NRBA_SESSION::00000000', '{}');
    sessionStorage.setItem('video_place', '1');";

fn what_a_tag_writes_later_is_swept_on_the_next_page(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("reject");
    stage.browser.run(WRITE);
    stage.visit_host(PANEL);
    stage.settle();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
}

fn what_a_tag_writes_later_is_swept_when_the_page_is_seen_again(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("reject");
    // A page gets no event for its own writes.
    stage
        .browser
        .run("localStorage.setItem('NRBA_SESSION::00000000', '{}'); sessionStorage.setItem('video_place', '1')");
    stage.browser.run("document.dispatchEvent(new Event('visibilitychange'))");
    stage.settle();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
}

fn refusing_in_the_banner_sweeps_what_was_there_before(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run(WRITE);
    stage.choose("reject");
    stage.settle();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
}

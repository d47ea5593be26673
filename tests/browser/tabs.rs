//! Other tabs, and pages from the back/forward cache, show the current state.

use crate::stage::{CHOICE, Kept, PANEL, PRIVACY, Stage, WWW};

crate::in_each_browser! {
    a_second_tab_follows_a_choice,
    a_second_tab_follows_a_withdrawal,
    a_page_out_of_the_cache_shows_no_old_banner,
    a_page_out_of_the_cache_stops_what_was_withdrawn,
    a_second_tab_follows_where_no_event_tells_of_cookies,
    a_page_out_of_the_cache_follows_where_no_event_tells_of_cookies,
}

/// Simulates a browser without events for changed cookies: the page notices a change when it becomes visible again.
const WITHOUT_EVENTS: &str = "<script>Object.defineProperty(window, 'cookieStore', {value: undefined})</script>";

/// Lets a page say whether it came from the back/forward cache.
const WATCH: &str = "<script>addEventListener('pageshow', event => { window.back = event.persisted })</script>";

/// Refuses on another page than the one with the banner, and goes back to that one. A busy browser may drop a page from
/// its cache at any time, but not every time: the page is then loaded again, must show as little, and the test repeats.
fn refuse_elsewhere_and_go_back(stage: &Stage, head: &str) {
    let is_kept = || {
        stage.reset();
        stage.embed(WWW, "nl", head);
        stage.visit_host(WWW);
        stage.see_banner();
        stage.visit_host(PRIVACY);
        stage.choose("reject");
        stage.browser.back();
        stage.browser.wait("window.back !== undefined");
        stage.see_no_banner();
        stage.assert_quiet(&Kept::cookies(&[CHOICE]));
        stage.browser.holds("window.back")
    };
    assert!((0..5).any(|_| is_kept()), "no page comes out of the cache");
}

fn a_second_tab_follows_a_choice(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.embed(PANEL, "nl", "");
    stage.visit_host(WWW);
    stage.see_banner();
    let first = stage.browser.tab();
    stage.browser.open_tab();
    stage.visit_host(PANEL);
    stage.choose("accept");
    stage.await_both_tags();
    stage.browser.switch_to(&first);
    stage.see_no_banner();
    stage.browser.wait("document.cookie.includes('_ga') && window['ga-disable-G-TEST1234'] === false");
}

fn a_second_tab_follows_a_withdrawal(stage: &Stage) {
    stage.accept_on(WWW);
    stage.browser.run("window.old = true");
    let first = stage.browser.tab();
    stage.browser.open_tab();
    stage.visit_host(WWW);
    stage.await_both_tags();
    stage.withdraw_and_await_reload(WWW);
    stage.browser.switch_to(&first);
    stage.assert_began_anew();
}

fn a_page_out_of_the_cache_shows_no_old_banner(stage: &Stage) {
    refuse_elsewhere_and_go_back(stage, WATCH);
}

fn a_page_out_of_the_cache_stops_what_was_withdrawn(stage: &Stage) {
    stage.embed(WWW, "nl", WATCH);
    stage.visit_host(WWW);
    stage.choose("accept");
    stage.await_both_tags();
    stage.browser.run("window.old = true");
    stage.visit_host(PRIVACY);
    stage.await_both_tags();
    stage.withdraw_and_await_reload(PRIVACY);
    stage.browser.back();
    // Whether or not the browser kept the page, it is loaded again.
    stage.assert_began_anew();
}

fn a_second_tab_follows_where_no_event_tells_of_cookies(stage: &Stage) {
    stage.embed(WWW, "nl", WITHOUT_EVENTS);
    stage.visit_host(WWW);
    stage.see_banner();
    let first = stage.browser.tab();
    stage.browser.open_tab();
    stage.visit("/");
    stage.choose("reject");
    stage.browser.switch_to(&first);
    // A headless browser does not always report that a tab becomes visible.
    stage.browser.run("document.dispatchEvent(new Event('visibilitychange'))");
    stage.see_no_banner();
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
}

fn a_page_out_of_the_cache_follows_where_no_event_tells_of_cookies(stage: &Stage) {
    refuse_elsewhere_and_go_back(stage, &format!("{WITHOUT_EVENTS}{WATCH}"));
}

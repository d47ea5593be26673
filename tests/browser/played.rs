//! The stage itself: the stubs behave like the tags, and the ledger records it.

use crate::browser::Key;
use crate::stage::{Kept, PANEL, PRIVACY, Response, Stage, WWW};

crate::in_each_browser! {
    a_tag_in_a_page_is_seen,
    a_preload_is_seen,
    a_page_comes_out_of_the_back_forward_cache,
    keys_reach_the_page,
    scripts_are_off in WithoutScripts,
    storage_is_refused in WithoutStorage,
    privacy_control_is_on in PrivacyControl,
}

const GTAG: &str = "<script>
    dataLayer = []; function gtag() { dataLayer.push(arguments) }
    gtag('js', new Date()); gtag('config', 'G-TEST1234');
    NREUM = {info: {beacon: 'bam.nr-data.net', licenseKey: 'a', applicationID: '1'}, loader_config: {}, init: {}};
    </script>
    <script src='https://www.googletagmanager.com/gtag/js?id=G-TEST1234'></script>
    <script src='https://js-agent.newrelic.com/nr-loader-spa-current.min.js'></script>";

fn a_tag_in_a_page_is_seen(stage: &Stage) {
    stage.play.put(PANEL, "/", Response::page(GTAG));
    stage.visit_host(PANEL);
    stage.play.wait_for("a page view", |request| request.query("en") == Some("page_view"));
    stage.play.wait_for("a second event", |request| request.query("en") == Some("user_engagement"));
    stage.play.wait_for("a harvest", |request| request.host == "bam.nr-data.net");
    let local = vec!["NRBA_SESSION::dbbd3e69".to_owned()];
    assert_eq!(stage.kept(), Kept { local, ..Kept::cookies(&["_ga", "_ga_TEST1234"]) });
    assert_eq!(stage.received(WWW), ["_ga", "_ga_TEST1234"]);
    let hosts =
        ["bam.nr-data.net", "js-agent.newrelic.com", "region1.google-analytics.com", "www.googletagmanager.com"];
    assert_eq!(stage.play.contacted(), hosts);
}

fn a_preload_is_seen(stage: &Stage) {
    stage.play.put(WWW, "/", Response::page("<link rel=preload as=script href='https://video.test/a.js'>"));
    stage.visit_host(WWW);
    stage.settle();
    assert_eq!(stage.play.contacted(), ["video.test"]);
}

fn a_page_comes_out_of_the_back_forward_cache(stage: &Stage) {
    let page = "<script>addEventListener('pageshow', event => { window.back = event.persisted })</script>";
    stage.play.put(WWW, "/", Response::page(page));
    // A busy browser may drop a page from its cache at any time, but not every time.
    let is_kept = || {
        stage.visit_host(WWW);
        stage.visit("/");
        stage.browser.back();
        stage.browser.wait("window.back !== undefined");
        stage.browser.holds("window.back")
    };
    assert!((0..5).any(|_| is_kept()), "no page comes out of the cache");
}

fn keys_reach_the_page(stage: &Stage) {
    stage.play.put(WWW, "/", Response::page("<button id=a>A</button><button id=b>B</button>"));
    stage.visit_host(WWW);
    stage.browser.press(Key::Tab);
    stage.browser.wait("document.activeElement.id === 'a'");
    stage.browser.press(Key::Tab);
    stage.browser.wait("document.activeElement.id === 'b'");
    stage.browser.press(Key::BackTab);
    stage.browser.wait("document.activeElement.id === 'a'");
}

fn scripts_are_off(stage: &Stage) {
    stage.play.put(WWW, "/", Response::page("<title>off</title><script>document.title = 'on'</script>"));
    stage.visit_host(WWW);
    assert_eq!(stage.browser.title(), "off");
}

fn storage_is_refused(stage: &Stage) {
    stage.play.put(WWW, "/", Response::page("<script>document.cookie = 'a=1'</script>").with("set-cookie", "b=2"));
    stage.visit_host(WWW);
    assert_eq!(stage.kept(), Kept::default());
    assert_eq!(stage.received(WWW), Vec::<String>::new());
}

fn privacy_control_is_on(stage: &Stage) {
    stage.visit("/");
    assert!(stage.browser.holds("navigator.globalPrivacyControl === true"));
    let page = stage.play.requests_to(PRIVACY).into_iter().find(|request| request.path() == "/").unwrap();
    assert_eq!(page.header("sec-gpc"), Some("1"));
}

//! Granting: both tags are loaded once and in the right order, on every subdomain, and each service by itself.

use std::fs;
use std::path::Path;

use crate::stage::{CHOICE, Kept, PANEL, PRIVACY, Response, Site, Stage, WWW};

crate::in_each_browser! {
    granting_loads_each_tag_once_in_the_right_order,
    a_choice_holds_on_every_subdomain,
    a_choice_is_kept_for_six_months_on_the_common_domain,
    google_analytics_loads_alone,
    new_relic_loads_alone,
    new_relic_sends_to_the_region_of_the_register,
    the_real_agent_runs_once_granted_and_stops_when_withdrawn,
}

fn granting_loads_each_tag_once_in_the_right_order(stage: &Stage) {
    stage.accept_on(WWW);
    let view = stage.await_page_view();
    assert_eq!(view.query("commands"), Some("consent-default.consent-update.js.config"));
    // Advertising denied, analytics granted, in the order of the tag.
    assert_eq!(view.query("gcs"), Some("G101"));
    assert_eq!(view.query("gcd"), Some("0100"));
    assert_eq!(view.query("tid"), Some("G-TEST1234"));
    stage.settle();
    for (host, script) in [
        ("www.googletagmanager.com", "/gtag/js?id=G-TEST1234"),
        ("js-agent.newrelic.com", "/nr-loader-spa-current.min.js"),
    ] {
        let requests = stage.play.requests_to(host);
        assert_eq!(requests.iter().map(|request| request.target.as_str()).collect::<Vec<_>>(), [script]);
    }
    let kept = stage.kept();
    assert_eq!(kept.cookies, ["_ga", "_ga_TEST1234", CHOICE]);
    assert_eq!(kept.local.len(), 1, "{kept:?}");
    assert_eq!(
        stage.play.contacted(),
        ["bam.nr-data.net", "js-agent.newrelic.com", "region1.google-analytics.com", "www.googletagmanager.com"]
    );
}

fn a_choice_holds_on_every_subdomain(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.embed(PANEL, "en", "");
    stage.visit_host(PANEL);
    stage.choose("accept");
    stage.await_both_tags();
    for host in [WWW, PRIVACY] {
        stage.leave();
        stage.visit_host(host);
        stage.await_both_tags();
        stage.see_no_banner();
    }
}

fn a_choice_is_kept_for_six_months_on_the_common_domain(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("reject");
    let cookie = stage.browser.cookie(CHOICE);
    assert_eq!(cookie["domain"], ".powerpanel.test");
    assert_eq!(cookie["path"], "/");
    assert_eq!(cookie["secure"], true);
    assert_eq!(cookie["sameSite"], "Lax");
    let now = stage.browser.value("Date.now() / 1000").as_f64().unwrap();
    let days = (cookie["expiry"].as_f64().unwrap() - now) / 86_400.0;
    assert!((179.9..=180.1).contains(&days), "{days}");
}

fn google_analytics_loads_alone(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.choose_only(&["google-analytics"]);
    stage.await_page_view();
    stage.settle();
    assert_eq!(stage.play.contacted(), ["region1.google-analytics.com", "www.googletagmanager.com"]);
    assert_eq!(stage.kept(), Kept::cookies(&["_ga", "_ga_TEST1234", CHOICE]));
}

fn new_relic_loads_alone(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.choose_only(&["new-relic"]);
    stage.await_harvest();
    stage.settle();
    assert_eq!(stage.play.contacted(), ["bam.nr-data.net", "js-agent.newrelic.com"]);
    let kept = stage.kept();
    assert_eq!((kept.cookies, kept.local.len()), (vec![CHOICE.to_owned()], 1));
}

fn new_relic_sends_to_the_region_of_the_register(stage: &Stage) {
    stage.play.set_site(Site::edited(&[("registers/services.yaml", "region: us", "region: eu")]));
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.choose_only(&["new-relic"]);
    let harvest = stage.play.wait_for("a harvest", |request| request.host == "bam.eu01.nr-data.net");
    assert!(harvest.target.contains("/1/NRJS-0a1b?a=456&sa=1&ac=123"), "{}", harvest.target);
    stage.settle();
    assert_eq!(stage.play.contacted(), ["bam.eu01.nr-data.net", "js-agent.newrelic.com"]);
}

fn the_real_agent_runs_once_granted_and_stops_when_withdrawn(stage: &Stage) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/agent.js");
    let agent = fs::read_to_string(file).expect("`cargo xtask setup` makes the agent");
    let loader = "/nr-loader-spa-current.min.js";
    stage.play.put("js-agent.newrelic.com", loader, Response::script(&agent));
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose_only(&["new-relic"]);
    stage.await_harvest();
    stage.browser.wait("Object.keys(localStorage).some(name => name.startsWith('NRBA_SESSION::'))");
    stage.withdraw_and_await_reload(PANEL);
    stage.settle();
    stage.play.forget();
    stage.visit_host(PANEL);
    stage.settle();
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
}

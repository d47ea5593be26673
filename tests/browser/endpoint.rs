//! The record for the site's owner: sent only if configured, and without anything that identifies the visitor.

use serde_json::Value;

use crate::stage::{CHOICE, RECORDS, Response, Site, Stage, WWW};

crate::in_each_browser! {
    nothing_is_sent_unless_configured,
    a_choice_is_sent_where_it_is_configured,
    an_endpoint_that_fails_disturbs_nobody,
}

fn with_endpoint() -> Site {
    let domains = "domains: [powerpanel.test]";
    let endpoint = format!("{domains}\nconsent: {{endpoint: \"https://{RECORDS}/records\"}}");
    Site::edited(&[("site.yaml", domains, &endpoint)])
}

fn nothing_is_sent_unless_configured(stage: &Stage) {
    stage.accept_on(WWW);
    stage.settle();
    assert!(stage.play.requests_to(RECORDS).is_empty());
    let posts = stage.play.requests().into_iter().filter(|request| request.method == "POST");
    assert!(posts.map(|request| request.host).all(|host| !host.ends_with("powerpanel.test")));
}

fn a_choice_is_sent_where_it_is_configured(stage: &Stage) {
    stage.play.set_site(with_endpoint());
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.see_banner();
    assert!(stage.play.requests_to(RECORDS).is_empty());
    stage.choose("reject");
    let sent = stage.play.wait_for("a record", |request| request.host == RECORDS && request.method == "POST");
    assert_eq!(sent.path(), "/records");
    let record: Value = serde_json::from_slice(&sent.body).unwrap();
    // Everything in it is also in the cookie, which the visitor can see.
    let cookie = stage.browser.cookie(CHOICE)["value"].as_str().unwrap().to_owned();
    assert!(sent.text().contains(cookie.split('.').nth(1).unwrap()), "{record}");
    for telling in ["userAgent", "user_agent", "ip", "url", "referrer", "screen", "Mozilla", WWW] {
        assert!(!sent.text().contains(&format!("\"{telling}\"")) && !sent.text().contains("Mozilla"), "{record}");
    }
    assert!(stage.play.requests_to(RECORDS).len() == 1);
}

fn an_endpoint_that_fails_disturbs_nobody(stage: &Stage) {
    stage.play.set_site(with_endpoint());
    stage.play.put(RECORDS, "/records", Response::missing());
    stage.accept_on(WWW);
    stage.visit_host(WWW);
    stage.see_no_banner();
}

//! Under a strict content security policy and Trusted Types no choice causes a violation.

use crate::stage::{BANNER, DIALOG, PRIVACY, Response, Stage, WWW, embedding, is_shown};

crate::in_each_browser! {
    another_website_reports_no_violation,
    another_website_reports_no_violation_under_trusted_types,
    under_trusted_types_a_script_loses_no_more_than_its_handlers,
    the_site_itself_reports_no_violation,
    a_violation_is_reported_where_there_is_one,
}

/// What a website must allow: the banner's host for scripts, and what the tags themselves need.
const POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval' https://privacy.powerpanel.test https://www.googletagmanager.com https://js-agent.newrelic.com; \
    style-src 'self'; img-src 'self' data:; \
    connect-src 'self' https://*.google-analytics.com https://bam.nr-data.net; base-uri 'none'; form-action 'none'; \
    report-uri /violations";

/// Makes every possible choice.
fn choose_everything(stage: &Stage, url: &str) {
    stage.browser.open(url);
    stage.see_banner();
    stage.browser.click(&format!("{BANNER} [data-consent-action=settings]"));
    stage.browser.wait(&is_shown(DIALOG));
    stage.browser.click(&format!("{DIALOG} input[name=google-analytics]"));
    stage.browser.click(&format!("{DIALOG} [data-consent-action=save]"));
    stage.await_page_view();
    stage.browser.run("helder.grant()");
    stage.await_harvest();
    stage.browser.run("window.old = true; helder.withdraw()");
    stage.browser.wait("!window.old && document.readyState === 'complete'");
    stage.settle();
}

/// Returns the reports that a host received.
fn reports(stage: &Stage, host: &str) -> Vec<String> {
    let requests = stage.play.requests_to(host);
    requests.iter().filter(|request| request.path() == "/violations").map(|request| request.text()).collect()
}

fn another_website_reports_no_violation(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.play.add_header(WWW, "content-security-policy", POLICY);
    choose_everything(stage, &format!("https://{WWW}/"));
    assert_eq!(reports(stage, WWW), Vec::<String>::new());
}

fn another_website_reports_no_violation_under_trusted_types(stage: &Stage) {
    let template = "<template data-consent=video><p>A film.</p><script src='/film.js'></script></template>";
    stage.play.put(WWW, "/film.js", Response::script("document.title = 'film'"));
    stage.play.put(WWW, "/", Response::page(&embedding("en", template)));
    let policy = format!("{POLICY}; require-trusted-types-for 'script'; trusted-types helder");
    stage.play.add_header(WWW, "content-security-policy", &policy);
    choose_everything(stage, &format!("https://{WWW}/"));
    stage.browser.run("helder.grant('video')");
    stage.browser.wait("document.title === 'film'");
    assert_eq!(reports(stage, WWW), Vec::<String>::new());
}

fn under_trusted_types_a_script_loses_no_more_than_its_handlers(stage: &Stage) {
    let template = "<template data-consent=video><script src='/film.js' onload='x()'></script></template>";
    stage.play.put(WWW, "/film.js", Response::script("document.title = 'film'"));
    stage.play.put(WWW, "/", Response::page(&embedding("en", template)));
    let policy = format!("{POLICY}; require-trusted-types-for 'script'; trusted-types helder");
    stage.play.add_header(WWW, "content-security-policy", &policy);
    stage.visit_host(WWW);
    stage.see_banner();
    stage.browser.run("helder.grant('video')");
    stage.browser.wait("document.title === 'film'");
}

/// The policy of a page is in the page and cannot report; the same policy in a header can.
fn the_site_itself_reports_no_violation(stage: &Stage) {
    stage.visit("/");
    let meta = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
    let policy = stage.browser.value(meta).as_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
    stage.play.add_header(PRIVACY, "content-security-policy", &format!("{policy}; report-uri /violations"));
    choose_everything(stage, &format!("https://{PRIVACY}/"));
    stage.visit("/en/preferences/");
    stage.settle();
    assert_eq!(reports(stage, PRIVACY), Vec::<String>::new());
}

fn a_violation_is_reported_where_there_is_one(stage: &Stage) {
    stage.embed(WWW, "nl", "<p style='color: red'>Red.");
    stage.play.add_header(WWW, "content-security-policy", POLICY);
    stage.visit_host(WWW);
    stage.play.wait_for("a report", |request| request.path() == "/violations");
}

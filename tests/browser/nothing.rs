//! Nothing before yes: no request to a gated host and nothing stored until the visitor says yes, even if something fails.

use crate::stage::{CHOICE, Kept, PANEL, PRIVACY, Stage, WWW};

crate::in_each_browser! {
    nothing_is_asked_or_kept_before_a_choice,
    nothing_but_the_choice_is_kept_after_refusing,
    nothing_is_asked_after_withdrawing,
    nothing_is_asked_where_no_script_runs in WithoutScripts,
    nothing_is_asked_where_nothing_can_be_kept in WithoutStorage,
    nothing_is_asked_where_web_assembly_is_forbidden,
    nothing_is_asked_where_there_is_no_web_assembly,
    nothing_is_asked_when_the_core_is_missing,
    nothing_is_asked_when_the_words_are_missing,
    nothing_is_asked_when_the_entry_is_missing,
    nothing_is_asked_under_privacy_control in PrivacyControl,
    a_choice_wins_over_privacy_control in PrivacyControl,
}

/// Opens a page of the site itself and pages of both other websites, and checks each.
fn everywhere(stage: &Stage, look: impl Fn()) {
    stage.embed(WWW, "nl", "");
    stage.embed(PANEL, "en", "");
    for host in [PRIVACY, WWW, PANEL] {
        stage.visit_host(host);
        look();
    }
}

/// Asserts that no page shows a banner, makes a request, or stores anything.
fn no_banner_anywhere(stage: &Stage) {
    everywhere(stage, || {
        stage.settle();
        stage.see_no_banner();
        stage.assert_quiet(&Kept::default());
    });
}

fn nothing_is_asked_or_kept_before_a_choice(stage: &Stage) {
    everywhere(stage, || {
        stage.see_banner();
        stage.settle();
        stage.assert_quiet(&Kept::default());
    });
    assert_eq!(stage.received(PANEL), Vec::<String>::new());
}

fn nothing_but_the_choice_is_kept_after_refusing(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("reject");
    stage.settle();
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
    everywhere(stage, || {
        stage.settle();
        stage.see_no_banner();
        stage.assert_quiet(&Kept::cookies(&[CHOICE]));
    });
}

fn nothing_is_asked_after_withdrawing(stage: &Stage) {
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.choose("accept");
    stage.await_both_tags();
    stage.withdraw_and_await_reload(PANEL);
    stage.play.forget();
    everywhere(stage, || {
        stage.settle();
        stage.see_no_banner();
        stage.assert_quiet(&Kept::cookies(&[CHOICE]));
    });
}

fn nothing_is_asked_where_no_script_runs(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    for url in [format!("https://{PRIVACY}/"), format!("https://{PRIVACY}/voorkeuren/"), format!("https://{WWW}/")] {
        stage.browser.open(&url);
        assert!(!stage.browser.title().is_empty());
    }
    // This visit shows what is stored; it comes after everything that the earlier pages could have requested.
    assert_eq!(stage.received(WWW), Vec::<String>::new());
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
}

fn nothing_is_asked_where_nothing_can_be_kept(stage: &Stage) {
    no_banner_anywhere(stage);
    assert_eq!(stage.received(WWW), Vec::<String>::new());
}

fn nothing_is_asked_where_web_assembly_is_forbidden(stage: &Stage) {
    for host in [PRIVACY, WWW, PANEL] {
        stage.play.add_header(host, "content-security-policy", &format!("script-src https://{PRIVACY}"));
    }
    no_banner_anywhere(stage);
}

/// As in a locked-down browser.
fn nothing_is_asked_where_there_is_no_web_assembly(stage: &Stage) {
    stage.embed(WWW, "nl", "<script>delete window.WebAssembly</script>");
    stage.visit_host(WWW);
    stage.settle();
    stage.see_no_banner();
    stage.assert_quiet(&Kept::default());
}

fn nothing_is_asked_when_the_core_is_missing(stage: &Stage) {
    stage.play.lose(|path| path.starts_with("consent/core."));
    no_banner_anywhere(stage);
}

fn nothing_is_asked_when_the_words_are_missing(stage: &Stage) {
    let is_bundle =
        |path: &str| path.starts_with("consent/") && path.ends_with(".js") && path.matches('.').count() == 2;
    stage.play.lose(|path| is_bundle(path) && !path.contains("/core.") && !path.contains("/page."));
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.settle();
    stage.see_no_banner();
    stage.assert_quiet(&Kept::default());
}

fn nothing_is_asked_when_the_entry_is_missing(stage: &Stage) {
    stage.play.lose(|path| ["consent/nl.js", "consent/en.js"].contains(&path));
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.settle();
    stage.see_no_banner();
    stage.assert_quiet(&Kept::default());
}

fn nothing_is_asked_under_privacy_control(stage: &Stage) {
    no_banner_anywhere(stage);
    // The dialog can be opened, and closing it again does not count as a choice.
    stage.browser.run("helder.open()");
    stage.browser.wait(&crate::stage::is_shown(crate::stage::DIALOG));
    stage.browser.press(crate::browser::Key::Escape);
    stage.settle();
    stage.assert_quiet(&Kept::default());
}

fn a_choice_wins_over_privacy_control(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.settle();
    stage.browser.run("helder.grant('google-analytics'); helder.refuse('new-relic', 'video')");
    stage.await_page_view();
    stage.leave();
    stage.visit_host(WWW);
    stage.await_page_view();
    stage.see_no_banner();
    assert!(stage.play.requests_to("js-agent.newrelic.com").is_empty());
}

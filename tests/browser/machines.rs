//! Refusing on the visitor's behalf: a privacy tool only finds the visible button and calls `.click()`.

use crate::stage::{BANNER, CHOICE, Kept, PRIVACY, Stage, WWW, is_shown};

crate::in_each_browser! {
    a_plain_click_refuses_within_half_a_second,
    the_buttons_say_what_privacy_tools_look_for,
    the_banner_is_one_fixed_element_in_the_page,
}

fn a_plain_click_refuses_within_half_a_second(stage: &Stage) {
    stage.embed(WWW, "en", "");
    stage.visit_host(WWW);
    stage.see_banner();
    let took = stage.browser.run(&format!(
        "const start = performance.now();
        document.querySelector('{BANNER} [data-consent-action=reject]').click();
        const gone = () => ({}) ? new Promise(requestAnimationFrame).then(gone) : performance.now() - start;
        return gone()",
        is_shown(BANNER)
    ));
    assert!(took.as_f64().unwrap() < 500.0, "{took}");
    stage.settle();
    stage.assert_quiet(&Kept::cookies(&[CHOICE]));
}

fn the_buttons_say_what_privacy_tools_look_for(stage: &Stage) {
    for (path, words) in [("/", ["Alles weigeren", "Alles accepteren"]), ("/en/", ["Reject all", "Accept all"])] {
        stage.visit(path);
        stage.see_banner();
        for (action, word) in ["reject", "accept"].into_iter().zip(words) {
            let button =
                format!("document.querySelector('{BANNER} button[type=button][data-consent-action={action}]')");
            assert_eq!(stage.browser.value(&format!("{button}.innerText.trim()")), word);
        }
    }
}

fn the_banner_is_one_fixed_element_in_the_page(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    for host in [PRIVACY, WWW] {
        stage.visit_host(host);
        stage.see_banner();
        let positions = stage.browser.run(&format!(
            "const position = part => getComputedStyle(part).position;
            const banner = document.querySelector('{BANNER}');
            return [position(banner), [...banner.querySelectorAll('*')].filter(part => ['fixed', 'sticky'].includes(position(part))).length]"
        ));
        assert_eq!(positions, serde_json::json!(["fixed", 0]));
        // A closed banner is hidden, not merely out of sight.
        stage.browser.run("helder.refuse()");
        stage.see_no_banner();
        assert!(
            stage
                .browser
                .holds(&format!("!document.querySelector('{BANNER}') || document.querySelector('{BANNER}').hidden"))
        );
        stage.browser.run(&format!("document.cookie = '{CHOICE}=; domain=powerpanel.test; path=/; max-age=0'"));
    }
}

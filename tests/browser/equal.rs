//! Refusing is as easy as accepting: the two buttons differ only in their label, and nothing is ticked beforehand.

use serde_json::json;

use crate::browser::Media;
use crate::stage::{BANNER, DIALOG, PRIVACY, Stage, WWW, is_shown};

crate::in_each_browser! {
    accept_and_refuse_look_the_same_in_the_banner,
    accept_and_refuse_look_the_same_in_the_dialog,
    nothing_is_ticked_beforehand,
}

/// Returns every property in which the two buttons differ, including sizes.
fn differences(stage: &Stage, inside: &str) -> serde_json::Value {
    stage.browser.run(&format!(
        "const [accept, reject] = ['accept', 'reject'].map(action =>
            document.querySelector(`{inside} [data-consent-action=${{action}}]`));
        const [one, other] = [accept, reject].map(button => getComputedStyle(button));
        const boxes = [accept, reject].map(button => button.getBoundingClientRect());
        // When a row is divided, one of them may get one more unit of layout: a sixtieth or a sixty-fourth of a pixel.
        const same = ['width', 'height'].every(side => Math.abs(boxes[0][side] - boxes[1][side]) < 0.02);
        const sizes = ['width', 'height', 'inline-size', 'block-size', 'perspective-origin', 'transform-origin'];
        const names = [...one].filter(name => one.getPropertyValue(name) !== other.getPropertyValue(name)
            && !(same && sizes.includes(name)));
        if (accept.className !== reject.className) names.push('a class');
        if (accept.parentElement !== reject.parentElement) names.push('a parent');
        return names"
    ))
}

fn look_the_same(stage: &Stage, prepare: impl Fn(), inside: &str) {
    stage.embed(WWW, "en", "");
    for host in [PRIVACY, WWW] {
        for (width, height) in [(1000, 800), (390, 844), (320, 256)] {
            for scheme in [Media::Light, Media::Dark] {
                stage.visit_host(host);
                stage.browser.emulate(scheme);
                stage.browser.resize(width, height);
                prepare();
                assert_eq!(differences(stage, inside), json!([]), "{host} {width}×{height} {scheme:?}");
            }
        }
    }
}

fn accept_and_refuse_look_the_same_in_the_banner(stage: &Stage) {
    look_the_same(stage, || stage.see_banner(), BANNER);
}

fn accept_and_refuse_look_the_same_in_the_dialog(stage: &Stage) {
    look_the_same(
        stage,
        || {
            stage.see_banner();
            stage.browser.run("helder.open()");
            stage.browser.wait(&is_shown(DIALOG));
        },
        DIALOG,
    );
}

fn nothing_is_ticked_beforehand(stage: &Stage) {
    for path in ["/", "/en/", "/voorkeuren/", "/en/preferences/"] {
        stage.visit(path);
        stage.browser.wait("Object.hasOwn(window, 'helder')");
        stage.browser.run("helder.open()");
        let boxes = "document.querySelectorAll('[data-consent-form] input[type=checkbox]')";
        assert!(stage.browser.holds(&format!("{boxes}.length >= 3")), "{path}");
        assert!(
            stage.browser.holds(&format!("[...{boxes}].every(box => !box.checked && !box.defaultChecked)")),
            "{path}"
        );
    }
}

//! Without a mouse: focus is neither taken nor trapped, everything can be reached and used, and nothing focused is hidden.

use crate::browser::Key;
use crate::stage::{BANNER, CHOICE, DIALOG, Kept, PRIVACY, Stage, WWW, is_shown};

crate::in_each_browser! {
    no_focus_is_taken,
    no_focus_is_trapped,
    the_banner_is_worked_by_keys,
    the_dialog_is_worked_by_keys,
    leaving_the_dialog_is_no_choice,
    no_focused_element_is_hidden_on_a_phone,
    no_focused_element_is_hidden_on_the_smallest_screen,
}

/// The largest number of tab stops on a page of these tests.
const STOPS_MAX: usize = 120;

/// Names the focused element.
const FOCUSED: &str = "(() => { const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return '';
    const inside = element.closest('#helder') ? 'banner ' : element.closest('#helder-dialog') ? 'dialog ' : '';
    return inside + (element.dataset.consentAction || element.name || element.id || element.textContent.trim());
})()";

fn focused(stage: &Stage) -> String {
    stage.browser.value(FOCUSED).as_str().unwrap().to_owned()
}

/// Presses Tab until an element has the focus.
fn tab_to(stage: &Stage, name: &str) {
    let mut seen = Vec::new();
    while seen.len() < STOPS_MAX {
        stage.browser.press(Key::Tab);
        seen.push(focused(stage));
        if seen.last().unwrap() == name {
            return;
        }
    }
    panic!("Tab does not come to `{name}`: {seen:?}");
}

fn no_focus_is_taken(stage: &Stage) {
    stage.embed(WWW, "nl", "<label>Name <input id=field autofocus></label>");
    for host in [PRIVACY, WWW] {
        stage.visit_host(host);
        stage.see_banner();
        stage.settle();
        assert_eq!(focused(stage), if host == WWW { "field" } else { "" });
    }
    stage.choose("reject");
    assert!(!focused(stage).starts_with("banner"));
}

fn no_focus_is_trapped(stage: &Stage) {
    stage.embed(WWW, "nl", "<p><a href='#a' id=a>A</a> <a href='#b' id=b>B</a>");
    stage.visit_host(WWW);
    stage.see_banner();
    let mut stops = Vec::new();
    for _ in 0..STOPS_MAX {
        stage.browser.press(Key::Tab);
        stops.push(focused(stage));
        if stops.last().unwrap() == "b" {
            break;
        }
    }
    // The banner comes before the page's own content, once.
    let own: Vec<&str> = stops.iter().map(String::as_str).filter(|name| !name.starts_with("banner")).collect();
    assert_eq!(own, ["a", "b"]);
    let buttons: Vec<&str> = stops.iter().filter_map(|name| name.strip_prefix("banner ")).collect();
    for action in ["reject", "accept", "settings"] {
        assert_eq!(buttons.iter().filter(|button| **button == action).count(), 1, "{stops:?}");
    }
    stage.browser.press(Key::BackTab);
    assert_eq!(focused(stage), "a");
    stage.browser.press(Key::BackTab);
    assert!(focused(stage).starts_with("banner"));
}

fn the_banner_is_worked_by_keys(stage: &Stage) {
    stage.visit("/");
    stage.see_banner();
    tab_to(stage, "banner reject");
    stage.browser.press(Key::Enter);
    stage.see_no_banner();
    assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
}

fn the_dialog_is_worked_by_keys(stage: &Stage) {
    stage.visit("/en/");
    stage.see_banner();
    tab_to(stage, "banner settings");
    stage.browser.press(Key::Space);
    stage.browser.wait(&is_shown(DIALOG));
    stage.browser.wait(&format!("document.querySelector('{DIALOG}').contains(document.activeElement)"));
    tab_to(stage, "dialog google-analytics");
    stage.browser.press(Key::Space);
    tab_to(stage, "dialog save");
    stage.browser.press(Key::Enter);
    stage.see_no_banner();
    stage.browser.wait(&format!("!document.querySelector('{DIALOG}').open"));
    stage.await_page_view();
    assert_eq!(stage.play.contacted(), ["region1.google-analytics.com", "www.googletagmanager.com"]);
}

fn leaving_the_dialog_is_no_choice(stage: &Stage) {
    stage.visit("/");
    stage.see_banner();
    tab_to(stage, "banner settings");
    stage.browser.press(Key::Enter);
    stage.browser.wait(&is_shown(DIALOG));
    stage.browser.press(Key::Escape);
    stage.browser.wait(&format!("!document.querySelector('{DIALOG}').open"));
    // Leaving the dialog returns to the same place, and the banner still asks.
    assert_eq!(focused(stage), "banner settings");
    assert!(stage.shows(BANNER));
    stage.assert_quiet(&Kept::default());
}

fn no_focused_element_is_hidden_on_a_phone(stage: &Stage) {
    nothing_focused_is_hidden(stage, 390, 844);
}

fn no_focused_element_is_hidden_on_the_smallest_screen(stage: &Stage) {
    nothing_focused_is_hidden(stage, 320, 256);
}

/// Walks through a page by Tab, forward and back, and asserts that each stop can be seen (WCAG 2.4.11).
fn nothing_focused_is_hidden(stage: &Stage, width: u32, height: u32) {
    let links: String =
        (0..25).map(|number| format!("<p><a href='#{number}' id=l{number}>Link {number}</a>")).collect();
    stage.embed(WWW, "nl", &links);
    for path in [format!("https://{WWW}/"), format!("https://{PRIVACY}/privacyverklaring/")] {
        stage.browser.open(&path);
        stage.browser.resize(width, height);
        stage.see_banner();
        for key in [Key::Tab, Key::BackTab] {
            let end = if key == Key::Tab { "at(-1)" } else { "at(0)" };
            let mut stops = 0;
            // Past either end, Firefox continues in its own toolbar.
            while !stage.browser.holds(&format!("document.activeElement === ({STOPS}).{end}")) {
                stage.browser.press(key);
                println!("`{}` at {width}×{height} on {path} by {key:?}", focused(stage));
                // Pages may scroll smoothly.
                stage.browser.wait(VISIBLE);
                stops += 1;
                assert!(stops < STOPS_MAX, "{path} has no end");
            }
            assert!(stops >= 10, "{path} has only {stops} stops");
        }
    }
}

/// Everything that Tab stops at, in the order of the page.
const STOPS: &str = "[...document.querySelectorAll('a[href], button, summary, input, [tabindex]')]
    .filter(stop => stop.checkVisibility())";

/// True if nothing covers the focused element at one of nine points or more.
const VISIBLE: &str = "(() => {
    const element = document.activeElement;
    return [...element.getClientRects()].some(box => [0.1, 0.5, 0.9].some(x => [0.1, 0.5, 0.9].some(y => {
        const found = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
        return found && (element.contains(found) || (element.labels && [...element.labels].some(label => label.contains(found))));
    })));
})()";

//! How much of a screen the banner covers, and that everything in it can be read and reached.

use crate::browser::Media;
use crate::stage::{BANNER, DIALOG, PRIVACY, Stage, WWW, is_shown};

crate::in_each_browser! {
    it_covers_at_most_half_of_the_smallest_screen,
    it_covers_at_most_half_of_a_phone,
    nothing_is_cut_off_in_large_text,
    it_is_not_printed,
    nothing_moves_under_reduced_motion,
    its_parts_are_seen_in_forced_colours,
    its_buttons_can_be_read_in_forced_colours,
}

const ACTIONS: [&str; 3] = ["reject", "accept", "settings"];

fn it_covers_at_most_half_of_the_smallest_screen(stage: &Stage) {
    covers_at_most_half(stage, 320, 256);
}

fn it_covers_at_most_half_of_a_phone(stage: &Stage) {
    covers_at_most_half(stage, 390, 844);
}

/// Opens a page of the site and one of another website, and checks both at a given size.
fn at_size(stage: &Stage, width: u32, height: u32, look: impl Fn()) {
    stage.embed(WWW, "nl", "<p>Words.");
    for host in [PRIVACY, WWW] {
        stage.visit_host(host);
        stage.browser.resize(width, height);
        stage.see_banner();
        look();
    }
}

fn covers_at_most_half(stage: &Stage, width: u32, height: u32) {
    at_size(stage, width, height, || {
        let area = stage.browser.value(&format!(
            "(box => box.width * box.height / innerWidth / innerHeight)(document.querySelector('{BANNER}').getBoundingClientRect())"
        ));
        assert!(area.as_f64().unwrap() <= 0.5, "{area}");
        everything_can_be_reached(stage);
    });
}

/// Asserts that each button can be scrolled into view completely, and that the page is not wider than the screen.
fn everything_can_be_reached(stage: &Stage) {
    for action in ACTIONS {
        assert!(
            stage.browser.holds(&format!(
                "(button => {{
                    button.scrollIntoView({{block: 'nearest'}});
                    const box = button.getBoundingClientRect();
                    const on = (x, y) => button.contains(document.elementFromPoint(x, y));
                    return box.left >= 0 && box.right <= innerWidth && button.scrollWidth <= button.clientWidth
                        && on(box.left + 8, box.top + 8) && on(box.right - 8, box.bottom - 8);
                }})(document.querySelector('{BANNER} [data-consent-action={action}]'))"
            )),
            "`{action}` is out of reach"
        );
    }
    assert!(stage.browser.holds("document.documentElement.scrollWidth <= innerWidth"));
}

fn nothing_is_cut_off_in_large_text(stage: &Stage) {
    for (width, height) in [(640, 512), (390, 844)] {
        at_size(stage, width, height, || {
            stage.browser.run("document.documentElement.style.fontSize = '200%'");
            everything_can_be_reached(stage);
        });
    }
}

fn it_is_not_printed(stage: &Stage) {
    at_size(stage, 1000, 800, || {
        stage.browser.emulate(Media::Print);
        assert!(!stage.shows(BANNER));
        stage.browser.emulate(Media::Screen);
        assert!(stage.shows(BANNER));
    });
}

fn nothing_moves_under_reduced_motion(stage: &Stage) {
    at_size(stage, 1000, 800, || {
        stage.browser.emulate(Media::ReducedMotion);
        stage.browser.reload();
        stage.see_banner();
        stage.browser.click(&format!("{BANNER} [data-consent-action=settings]"));
        stage.browser.wait(&is_shown(DIALOG));
        let moving = stage.browser.run(&format!(
            "const parts = document.querySelectorAll('{BANNER}, {BANNER} *, {DIALOG}, {DIALOG} *');
            const lasts = durations => durations.split(',').some(duration => parseFloat(duration) > 0);
            return document.getAnimations().length + [...parts].filter(part => {{
                const style = getComputedStyle(part);
                return lasts(style.animationDuration) || lasts(style.transitionDuration) || style.scrollBehavior === 'smooth';
            }}).length"
        ));
        assert_eq!(moving, 0);
    });
}

fn its_parts_are_seen_in_forced_colours(stage: &Stage) {
    at_size(stage, 1000, 800, || {
        stage.browser.emulate(Media::ForcedColours);
        for selector in [BANNER.to_owned(), format!("{BANNER} button")] {
            // Backgrounds then all have the same colour, so only a border shows an edge.
            assert!(
                stage.browser.holds(&format!(
                    "[...document.querySelectorAll('{selector}')].every(part => {{
                        const style = getComputedStyle(part);
                        return style.forcedColorAdjust === 'auto' && ['top', 'bottom'].some(side =>
                            style.getPropertyValue(`border-${{side}}-style`) === 'solid'
                            && parseFloat(style.getPropertyValue(`border-${{side}}-width`)) >= 1);
                    }})"
                )),
                "`{selector}` has no edge"
            );
        }
    });
}

/// In forced colours a browser paints its own colour behind text, which no computed style shows.
fn its_buttons_can_be_read_in_forced_colours(stage: &Stage) {
    at_size(stage, 1000, 800, || {
        for media in [Media::ForcedColours, Media::ForcedDark] {
            stage.browser.emulate(media);
            for action in ACTIONS {
                let contrast = stage.browser.contrast_of_text(&format!("{BANNER} [data-consent-action={action}]"));
                assert!(contrast >= 4.5, "`{action}` has a contrast of {contrast} in {media:?}");
            }
        }
    });
}

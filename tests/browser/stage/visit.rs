//! A visit: what a visitor does in a test, and what the test can see of the banner and of what is stored.

use serde_json::Value;

use super::{PRIVACY, Request, Response, Stage};

/// The element that is the banner.
pub(crate) const BANNER: &str = "#helder";
/// The dialog with all choices.
pub(crate) const DIALOG: &str = "#helder-dialog";
/// The cookie with the choice.
pub(crate) const CHOICE: &str = "privacy-choice";

/// Everything stored that a page can see, by name, in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) cookies: Vec<String>,
    pub(crate) local: Vec<String>,
    pub(crate) session: Vec<String>,
}

impl Kept {
    /// Returns the state in which only these cookies are stored.
    pub(crate) fn cookies(names: &[&str]) -> Kept {
        Kept { cookies: names.iter().map(|name| (*name).to_owned()).collect(), ..Kept::default() }
    }
}

impl Stage {
    /// Opens a page of the privacy site.
    pub(crate) fn visit(&self, path: &str) {
        self.browser.open(&format!("https://{PRIVACY}{path}"));
    }

    /// Opens a page of another website: its root, as [`embedding`] wrote it.
    pub(crate) fn visit_host(&self, host: &str) {
        self.browser.open(&format!("https://{host}/"));
    }

    /// Writes a page at the root of a website that embeds the banner in a language, with something in its body.
    pub(crate) fn embed(&self, host: &str, language: &str, body: &str) {
        self.play.put(host, "/", Response::page(&embedding(language, body)));
    }

    /// Waits until the page and everything in it have loaded and the scripts have had time to react.
    pub(crate) fn settle(&self) {
        self.browser.wait("document.readyState === 'complete'");
        self.browser.run(
            "const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return frame().then(frame).then(() => new Promise(done => setTimeout(done, 250)));",
        );
    }

    /// Waits for the banner.
    pub(crate) fn see_banner(&self) {
        self.browser.wait(&is_shown(BANNER));
    }

    /// Waits until the banner has gone, or asserts at once that there is none.
    pub(crate) fn see_no_banner(&self) {
        self.browser.wait(&format!("document.readyState === 'complete' && !({})", is_shown(BANNER)));
    }

    /// Returns whether an element exists and is visible.
    pub(crate) fn shows(&self, selector: &str) -> bool {
        self.browser.holds(&is_shown(selector))
    }

    /// Presses a button of the banner.
    pub(crate) fn choose(&self, action: &str) {
        self.see_banner();
        self.browser.click(&format!("{BANNER} [data-consent-action={action}]"));
        self.see_no_banner();
    }

    /// Embeds the banner in Dutch in an otherwise empty website, accepts everything, and waits until both tags have sent something.
    pub(crate) fn accept_on(&self, host: &str) {
        self.embed(host, "nl", "");
        self.visit_host(host);
        self.choose("accept");
        self.await_both_tags();
    }

    /// Grants only these services in the dialog.
    pub(crate) fn choose_only(&self, services: &[&str]) {
        self.see_banner();
        self.browser.click(&format!("{BANNER} [data-consent-action=settings]"));
        self.browser.wait(&is_shown(DIALOG));
        for service in services {
            self.browser.click(&format!("{DIALOG} input[name='{service}']"));
        }
        self.browser.click(&format!("{DIALOG} [data-consent-action=save]"));
        self.see_no_banner();
    }

    /// Waits for a page view at Google Analytics.
    pub(crate) fn await_page_view(&self) -> Request {
        self.play.wait_for("a page view", |request| request.query("en") == Some("page_view"))
    }

    /// Waits for measurements at New Relic.
    pub(crate) fn await_harvest(&self) -> Request {
        self.play.wait_for("a harvest", |request| request.host == "bam.nr-data.net" && request.method == "POST")
    }

    /// Waits until both tags have sent something.
    pub(crate) fn await_both_tags(&self) {
        self.await_page_view();
        self.await_harvest();
    }

    /// Withdraws everything, and waits until the page of this host is loaded again.
    pub(crate) fn withdraw_and_await_reload(&self, host: &str) {
        self.browser.run("window.old = true; helder.withdraw()");
        self.browser.wait("!window.old && document.readyState === 'complete'");
        assert!(self.browser.holds(&format!("location.host === '{host}'")));
    }

    /// Leaves the page, waits until no more requests come, and clears the ledger.
    pub(crate) fn leave(&self) {
        self.browser.open("about:blank");
        self.play.forget();
    }

    /// Returns everything stored that the page can see.
    pub(crate) fn kept(&self) -> Kept {
        let seen = self.browser.run(
            "const names = storage => { try { return Object.keys(storage()).sort() } catch { return [] } };
            return [document.cookie, names(() => localStorage), names(() => sessionStorage)]",
        );
        Kept {
            cookies: super::cookie_names(seen[0].as_str().unwrap()),
            local: names(&seen[1]),
            session: names(&seen[2]),
        }
    }

    /// Returns the names of the cookies that a host receives, including those that scripts cannot see.
    pub(crate) fn received(&self, host: &str) -> Vec<String> {
        self.browser.open(&format!("https://{host}/received"));
        let received = self.play.requests_to(host);
        received.iter().rfind(|request| request.path() == "/received").unwrap().cookies()
    }

    /// Waits until a page that set `window.old` is loaded again, and asserts that only the choice is stored and no requests come.
    pub(crate) fn assert_began_anew(&self) {
        self.browser.wait("!window.old && document.readyState === 'complete'");
        self.settle();
        self.play.forget();
        self.settle();
        self.assert_quiet(&Kept::cookies(&[CHOICE]));
    }

    /// Asserts that no gated host was contacted, and that nothing else is stored.
    pub(crate) fn assert_quiet(&self, kept: &Kept) {
        assert_eq!(self.play.contacted(), Vec::<String>::new());
        assert_eq!(self.kept(), *kept);
    }
}

fn names(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Returns an expression that is true if an element exists and is visible.
pub(crate) fn is_shown(selector: &str) -> String {
    format!(
        "document.querySelector(`{selector}`)?.checkVisibility({{visibilityProperty: true, opacityProperty: true}}) \
        && document.querySelector(`{selector}`).getBoundingClientRect().height > 0"
    )
}

/// Writes a page of a website that embeds the banner in a language, with something in its body.
pub(crate) fn embedding(language: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang={language}><meta charset=utf-8><meta name=viewport content='width=device-width'>\
        <title>A website</title><link rel=icon href='data:,'>\
        <script type=module src='https://{PRIVACY}/consent/{language}.js'></script>\
        <body><main><h1>A website</h1>{body}</main>"
    )
}

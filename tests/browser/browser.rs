//! A browser as the tests see it: pages, scripts, clicks, keys and tabs, by the WebDriver protocol.

#[allow(dead_code, reason = "the measurement in bench.rs uses it")]
mod cost;
mod driver;
mod emulation;
mod keyboard;
mod profile;

use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use driver::Driver;

pub(crate) use emulation::Media;
pub(crate) use keyboard::Key;
pub(crate) use profile::Profile;

/// How long a command may take before the browser is considered to hang, and is ended.
const COMMAND_MAX: Duration = Duration::from_secs(60);

/// How long a test waits for something to become true.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// The browsers in which every promise is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

impl Kind {
    /// The names of the browser's program on different systems.
    fn program(self) -> &'static [&'static str] {
        match self {
            Kind::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Kind::Firefox => &["firefox-esr", "firefox"],
        }
    }

    fn driver(self) -> &'static [&'static str] {
        match self {
            Kind::Chromium => &["chromedriver"],
            Kind::Firefox => &["geckodriver"],
        }
    }
}

/// A browser that runs until it is dropped.
pub(crate) struct Browser {
    pub(crate) kind: Kind,
    session: String,
    agent: ureq::Agent,
    driver: Driver,
}

impl Browser {
    /// Starts a browser that makes all its connections to a port on this machine.
    pub(crate) fn start(kind: Kind, profile: Profile, port: u16) -> Browser {
        let driver = Driver::start(kind);
        let config = ureq::Agent::config_builder().timeout_global(Some(COMMAND_MAX)).http_status_as_error(false);
        let agent: ureq::Agent = config.build().into();
        let address = format!("http://127.0.0.1:{}/session", driver.port);
        let mut browser = Browser { kind, session: address.clone(), agent, driver };
        let capabilities = profile.capabilities(kind, port, &browser.driver.folder);
        let answer = browser.command("", json!({ "capabilities": { "alwaysMatch": capabilities } }));
        browser.session = format!("{address}/{}", answer["sessionId"].as_str().unwrap());
        profile.apply(&browser);
        browser
    }

    /// Carries out a command with parameters. The test fails if the browser refuses.
    fn command(&self, path: &str, body: Value) -> Value {
        let response = self.agent.post(format!("{}{path}", self.session)).send_json(body);
        answer(path, response)
    }

    fn ask(&self, path: &str) -> Value {
        answer(path, self.agent.get(format!("{}{path}", self.session)).call())
    }

    /// Opens an address and waits until the page has loaded.
    pub(crate) fn open(&self, url: &str) {
        self.command("/url", json!({ "url": url }));
    }

    pub(crate) fn reload(&self) {
        self.command("/refresh", json!({}));
    }

    /// Goes back, to the page in the back/forward cache if it is there.
    pub(crate) fn back(&self) {
        self.command("/back", json!({}));
    }

    /// Returns a cookie of the page, with all its attributes.
    pub(crate) fn cookie(&self, name: &str) -> Value {
        self.ask(&format!("/cookie/{name}"))
    }

    /// Empties the cache of files, as happens over time.
    pub(crate) fn forget_cache(&self) {
        match self.kind {
            Kind::Chromium => {
                self.devtools("Network.clearBrowserCache", json!({}));
            }
            Kind::Firefox => {
                self.run_inside("Services.cache2.clear()");
            }
        }
    }

    /// Returns the title of the page, which works without scripts.
    pub(crate) fn title(&self) -> String {
        self.ask("/title").as_str().unwrap().to_owned()
    }

    /// Runs the body of a function in the page and returns its result; waits for a promise.
    pub(crate) fn run(&self, body: &str) -> Value {
        self.command("/execute/sync", json!({ "script": body, "args": [] }))
    }

    /// Returns the value of an expression in the page.
    pub(crate) fn value(&self, expression: &str) -> Value {
        self.run(&format!("return {expression}"))
    }

    /// Returns whether an expression in the page is true.
    pub(crate) fn holds(&self, expression: &str) -> bool {
        self.value(&format!("Boolean({expression})")) == true
    }

    /// Waits until an expression in the page is true. A page that is being replaced does not answer, so the command is repeated.
    pub(crate) fn wait(&self, expression: &str) {
        let deadline = Instant::now() + WAIT_MAX;
        let body = json!({ "script": format!("return Boolean({expression})"), "args": [] });
        let mut last = String::new();
        while Instant::now() < deadline {
            let response = self.agent.post(format!("{}/execute/sync", self.session)).send_json(&body);
            let value: Value = response.unwrap().body_mut().read_json().unwrap();
            if value["value"] == true {
                return;
            }
            last = value["value"].to_string();
            thread::sleep(Duration::from_millis(20));
        }
        panic!("`{expression}` does not become true: {last}");
    }

    /// Clicks an element as a person does: it must be visible and nothing may lie over it.
    pub(crate) fn click(&self, selector: &str) {
        // The driver does not wait for a page that scrolls smoothly.
        self.run(&format!(
            "document.querySelector(`{selector}`)?.scrollIntoView({{behavior: 'instant', block: 'nearest'}})"
        ));
        self.command(&format!("{}/click", self.element(selector)), json!({}));
    }

    /// Returns the contrast within the line of text of an element, as its pixels have it: that of its brightest and its darkest.
    pub(crate) fn contrast_of_text(&self, selector: &str) -> f64 {
        let picture = self.ask(&format!("{}/screenshot", self.element(selector)));
        let contrast = self.run(&format!(
            "const element = document.querySelector(`{selector}`);
            const range = document.createRange();
            range.selectNodeContents(element);
            const [box, line] = [element.getBoundingClientRect(), range.getBoundingClientRect()];
            const bytes = Uint8Array.from(atob('{}'), letter => letter.charCodeAt());
            return createImageBitmap(new Blob([bytes], {{type: 'image/png'}})).then(picture => {{
                const canvas = document.createElement('canvas');
                [canvas.width, canvas.height] = [picture.width, picture.height];
                const context = canvas.getContext('2d');
                context.drawImage(picture, 0, 0);
                const scale = picture.width / box.width;
                const at = [line.left - box.left + 1, line.top - box.top + 3, line.width - 2, line.height - 6];
                const {{data}} = context.getImageData(...at.map(length => Math.round(length * scale)));
                const lights = [];
                for (let at = 0; at < data.length; at += 4) {{
                    const [red, green, blue] = [...data.slice(at, at + 3)].map(part =>
                        part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4);
                    lights.push(0.2126 * red + 0.7152 * green + 0.0722 * blue);
                }}
                return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
            }})",
            picture.as_str().unwrap()
        ));
        contrast.as_f64().unwrap()
    }

    /// Returns the visible text of an element, which works without scripts.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.ask(&format!("{}/text", self.element(selector))).as_str().unwrap().to_owned()
    }

    fn element(&self, selector: &str) -> String {
        let element = self.command("/element", json!({ "using": "css selector", "value": selector }));
        let id = element.as_object().unwrap().values().next().unwrap().as_str().unwrap();
        format!("/element/{id}")
    }

    /// Opens an empty tab, makes it the current one and returns its name.
    pub(crate) fn open_tab(&self) -> String {
        let tab = self.command("/window/new", json!({ "type": "tab" }))["handle"].as_str().unwrap().to_owned();
        self.switch_to(&tab);
        tab
    }

    /// Returns the name of the current tab.
    pub(crate) fn tab(&self) -> String {
        self.ask("/window").as_str().unwrap().to_owned()
    }

    /// Makes a tab the current one, and brings it to the front.
    pub(crate) fn switch_to(&self, tab: &str) {
        self.command("/window", json!({ "handle": tab }));
        if self.kind == Kind::Chromium {
            self.devtools("Page.bringToFront", json!({}));
        }
    }

    /// Resets the browser to one that was never used: one empty tab, and nothing stored.
    pub(crate) fn reset(&self) {
        let old = self.ask("/window/handles");
        let new = self.open_tab();
        for tab in old.as_array().unwrap() {
            self.command("/window", json!({ "handle": tab }));
            answer("/window", self.agent.delete(format!("{}/window", self.session)).call());
        }
        self.switch_to(&new);
        match self.kind {
            Kind::Chromium => {
                self.devtools("Network.clearBrowserCookies", json!({}));
                self.devtools("Network.clearBrowserCache", json!({}));
                self.devtools("Storage.clearDataForOrigin", json!({ "origin": "*", "storageTypes": "all" }));
            }
            Kind::Firefox => {
                self.run_inside(
                    "const {CLEAR_COOKIES, CLEAR_DOM_STORAGES, CLEAR_ALL_CACHES} = Ci.nsIClearDataService;
                    const kinds = CLEAR_COOKIES | CLEAR_DOM_STORAGES | CLEAR_ALL_CACHES;
                    return new Promise(done => Services.clearData.deleteData(kinds, () => done(true)));",
                );
            }
        }
    }

    /// Sends Chromium a command of its developer tools.
    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.command("/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Runs a script inside Firefox itself rather than in a page.
    fn run_inside(&self, body: &str) -> Value {
        self.command("/moz/context", json!({ "context": "chrome" }));
        let value = self.run(body);
        self.command("/moz/context", json!({ "context": "content" }));
        value
    }

    /// Returns a screenshot as a PNG file; `None` if the browser no longer answers.
    pub(crate) fn picture(&self) -> Option<Vec<u8>> {
        let response = self.agent.get(format!("{}/screenshot", self.session)).call();
        let value: Value = response.ok()?.body_mut().read_json().ok()?;
        STANDARD.decode(value["value"].as_str()?).ok()
    }
}

fn answer(path: &str, response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
    let mut response = response.unwrap_or_else(|error| panic!("the browser does not answer `{path}`: {error}"));
    let mut answer: Value = response.body_mut().read_json().unwrap();
    let value = answer["value"].take();
    if let Some(error) = value["error"].as_str() {
        panic!("the browser refuses `{path}`: {error}: {}", value["message"].as_str().unwrap_or_default());
    }
    value
}

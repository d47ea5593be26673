//! The setup of a browser before it starts: where its connections go, and which settings its user has changed.

use std::path::Path;

use serde_json::{Value, json};

use super::{Browser, Kind};
use crate::stage::{GATED, OWN};

/// A setting of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Nothing.
    Plain,
    /// No script runs.
    WithoutScripts,
    /// Sites cannot store anything.
    WithoutStorage,
    /// Global Privacy Control is on.
    PrivacyControl,
}

impl Profile {
    /// Returns the capabilities that start a session.
    pub(super) fn capabilities(self, kind: Kind, port: u16, folder: &Path) -> Value {
        match kind {
            Kind::Chromium => self.chromium(port, folder),
            Kind::Firefox => self.firefox(port),
        }
    }

    fn chromium(self, port: u16, folder: &Path) -> Value {
        let maps = OWN.iter().chain(&GATED).map(|host| format!("MAP {host}:443 127.0.0.1:{port},"));
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--ignore-certificate-errors".to_owned(),
            "--window-size=1000,800".to_owned(),
            format!("--user-data-dir={}", folder.join("profile").display()),
            format!("--host-resolver-rules={}EXCLUDE localhost,MAP * ~NOTFOUND", maps.collect::<String>()),
        ];
        // When a page is opened again, Chromium connects by itself to the hosts of an earlier visit.
        let mut settings = json!({ "net.network_prediction_options": 2 });
        match self {
            Profile::Plain | Profile::PrivacyControl => {}
            Profile::WithoutScripts => settings["profile.default_content_setting_values.javascript"] = json!(2),
            Profile::WithoutStorage => settings["profile.default_content_setting_values.cookies"] = json!(2),
        }
        json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments, "prefs": settings } })
    }

    fn firefox(self, port: u16) -> Value {
        let mut settings = json!({ "browser.cache.disk.enable": false });
        let mut set = |name: &str, value: Value| settings[name] = value;
        match self {
            Profile::Plain => {}
            Profile::WithoutScripts => set("javascript.enabled", json!(false)),
            Profile::WithoutStorage => set("network.cookie.cookieBehavior", json!(2)),
            Profile::PrivacyControl => {
                set("privacy.globalprivacycontrol.enabled", json!(true));
                set("privacy.globalprivacycontrol.functionality.enabled", json!(true));
            }
        }
        let proxy = format!("127.0.0.1:{port}");
        json!({
            "browserName": "firefox",
            "acceptInsecureCerts": true,
            "proxy": { "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy },
            "moz:firefoxOptions": { "args": ["-headless", "-width", "1000", "-height", "800"], "prefs": settings },
        })
    }

    /// Sets what can be set only in a running browser.
    pub(super) fn apply(self, browser: &Browser) {
        if self == Profile::PrivacyControl && browser.kind == Kind::Chromium {
            // Chromium has no such setting, so what a browser with it would show is simulated.
            let source = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})";
            browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
            browser.devtools("Network.enable", json!({}));
            browser.devtools("Network.setExtraHTTPHeaders", json!({ "headers": { "Sec-GPC": "1" } }));
        }
    }
}

//! The play: which host answers what, and the ledger of every request of a browser.
//!
//! | host | played by |
//! | --- | --- |
//! | `privacy.powerpanel.test` | the files of a [`Site`](super::site::Site) that the test builds |
//! | `www.powerpanel.test`, `panel.eu.powerpanel.test` | pages that the test writes |
//! | `www.googletagmanager.com`, `*.google-analytics.com` | `tags/gtag.js`, and a host that accepts what it sends |
//! | `js-agent.newrelic.com`, `bam.nr-data.net`, `bam.eu01.nr-data.net` | `tags/agent.js` or the real agent, and hosts that accept what it sends |
//! | `video.test` | an embed |

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::request::Request;
use super::response::Response;
use super::site::Site;

/// The host of the privacy site.
pub(crate) const PRIVACY: &str = "privacy.powerpanel.test";
/// A website that embeds the banner.
pub(crate) const WWW: &str = "www.powerpanel.test";
/// A website that embeds the banner, three labels deep.
pub(crate) const PANEL: &str = "panel.eu.powerpanel.test";

/// Hosts that nobody may contact without consent.
pub(crate) const GATED: [&str; 7] = [
    "bam.eu01.nr-data.net",
    "bam.nr-data.net",
    "js-agent.newrelic.com",
    "region1.google-analytics.com",
    "video.test",
    "www.google-analytics.com",
    "www.googletagmanager.com",
];

/// The host to which records of consent are posted, if the test configures it.
pub(crate) const RECORDS: &str = "records.powerpanel.test";

/// Hosts of the site's owner.
pub(crate) const OWN: [&str; 4] = [PRIVACY, WWW, PANEL, RECORDS];

/// How long a test waits for a request before it fails.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// After so long without a request no more are expected; the tags played here send four times in that time.
const QUIET: Duration = Duration::from_millis(400);

const GTAG: &str = include_str!("tags/gtag.js");
const AGENT: &str = include_str!("tags/agent.js");

/// Returns whether a host is played here.
pub(crate) fn is_played(host: &str) -> bool {
    OWN.contains(&host) || GATED.contains(&host)
}

/// The hosts of one browser, and the requests that they received.
#[derive(Default)]
pub(crate) struct Play {
    scene: Mutex<Scene>,
    changed: Condvar,
}

#[derive(Default)]
struct Scene {
    site: Site,
    /// By host and path; they replace what a host would answer by default.
    answers: BTreeMap<(String, String), Response>,
    /// Headers that a host adds to each of its responses.
    headers: Vec<(String, String, String)>,
    connected: BTreeSet<String>,
    connections: usize,
    requests: Vec<Request>,
}

impl Play {
    fn scene(&self) -> MutexGuard<'_, Scene> {
        // After a test that failed while it held the lock, the ledger can still be read.
        self.scene.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts again, with a site.
    pub(crate) fn reset(&self, site: Site) {
        *self.scene() = Scene { site, ..Scene::default() };
    }

    /// Replaces the site, for example with one that has a changed purpose.
    pub(crate) fn set_site(&self, site: Site) {
        self.scene().site = site;
    }

    /// Sets the answer of a host to a path.
    pub(crate) fn put(&self, host: &str, path: &str, response: Response) {
        self.scene().answers.insert((host.to_owned(), path.to_owned()), response);
    }

    /// Adds a header to everything that a host answers.
    pub(crate) fn add_header(&self, host: &str, name: &str, value: &str) {
        self.scene().headers.push((host.to_owned(), name.to_owned(), value.to_owned()));
    }

    /// Removes the files of the privacy site whose path satisfies a condition; there must be some.
    pub(crate) fn lose(&self, is_lost: impl Fn(&str) -> bool) {
        let mut scene = self.scene();
        let lost: Vec<String> = scene.site.paths().filter(|path| is_lost(path)).map(str::to_owned).collect();
        assert!(!lost.is_empty(), "no file of the site is of that name");
        for path in lost {
            scene.answers.insert((PRIVACY.to_owned(), format!("/{path}")), Response::missing());
        }
    }

    /// Records a connection, even if no request follows.
    pub(crate) fn connected(&self, host: &str) {
        let mut scene = self.scene();
        scene.connected.insert(host.to_owned());
        scene.connections += 1;
        drop(scene);
        self.changed.notify_all();
    }

    /// Records a request and answers it.
    pub(crate) fn answer(&self, request: Request) -> Response {
        let mut scene = self.scene();
        let key = (request.host.clone(), request.path().to_owned());
        let mut response = match scene.answers.get(&key) {
            Some(response) => response.clone(),
            None => by_itself(&scene.site, &request),
        };
        for (_, name, value) in scene.headers.iter().filter(|(host, _, _)| *host == request.host) {
            response = response.with(name, value);
        }
        scene.connected.insert(request.host.clone());
        scene.requests.push(request);
        drop(scene);
        self.changed.notify_all();
        response
    }

    /// Returns the gated hosts that were contacted in any way, in alphabetical order.
    pub(crate) fn contacted(&self) -> Vec<String> {
        self.scene().connected.iter().filter(|host| GATED.contains(&host.as_str())).cloned().collect()
    }

    /// Returns every request so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.scene().requests.clone()
    }

    /// Returns the requests to a host.
    pub(crate) fn requests_to(&self, host: &str) -> Vec<Request> {
        self.scene().requests.iter().filter(|request| request.host == host).cloned().collect()
    }

    /// Waits until no more requests come, and clears the ledger.
    pub(crate) fn forget(&self) {
        let deadline = Instant::now() + WAIT_MAX;
        let mut scene = self.scene();
        loop {
            let before = (scene.requests.len(), scene.connections);
            scene = self.changed.wait_timeout(scene, QUIET).unwrap().0;
            if (scene.requests.len(), scene.connections) == before {
                break;
            }
            assert!(Instant::now() < deadline, "somebody goes on asking:\n{}", list(&scene.requests));
        }
        scene.requests.clear();
        scene.connected.clear();
    }

    /// Waits until a request has come that satisfies a condition, and returns the first.
    pub(crate) fn wait_for(&self, what: &str, is_it: impl Fn(&Request) -> bool) -> Request {
        let deadline = Instant::now() + WAIT_MAX;
        let mut scene = self.scene();
        loop {
            if let Some(request) = scene.requests.iter().find(|request| is_it(request)) {
                return request.clone();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what} did not come; what came:\n{}", list(&scene.requests));
            scene = self.changed.wait_timeout(scene, left).unwrap().0;
        }
    }

    /// Describes the requests, for the report of a failed test.
    pub(crate) fn ledger(&self) -> String {
        list(&self.scene().requests)
    }
}

/// Returns what a host answers unless the test says otherwise.
fn by_itself(site: &Site, request: &Request) -> Response {
    match (request.host.as_str(), request.path()) {
        (PRIVACY, path) => site.file(path),
        ("www.googletagmanager.com", "/gtag/js") => Response::script(GTAG),
        ("js-agent.newrelic.com", path) if path.starts_with("/nr-loader") => Response::script(AGENT),
        ("video.test", _) => Response::page("<!doctype html><title>A video</title><p>A video."),
        ("region1.google-analytics.com" | "www.google-analytics.com", "/g/collect") => Response::empty(),
        // The agent asks what it may collect: these are its features, and a session.
        ("bam.nr-data.net" | "bam.eu01.nr-data.net", path) if path.starts_with("/1/") => {
            let flags = r#"{"stn":0,"err":1,"ins":1,"spa":1,"sr":0,"srs":0,"st":1,"sts":0,"log":0,"logapi":0}"#;
            let answer = format!(r#"{{"app":{{"agents":[{{"entityGuid":"test"}}],"nrServerTime":1}},{}"#, &flags[1..]);
            Response::new("application/json", answer).with("access-control-allow-origin", "*")
        }
        ("bam.nr-data.net" | "bam.eu01.nr-data.net" | RECORDS, _) => {
            Response::empty().with("access-control-allow-headers", "*")
        }
        _ => Response::missing(),
    }
}

fn list(requests: &[Request]) -> String {
    let mut lines = Vec::new();
    for Request { method, host, target, .. } in requests {
        lines.push(format!("  {method} https://{host}{target}\n"));
    }
    // A tag that keeps sending repeats the same request.
    let mut said = BTreeSet::new();
    lines.retain(|line| said.insert(line.clone()));
    lines.concat()
}

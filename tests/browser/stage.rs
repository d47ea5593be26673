//! The stage of a test: a browser, and every host that it can reach, played by the test.
//!
//! [`listener`] accepts the browser's connections, each with a certificate for the requested host; [`play`] says what
//! each host answers and keeps the ledger of requests; [`site`] builds the privacy site from the folder `content`. To play
//! another host, add its name to [`GATED`] or [`OWN`] and what it answers to `play::by_itself`.

mod certificate;
mod listener;
mod play;
mod pool;
mod request;
mod response;
mod site;
mod visit;

pub(crate) use play::{GATED, OWN, PANEL, PRIVACY, RECORDS, WWW};
pub(crate) use pool::{run, run_with};
pub(crate) use request::{Request, cookie_names};
pub(crate) use response::Response;
pub(crate) use site::{Edit, Site};
pub(crate) use visit::{BANNER, CHOICE, DIALOG, Kept, embedding, is_shown};

use std::sync::Arc;

use crate::browser::{Browser, Kind, Profile};
use listener::Listener;
use play::Play;

/// A browser and everything that it can reach.
pub(crate) struct Stage {
    pub(crate) browser: Browser,
    pub(crate) play: Arc<Play>,
    #[expect(dead_code, reason = "it listens until it is dropped")]
    listener: Listener,
}

impl Stage {
    fn new(kind: Kind, profile: Profile) -> Stage {
        let play = Arc::new(Play::default());
        let listener = Listener::start(Arc::clone(&play));
        let browser = Browser::start(kind, profile, listener.port);
        play.reset(Site::plain());
        Stage { browser, play, listener }
    }

    /// Resets the browser and the ledger.
    pub(crate) fn reset(&self) {
        self.browser.reset();
        self.play.reset(Site::plain());
    }
}

//! The latest state of the site, published by the worker and read by every connection.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;

use crate::session::Preview;
use crate::shell::clock;

/// A state that every thread may read, and wait for.
pub(super) struct Latest {
    state: Mutex<SiteState>,
    changed: Condvar,
}

/// The site as it is shown, and what is wrong with its sources.
#[derive(Clone, Default)]
pub(super) struct SiteState {
    /// Changes with the pages. It does not begin at 0, so that a page from an earlier server is recognised as old.
    pub(super) generation: u64,
    /// Changes with the problems.
    pub(super) news: u64,
    /// `None` until the site has once been without an error.
    pub(super) preview: Option<Arc<Preview>>,
    /// Whether the preview is older than the sources, because these have errors.
    pub(super) is_behind: bool,
    /// What the checks found, as rows of a report with a link for the editor.
    pub(super) problems: Arc<Vec<Value>>,
    /// Legal findings; `None` until the law has been applied to this generation.
    pub(super) law: Option<Arc<Vec<Value>>>,
    /// Whether the program is about to end.
    pub(super) closed: bool,
}

impl Latest {
    pub(super) fn new() -> Latest {
        let state = SiteState { generation: clock::milliseconds(), ..SiteState::default() };
        Latest { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Returns the state as it is now.
    pub(super) fn read(&self) -> SiteState {
        self.lock().clone()
    }

    /// Changes the state, and wakes all threads that wait for a change.
    pub(super) fn write(&self, change: impl FnOnce(&mut SiteState)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// Ends all waiting: there will be no more changes.
    pub(super) fn close(&self) {
        self.write(|state| state.closed = true);
    }

    /// Waits until generation and news differ from these, or until the time is up. Returns both, or `None` after `close`.
    pub(super) fn wait(&self, seen: (u64, u64), timeout: Duration) -> Option<(u64, u64)> {
        let is_seen = |state: &mut SiteState| !state.closed && (state.generation, state.news) == seen;
        let waited = self.changed.wait_timeout_while(self.lock(), timeout, is_seen);
        let (state, _) = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        (!state.closed).then_some((state.generation, state.news))
    }

    /// A thread that panicked while it had the lock has changed at most one field, so the state is still usable.
    fn lock(&self) -> MutexGuard<'_, SiteState> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

//! What the keeper tells all connections: what is shown, and what is wrong.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;

use crate::workshop::Shown;

/// A state that everyone may read, and a bell for who waits for the next.
pub(super) struct Board {
    state: Mutex<State>,
    bell: Condvar,
}

/// What hangs on the board.
#[derive(Clone, Default)]
pub(super) struct State {
    /// Another number means other pages. It does not begin at nought, so that a page of a former server is known to be one.
    pub(super) generation: u64,
    /// Another number means other problems.
    pub(super) news: u64,
    /// None before the site was ever without an error.
    pub(super) shown: Option<Arc<Shown>>,
    /// Whether what is shown is older than the sources, which have errors.
    pub(super) is_behind: bool,
    /// What the checks found, as rows of a report with a link for the editor.
    pub(super) problems: Arc<Vec<Value>>,
    /// What the law asks; none while it is still being judged.
    pub(super) law: Option<Arc<Vec<Value>>>,
    /// Whether the program ends.
    pub(super) closed: bool,
}

impl Board {
    pub(super) fn new() -> Board {
        let generation = crate::shell::clock::milliseconds();
        Board { state: Mutex::new(State { generation, ..State::default() }), bell: Condvar::new() }
    }

    /// Returns what hangs there now.
    pub(super) fn read(&self) -> State {
        self.lock().clone()
    }

    /// Changes it, and rings.
    pub(super) fn write(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.bell.notify_all();
    }

    /// Tells everyone that nothing more will come.
    pub(super) fn close(&self) {
        self.write(|state| state.closed = true);
    }

    /// Waits until the numbers are others than these, at most for so long. Returns the numbers, or none at the end.
    pub(super) fn wait(&self, seen: (u64, u64), most: Duration) -> Option<(u64, u64)> {
        let is_seen = |state: &mut State| !state.closed && (state.generation, state.news) == seen;
        let waited = self.bell.wait_timeout_while(self.lock(), most, is_seen);
        let (state, _) = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        (!state.closed).then_some((state.generation, state.news))
    }

    /// A thread that panicked while it held the state had changed nothing or one field of it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

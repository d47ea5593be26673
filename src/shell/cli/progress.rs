//! A counter on the error stream, when it is a terminal and the work is long.

#![expect(clippy::disallowed_methods, reason = "the time is shown to people and has no effect on the output")]

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::shell::message;

/// Shorter work needs no progress line.
const SHOWN_AFTER: Duration = Duration::from_secs(1);

/// Milliseconds between two changes of the line.
const INTERVAL_MS: u64 = 100;

/// Counts rendered files.
pub(super) struct Progress {
    started: Instant,
    shown: bool,
    files: AtomicUsize,
    last_ms: AtomicU64,
}

impl Progress {
    /// Begins to count.
    pub(super) fn begin() -> Progress {
        Progress {
            started: Instant::now(),
            shown: io::stderr().is_terminal(),
            files: AtomicUsize::new(0),
            last_ms: AtomicU64::new(0),
        }
    }

    /// Counts one file.
    pub(super) fn step(&self) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.shown || !files.is_multiple_of(64) || self.started.elapsed() < SHOWN_AFTER {
            return;
        }
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.last_ms.load(Ordering::Relaxed);
        let due = now >= last + INTERVAL_MS;
        if due && self.last_ms.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            message::print(&format!("\rrendering: {files} files"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.last_ms.load(Ordering::Relaxed) > 0 {
            message::print("\r\x1b[K");
        }
    }
}

//! The worker: it owns the sources and the session, reads what has changed, checks it, and publishes the result.
//!
//! The law is applied on a thread of its own once there has been no change for a moment, so that pages do not wait for it.

#![expect(clippy::disallowed_methods, reason = "waiting until no more changes come requires a clock")]

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::document::Audience;
use crate::session::{Preview, Session};
use crate::shell::clock;
use crate::shell::load::Disk;
use crate::shell::message::{self, message};
use crate::shell::report::{self, Quotes};
use crate::shell::serve::latest::Latest;
use crate::shell::serve::links::Links;
use crate::shell::serve::options::ServeOptions;
use crate::shell::serve::watch::{FileChange, Watch};
use crate::structure::StructureRule;

/// What the worker reacts to.
enum WorkerEvent {
    Changed(FileChange),
    /// The legal findings of a generation.
    Judged {
        generation: u64,
        found: Vec<Diagnostic>,
    },
}

/// An editor writes a file in several steps. They are complete after a pause of this length, or at the latest after the second time.
const PAUSE: Duration = Duration::from_millis(5);
const PAUSE_WAIT_MAX: Duration = Duration::from_millis(100);

/// After the last change all files are looked at again after this time.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often all files are looked at where the system does not report changes.
const POLL: Duration = Duration::from_millis(500);

/// How often all files are looked at in any case; the day changes, too.
const IDLE: Duration = Duration::from_secs(30);

/// How long there must be no change before the law is applied.
const LAW_AFTER: Duration = Duration::from_millis(150);

pub(super) struct Worker {
    options: ServeOptions,
    disk: Disk,
    session: Session,
    latest: Arc<Latest>,
    watch: Watch,
    events: Receiver<WorkerEvent>,
    judge: Sender<(u64, Arc<Preview>)>,
    today: Date,
    /// The errors that were printed last.
    printed: Vec<Diagnostic>,
}

/// The events of a short time.
#[derive(Default)]
struct Batch {
    paths: BTreeSet<PathBuf>,
    has_unknown: bool,
    judged: Option<(u64, Vec<Diagnostic>)>,
}

impl Worker {
    /// Watches the folders, checks the sources for the first time, and publishes the result.
    pub(super) fn begin(options: &ServeOptions, disk: Disk, latest: Arc<Latest>) -> Worker {
        let (sender, events) = channel();
        let changes = sender.clone();
        // Sending fails only when the program ends.
        let watch = Watch::new(&disk.roots(), move |change| drop(changes.send(WorkerEvent::Changed(change))));
        let mut worker = Worker {
            today: options.today.unwrap_or_else(clock::today),
            options: options.clone(),
            disk,
            session: Session::default(),
            latest,
            watch,
            events,
            judge: judge(sender),
            printed: Vec::new(),
        };
        worker.update();
        worker
    }

    /// Makes links to where files are.
    pub(super) fn links(&self) -> Links {
        Links { locations: self.disk.locations(), editor: self.options.editor.clone() }
    }

    /// Prints where the site is.
    pub(super) fn welcome(&self, url: &str) {
        message!("serving `{}` at {url}", self.options.content.display());
        let preview = self.latest.read().preview;
        let documents = preview.iter().flat_map(|preview| &preview.site().documents);
        let other = Audience::ALL.into_iter().find(|audience| *audience != self.options.audience);
        if let Some(audience) = other.filter(|audience| documents.clone().any(|one| one.audience == *audience)) {
            message!("documents for another audience: {url}-/{}/", audience.as_str());
        }
        message!("press Ctrl-C to stop");
    }

    /// Publishes every change, until the program ends.
    pub(super) fn run(mut self) {
        let mut second_look = Some(Instant::now() + SECOND_LOOK);
        loop {
            let wait = match second_look {
                Some(at) => at.saturating_duration_since(Instant::now()),
                None if self.watch.is_reliable() => IDLE,
                None => POLL,
            };
            let batch = match self.events.recv_timeout(wait) {
                Ok(event) => self.batch(event),
                Err(RecvTimeoutError::Timeout) => {
                    second_look = None;
                    self.look();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if self.read(&batch) {
                second_look = Some(Instant::now() + SECOND_LOOK);
            }
            if let Some((generation, found)) = batch.judged {
                self.publish_law(generation, found);
            }
        }
    }

    /// Waits for a pause, and joins the events until then.
    fn batch(&self, first: WorkerEvent) -> Batch {
        let mut batch = Batch::default();
        let begun = Instant::now();
        let mut next = Some(first);
        while let Some(event) = next {
            match event {
                WorkerEvent::Changed(FileChange::Paths(paths)) => batch.paths.extend(paths),
                WorkerEvent::Changed(FileChange::Unknown) => batch.has_unknown = true,
                WorkerEvent::Judged { generation, found } => batch.judged = Some((generation, found)),
            }
            let is_waiting = begun.elapsed() < PAUSE_WAIT_MAX;
            next = if is_waiting { self.events.recv_timeout(PAUSE).ok() } else { None };
        }
        batch
    }

    /// Reads what has changed. Returns whether any of it is in the folders of the sources.
    fn read(&mut self, batch: &Batch) -> bool {
        let mut changed = false;
        let mut is_ours = batch.has_unknown;
        if batch.paths.iter().any(|path| self.watch.is_root(path)) {
            self.watch.restart();
            changed |= self.disk.look();
        }
        for path in batch.paths.iter().filter(|path| self.watch.contains(path)) {
            is_ours = true;
            changed |= self.disk.touch(path);
        }
        if batch.has_unknown {
            changed |= self.disk.look();
        }
        if changed {
            self.update();
        }
        is_ours
    }

    /// Looks at all files.
    fn look(&mut self) {
        if !self.watch.is_reliable() {
            self.watch.restart();
        }
        let changed = self.disk.look();
        let today = self.options.today.unwrap_or_else(clock::today);
        if changed || today != self.today {
            self.today = today;
            self.update();
        }
    }

    /// Checks the sources as they are now, and publishes the result.
    fn update(&mut self) {
        let Worker { session, disk, today, .. } = self;
        let updated = catch_unwind(AssertUnwindSafe(|| session.update(disk.sources(), disk.found(), *today)));
        let found = updated.unwrap_or_else(|_| {
            // The caches may be incomplete.
            self.session = Session::default();
            vec![Diagnostic::error(
                StructureRule::Internal,
                "helder made a mistake here; please report what you changed",
            )]
        });
        let problems = Arc::new(self.rows(&found));
        let is_behind = diagnostic::has_errors(&found);
        let preview = self.session.preview().cloned();
        let mut unjudged = None;
        self.latest.write(|state| {
            let is_same = match (&state.preview, &preview) {
                (Some(before), Some(now)) => Arc::ptr_eq(before, now),
                (_, None) => true,
                (None, Some(_)) => false,
            };
            if let Some(preview) = preview.filter(|_| !is_same) {
                state.generation += 1;
                state.law = None;
                unjudged = Some((state.generation, preview.clone()));
                state.preview = Some(preview);
            }
            state.news += 1;
            state.is_behind = is_behind;
            state.problems = problems;
        });
        if let Some(unjudged) = unjudged {
            // The judge lives as long as the program.
            let _ = self.judge.send(unjudged);
        }
        self.print(&found);
    }

    /// Publishes legal findings, unless another generation is shown by now. Those in a file with errors are left out: their places
    /// are those of an earlier text.
    fn publish_law(&mut self, generation: u64, mut found: Vec<Diagnostic>) {
        if self.latest.read().generation != generation {
            return;
        }
        let places = self.printed.iter().filter_map(|found| found.place.as_ref());
        let broken: BTreeSet<_> = places.map(|place| &place.path).collect();
        found.retain(|found| found.place.as_ref().is_none_or(|place| !broken.contains(&place.path)));
        let rows = Arc::new(self.rows(&found));
        self.latest.write(|state| {
            state.law = Some(rows);
            state.news += 1;
        });
    }

    fn rows(&self, found: &[Diagnostic]) -> Vec<Value> {
        let quotes = self.quotes(found);
        let links = self.links();
        found.iter().map(|found| links.linked(report::row(found, &quotes))).collect()
    }

    fn quotes(&self, found: &[Diagnostic]) -> Quotes<'_> {
        let paths: BTreeSet<_> = found.iter().filter_map(|found| Some(&found.place.as_ref()?.path)).collect();
        let files = paths.into_iter().filter_map(|path| self.disk.file(path));
        Quotes::new(files.map(|file| (&file.path, &*file.text)))
    }

    /// Prints new errors, or says that the last one is gone.
    fn print(&mut self, found: &[Diagnostic]) {
        let errors: Vec<Diagnostic> = found.iter().filter(|found| found.severity == Severity::Error).cloned().collect();
        if errors == self.printed {
            return;
        }
        if errors.is_empty() {
            message!("mended; every page is up to date");
        } else {
            message::print(&report::human(&errors, &self.quotes(&errors), self.options.colour, None));
        }
        self.printed = errors;
    }
}

/// Starts a thread that applies the law to the newest preview once there has been no change for a moment, on one processor.
fn judge(sender: Sender<WorkerEvent>) -> Sender<(u64, Arc<Preview>)> {
    let (previews, inbox) = channel::<(u64, Arc<Preview>)>();
    std::thread::spawn(move || {
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
        while let Ok(mut newest) = inbox.recv() {
            while let Ok(newer) = inbox.recv_timeout(LAW_AFTER) {
                newest = newer;
            }
            let (generation, preview) = newest;
            let speech = preview.site().authoritative().clone();
            let judged = catch_unwind(AssertUnwindSafe(|| pool.install(|| preview.judge(&speech))));
            let Ok(mut found) = judged else { continue };
            diagnostic::sort(&mut found);
            if sender.send(WorkerEvent::Judged { generation, found }).is_err() {
                return;
            }
        }
    });
    previews
}

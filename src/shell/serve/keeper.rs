//! Who owns the sources and the workshop: hears of changes, reads, checks, and hangs what came of it on the board.
//!
//! The law is judged beside that, when it has been quiet for a moment: pages must not wait for it.

#![expect(clippy::disallowed_methods, reason = "who waits for quiet needs a clock")]

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
use crate::shell::clock;
use crate::shell::load::Disk;
use crate::shell::report::{self, Quotes};
use crate::shell::serve::Options;
use crate::shell::serve::board::Board;
use crate::shell::serve::overlay::Links;
use crate::shell::serve::watch::Watch;
use crate::structure::StructureRule;
use crate::workshop::{Shown, Workshop};

/// What the keeper is told.
pub(super) enum Message {
    /// Something happened to these paths.
    Touched(Vec<PathBuf>),
    /// Something happened, and nobody knows where.
    Doubt,
    /// What the law asks of a generation.
    Law {
        generation: u64,
        found: Vec<Diagnostic>,
    },
    Stop,
}

/// An editor writes a file in several steps; they are over when nothing was heard for so long, or at the latest after the second time.
const QUIET: Duration = Duration::from_millis(5);
const QUIET_MOST: Duration = Duration::from_millis(100);

/// So long after the last change everything is looked at once more.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// So often it is looked at where the system tells of no changes.
const POLL: Duration = Duration::from_millis(500);

/// So often in any case: the day changes, too.
const IDLE: Duration = Duration::from_secs(30);

/// So long there must be no change before the law is judged.
const LAW_AFTER: Duration = Duration::from_millis(150);

pub(super) struct Keeper {
    options: Options,
    disk: Disk,
    workshop: Workshop,
    board: Arc<Board>,
    watch: Watch,
    judge: Sender<(u64, Arc<Shown>)>,
    today: Date,
    /// The errors that were printed last.
    told: Vec<Diagnostic>,
}

/// What was heard in a short time.
#[derive(Default)]
struct Heard {
    paths: BTreeSet<PathBuf>,
    doubt: bool,
    law: Option<(u64, Vec<Diagnostic>)>,
    stop: bool,
}

impl Keeper {
    pub(super) fn new(options: &Options, disk: Disk, board: Arc<Board>, sender: Sender<Message>) -> Keeper {
        let watch = Watch::new(&disk.roots(), sender.clone());
        let judge = judge(sender);
        let (options, today) = (options.clone(), options.today.unwrap_or_else(clock::today));
        Keeper { options, disk, workshop: Workshop::default(), board, watch, judge, today, told: Vec::new() }
    }

    /// Makes links to where files are.
    pub(super) fn links(&self) -> Links {
        Links { places: self.disk.places(), editor: self.options.editor.clone() }
    }

    /// Hangs up the first state.
    pub(super) fn begin(&mut self) {
        self.update();
    }

    /// Says where the site is.
    pub(super) fn welcome(&self, url: &str) {
        eprintln!("serving `{}` at {url}", self.options.content.display());
        let state = self.board.read();
        let other = Audience::ALL.into_iter().find(|audience| *audience != self.options.audience);
        let has_other = |audience: &Audience| {
            state.shown.as_ref().is_some_and(|shown| shown.site().documents.iter().any(|one| one.audience == *audience))
        };
        if let Some(audience) = other.filter(has_other) {
            eprintln!("documents for another audience: {url}-/{}/", audience.as_str());
        }
        eprintln!("press Ctrl-C to stop");
    }

    /// Keeps the board up to date until the end.
    pub(super) fn keep(&mut self, inbox: &Receiver<Message>) {
        let mut second_look = Some(Instant::now() + SECOND_LOOK);
        loop {
            let wait = match second_look {
                Some(at) => at.saturating_duration_since(Instant::now()),
                None if self.watch.is_heard() => IDLE,
                None => POLL,
            };
            let heard = match inbox.recv_timeout(wait) {
                Ok(message) => gather(message, inbox),
                Err(RecvTimeoutError::Timeout) => {
                    second_look = None;
                    self.look();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if heard.stop {
                return;
            }
            if self.hear(&heard) {
                second_look = Some(Instant::now() + SECOND_LOOK);
            }
            if let Some((generation, found)) = heard.law {
                self.post_law(generation, found);
            }
        }
    }

    /// Reads what was touched. Returns whether it was any of the sources' folders.
    fn hear(&mut self, heard: &Heard) -> bool {
        let mut changed = false;
        let mut is_ours = heard.doubt;
        if heard.paths.iter().any(|path| self.watch.is_root(path)) {
            self.watch.again();
            changed |= self.disk.look();
        }
        for path in heard.paths.iter().filter(|path| self.watch.is_inside(path)) {
            is_ours = true;
            changed |= self.disk.touch(path);
        }
        if heard.doubt {
            changed |= self.disk.look();
        }
        if changed {
            self.update();
        }
        is_ours
    }

    fn look(&mut self) {
        if !self.watch.is_heard() {
            self.watch.again();
        }
        let changed = self.disk.look();
        let today = self.options.today.unwrap_or_else(clock::today);
        if changed || today != self.today {
            self.today = today;
            self.update();
        }
    }

    /// Checks the sources as they are now, and hangs up what came of it.
    fn update(&mut self) {
        let Keeper { workshop, disk, today, .. } = self;
        let updated = catch_unwind(AssertUnwindSafe(|| workshop.update(disk.sources(), disk.found(), *today)));
        let found = updated.unwrap_or_else(|_| {
            // What it remembers may be half of something.
            self.workshop = Workshop::default();
            vec![Diagnostic::error(
                StructureRule::Internal,
                "helder made a mistake here; please report what you changed",
            )]
        });
        let problems = Arc::new(self.rows(&found));
        let is_behind = diagnostic::has_errors(&found);
        let shown = self.workshop.shown().cloned();
        let mut judged = None;
        self.board.write(|state| {
            let is_same = match (&state.shown, &shown) {
                (Some(before), Some(now)) => Arc::ptr_eq(before, now),
                (_, None) => true,
                (None, Some(_)) => false,
            };
            if let Some(shown) = shown.filter(|_| !is_same) {
                state.generation += 1;
                state.law = None;
                judged = Some((state.generation, shown.clone()));
                state.shown = Some(shown);
            }
            state.news += 1;
            state.is_behind = is_behind;
            state.problems = problems;
        });
        if let Some(judged) = judged {
            // The judge lives as long as the program.
            let _ = self.judge.send(judged);
        }
        self.tell(&found);
    }

    /// Hangs up what the law asks, if that is still what is shown. In a file with errors its places are those of another text.
    fn post_law(&mut self, generation: u64, found: Vec<Diagnostic>) {
        let state = self.board.read();
        if state.generation != generation {
            return;
        }
        let path = |found: &Diagnostic| found.place.as_ref().map(|place| place.path.clone());
        let broken: BTreeSet<_> = self.told.iter().filter_map(path).collect();
        let sound: Vec<Diagnostic> =
            found.into_iter().filter(|found| path(found).is_none_or(|path| !broken.contains(&path))).collect();
        let rows = Arc::new(self.rows(&sound));
        self.board.write(|state| {
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

    /// Prints errors that are new, and that they are gone.
    fn tell(&mut self, found: &[Diagnostic]) {
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let errors: Vec<Diagnostic> = found.iter().filter(is_error).cloned().collect();
        if errors == self.told {
            return;
        }
        if errors.is_empty() {
            eprintln!("mended; every page is up to date");
        } else {
            eprint!("{}", report::human(&errors, &self.quotes(&errors), self.options.colour, None));
        }
        self.told = errors;
    }
}

/// Waits until it is quiet, and joins what was heard.
fn gather(first: Message, inbox: &Receiver<Message>) -> Heard {
    let mut heard = Heard::default();
    let begun = Instant::now();
    let mut next = Some(first);
    while let Some(message) = next {
        match message {
            Message::Touched(paths) => heard.paths.extend(paths),
            Message::Doubt => heard.doubt = true,
            Message::Law { generation, found } => heard.law = Some((generation, found)),
            Message::Stop => heard.stop = true,
        }
        let is_waiting = !heard.stop && begun.elapsed() < QUIET_MOST;
        next = if is_waiting { inbox.recv_timeout(QUIET).ok() } else { None };
    }
    heard
}

/// Starts the judge: a thread that judges the newest state when it has been quiet, on one processor of its own.
fn judge(sender: Sender<Message>) -> Sender<(u64, Arc<Shown>)> {
    let (cases, inbox) = channel::<(u64, Arc<Shown>)>();
    std::thread::spawn(move || {
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
        while let Ok(mut case) = inbox.recv() {
            while let Ok(newer) = inbox.recv_timeout(LAW_AFTER) {
                case = newer;
            }
            let (generation, shown) = case;
            let speech = shown.site().authoritative().clone();
            let judged = catch_unwind(AssertUnwindSafe(|| pool.install(|| shown.judge(&speech))));
            let Ok(mut found) = judged else { continue };
            diagnostic::sort(&mut found);
            if sender.send(Message::Law { generation, found }).is_err() {
                return;
            }
        }
    });
    cases
}

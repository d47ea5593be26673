//! Ears for the folders of sources: what the system says has changed, as paths to look at.
//!
//! What it says is a hint and no more: names come late, twice or not at all, and folders made a moment ago are not heard yet. So the
//! keeper looks at everything once more when it has become quiet.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::shell::serve::keeper::Message;

/// The ears.
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    roots: Vec<PathBuf>,
    /// Whether every root that exists is heard.
    is_whole: bool,
}

impl Watch {
    /// Begins to listen, also for folders that do not exist yet.
    pub(super) fn new(roots: &[&Path], sender: Sender<Message>) -> Watch {
        let hear = move |event: notify::Result<Event>| {
            let message = match event {
                Ok(event) if event.need_rescan() => Message::Doubt,
                Ok(event) if is_change(event.kind) => Message::Touched(event.paths),
                Ok(_) => return,
                Err(_) => Message::Doubt,
            };
            // Nobody listens any more when the program ends.
            let _ = sender.send(message);
        };
        let mut watch = Watch {
            watcher: notify::recommended_watcher(hear).ok(),
            roots: roots.iter().map(|root| (*root).to_owned()).collect(),
            is_whole: false,
        };
        let above: Vec<PathBuf> = watch.roots.iter().filter_map(|root| Some(root.parent()?.to_owned())).collect();
        if let Some(watcher) = &mut watch.watcher {
            for folder in above {
                let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
            }
        }
        watch.again();
        watch
    }

    /// Listens to the roots anew: one of them is another folder now.
    pub(super) fn again(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        self.is_whole = true;
        for root in &self.roots {
            let _ = watcher.unwatch(root);
            if root.is_dir() {
                self.is_whole &= watcher.watch(root, RecursiveMode::Recursive).is_ok();
            }
        }
    }

    /// Returns whether the system tells of changes; where it does not, somebody must look.
    pub(super) fn is_heard(&self) -> bool {
        self.watcher.is_some() && self.is_whole
    }

    /// Returns whether a path is one of the roots themselves.
    pub(super) fn is_root(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| root == path)
    }

    /// Returns whether a path is in one of the roots; the folders above them hold much that is none of our business.
    pub(super) fn is_inside(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| path.starts_with(root))
    }
}

/// Returns whether an event may mean another text: reading a file is none.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

//! File watching: the paths below the folders of sources that the system reports as changed.
//!
//! A report is only a hint. It may come late, twice or not at all, and folders made a moment ago are not watched yet; so the worker
//! looks at every file again once it is quiet.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Something that the system reports.
pub(super) enum FileChange {
    /// Something happened to these paths.
    Paths(Vec<PathBuf>),
    /// Something happened somewhere.
    Unknown,
}

/// A watcher of several folders.
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    roots: Vec<PathBuf>,
    /// Whether every root that exists is watched.
    is_complete: bool,
}

impl Watch {
    /// Begins to watch folders, which need not exist yet.
    pub(super) fn new(roots: &[&Path], on_change: impl Fn(FileChange) + Send + 'static) -> Watch {
        let on_event = move |event: notify::Result<Event>| {
            if let Some(change) = change(event) {
                on_change(change);
            }
        };
        let mut watch = Watch {
            watcher: notify::recommended_watcher(on_event).ok(),
            roots: roots.iter().map(|root| (*root).to_owned()).collect(),
            is_complete: false,
        };
        let parents: Vec<PathBuf> = watch.roots.iter().filter_map(|root| Some(root.parent()?.to_owned())).collect();
        if let Some(watcher) = &mut watch.watcher {
            for folder in parents {
                let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
            }
        }
        watch.restart();
        watch
    }

    /// Watches the roots again, after one of them was replaced by another folder.
    pub(super) fn restart(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        self.is_complete = true;
        for root in &self.roots {
            let _ = watcher.unwatch(root);
            if root.is_dir() {
                self.is_complete &= watcher.watch(root, RecursiveMode::Recursive).is_ok();
            }
        }
    }

    /// Returns whether the system reports all changes; otherwise the folders must be polled.
    pub(super) fn is_reliable(&self) -> bool {
        self.watcher.is_some() && self.is_complete
    }

    /// Returns whether a path is one of the roots themselves.
    pub(super) fn is_root(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| root == path)
    }

    /// Returns whether a path is in one of the roots; their parent folders are watched too, and contain unrelated files.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| path.starts_with(root))
    }
}

/// Returns what an event means for the text of files; reading one means nothing.
fn change(event: notify::Result<Event>) -> Option<FileChange> {
    match event {
        Ok(event) if event.need_rescan() => Some(FileChange::Unknown),
        Ok(event) if is_change(event.kind) => Some(FileChange::Paths(event.paths)),
        Ok(_) => None,
        Err(_) => Some(FileChange::Unknown),
    }
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

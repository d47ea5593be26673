//! A folder as a value: every file in it with its bytes and its time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// A folder's files by their path in it.
pub(crate) type Tree = BTreeMap<String, File>;

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) bytes: Vec<u8>,
    pub(crate) modified: SystemTime,
}

impl File {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} bytes of {:?}", self.bytes.len(), self.modified)
    }
}

/// What a build notes for the next one: written after the site is whole, and another for each change of the sources.
const MARKER: &str = ".helder-digest";

/// Reads a folder without its marker; a missing folder has no files.
pub(crate) fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_dir() || entry.file_name() == MARKER {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let modified = entry.metadata().unwrap().modified().unwrap();
        tree.insert(path, File { bytes: fs::read(entry.path()).unwrap(), modified });
    }
    tree
}

/// Returns the bytes of a tree, without the times.
pub(crate) fn bytes(tree: &Tree) -> BTreeMap<&str, &[u8]> {
    tree.iter().map(|(path, file)| (path.as_str(), file.bytes.as_slice())).collect()
}

/// Asserts that two trees have the same paths and bytes, and says which differ.
pub(crate) fn assert_same_bytes(expected: &Tree, actual: &Tree, what: &str) {
    let differing = differing(expected, actual);
    assert!(differing.is_empty(), "{what}: these files differ: {differing:#?}");
}

/// Returns the paths of files that are in one tree only or differ between the two.
pub(crate) fn differing(before: &Tree, after: &Tree) -> Vec<String> {
    let (before, after) = (bytes(before), bytes(after));
    let mut paths: Vec<String> = before.keys().chain(after.keys()).map(|path| (*path).to_owned()).collect();
    paths.sort();
    paths.dedup();
    paths.retain(|path| before.get(path.as_str()) != after.get(path.as_str()));
    paths
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

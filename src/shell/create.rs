//! New files in a folder that may hold others: all of them or none, and never in the place of something that is there.

#![expect(clippy::disallowed_methods, reason = "this module makes new files where `emit` replaces a whole folder")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::shell::Error;

/// Writes files, by their path in the folder, which is made when it is not there.
///
/// They are written beside their places and then moved: a folder that is new appears in one step, with all of them.
pub fn create(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Error> {
    let in_the_way = in_the_way(folder, files);
    if !in_the_way.is_empty() {
        return Err(Error::InTheWay(in_the_way));
    }
    let is_new = fs::symlink_metadata(folder).is_err();
    let place = if is_new { parent(folder) } else { folder.to_owned() };
    fs::create_dir_all(&place).map_err(|source| Error::disk("make the folder", &place, source))?;
    let staging = Staging(place.join(format!(".helder-init-{}", std::process::id())));
    for (path, text) in files {
        let path = staging.0.join(path);
        put(&path, |path| fs::write(path, text)).map_err(|source| Error::disk("write", &path, source))?;
    }
    if is_new {
        return fs::rename(&staging.0, folder).map_err(|source| Error::disk("make the folder", folder, source));
    }
    let mut moved = Moved::default();
    for path in files.keys() {
        moved.add(&staging.0, folder, path).map_err(|source| Error::disk("write", &folder.join(path), source))?;
    }
    moved.keep();
    Ok(())
}

/// Returns what stands where a file or a folder should come.
fn in_the_way(folder: &Path, files: &BTreeMap<String, String>) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    if fs::metadata(folder).is_ok_and(|there| !there.is_dir()) {
        return vec![folder.to_owned()];
    }
    for path in files.keys() {
        let path = folder.join(path);
        let above = path.ancestors().skip(1).take_while(|above| *above != folder);
        let blocking = above.filter(|above| fs::metadata(above).is_ok_and(|there| !there.is_dir())).last();
        let there = fs::symlink_metadata(&path).is_ok().then_some(path.as_path());
        if let Some(path) = blocking.or(there)
            && !found.iter().any(|known| known == path)
        {
            found.push(path.to_owned());
        }
    }
    found
}

/// Returns the folder that a folder stands in.
fn parent(folder: &Path) -> PathBuf {
    match folder.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Does something with a path after its folder was made.
fn put(path: &Path, action: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a file stands in a folder"))?;
    action(path)
}

/// The folder in which files wait. It goes when the work is done or has failed.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // It is gone already when it became the new folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What was moved so far, to be taken back when the rest fails.
#[derive(Default)]
struct Moved {
    files: Vec<PathBuf>,
    /// The folders that were made for them, the outer before the inner.
    folders: Vec<PathBuf>,
}

impl Moved {
    fn add(&mut self, staging: &Path, folder: &Path, path: &str) -> io::Result<()> {
        let target = folder.join(path);
        let mut new: Vec<&Path> = target.ancestors().skip(1).take_while(|above| !above.exists()).collect();
        new.reverse();
        for made in new {
            fs::create_dir(made)?;
            self.folders.push(made.to_owned());
        }
        // A link is refused where something came to stand meanwhile; a file system without links gets a copy.
        match fs::hard_link(staging.join(path), &target) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !target.exists() => {
                fs::copy(staging.join(path), &target)?;
            }
            result => result?,
        }
        self.files.push(target);
        Ok(())
    }

    fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Moved {
    fn drop(&mut self) {
        // What can't be removed stays; the error that led here is told.
        self.files.iter().for_each(|file| drop(fs::remove_file(file)));
        self.folders.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

//! `.helder-digest` in an output folder: how a build knows that it would make the same files again.
//!
//! It contains a digest of everything that the output was made from, and of the paths and sizes of its files. A build writes it last,
//! so a file with a later time is not as the build left it. It contains no time itself: two machines write the same bytes. No other
//! file of the output is read.

#![expect(clippy::disallowed_methods, reason = "a part of the module that writes files")]

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::shell::disk;
use crate::shell::emit::{Emitted, MANIFEST, MARKER, Unchanged, is_litter, mount, relative};

/// How often the file is written until the clock has moved on; a system that keeps no time finer than this gets no marker.
const TRIES: u32 = 50;

/// Writes the marker into a finished output. `is_silent` says that the build reported nothing.
pub(super) fn write(output: &Path, inputs: &str, files: &BTreeMap<String, u64>, is_silent: bool) -> io::Result<()> {
    let mut files = files.clone();
    files.insert(MANIFEST.to_owned(), fs::symlink_metadata(output.join(MANIFEST))?.len());
    let path = output.join(MARKER);
    let text = content(inputs, &files, is_silent);
    match disk::remove_file(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        result => result?,
    }
    disk::write_new(&path, b"")?;
    let begun = fs::symlink_metadata(&path)?;
    for _ in 0..TRIES {
        disk::rewrite(&path, text.as_bytes())?;
        // Another file may have been written in the same tick of the clock; the marker must be later than all of them.
        if is_earlier(&begun, &fs::symlink_metadata(&path)?) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(1));
    }
    disk::remove_file(&path)
}

/// Returns what is in an output, if it was made from these inputs and every file is as the build left it.
pub(super) fn unchanged(output: &Path, inputs: &str) -> Option<Unchanged> {
    let path = output.join(MARKER);
    let marker = fs::symlink_metadata(&path).ok().filter(Metadata::is_file)?;
    if !disk::has_mode(&marker) || !disk::has_mode(&fs::symlink_metadata(output).ok()?) {
        return None;
    }
    let text = fs::read_to_string(&path).ok()?;
    let mut paths = Vec::new();
    for entry in WalkDir::new(output).min_depth(1).into_iter().filter_entry(|entry| !mount::is_apart(entry)) {
        let entry = entry.ok()?;
        if entry.file_type().is_dir() && !disk::has_mode(&entry.metadata().ok()?) {
            return None;
        }
        if !entry.file_type().is_dir() && entry.path() != path && !is_litter(&entry) {
            paths.push(entry.into_path());
        }
    }
    let sizes = paths.par_iter().map(|path| {
        let found = fs::symlink_metadata(path).ok()?;
        let is_whole = found.is_file() && disk::has_mode(&found) && is_earlier(&found, &marker);
        is_whole.then(|| (relative(output, path), found.len()))
    });
    let files: BTreeMap<String, u64> = sizes.collect::<Option<_>>()?;
    let is_silent = [true, false].into_iter().find(|is_silent| text == content(inputs, &files, *is_silent))?;
    let files = files.keys().filter(|path| *path != MANIFEST).count();
    Some(Unchanged { emitted: Emitted { files, changed: 0, removed: 0, is_piecemeal: false }, is_silent })
}

fn content(inputs: &str, files: &BTreeMap<String, u64>, is_silent: bool) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{inputs}\n"));
    for (path, bytes) in files {
        digest.update(format!("{bytes} {path}\n"));
    }
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "helder made these files; a build that would make them again ends early\n{digest}\n{}",
        if is_silent { "" } else { "with findings\n" }
    )
}

/// Returns whether a file was last changed before another: its bytes, and where the system knows, also its name and mode.
fn is_earlier(file: &Metadata, other: &Metadata) -> bool {
    let (Ok(modified), Ok(modified_other)) = (file.modified(), other.modified()) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if (file.ctime(), file.ctime_nsec()) >= (other.ctime(), other.ctime_nsec()) {
            return false;
        }
    }
    modified < modified_other
}

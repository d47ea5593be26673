//! An output folder that is a mount point, as a volume of a container is: it can't be replaced, so what is in it is.
//!
//! Each file is replaced in one step, but not all of them together: a reader can see new pages next to old ones. The order is such that
//! no page is ever without its style or script, and that a build which is killed leaves a folder that the next build completes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::shell::disk;
use crate::shell::emit::{MANIFEST, MARKER, Shown, manifest, relative};

/// How the name of a folder begins in which new files wait, in the output itself: what is next to a mount point is another disk.
pub(super) const STAGING: &str = ".helder-new-";

/// What every new disk of some file systems has at its root. Only the administrator can read it.
const LOST_AND_FOUND: &str = "lost+found";

/// Returns whether a folder is where a file system begins, or a part of one is mounted.
pub(super) fn is_mount_point(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let found = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS);
        // Before Linux 5.8 the answer is never yes.
        if found.is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)) {
            return true;
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let above = folder.parent().and_then(|above| fs::symlink_metadata(above).ok());
        let here = fs::symlink_metadata(folder).ok();
        above.zip(here).is_some_and(|(above, here)| above.dev() != here.dev())
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Returns whether an entry of an output is not part of it.
pub(super) fn is_apart(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 1 && entry.file_type().is_dir() && (name.starts_with(STAGING) || name == LOST_AND_FOUND)
}

/// Replaces what is in the output by what is staged in it. `written` are the files of the new output, `former` those that helder made
/// before; the staging folder has those that are new or have changed.
pub(super) fn replace(
    staging: &Path,
    output: &Path,
    former: &BTreeSet<String>,
    written: &BTreeSet<String>,
) -> io::Result<()> {
    remove_if_there(&output.join(MARKER))?;
    // Whatever is there when the program is killed, the next build must know it as its own.
    let both = staging.join(format!("{MANIFEST}.both"));
    disk::write_new(&both, manifest(Shown::Site, former.union(written)).as_bytes())?;
    disk::rename(&both, &output.join(MANIFEST))?;
    for path in staged(staging)? {
        let place = output.join(&path);
        make_way(output, &place)?;
        disk::rename(&staging.join(&path), &place)?;
    }
    for path in former.difference(written) {
        remove_if_there(&output.join(path))?;
    }
    tidy_folders(output, written)?;
    disk::rename(&staging.join(MANIFEST), &output.join(MANIFEST))?;
    disk::sync_names(output);
    Ok(())
}

/// Returns the staged files in the order in which they are needed: assets, then pages, then the lists that lead to pages.
fn staged(staging: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(staging).min_depth(1) {
        let entry = entry.map_err(io::Error::from)?;
        let path = relative(staging, entry.path());
        if !entry.file_type().is_dir() && path != MANIFEST {
            paths.push(path);
        }
    }
    paths.sort_by_key(|path| (rank(path), path.clone()));
    Ok(paths)
}

fn rank(path: &str) -> u8 {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => 1,
        Some("xml" | "json" | "txt") => 2,
        _ => 0,
    }
}

/// Creates the folders above a place, and removes what is in its way.
fn make_way(output: &Path, place: &Path) -> io::Result<()> {
    let above: Vec<PathBuf> =
        place.ancestors().skip(1).take_while(|above| *above != output).map(Path::to_owned).collect();
    for folder in above.iter().rev() {
        if fs::symlink_metadata(folder).is_ok_and(|found| !found.is_dir()) {
            disk::remove_file(folder)?;
        }
    }
    disk::create_folders(place.parent().unwrap_or(output))?;
    if fs::symlink_metadata(place).is_ok_and(|found| found.is_dir()) {
        disk::remove_tree(place)?;
    }
    Ok(())
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    // A folder of the new output may have taken the place of a file.
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
        return Ok(());
    }
    match disk::remove_file(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        result => result,
    }
}

/// Removes folders without files, and opens the others to readers.
fn tidy_folders(output: &Path, written: &BTreeSet<String>) -> io::Result<()> {
    let used: BTreeSet<PathBuf> =
        written.iter().flat_map(|path| Path::new(path).ancestors().skip(1)).map(Path::to_owned).collect();
    // With `contents_first` walkdir would leave out the neighbours of what is filtered.
    let entries = WalkDir::new(output).into_iter().filter_entry(|entry| !is_apart(entry));
    let folders: Vec<DirEntry> = entries
        .filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_dir()))
        .collect::<Result<_, _>>()
        .map_err(io::Error::from)?;
    // A folder comes after those in it.
    for folder in folders.iter().rev() {
        let path = folder.path().strip_prefix(output).unwrap_or(Path::new(""));
        if folder.depth() > 0 && !used.contains(path) {
            // A desktop may have left a file in it.
            let _ = disk::remove_folder(folder.path());
        } else if !disk::has_mode(&folder.metadata().map_err(io::Error::from)?) {
            disk::open_folder(folder.path())?;
        }
    }
    Ok(())
}

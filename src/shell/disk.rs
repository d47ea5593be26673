//! Every change of the disk: files and folders are made, moved and removed by these functions.
//!
//! So what helder makes has the same modes on every machine, and a test can make each step fail, or end the program there.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the module that changes the disk")]

#[cfg(test)]
pub(super) mod fault;

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// The modes of what a build makes, whatever the umask: a web server runs as another user, and must not be able to write.
const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// Creates a folder that anyone may read.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    step(path)?;
    fs::create_dir(path)?;
    set_mode(path, FOLDER_MODE)
}

/// Creates a folder and those above it that do not exist. Anyone may read the new ones.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    create_folders(path.parent().unwrap_or(Path::new("")))?;
    match create_folder(path) {
        // Another thread was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        created => created,
    }
}

/// Writes a new file that anyone may read.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fill(path, File::options().write(true).create_new(true), bytes)?;
    set_mode(path, FILE_MODE)
}

/// Creates folders of sources, with the modes that the umask gives.
pub(super) fn create_source_folders(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    step(path)?;
    fs::create_dir_all(path)
}

/// Writes a file again that [`write_new`] made.
pub(super) fn rewrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fill(path, File::options().write(true).truncate(true), bytes).map(drop)
}

/// Writes a new file with the mode that the umask gives, and waits until the disk has it.
pub(super) fn write_source(path: &Path, text: &str) -> io::Result<()> {
    fill(path, File::options().write(true).create_new(true), text.as_bytes())?.sync_all()
}

fn fill(path: &Path, options: &fs::OpenOptions, bytes: &[u8]) -> io::Result<File> {
    step(path).inspect_err(|_| write_half(path, bytes))?;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    step(to)?;
    fs::hard_link(from, to)
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step(to)?;
    fs::rename(from, to)
}

/// Lets two folders change places in one step. Not every system can.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    step(other)?;
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
            Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => ErrorKind::Unsupported.into(),
            error => io::Error::from(error),
        })
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    {
        let _ = one;
        Err(ErrorKind::Unsupported.into())
    }
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    step(path)?;
    fs::remove_file(path)
}

/// Removes an empty folder.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    step(path)?;
    fs::remove_dir(path)
}

/// Removes a folder with everything in it.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    step(path)?;
    fs::remove_dir_all(path)
}

/// Gives a folder the mode of those that a build makes.
pub(super) fn open_folder(path: &Path) -> io::Result<()> {
    step(path)?;
    set_mode(path, FOLDER_MODE)
}

/// Returns whether anyone may read a file or folder of an output, and only its owner may write.
pub(super) fn has_mode(found: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A folder may pass its group on.
        let (bits, mode) = if found.is_dir() { (0o777, FOLDER_MODE) } else { (0o7777, FILE_MODE) };
        found.permissions().mode() & bits == mode
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        true
    }
}

/// Returns whether the file system keeps the mode of a folder that this process has made.
pub(super) fn keeps_modes(folder: &Path) -> io::Result<bool> {
    step(folder)?;
    set_mode(folder, 0o700)?;
    let is_private = !has_mode(&fs::symlink_metadata(folder)?);
    set_mode(folder, FOLDER_MODE)?;
    Ok(is_private && has_mode(&fs::symlink_metadata(folder)?))
}

/// Changes a mode. A file system without modes may refuse; a file is then as readable as the others on it.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Waits until the disk has new files and the folder that they are in, so that a power loss can't leave empty ones.
///
/// Linux has one call for a whole file system: it waits for what other programs wrote too, but a call per file takes far longer.
pub(super) fn sync(folder: &Path, files: &[&Path]) -> io::Result<()> {
    step(folder)?;
    if cfg!(test) {
        // The faults of a test need the step, and not the wait.
        return Ok(());
    }
    #[cfg(target_os = "linux")]
    {
        let _ = files;
        rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from)
    }
    #[cfg(not(target_os = "linux"))]
    {
        files.iter().try_for_each(|file| File::open(folder.join(file))?.sync_all())
    }
}

/// Waits until the disk knows which files are in a folder, where the system can say so.
pub(super) fn sync_names(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // The order of the steps on the disk is the order in which they were made, on all usual file systems.
        let _ = folder.sync_all();
    }
}

/// Reads a regular file, at most so many bytes: never through a link, and without waiting for a pipe or a device.
pub(super) fn read(path: &Path, bytes_max: u64) -> Result<Vec<u8>, ReadError> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() {
        return Err(ReadError::NotAFile);
    }
    if found.len() > bytes_max {
        return Err(ReadError::TooLarge);
    }
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // Something else may have taken its place since.
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(ReadError::NotAFile);
    }
    let mut bytes = Vec::new();
    file.take(bytes_max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bytes_max {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadError {
    #[error(transparent)]
    Disk(#[from] io::Error),
    #[error("it is not a file")]
    NotAFile,
    #[error("it is too large")]
    TooLarge,
}

/// Ends the caller here where a test wants it.
fn step(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    fault::step(path)?;
    let _ = path;
    Ok(())
}

/// Leaves what a full disk and a killed program leave of a file.
fn write_half(path: &Path, bytes: &[u8]) {
    #[cfg(test)]
    fault::write_half(path, bytes);
    let _ = (path, bytes);
}

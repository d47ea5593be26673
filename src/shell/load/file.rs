//! One file, at most as long as a file may be.

#![expect(clippy::disallowed_types, reason = "a part of the module that reads files")]

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::sources::{FILE_BYTES_MAX, SourceFile};
use crate::structure::StructureRule;

/// Identifies an unchanged file without reading it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// The file's number and the time of its last change of any kind, where the system has these.
    node: Option<(u64, i64, i64)>,
}

impl Stamp {
    pub(super) fn of(found: &Metadata) -> Stamp {
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt;
            Some((found.ino(), found.ctime(), found.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let node = None;
        Stamp { bytes: found.len(), modified: found.modified().ok(), node }
    }
}

/// A file as read, and what is wrong with its text.
pub(super) struct ReadFile {
    pub(super) file: SourceFile,
    pub(super) found: Option<Diagnostic>,
    pub(super) stamp: Stamp,
}

pub(super) fn read(path: &Path, shown: SourcePath) -> io::Result<ReadFile> {
    let file = File::open(path)?;
    // Taken first: a change while the file is read gives it another stamp.
    let stamp = Stamp::of(&file.metadata()?);
    // A file that grows meanwhile only makes this grow too.
    let mut bytes = Vec::with_capacity(stamp.bytes.min(FILE_BYTES_MAX) as usize + 1);
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        let found =
            Diagnostic::error(StructureRule::FileTooLarge, format!("the file is larger than {FILE_BYTES_MAX} bytes"))
                .at(Place::file(&shown))
                .hint("a text this long can't be read by anyone; split it into documents");
        return Ok(ReadFile { file: SourceFile { path: shown, text: "".into() }, found: Some(found), stamp });
    }
    let (text, found) = match String::from_utf8(bytes) {
        // A byte order mark says nothing in UTF-8, and would hide the front matter.
        Ok(text) => (text.strip_prefix('\u{FEFF}').unwrap_or(&text).into(), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let found = Diagnostic::error(StructureRule::NotUtf8, "the file is not valid UTF-8")
                .at(Place::new(&shown, at..at + '\u{FFFD}'.len_utf8()))
                .hint("save it as UTF-8; older editors write Windows-1252");
            (String::from_utf8_lossy(error.as_bytes()).into(), Some(found))
        }
    };
    Ok(ReadFile { file: SourceFile { path: shown, text }, found, stamp })
}

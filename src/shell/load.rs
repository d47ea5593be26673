//! Disk to [`Sources`]: every file of the content and themes folders, bounded, and never outside them.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the module that reads files")]

mod again;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::shell::{Error, journal};
use crate::sources::{FILE_BYTES_MAX, FILES_MAX, FOLDER_DEPTH_MAX, SourceFile, Sources};
use crate::structure::StructureRule;

pub use again::{Disk, Places};

/// Reads a content folder, and the folder `themes` beside it if there is one. A change that was interrupted is finished first.
pub fn load(content: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
    if !fs::metadata(content).is_ok_and(|found| found.is_dir()) {
        return Err(Error::NoContent(content.to_owned()));
    }
    journal::finish(content)?;
    let mut diagnostics = Vec::new();
    let themes = beside(content, "themes");
    let sources = Sources {
        content_prefix: prefix(content),
        content: folder(content, &mut diagnostics)?,
        themes: if fs::metadata(&themes).is_ok_and(|found| found.is_dir()) {
            folder(&themes, &mut diagnostics)?
        } else {
            BTreeMap::new()
        },
    };
    Ok((sources, diagnostics))
}

/// Returns the folders that sources are read from; not all of them need exist.
pub fn folders(content: &Path) -> [PathBuf; 2] {
    [content.to_owned(), beside(content, "themes")]
}

/// Returns the path of a folder that stands beside another.
fn beside(folder: &Path, name: &str) -> PathBuf {
    match folder.file_name() {
        Some(_) => folder.with_file_name(name),
        // `.` and `..` have no name of their own.
        None => folder.join("..").join(name),
    }
}

/// Returns what to show before a path in a folder.
fn prefix(folder: &Path) -> String {
    let shown = folder.to_string_lossy().replace('\\', "/");
    match shown.trim_end_matches('/') {
        "." => String::new(),
        shown => format!("{}/", shown.trim_start_matches("./")),
    }
}

fn folder(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, SourceFile>, Error> {
    let prefix = prefix(root);
    let mut paths = Vec::new();
    // One level more than is allowed, so that what lies too deep is seen and said.
    let walk = WalkDir::new(root).follow_links(false).max_depth(FOLDER_DEPTH_MAX + 1).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            Error::Disk { action: "list", path, source: error.into() }
        })?;
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let shown = SourcePath::new(format!("{prefix}{relative}"));
        if let Some(found) = unusable(&entry, &shown) {
            diagnostics.push(found);
        } else if entry.file_type().is_file() {
            paths.push((relative, shown, entry.into_path()));
        }
    }
    if paths.len() > FILES_MAX {
        diagnostics.push(
            Diagnostic::error(StructureRule::TooManyFiles, format!("the folder holds more than {FILES_MAX} files"))
                .at(Place::file(&SourcePath::new(&prefix))),
        );
        paths.truncate(FILES_MAX);
    }
    let read: Vec<_> = paths.into_par_iter().map(|(relative, shown, path)| (relative, file(&path, shown))).collect();
    let mut files = BTreeMap::new();
    for (relative, result) in read {
        let (file, found) = result?;
        diagnostics.extend(found);
        files.insert(relative, file);
    }
    Ok(files)
}

/// Returns whether a name belongs to an editor, a desktop or a version control system rather than to the site.
fn is_hidden(entry: &DirEntry) -> bool {
    is_hidden_name(&entry.file_name().to_string_lossy())
}

fn is_hidden_name(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}

/// Reports what is neither a folder nor a file of this folder.
fn unusable(entry: &DirEntry, path: &SourcePath) -> Option<Diagnostic> {
    if entry.file_type().is_symlink() {
        return Some(
            Diagnostic::error(
                StructureRule::SymbolicLink,
                "this is a symbolic link, which could lead out of the folder",
            )
            .at(Place::file(path))
            .hint("put the file itself here"),
        );
    }
    if entry.depth() > FOLDER_DEPTH_MAX {
        return Some(
            Diagnostic::error(
                StructureRule::NestedTooDeep,
                format!("folders are nested more than {FOLDER_DEPTH_MAX} deep"),
            )
            .at(Place::file(path)),
        );
    }
    if entry.file_name().to_str().is_none() {
        return Some(
            Diagnostic::error(StructureRule::InvalidName, "the file's name is not valid UTF-8")
                .at(Place::file(path))
                .hint("rename it with letters, digits, dots and hyphens"),
        );
    }
    (!entry.file_type().is_file() && !entry.file_type().is_dir()).then(|| {
        Diagnostic::error(StructureRule::NotAFile, "this is neither a file nor a folder").at(Place::file(path))
    })
}

/// Reads one file, at most as long as a file may be.
fn file(path: &Path, shown: SourcePath) -> Result<(SourceFile, Option<Diagnostic>), Error> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|source| Error::disk("read", path, source))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        let found =
            Diagnostic::error(StructureRule::FileTooLarge, format!("the file is larger than {FILE_BYTES_MAX} bytes"))
                .at(Place::file(&shown))
                .hint("a text this long can't be read by anyone; split it into documents");
        return Ok((SourceFile { path: shown, text: "".into() }, Some(found)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            // A byte order mark says nothing in UTF-8, and would hide the front matter.
            let text = text.strip_prefix('\u{FEFF}').map(Into::into).unwrap_or_else(|| text.into());
            Ok((SourceFile { path: shown, text }, None))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let found = Diagnostic::error(StructureRule::NotUtf8, "the file is not valid UTF-8")
                .at(Place::new(&shown, at..at + '\u{FFFD}'.len_utf8()))
                .hint("save it as UTF-8; older editors write Windows-1252");
            Ok((SourceFile { path: shown, text: text.into() }, Some(found)))
        }
    }
}

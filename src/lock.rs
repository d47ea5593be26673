//! `history.lock`: a SHA-256 for each published file, so that no change goes unnoticed.
//!
//! It is written as `sha256sum` writes it, so that `sha256sum --check history.lock` in the content folder verifies it without
//! helder. A line is added when a version is published, and never changed.

use std::collections::BTreeMap;
use std::fmt;

use sha2::{Digest, Sha256};

/// The name of the file in the content folder.
pub const FILE_NAME: &str = "history.lock";

/// The comment above the lines.
const HEAD: &str = "\
# A SHA-256 for each published file. `helder check` reports a file that differs; publish a new version instead of changing one.
";

/// The published files by their paths in the content folder, each with its digest in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    files: BTreeMap<String, String>,
}

/// Why a line of the lock cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLine {
    #[error("a line is a SHA-256, two spaces and a path")]
    Shape,
    #[error("a SHA-256 is 64 digits and letters from a to f")]
    Digest,
}

impl Lock {
    /// Reads a line: the path and the digest. A comment or an empty line has neither.
    ///
    /// # Errors
    ///
    /// When the line is not in the format of `sha256sum`.
    pub fn line(line: &str) -> Result<Option<(&str, &str)>, InvalidLine> {
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (sha256, path) = line.split_once("  ").ok_or(InvalidLine::Shape)?;
        let is_digest = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_digest {
            return Err(InvalidLine::Digest);
        }
        Ok(Some((path.trim_end(), sha256)))
    }

    /// Adds a file. Returns whether its path is new.
    pub fn insert(&mut self, path: impl Into<String>, sha256: impl Into<String>) -> bool {
        let path = path.into();
        let is_new = !self.files.contains_key(&path);
        self.files.entry(path).or_insert_with(|| sha256.into());
        is_new
    }

    /// Returns the digest that a file had when it was published.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Returns every path with its digest, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, sha256)| (path.as_str(), sha256.as_str()))
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HEAD)?;
        self.iter().try_for_each(|(path, sha256)| writeln!(formatter, "{sha256}  {path}"))
    }
}

/// Returns the text of a lock with spaces in the place of each line about another folder, so that the other lines keep their places.
pub fn lines_of(text: &str, folder: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let path = Lock::line(line.trim_end()).ok().flatten().map(|(path, _)| path);
        let is_of_another = path.is_some_and(|path| path.split('/').next() != Some(folder));
        if is_of_another {
            let end = line.trim_end_matches('\n').len();
            kept.push_str(&" ".repeat(end));
            kept.push_str(&line[end..]);
        } else {
            kept.push_str(line);
        }
    }
    kept
}

/// Returns the digest of a text's bytes, in hexadecimal.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

//! What was parsed before, so that a site of which one file changed costs the parsing of what that file belongs to.
//!
//! A part is parsed again when one of its files is another piece of memory: who reads files keeps the text of one whose bytes are
//! the same. So nothing here can be stale: what is kept is a function of exactly the files that it is kept with.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::lock::Lock;
use crate::parse::{Declared, Document, House};
use crate::sources::SourceFile;

/// The parts of a site as they were parsed last.
#[derive(Default)]
pub struct Memory {
    pub(super) house: Option<Kept<Option<House>>>,
    pub(super) declared: Option<Kept<Declared>>,
    /// The documents by the names of their folders, parsed for these languages.
    pub(super) documents: BTreeMap<String, Kept<Option<Arc<Document>>>>,
    pub(super) languages: Vec<Language>,
    pub(super) lock: Option<Kept<Arc<Lock>>>,
}

/// What was made of some files.
pub(super) struct Kept<T> {
    files: Vec<SourceFile>,
    made: T,
    diagnostics: Vec<Diagnostic>,
}

impl<T> Kept<T> {
    /// Makes something of files.
    pub(super) fn make(files: &[&SourceFile], make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> Kept<T> {
        let mut diagnostics = Vec::new();
        let made = make(&mut diagnostics);
        Kept { files: files.iter().copied().cloned().collect(), made, diagnostics }
    }

    /// Returns whether it was made of these files.
    pub(super) fn is_of(&self, files: &[&SourceFile]) -> bool {
        self.files.len() == files.len() && self.files.iter().zip(files).all(|(kept, file)| kept.is_same(file))
    }

    /// Returns what was made, adding what was found on the way.
    pub(super) fn tell(&self, diagnostics: &mut Vec<Diagnostic>) -> &T {
        diagnostics.extend(self.diagnostics.iter().cloned());
        &self.made
    }
}

/// Returns what a slot keeps, made anew when its files are others.
pub(super) fn again<'a, T>(
    slot: &'a mut Option<Kept<T>>,
    files: &[&SourceFile],
    make: impl FnOnce(&mut Vec<Diagnostic>) -> T,
    diagnostics: &mut Vec<Diagnostic>,
) -> &'a T {
    let kept = match slot.take() {
        Some(kept) if kept.is_of(files) => kept,
        _ => Kept::make(files, make),
    };
    slot.insert(kept).tell(diagnostics)
}

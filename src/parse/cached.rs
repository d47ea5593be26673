//! Cached values: when one file changes, only the part of the site that it belongs to is parsed again.
//!
//! A part is parsed again when one of its files has another text in memory; `shell::load` keeps the text of a file whose bytes did
//! not change. The cache cannot be stale, because a part depends on nothing but the files that it is stored with.

use crate::diagnostic::Diagnostic;
use crate::sources::SourceFile;

/// A value with the files that it was parsed from.
pub(super) struct Cached<T> {
    files: Vec<SourceFile>,
    value: T,
    diagnostics: Vec<Diagnostic>,
}

impl<T> Cached<T> {
    pub(super) fn parse(files: &[&SourceFile], parse: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> Cached<T> {
        let mut diagnostics = Vec::new();
        let value = parse(&mut diagnostics);
        Cached { files: files.iter().copied().cloned().collect(), value, diagnostics }
    }

    /// Returns whether it was parsed from these very files.
    pub(super) fn is_of(&self, files: &[&SourceFile]) -> bool {
        self.files.len() == files.len() && self.files.iter().zip(files).all(|(cached, file)| cached.is_same(file))
    }

    /// Returns the value, and reports what was found when it was parsed.
    pub(super) fn get(&self, diagnostics: &mut Vec<Diagnostic>) -> &T {
        diagnostics.extend(self.diagnostics.iter().cloned());
        &self.value
    }
}

/// Returns the value that is cached in a slot, parsed again if its files changed.
pub(super) fn get_or_parse<'a, T>(
    slot: &'a mut Option<Cached<T>>,
    files: &[&SourceFile],
    parse: impl FnOnce(&mut Vec<Diagnostic>) -> T,
    diagnostics: &mut Vec<Diagnostic>,
) -> &'a T {
    let cached = match slot.take() {
        Some(cached) if cached.is_of(files) => cached,
        _ => Cached::parse(files, parse),
    };
    slot.insert(cached).get(diagnostics)
}

//! The `.br` and the `.gz` next to a text file, written together with it, so that a server never sends an old one.
//!
//! Brotli at its best takes a hundred times as long as it takes to read the result, so the former variant is kept where it contains the
//! bytes of the file.

#![expect(clippy::disallowed_methods, reason = "a part of the module that writes files")]

use std::fs;

use crate::render::Artifact;
use crate::server::compress::{Encoding, is_text};
use crate::shell::Error;
use crate::shell::emit::Staging;

impl Staging {
    /// Writes a text file compressed, in every encoding or, if one of them makes it no smaller, in none: a server says that the answer
    /// depends on what is accepted only where it finds both.
    pub fn write_variants(&self, artifact: &Artifact) -> Result<(), Error> {
        if !is_text(&artifact.path) {
            return Ok(());
        }
        let mut variants = Vec::new();
        for encoding in Encoding::ALL {
            let path = format!("{}{}", artifact.path, encoding.ending());
            let former = self.former.as_ref().filter(|former| former.files.contains(&path));
            let former = former.and_then(|_| fs::read(self.output.join(&path)).ok());
            let compressed = match former.filter(|former| encoding.is_of(former, &artifact.bytes)) {
                Some(former) => former,
                None => encoding.compress(&artifact.bytes),
            };
            if compressed.len() >= artifact.bytes.len() {
                return Ok(());
            }
            variants.push((path, compressed));
        }
        variants.iter().try_for_each(|(path, compressed)| self.write_file(path, compressed))
    }
}

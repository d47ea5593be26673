//! Everything that the files of a build depend on, as one digest: sources, day, options and program.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::sources::{SourceFile, Sources};

/// Returns the digest. `options` is the day and all options that change what is built or reported.
///
/// Where the sources are on the disk is not part of it.
pub fn digest(sources: &Sources, options: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{}\n{options}\n", program()));
    for files in [&sources.content, &sources.themes] {
        let files: Vec<(&String, &SourceFile)> = files.iter().collect();
        let digests: Vec<_> =
            files.par_iter().map(|(path, file)| (path, Sha256::digest(file.text.as_bytes()))).collect();
        digest.update(format!("{}\n", digests.len()));
        for (path, of_text) in digests {
            digest.update(format!("{path}\n"));
            digest.update(of_text);
        }
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns what identifies the running program: its version, a hash of what it was compiled from, and its size, which differs when it
/// was compiled with other versions of its dependencies.
fn program() -> String {
    let bytes = std::env::current_exe().and_then(|path| path.metadata()).map_or(0, |found| found.len());
    format!("{} {} {bytes}", env!("HELDER_VERSION"), env!("HELDER_SOURCES"))
}

#[cfg(test)]
mod tests {
    use super::digest;
    use crate::diagnostic::SourcePath;
    use crate::sources::{SourceFile, Sources};

    fn sources(content: &[(&str, &str)], themes: &[(&str, &str)]) -> Sources {
        let files = |files: &[(&str, &str)]| {
            files
                .iter()
                .map(|(path, text)| {
                    let file = SourceFile { path: SourcePath::new(*path), text: (*text).into() };
                    ((*path).to_owned(), file)
                })
                .collect()
        };
        Sources { content_prefix: String::new(), content: files(content), themes: files(themes) }
    }

    #[test]
    fn every_input_changes_it() {
        let mut digests = vec![
            digest(&sources(&[("a", "b")], &[]), "2026-11-22"),
            digest(&sources(&[("a", "b")], &[]), "2026-11-23"),
            digest(&sources(&[("a", "c")], &[]), "2026-11-22"),
            digest(&sources(&[("ab", "")], &[]), "2026-11-22"),
            digest(&sources(&[], &[("a", "b")]), "2026-11-22"),
            digest(&sources(&[("a", "b"), ("c", "")], &[]), "2026-11-22"),
        ];
        digests.sort();
        digests.dedup();
        assert_eq!(digests.len(), 6);
    }
}

//! A digest for each version over all that was published up to it: who keeps the newest one can tell later whether any version
//! was changed since.

use crate::lock::sha256;
use crate::parse::Version;

/// What the first link is made with, so that no other file has the same digest by chance.
const SEED: &str = "helder history 1";

/// Returns the link of each version, in the order in which they are given: the oldest first.
///
/// A link is the SHA-256 of these lines: the link before it (or the seed `helder history 1`), the label, the days, then for each
/// language and for the registers their name and the SHA-256 of the file.
pub fn links<'a>(versions: impl Iterator<Item = &'a Version>) -> Vec<String> {
    let mut before = SEED.to_owned();
    let link = |version: &Version| {
        let mut lines = format!("{before}\n{} {} {}\n", version.label, version.published, version.effective);
        for (language, text) in &version.texts {
            lines.push_str(&format!("{language} {}\n", text.sha256));
        }
        if let Some(frozen) = &version.registers {
            lines.push_str(&format!("registers {}\n", frozen.sha256));
        }
        before = sha256(&lines);
        before.clone()
    };
    versions.map(link).collect()
}

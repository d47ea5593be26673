//! A digest for each version over everything that was published up to it. Anyone who keeps the newest digest can check later that no
//! version has changed.

use crate::lock::sha256;
use crate::parse::Version;

/// The start of the first link, so that no other file has the same digest by chance.
const SEED: &str = "helder history 1";

/// Returns the link of each version. The versions are given oldest first.
///
/// A link is the SHA-256 of these lines: the link before it (or the seed `helder history 1`), the label, the days, then for each
/// language and for the registers their name and the SHA-256 of the file.
pub fn links<'a>(versions: impl Iterator<Item = &'a Version>) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for version in versions {
        let before = links.last().map_or(SEED, String::as_str);
        let mut lines = format!("{before}\n{} {} {}\n", version.label, version.published, version.effective);
        for (language, text) in &version.texts {
            lines.push_str(&format!("{language} {}\n", text.sha256));
        }
        if let Some(frozen) = &version.registers {
            lines.push_str(&format!("registers {}\n", frozen.sha256));
        }
        links.push(sha256(&lines));
    }
    links
}

//! What must be deleted, because the service that stored it has no consent.

use crate::asked::Asked;
use crate::pattern::matches;
use crate::set::Set;
use crate::signals::Environment;
use crate::text::{Lines, cut};

#[cfg(test)]
mod tests;

/// Writes a line for each thing to delete, which is all that only services outside `keep` may store: `d:` and the name of a cookie,
/// or `l:` or `s:` and the name of an entry.
pub fn sweep(lines: &mut Lines, asked: &Asked<'_>, keep: Set, environment: &Environment<'_>) {
    let mut stored = environment.stored;
    while !stored.is_empty() {
        let line = cut(&mut stored, b'\n');
        let stores = stores(asked, line);
        if stores.is_empty() || stores.intersects(keep) {
            continue;
        }
        match line.strip_prefix(b"c:") {
            Some(name) if name == asked.cookie() => continue,
            Some(name) => lines.push_all(&[b"d:", name]),
            None => lines.push(line),
        }
        lines.finish();
    }
}

/// Returns the services that may store something under this line's kind and name.
fn stores(asked: &Asked<'_>, line: &[u8]) -> Set {
    let mut stores = Set::EMPTY;
    for service in asked.services() {
        let mut patterns = service.patterns;
        while !patterns.is_empty() {
            if matches(cut(&mut patterns, b'\t'), line) {
                stores = stores.union(service.own);
            }
        }
    }
    stores
}

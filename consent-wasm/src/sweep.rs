//! What must be deleted, since what stored it may not.
//!
//! A page sees the names of its cookies, but not on which domain and path each was set; so a name is deleted on all that the
//! page could have set it on. What a browser refuses to delete, on a public suffix for one, it could not have kept.

use crate::asked::Asked;
use crate::pattern::matches;
use crate::set::Set;
use crate::signals::Surroundings;
use crate::text::{Lines, cut};

#[cfg(test)]
mod tests;

/// Writes a line for everything to delete that only services outside `keep` may store: `c:` and a cookie to set, `l:` or `s:`
/// and a name to remove.
pub fn sweep(lines: &mut Lines, asked: &Asked<'_>, keep: Set, around: &Surroundings<'_>) {
    let mut stored = around.stored;
    while !stored.is_empty() {
        let line = cut(&mut stored, b'\n');
        let stores = stores(asked, line);
        if stores.is_empty() || stores.intersects(keep) {
            continue;
        }
        match line.strip_prefix(b"c:") {
            Some(name) if name == asked.cookie() => {}
            Some(name) => expire(lines, name, around.host(), around.path(), None),
            None => {
                lines.push(line);
                lines.finish();
            }
        }
    }
}

/// Returns the services that may store something of that kind and name.
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

/// Writes a line for each place that deletes a cookie there; on every place but the domain that is to be spared.
pub fn expire(lines: &mut Lines, name: &[u8], host: &[u8], path: &[u8], spared: Option<&[u8]>) {
    // The host alone (no domain), the host with its subdomains, each of its parents.
    let mut domain = b"".as_slice();
    let mut parents = host;
    loop {
        if Some(domain) != spared {
            // The path up to each slash, with it and without it, and the whole path.
            for at in 0..path.len() {
                if path[at] == b'/' {
                    push_expired(lines, name, domain, &path[..at]);
                    push_expired(lines, name, domain, &path[..=at]);
                }
            }
            push_expired(lines, name, domain, path);
        }
        if parents.is_empty() {
            return;
        }
        domain = parents;
        cut(&mut parents, b'.');
    }
}

#[inline(never)]
fn push_expired(lines: &mut Lines, name: &[u8], domain: &[u8], path: &[u8]) {
    lines.push_all(&[b"c:", name, b"="]);
    finish_cookie(lines, domain, path, 0);
}

/// Finishes a line that sets a cookie.
pub fn finish_cookie(lines: &mut Lines, domain: &[u8], path: &[u8], seconds: u32) {
    // The lifetime comes last: the last of two counts, and a path may hold a semicolon.
    lines.push_all(&[b";path=", path, b";domain=", domain, b";secure;samesite=lax;max-age="]);
    lines.push_decimal(seconds);
    lines.finish();
}

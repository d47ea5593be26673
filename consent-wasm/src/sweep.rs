//! What must be deleted, because the service that stored it has no consent.
//!
//! A page can read the names of its cookies, but not the domain and path of each. So it deletes a name on every domain and path
//! on which it could have been set. A browser refuses this only where it would not have kept the cookie, such as on a public
//! suffix.

use crate::asked::Asked;
use crate::pattern::matches;
use crate::set::Set;
use crate::signals::Environment;
use crate::text::{Lines, cut};

#[cfg(test)]
mod tests;

/// Writes a line for each thing to delete, which is all that only services outside `keep` may store: `c:` and a cookie to set,
/// or `l:` or `s:` and a name to remove.
pub fn sweep(lines: &mut Lines, asked: &Asked<'_>, keep: Set, environment: &Environment<'_>) {
    let mut stored = environment.stored;
    while !stored.is_empty() {
        let line = cut(&mut stored, b'\n');
        let stores = stores(asked, line);
        if stores.is_empty() || stores.intersects(keep) {
            continue;
        }
        match line.strip_prefix(b"c:") {
            Some(name) if name == asked.cookie() => {}
            Some(name) => expire(lines, name, environment.host(), environment.path(), None),
            None => {
                lines.push(line);
                lines.finish();
            }
        }
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

/// Writes a line for each domain and path that deletes a cookie there, except on the domain that is spared.
pub fn expire(lines: &mut Lines, name: &[u8], host: &[u8], path: &[u8], spared: Option<&[u8]>) {
    // The host alone (no domain), the host with its subdomains, and each of its parents.
    let mut domain = b"".as_slice();
    let mut parents = host;
    loop {
        if Some(domain) != spared {
            // The path up to each slash, with and without the slash, and the whole path.
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
    // The lifetime comes last, because the last of two counts and a path may contain a semicolon.
    lines.push_all(&[b";path=", path, b";domain=", domain, b";secure;samesite=lax;max-age="]);
    lines.push_decimal(seconds);
    lines.finish();
}

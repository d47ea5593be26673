//! Names with stars, such as `_ga_*`. A star stands for any characters, or for none.
//!
//! Cookies, other storage and hosts are all named this way in a site's registers. The time is bounded by the product of the two
//! lengths, whatever an author writes.

#[cfg(test)]
mod tests;

/// Returns whether a name matches a pattern, byte by byte.
///
/// A pattern may be matched against another: if it does match, it covers everything that the other does.
pub fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut read) = (0, 0);
    // Where the pattern goes on after its last star, and where the part of the name ends that the star has taken. After a
    // mismatch the star takes one byte more; an earlier star never needs to.
    let (mut after_star, mut taken) = (0, 0);
    while at < pattern.len() || read < name.len() {
        if pattern.get(at) == Some(&b'*') {
            at += 1;
            (after_star, taken) = (at, read);
        } else if read < name.len() && pattern.get(at) == Some(&name[read]) {
            at += 1;
            read += 1;
        } else if after_star > 0 && taken < name.len() {
            taken += 1;
            (at, read) = (after_star, taken);
        } else {
            return false;
        }
    }
    true
}

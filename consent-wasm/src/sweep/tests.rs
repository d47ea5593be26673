//! Everything that may not be stored is deleted, wherever it could be, and nothing else is.

use alloc::string::{String, ToString};

use super::sweep;
use crate::set::Set;
use crate::tests::{around, asked};
use crate::text::Lines;

fn swept(keep: u32, host: &str, path: &str, stored: &str) -> String {
    let mut lines = Lines::EMPTY;
    let text = [host, path, "", "", "", stored].join("\n");
    sweep(&mut lines, &asked(), Set(keep), &around(&text));
    String::from_utf8_lossy(lines.finished()).to_string()
}

/// The page knows on which domains and paths it could be: `host/cookies.js`, which tests in real browsers try.
#[test]
fn a_cookie_is_deleted_by_its_name() {
    assert_eq!(swept(0, "panel.eu.example.co.uk", "/a/b", "c:_ga\nc:other"), "d:_ga\n");
}

#[test]
fn names_in_the_page_s_stores_are_removed() {
    assert_eq!(
        swept(0, "localhost", "/", "l:video::1\nl:other\ns:player\ns:video::1\nl:player"),
        "l:video::1\ns:player\n"
    );
}

#[test]
fn what_a_granted_service_may_store_stays() {
    assert_eq!(swept(1, "localhost", "/", "c:_ga\nc:_ga_X\nl:video"), "l:video\n");
    assert_eq!(swept(3, "localhost", "/", "c:_ga\nc:_ga_X\nl:video"), "");
    assert_eq!(swept(0, "localhost", "/", "c:__ga\nc:_gat\nc:\n\nc\nx:_ga\nc:_ga\u{e9}"), "");
}

#[test]
fn the_record_itself_is_never_swept() {
    let policy = b"1\t0\tnl\tchoice\t1\t\t\t\nall\t00000000\t\tc:*\n";
    let mut lines = Lines::EMPTY;
    let around = around("localhost\n/\n\n\n\nc:choice");
    sweep(&mut lines, &crate::asked::Asked::read(policy).unwrap(), Set::EMPTY, &around);
    assert_eq!(lines.finished(), b"");
}

//! The configuration that a build writes, in the real nginx, Apache and Caddy, on loopback: what is sent is what was meant.
//!
//! A test builds a site with `helder build --server`, changes the lines of the copied file that an owner changes (folder, certificate,
//! passwords, port), starts the server and asks it with curl. `cargo xtask setup` installs the servers; without them the tests
//! fail.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the border between core and shell is src's; a test reads folders and starts programs"
)]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod client;
mod promises;
mod running;
#[allow(dead_code, reason = "tests/it uses the rest of it")]
#[path = "../it/sandbox.rs"]
mod sandbox;
mod site;
#[allow(dead_code, reason = "tests/it uses the rest of it")]
#[path = "../it/tree.rs"]
mod tree;

use helder::parse::ServerKind;

use crate::promises::keeps_its_promises;

const ROOT: &str = "https://privacy.example.org";
const BELOW_A_PATH: &str = "https://example.org/over/privacy";
const PLAIN: &str = "http://privacy.example.org";
const PORT: &str = "https://privacy.example.org:8443";

#[test]
fn nginx_serves_a_site() {
    keeps_its_promises(ServerKind::Nginx, ROOT);
}

#[test]
fn nginx_serves_a_site_below_a_path() {
    keeps_its_promises(ServerKind::Nginx, BELOW_A_PATH);
}

#[test]
fn nginx_serves_a_site_without_tls() {
    keeps_its_promises(ServerKind::Nginx, PLAIN);
}

#[test]
fn nginx_serves_a_site_at_a_port() {
    keeps_its_promises(ServerKind::Nginx, PORT);
}

#[test]
fn apache_serves_a_site() {
    keeps_its_promises(ServerKind::Apache, ROOT);
}

#[test]
fn apache_serves_a_site_below_a_path() {
    keeps_its_promises(ServerKind::Apache, BELOW_A_PATH);
}

#[test]
fn apache_serves_a_site_without_tls() {
    keeps_its_promises(ServerKind::Apache, PLAIN);
}

#[test]
fn apache_serves_a_site_at_a_port() {
    keeps_its_promises(ServerKind::Apache, PORT);
}

#[test]
fn caddy_serves_a_site() {
    keeps_its_promises(ServerKind::Caddy, ROOT);
}

#[test]
fn caddy_serves_a_site_below_a_path() {
    keeps_its_promises(ServerKind::Caddy, BELOW_A_PATH);
}

#[test]
fn caddy_serves_a_site_without_tls() {
    keeps_its_promises(ServerKind::Caddy, PLAIN);
}

#[test]
fn caddy_serves_a_site_at_a_port() {
    keeps_its_promises(ServerKind::Caddy, PORT);
}

//! News for open pages, as server-sent events: `reload` when there are other pages, `news` when there are other problems.
//!
//! A page sends its generation, so that a page from before the last change is told at once to reload.

use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::shell::serve::latest::Latest;

/// Something is sent this often, so that a client that went away is noticed.
const HEARTBEAT: Duration = Duration::from_secs(2);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\
                    X-Content-Type-Options: nosniff\r\n\r\nretry: 500\n\n";

/// Sends events until the client or the server ends the connection.
pub(super) fn send(stream: &mut TcpStream, latest: &Latest, generation: u64) -> io::Result<()> {
    stream.write_all(HEAD.as_bytes())?;
    let mut seen = (generation, latest.read().news);
    while let Some(now) = latest.wait(seen, HEARTBEAT) {
        let mut events = String::new();
        if now.0 != seen.0 {
            events.push_str(&format!("event: reload\ndata: {}\n\n", now.0));
        } else if now.1 != seen.1 {
            events.push_str(&format!("event: news\ndata: {}\n\n", now.1));
        } else {
            events.push_str(":\n\n");
        }
        stream.write_all(events.as_bytes())?;
        seen = now;
    }
    Ok(())
}

//! The listener: accepts every connection of one browser, for any host, and lets that host answer.
//!
//! Chromium resolves every host name to its port. Firefox uses it as a proxy and sends `CONNECT host:443` first. What follows
//! is the same: a handshake as the requested host, then requests one after the other.

use std::io::{self, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rustls::{ServerConnection, StreamOwned};

use super::certificate;
use super::play::{self, GATED, Play};
use super::request::Request;

/// How long a connection may be idle.
const SILENCE_MAX: Duration = Duration::from_secs(60);

/// Listens on a port of its own until it is dropped.
pub(crate) struct Listener {
    pub(crate) port: u16,
    closed: Arc<AtomicBool>,
}

impl Listener {
    /// Begins to listen.
    pub(crate) fn start(play: Arc<Play>) -> Listener {
        let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = socket.local_addr().unwrap().port();
        let closed = Arc::new(AtomicBool::new(false));
        let is_closed = Arc::clone(&closed);
        thread::spawn(move || {
            for connection in socket.incoming().map_while(Result::ok) {
                if is_closed.load(Ordering::Relaxed) {
                    break;
                }
                let play = Arc::clone(&play);
                // A browser may drop a connection at any time; its requests are in the ledger.
                thread::spawn(move || drop(serve(connection, &play)));
            }
        });
        Listener { port, closed }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn serve(mut connection: TcpStream, play: &Play) -> io::Result<()> {
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(SILENCE_MAX))?;
    // A handshake begins with the byte 22; a letter is a browser that talks to a proxy.
    let mut first = [0];
    if connection.peek(&mut first)? == 0 {
        return Ok(());
    }
    if first[0] != 22 && !open_tunnel(&mut connection)? {
        return Ok(());
    }
    let tls = ServerConnection::new(certificate::server()).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(tls, connection);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    let Some(host) = stream.conn.server_name().map(str::to_owned) else { return Ok(()) };
    play.connected(&host);
    let mut stream = BufReader::new(stream);
    while let Some(request) = Request::read(&mut stream, &host)? {
        play.answer(request).write(stream.get_mut())?;
        // Connections to a gated host are closed at once, so that one made ahead of a request is never overlooked.
        if GATED.contains(&host.as_str()) {
            break;
        }
    }
    stream.get_mut().conn.send_close_notify();
    stream.get_mut().flush()?;
    Ok(())
}

/// Answers `CONNECT`; refuses hosts that nobody plays, such as the browser's own updates.
fn open_tunnel(connection: &mut TcpStream) -> io::Result<bool> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && connection.read(&mut byte)? == 1 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let host = head.strip_prefix("CONNECT ").and_then(|rest| rest.split(':').next());
    let is_played = host.is_some_and(play::is_played);
    let answer: &[u8] =
        if is_played { b"HTTP/1.1 200 -\r\n\r\n" } else { b"HTTP/1.1 502 -\r\ncontent-length: 0\r\n\r\n" };
    connection.write_all(answer)?;
    Ok(is_played)
}

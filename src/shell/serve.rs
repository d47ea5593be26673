//! `helder serve`: a site while it is written, over HTTP, with pages that reload themselves.
//!
//! One thread owns the sources and the workshop ([`keeper`]), and puts what is shown and what is wrong on a [`board`]. Each connection has
//! a thread that reads the board: it makes a page ([`site`]), or waits for news ([`events`]). Nothing is written to the disk.

mod board;
mod editor;
mod events;
mod http;
mod keeper;
mod overlay;
mod site;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use crate::date::Date;
use crate::document::Audience;
use crate::shell::Error;
use crate::shell::load::Disk;
use crate::shell::report::Colour;
use board::Board;
use keeper::Message;

pub(crate) use editor::Editor;

/// What is served, and how.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) content: PathBuf,
    /// The day to take for today; none for the one that the clock says, which changes at midnight.
    pub(crate) today: Option<Date>,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Whose pages stand at the root.
    pub(crate) audience: Audience,
    pub(crate) editor: Option<Editor>,
    /// Whether to open a browser.
    pub(crate) open: bool,
    pub(crate) colour: Colour,
}

/// Ports after the one that was asked for, of which the first free one is taken.
const PORTS_TRIED: u16 = 32;

/// Connections at a time; a browser keeps one for each of its tabs. More of them wait until a client that is gone was noticed.
const CONNECTIONS_MAX: usize = 256;
const CROWDED: Duration = Duration::from_millis(20);

/// A client that says or takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until the program is told to stop.
pub(crate) fn serve(options: &Options) -> Result<(), Error> {
    let disk = Disk::read(&options.content)?;
    let (listener, address) = listen(&options.host, options.port)?;
    let (sender, inbox) = mpsc::channel();
    let stop = sender.clone();
    // A second call fails, which only a test in the same process could make.
    let _ = ctrlc::set_handler(move || drop(stop.send(Message::Stop)));
    let board = Arc::new(Board::new());
    let mut keeper = keeper::Keeper::new(options, disk, board.clone(), sender);
    keeper.begin();
    let root = site::Root {
        audience: options.audience,
        board: board.clone(),
        hosts: Hosts::new(options, address),
        links: keeper.links(),
    };
    let url = format!("http://{}/", shown(&options.host, address));
    keeper.welcome(&url);
    std::thread::spawn(move || accept(&listener, &Arc::new(root)));
    if options.open && open::that_detached(&url).is_err() {
        eprintln!("warning: no browser could be opened");
    }
    keeper.keep(&inbox);
    board.close();
    eprintln!("stopped");
    Ok(())
}

/// Takes the port that was asked for, or the next free one.
fn listen(host: &str, port: u16) -> Result<(TcpListener, SocketAddr), Error> {
    let refused = |source| Error::Listen { address: format!("{host}:{port}"), source };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<SocketAddr> = (bare, port).to_socket_addrs().map_err(refused)?.collect();
    let tried = if port == 0 { 1 } else { PORTS_TRIED };
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for next in (port..=u16::MAX).take(usize::from(tried)) {
        for mut address in addresses.iter().copied() {
            address.set_port(next);
            match TcpListener::bind(address) {
                Ok(listener) => {
                    let address = listener.local_addr().map_err(refused)?;
                    if next != port {
                        eprintln!("port {port} is taken; took {next}, the next free one");
                    }
                    return Ok((listener, address));
                }
                Err(error) => last = error,
            }
        }
        if last.kind() != io::ErrorKind::AddrInUse {
            break;
        }
    }
    Err(refused(last))
}

/// Writes the address for a browser.
fn shown(host: &str, address: SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_unspecified() => format!("localhost:{}", address.port()),
        IpAddr::V4(_) | IpAddr::V6(_) if host.parse::<IpAddr>().is_err() => format!("{host}:{}", address.port()),
        _ => address.to_string(),
    }
}

fn accept(listener: &TcpListener, root: &Arc<site::Root>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        // A client that is gone already; the next may do better.
        let Ok(stream) = stream else { continue };
        while open.load(Ordering::Relaxed) >= CONNECTIONS_MAX {
            std::thread::sleep(CROWDED);
        }
        open.fetch_add(1, Ordering::Relaxed);
        let (root, open) = (root.clone(), open.clone());
        std::thread::spawn(move || {
            // A bug in a page is no end of the others; what it was is printed by then.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer(stream, &root)));
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

/// Answers the one request of a connection; a client that goes away is no failure.
fn answer(mut stream: TcpStream, root: &site::Root) {
    let ready = stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(PATIENCE)));
    if ready.and_then(|()| stream.set_write_timeout(Some(PATIENCE))).is_err() {
        return;
    }
    let request = match http::read(&mut stream) {
        Ok(Some(request)) => request,
        Ok(None) | Err(_) => return,
    };
    match site::answer(root, &request) {
        site::Answer::File(response) => {
            let _ = http::write(&mut stream, &response, request.is_head);
        }
        site::Answer::Events { generation } => {
            let _ = events::send(&mut stream, &root.board, generation);
        }
    }
}

/// The names under which the server may be asked. A page of another site whose name leads here must not read the texts: browsers
/// send the name that they looked up.
struct Hosts {
    named: String,
    /// Whether others than this machine may ask; they do so by its addresses.
    is_open: bool,
}

impl Hosts {
    fn new(options: &Options, address: SocketAddr) -> Hosts {
        Hosts { named: options.host.to_ascii_lowercase(), is_open: !address.ip().is_loopback() }
    }

    fn allow(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        let is_local = name == "localhost" || name.ends_with(".localhost");
        let address = name.parse::<IpAddr>().ok();
        is_local || name == self.named || address.is_some_and(|address| address.is_loopback() || self.is_open)
    }
}

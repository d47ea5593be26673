//! `helder serve`: a site while it is being written, over HTTP, with pages that reload themselves.
//!
//! One thread owns the sources and the session ([`worker`]), and publishes the [`latest`] state. Each connection has a thread that
//! reads this state: it renders a page ([`site`]), or waits for news ([`events`]). Nothing is written to the disk.

mod context;
mod editor;
mod events;
mod hosts;
mod http;
mod latest;
mod links;
mod options;
mod overlay;
mod site;
mod watch;
mod worker;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::shell::Error;
use crate::shell::load::Disk;
use crate::shell::message::message;
use context::Context;
use hosts::Hosts;
use latest::Latest;
use worker::Worker;

pub use http::requested_path;

pub(crate) use editor::{Editor, EditorError};
pub(crate) use options::ServeOptions;

/// Ports after the one that was asked for, of which the first free one is taken.
const PORTS_TRIED: u16 = 32;

/// Connections at a time; a browser keeps one for each of its tabs. Further ones wait until another ends.
const CONNECTIONS_MAX: usize = 256;
const CONNECTION_WAIT: Duration = Duration::from_millis(20);

/// A client that sends or receives nothing for this long is gone.
const CLIENT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the end of the program waits for its last line to be printed.
const PRINT_WAIT_MAX: Duration = Duration::from_millis(200);

/// What the main thread waits for.
enum End {
    /// The user pressed Ctrl-C.
    Interrupted,
    /// The worker ended, which it does only on a failure or by a bug.
    Worker(thread::Result<Result<(), Error>>),
}

/// Serves until the user presses Ctrl-C.
///
/// The main thread does nothing but wait, so that the program ends at once, whatever the other threads are doing; they end with it.
pub(crate) fn serve(options: &ServeOptions) -> Result<(), Error> {
    let (sender, ends) = mpsc::channel();
    let interrupted = sender.clone();
    // A second call fails, which only a test in the same process could make.
    let _ = ctrlc::set_handler(move || drop(interrupted.send(End::Interrupted)));
    let latest = Arc::new(Latest::new());
    let (options, published) = (options.clone(), latest.clone());
    thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(|| work(&options, published)));
        // The main thread waits for it, unless the program is ending.
        let _ = sender.send(End::Worker(result));
    });
    match ends.recv().expect("the handler keeps its sender") {
        End::Interrupted => {
            latest.close();
            print_stopped();
            Ok(())
        }
        End::Worker(Ok(result)) => result,
        End::Worker(Err(panic)) => resume_unwind(panic),
    }
}

/// Prints that serving has ended, but does not wait for a terminal that takes no output.
fn print_stopped() {
    let (sender, printed) = mpsc::channel();
    thread::spawn(move || {
        message!("stopped");
        let _ = sender.send(());
    });
    let _ = printed.recv_timeout(PRINT_WAIT_MAX);
}

/// Reads the sources, accepts connections, and publishes every change.
fn work(options: &ServeOptions, latest: Arc<Latest>) -> Result<(), Error> {
    let disk = Disk::read(&options.content)?;
    let (listener, address) = listen(&options.host, options.port)?;
    let worker = Worker::begin(options, disk, latest.clone());
    let context = Context {
        audience: options.audience,
        latest,
        hosts: Hosts::new(&options.host, address),
        links: worker.links(),
    };
    let url = format!("http://{}/", shown(&options.host, address));
    worker.welcome(&url);
    thread::spawn(move || accept(&listener, &Arc::new(context)));
    if options.open && open::that_detached(&url).is_err() {
        message!("warning: no browser could be opened");
    }
    worker.run();
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
                        message!("port {port} is taken; took {next}, the next free one");
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

fn accept(listener: &TcpListener, context: &Arc<Context>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        // The client is gone already.
        let Ok(stream) = stream else { continue };
        while open.load(Ordering::Relaxed) >= CONNECTIONS_MAX {
            thread::sleep(CONNECTION_WAIT);
        }
        open.fetch_add(1, Ordering::Relaxed);
        let (context, open) = (context.clone(), open.clone());
        thread::spawn(move || {
            // A panic in one connection must not end the others; its message has been printed by then.
            let _ = catch_unwind(AssertUnwindSafe(|| answer(stream, &context)));
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

/// Answers the one request of a connection. A client that disconnects is not an error.
fn answer(mut stream: TcpStream, context: &Context) {
    let ready = stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(CLIENT_TIMEOUT)));
    if ready.and_then(|()| stream.set_write_timeout(Some(CLIENT_TIMEOUT))).is_err() {
        return;
    }
    let request = match http::read(&mut stream) {
        Ok(Some(request)) => request,
        Ok(None) | Err(_) => return,
    };
    match site::answer(context, &request) {
        site::Reply::File(response) => {
            let _ = http::write(&mut stream, &response, request.is_head);
        }
        site::Reply::Events { generation } => {
            let _ = events::send(&mut stream, &context.latest, generation);
        }
    }
}

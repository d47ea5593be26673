//! `cargo xtask bench serve`: the time from saving a file until `helder serve` notifies open pages, and the memory after a thousand
//! edits.
//!
//! Each edit writes another sentence into one text, as an editor does that writes in place. The clock runs from before the file is written
//! until the message has arrived; then the pages that show the sentence are asked for, outside the clock, and must show it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::site::{Size, TODAY, prepare};
use crate::error::Error;

/// The number of edits. Memory is read after `SETTLED` of them, and at the end.
const EDITS: usize = 1000;
const SETTLED: usize = 200;

/// After how many edits the pages are compared with what was written.
const LOOKED_AT: usize = 50;

/// A server that sends nothing for this long is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures sites of these sizes.
pub(super) fn run(folder: &Path, sizes: &[Size]) -> Result<(), Error> {
    println!(
        "| versions | documents | start, s | median, ms | 99 of 100, ms | most, ms | memory, MiB, after {SETTLED} edits | after {EDITS} |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for size in sizes {
        prepare(folder, *size)?;
        let Measured { start, mut waits, memory } = measure(&folder.join("helder/content"))?;
        waits.sort();
        println!(
            "| {} | {} | {:.2} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0} |",
            size.documents * size.versions,
            size.documents,
            start.as_secs_f64(),
            share_ms(&waits, 50),
            share_ms(&waits, 99),
            share_ms(&waits, 100),
            memory[0],
            memory[1]
        );
    }
    Ok(())
}

/// Returns how many milliseconds a percentage of the waits took at most; they are sorted.
fn share_ms(waits: &[Duration], percent: usize) -> f64 {
    waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1e3
}

struct Measured {
    start: Duration,
    waits: Vec<Duration>,
    memory: [f64; 2],
}

/// A server that ends with the measurement.
struct Server {
    child: Child,
    port: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn measure(content: &Path) -> Result<Measured, Error> {
    let begun = Instant::now();
    let server = start(content)?;
    let start = begun.elapsed();
    let mut events = BufReader::new(ask(&server, "/-/serve/events")?);
    let text = content.join("verklaring-0000/3.0.nl.md");
    let original = fs::read_to_string(&text).map_err(Error::at("read", &text))?;
    let mut waits = Vec::new();
    let mut memory = [0.0; 2];
    // The first message does not answer an edit.
    await_line(&mut events, ":")?;
    for edit in 1..=EDITS {
        let sentence = format!("Dit is wijziging {edit}.");
        let edited = format!("{original}\n{sentence}\n");
        let saved = Instant::now();
        fs::write(&text, edited).map_err(Error::at("write", &text))?;
        await_line(&mut events, "event: reload")?;
        waits.push(saved.elapsed());
        if edit % LOOKED_AT == 0 {
            compare_pages(&server, edit)?;
        }
        if edit == SETTLED {
            memory[0] = resident_mib(&server)?;
        }
    }
    memory[1] = resident_mib(&server)?;
    Ok(Measured { start, waits, memory })
}

/// Asks for every page that shows the edited sentence.
fn compare_pages(server: &Server, edit: usize) -> Result<(), Error> {
    for page in ["3.0/", "3.0/wijzigingen/", "3.1/wijzigingen/", "3.0/sinds/"] {
        let path = format!("/verklaring-0000/{page}");
        let mut answer = String::new();
        ask(server, &path)?.read_to_string(&mut answer).map_err(Error::Connection)?;
        if !answer.contains(&format!("wijziging {edit}")) && !answer.contains(&format!(">{edit}")) {
            return Err(Error::Stale { path, edit });
        }
    }
    Ok(())
}

fn start(content: &Path) -> Result<Server, Error> {
    let mut child = Command::new("target/release/helder")
        .args(["serve", "--port", "0", "--today", TODAY, "--content"])
        .arg(content)
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| Error::Start { command: "helder serve".to_owned(), source })?;
    let said = child.stderr.take().expect("its errors are piped");
    let mut server = Server { child, port: String::new() };
    let mut lines = BufReader::new(said).lines();
    let line = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("serving "));
    let line = line.ok_or_else(|| Error::Silent("serving".to_owned()))?;
    server.port = line.rsplit(':').next().unwrap_or_default().trim_end_matches('/').to_owned();
    // A full pipe would stop the server.
    std::thread::spawn(move || lines.for_each(drop));
    Ok(server)
}

/// Sends a request, and returns the connection.
fn ask(server: &Server, path: &str) -> Result<TcpStream, Error> {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{}", server.port)).map_err(Error::Connection)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(Error::Connection)?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(Error::Connection)?;
    Ok(stream)
}

fn await_line(events: &mut impl BufRead, wanted: &str) -> Result<(), Error> {
    let begun = Instant::now();
    let mut line = String::new();
    while begun.elapsed() < PATIENCE {
        line.clear();
        if events.read_line(&mut line).map_err(Error::Connection)? == 0 {
            break;
        }
        if line.trim_end() == wanted {
            return Ok(());
        }
    }
    Err(Error::Silent(wanted.to_owned()))
}

/// Returns the memory that the server uses, as Linux reports it.
fn resident_mib(server: &Server) -> Result<f64, Error> {
    let path = PathBuf::from(format!("/proc/{}/status", server.child.id()));
    let status = fs::read_to_string(&path).map_err(Error::at("read", &path))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    Ok(kib.ok_or(Error::MissingField { path, field: "VmRSS" })? / 1024.0)
}

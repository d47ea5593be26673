//! `cargo xtask bench serve`: how long after a file was saved `helder serve` tells open pages of it, and what memory that takes after a
//! thousand edits.
//!
//! Each edit writes another sentence into one text, as an editor does that writes in place. The clock runs from before the file is written
//! until the message has arrived; then the pages that show the sentence are asked for, outside the clock, and must show it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::site::Size;
use super::{TODAY, prepare};

/// So many edits; memory is read when this share of them is done, and at the end.
const EDITS: usize = 1000;
const SETTLED: usize = 200;

/// So often the pages are looked at.
const LOOKED_AT: usize = 50;

/// A server that says nothing for so long is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures sites of these sizes.
pub(super) fn run(folder: &Path, sizes: &[Size]) -> Result<(), String> {
    println!(
        "| versions | documents | start, s | median, ms | 99 of 100, ms | most, ms | memory, MiB, after {SETTLED} edits | after {EDITS} |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for size in sizes {
        prepare(folder, *size)?;
        let measured = measure(&folder.join("helder/content")).map_err(|error| error.to_string())?;
        let Measured { start, mut waits, memory } = measured;
        waits.sort();
        let at = |share: usize| waits[(waits.len() - 1) * share / 100].as_secs_f64() * 1e3;
        println!(
            "| {} | {} | {:.2} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0} |",
            size.documents * size.versions,
            size.documents,
            start.as_secs_f64(),
            at(50),
            at(99),
            at(100),
            memory[0],
            memory[1]
        );
    }
    Ok(())
}

struct Measured {
    start: Duration,
    waits: Vec<Duration>,
    memory: [f64; 2],
}

/// The server; it ends with the measurement.
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

fn measure(content: &Path) -> Result<Measured, String> {
    let failed = |error: std::io::Error| error.to_string();
    let begun = Instant::now();
    let server = start(content)?;
    let start = begun.elapsed();
    let mut events = BufReader::new(ask(&server, "/-/serve/events").map_err(failed)?);
    let text = content.join("verklaring-0000/3.0.nl.md");
    let original = fs::read_to_string(&text).map_err(failed)?;
    let mut waits = Vec::new();
    let mut memory = [0.0; 2];
    // What is said at the start is no answer to an edit.
    await_line(&mut events, ":")?;
    for edit in 1..=EDITS {
        let sentence = format!("Dit is wijziging {edit}.");
        let edited = format!("{original}\n{sentence}\n");
        let saved = Instant::now();
        fs::write(&text, edited).map_err(failed)?;
        await_line(&mut events, "event: reload")?;
        waits.push(saved.elapsed());
        if edit % LOOKED_AT == 0 {
            for page in ["3.0/", "3.0/wijzigingen/", "3.1/wijzigingen/", "3.0/sinds/"] {
                let path = format!("/verklaring-0000/{page}");
                let mut answer = String::new();
                ask(&server, &path).and_then(|mut page| page.read_to_string(&mut answer)).map_err(failed)?;
                if !answer.contains(&format!("wijziging {edit}")) && !answer.contains(&format!(">{edit}")) {
                    return Err(format!("`{path}` does not show edit {edit}"));
                }
            }
        }
        if edit == SETTLED {
            memory[0] = resident_mib(&server)?;
        }
    }
    memory[1] = resident_mib(&server)?;
    Ok(Measured { start, waits, memory })
}

fn start(content: &Path) -> Result<Server, String> {
    let mut child = Command::new("target/release/helder")
        .args(["serve", "--port", "0", "--today", TODAY, "--content"])
        .arg(content)
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("can't run helder: {error}"))?;
    let said = child.stderr.take().ok_or("helder has no error stream")?;
    let mut server = Server { child, port: String::new() };
    let mut lines = BufReader::new(said).lines();
    let line = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("serving "));
    let line = line.ok_or("helder does not serve")?;
    server.port = line.rsplit(':').next().unwrap_or_default().trim_end_matches('/').to_owned();
    // Somebody must read what it says.
    std::thread::spawn(move || lines.for_each(drop));
    Ok(server)
}

fn ask(server: &Server, path: &str) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{}", server.port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())?;
    Ok(stream)
}

fn await_line(events: &mut impl BufRead, wanted: &str) -> Result<(), String> {
    let begun = Instant::now();
    let mut line = String::new();
    while begun.elapsed() < PATIENCE {
        line.clear();
        if events.read_line(&mut line).map_err(|error| error.to_string())? == 0 {
            break;
        }
        if line.trim_end() == wanted {
            return Ok(());
        }
    }
    Err(format!("the server never said `{wanted}`"))
}

/// Returns the memory that the server holds, as Linux tells it.
fn resident_mib(server: &Server) -> Result<f64, String> {
    let status =
        fs::read_to_string(format!("/proc/{}/status", server.child.id())).map_err(|error| error.to_string())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no word of memory")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().map_err(|_| "no number of memory".to_owned())?;
    Ok(kib / 1024.0)
}

//! `cargo xtask bench`: what a build costs, next to the least that it could cost and to Hugo. With `consent`: what the banner costs
//! a visitor (`tests/browser/bench.rs`). With `serve`: how soon a browser sees an edit.
//!
//! The sites are made in memory where Linux has a folder for that, or else in `target/bench` (or in `--folder`): on some disks, files
//! that were just removed make the next ones slow. Every measurement is a process of its own, and the runs take turns, so that a busy
//! minute of the machine affects all of them.

#![expect(clippy::disallowed_methods, reason = "a measurement is all disk, clock and processes")]

mod floor;
mod measure;
mod serve;
mod site;
mod text;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Cost, Costs};
use site::{Size, TODAY, prepare, remove};

use crate::error::Error;
use crate::step;

struct Options {
    size: Size,
    runs: usize,
    growth: bool,
    folder: PathBuf,
}

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), Error> {
    match args {
        [task, command @ ..] if task == "child" => measure::child(command),
        [task, content, output] if task == "floor" => {
            floor::build(Path::new(content), Path::new(output)).map_err(Error::at("build from", Path::new(content)))
        }
        [task] if task == "consent" => {
            step::run("cargo", &["bench", "--quiet", "--package", "browser-tests", "--bench", "consent"])
        }
        [task, args @ ..] if task == "serve" => options(args).and_then(|options| {
            build(&["helder"])?;
            serve::run(&options.folder, &served(args, options.size))
        }),
        _ => options(args).and_then(|options| bench(&options)),
    }
}

fn options(args: &[String]) -> Result<Options, Error> {
    let mut options =
        Options { size: Size { documents: 100, versions: 100 }, runs: 5, growth: false, folder: folder() };
    let mut args = args.iter();
    while let Some(flag) = args.next() {
        match flag.as_str() {
            "--documents" => options.size.documents = number(flag, args.next())?,
            "--versions" => options.size.versions = number(flag, args.next())?,
            "--runs" => options.runs = number(flag, args.next())?,
            "--growth" => options.growth = true,
            "--folder" => match args.next() {
                Some(folder) => options.folder = folder.into(),
                None => return Err(Error::MissingValue { flag: flag.clone(), value: "a folder" }),
            },
            _ => return Err(Error::UnknownArgument(flag.clone())),
        }
    }
    Ok(options)
}

fn number(flag: &str, value: Option<&String>) -> Result<usize, Error> {
    let number = value.and_then(|value| value.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| Error::MissingValue { flag: flag.to_owned(), value: "a number above zero" })
}

/// Returns where the sites are made.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.join("helder-bench") } else { PathBuf::from("target/bench") }
}

fn bench(options: &Options) -> Result<(), Error> {
    build(&["helder", "xtask"])?;
    fs::create_dir_all(&options.folder).map_err(Error::at("create", &options.folder))?;
    if options.growth { growth(options) } else { compare(options) }
}

/// Builds the programs that are measured.
fn build(packages: &[&str]) -> Result<(), Error> {
    // One by one: built together, they would share the features of their dependencies, and helder would be compiled again.
    for package in packages {
        step::run(env!("CARGO"), &["build", "--release", "--quiet", "--package", package])?;
    }
    Ok(())
}

/// Returns the sites that are served: a thousand versions and ten thousand, unless another size is asked for.
fn served(args: &[String], size: Size) -> Vec<Size> {
    let is_asked = args.iter().any(|flag| ["--documents", "--versions"].contains(&flag.as_str()));
    if is_asked { vec![size] } else { [32, 100].map(|side| Size { documents: side, versions: side }).to_vec() }
}

/// A thing that is measured.
struct Subject {
    name: &'static str,
    command: Vec<String>,
    /// The folder that it makes, which is removed before each run. A build over an earlier output has none.
    output: Option<PathBuf>,
    costs: Costs,
}

impl Subject {
    fn run(&mut self) -> Result<Cost, Error> {
        if let Some(output) = &self.output {
            remove(output)?;
        }
        let command: Vec<&OsStr> = self.command.iter().map(OsStr::new).collect();
        let cost = measure::run(self.name, &command)?;
        self.costs.push(cost);
        Ok(cost)
    }
}

fn compare(options: &Options) -> Result<(), Error> {
    let folder = &options.folder;
    let Size { documents, versions } = options.size;
    prepare(folder, options.size)?;
    let mut subjects = subjects(folder);
    for round in 1..=options.runs {
        for subject in &mut subjects {
            let cost = subject.run()?;
            eprintln!("round {round}: {} {:.2} s", subject.name, cost.wall_s);
        }
    }
    println!("{documents} documents of {versions} versions, {} runs\n", options.runs);
    println!("| | wall, s (least–most) | ratio | CPU, s | ratio | peak memory, MiB | ratio | pages |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let [wall, cpu, peak] = medians(&subjects[0].costs);
    for Subject { name, output, costs, .. } in &subjects {
        let [least, middle, most] = costs.spread(|cost| cost.wall_s);
        let [_, cpu_here, peak_here] = medians(costs);
        let pages = output.as_ref().map_or(String::new(), |output| pages(output).to_string());
        println!(
            "| {name} | {middle:.2} ({least:.2}–{most:.2}) | {:.2} | {cpu_here:.2} | {:.2} | {peak_here:.0} | {:.2} | {pages} |",
            middle / wall,
            cpu_here / cpu,
            peak_here / peak
        );
    }
    let redlines = pages(&folder.join("redlines")) - pages(&folder.join("plain"));
    let [_, with, _] = medians(&subjects[1].costs);
    println!("\n{redlines} redlines: {:.0} µs of CPU each", (with - cpu) / redlines.max(1) as f64 * 1e6);
    Ok(())
}

fn medians(costs: &Costs) -> [f64; 3] {
    [costs.median(|cost| cost.wall_s), costs.median(|cost| cost.cpu_s), costs.median(|cost| cost.peak_mib)]
}

/// Returns what is compared. The ratios are to the first.
fn subjects(folder: &Path) -> Vec<Subject> {
    let content = folder.join("helder/content").display().to_string();
    let [plain, redlines, floor, copy] =
        ["plain", "redlines", "floor", "copy"].map(|name| folder.join(name).display().to_string());
    let mut subjects = vec![
        subject("helder, no redlines", &helder(&content, &plain, &["--no-redlines"]), Some(&plain)),
        subject("helder, with redlines", &helder(&content, &redlines, &[]), Some(&redlines)),
        subject("helder again, nothing changed", &helder(&content, &plain, &["--no-redlines"]), None),
        subject("the floor", &["target/release/xtask", "bench", "floor", &content, &floor], Some(&floor)),
        subject("`cp -r` of the output", &["cp", "-r", &plain, &copy], Some(&copy)),
    ];
    if Command::new("hugo").arg("version").output().is_ok_and(|output| output.status.success()) {
        let [source, output] = ["hugo", "hugo-output"].map(|name| folder.join(name));
        // Hugo reads a relative folder as one below its source.
        let output = std::path::absolute(&output).unwrap_or(output).display().to_string();
        let source = source.display().to_string();
        let command = ["hugo", "--quiet", "--noBuildLock", "--source", &source, "--destination", &output];
        subjects.push(subject("Hugo", &command, Some(&output)));
    } else {
        eprintln!("no `hugo` on the PATH; it is left out");
    }
    subjects
}

fn subject(name: &'static str, command: &[&str], output: Option<&str>) -> Subject {
    let command = command.iter().map(|&part| part.to_owned()).collect();
    Subject { name, command, output: output.map(PathBuf::from), costs: Costs::default() }
}

/// Returns the command that builds the site.
fn helder<'a>(content: &'a str, output: &'a str, flags: &[&'a str]) -> Vec<&'a str> {
    let command = ["target/release/helder", "build", "--today", TODAY, "--content", content, "--output", output];
    [&command, flags].concat()
}

/// Measures sites that grow in documents and in versions; a page should cost the same in all of them.
fn growth(options: &Options) -> Result<(), Error> {
    let sizes = [(10, 10), (100, 10), (1000, 10), (10, 100), (10, 1000), (1, 1000)];
    println!("| documents | versions | pages | CPU, ms a page | redlines | CPU, ms a redline | peak memory, MiB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (documents, versions) in sizes {
        prepare(&options.folder, Size { documents, versions })?;
        let mut subjects = subjects(&options.folder);
        for _ in 0..options.runs {
            subjects[0].run()?;
            subjects[1].run()?;
        }
        let [plain, with] = [pages(&options.folder.join("plain")), pages(&options.folder.join("redlines"))];
        let [_, cpu, peak] = medians(&subjects[0].costs);
        let [_, cpu_with, _] = medians(&subjects[1].costs);
        let redlines = with - plain;
        println!(
            "| {documents} | {versions} | {plain} | {:.3} | {redlines} | {:.3} | {peak:.0} |",
            cpu / plain as f64 * 1e3,
            (cpu_with - cpu) / redlines.max(1) as f64 * 1e3
        );
    }
    Ok(())
}

/// Counts the pages below a folder.
fn pages(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => pages(&entry.path()),
            _ => usize::from(entry.path().extension() == Some(OsStr::new("html"))),
        })
        .sum()
}

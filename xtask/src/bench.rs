//! `cargo xtask bench`: what a build costs, beside the least that it could cost and beside Hugo. With `consent`: what the banner costs
//! a visitor (`tests/browser/bench.rs`). With `serve`: how soon an edit is seen.
//!
//! Everything is made in memory where Linux has a folder for that, else in `target/bench` (or in `--folder`): files that were just
//! removed make the next ones slow on some disks, whoever writes them. Every measurement is a process of its own, and the runs of
//! all of them take turns, so that a busy minute of the machine is shared by all.

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
use site::Size;

use crate::step;

/// The day for which the sites are built; the versions are dated before it.
const TODAY: &str = "2026-11-22";

struct Options {
    size: Size,
    runs: usize,
    growth: bool,
    folder: PathBuf,
}

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    match args {
        [task, command @ ..] if task == "child" => measure::child(command),
        [task, content, output] if task == "floor" => {
            floor::build(Path::new(content), Path::new(output)).map_err(|error| error.to_string())
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

fn options(args: &[String]) -> Result<Options, String> {
    let mut options =
        Options { size: Size { documents: 100, versions: 100 }, runs: 5, growth: false, folder: folder() };
    let mut args = args.iter();
    while let Some(flag) = args.next() {
        let mut number = || {
            let value = args.next().and_then(|value| value.parse().ok()).filter(|&number: &usize| number > 0);
            value.ok_or(format!("`{flag}` needs a number"))
        };
        match flag.as_str() {
            "--documents" => options.size.documents = number()?,
            "--versions" => options.size.versions = number()?,
            "--runs" => options.runs = number()?,
            "--growth" => options.growth = true,
            "--folder" => options.folder = args.next().ok_or("`--folder` needs a folder")?.into(),
            _ => return Err(format!("unknown argument `{flag}`")),
        }
    }
    Ok(options)
}

/// Returns where the sites are made.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.join("helder-bench") } else { PathBuf::from("target/bench") }
}

fn bench(options: &Options) -> Result<(), String> {
    build(&["helder", "xtask"])?;
    fs::create_dir_all(&options.folder).map_err(|error| format!("{}: {error}", options.folder.display()))?;
    if options.growth { growth(options) } else { compare(options) }
}

/// Builds what is measured.
fn build(packages: &[&str]) -> Result<(), String> {
    // One by one: built together, they would share the features of their dependencies, and compile helder anew.
    for package in packages {
        let built = Command::new(env!("CARGO")).args(["build", "--release", "--quiet", "--package", package]).status();
        if !built.is_ok_and(|status| status.success()) {
            return Err(format!("the release build of {package} failed"));
        }
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
    /// The folder that it makes, removed before each run; none for a build over the former output.
    output: Option<PathBuf>,
    costs: Costs,
}

impl Subject {
    fn run(&mut self) -> Result<Cost, String> {
        if let Some(output) = &self.output {
            remove(output)?;
        }
        let command: Vec<&OsStr> = self.command.iter().map(OsStr::new).collect();
        let cost = measure::run(self.name, &command)?;
        self.costs.push(cost);
        Ok(cost)
    }
}

fn compare(options: &Options) -> Result<(), String> {
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

/// What is compared; the first is what the others are held against.
fn subjects(folder: &Path) -> Vec<Subject> {
    let text = |path: PathBuf| path.to_string_lossy().into_owned();
    let at = |name: &str| folder.join(name);
    let command = |parts: &[&str]| parts.iter().map(|&part| part.to_owned()).collect::<Vec<_>>();
    let content = text(at("helder/content"));
    let helder = |output: &str, flags: &[&str]| {
        let output = text(at(output));
        let mut all = command(&["target/release/helder", "build", "--today", TODAY, "--content", &content]);
        all.extend(command(&["--output", &output]));
        all.extend(command(flags));
        all
    };
    let subject = |name, command, output: Option<&str>| Subject {
        name,
        command,
        output: output.map(at),
        costs: Costs::default(),
    };
    let floor = command(&["target/release/xtask", "bench", "floor", &content, &text(at("floor"))]);
    let copy = command(&["cp", "-r", &text(at("plain")), &text(at("copy"))]);
    let mut subjects = vec![
        subject("helder, no redlines", helder("plain", &["--no-redlines"]), Some("plain")),
        subject("helder, with redlines", helder("redlines", &[]), Some("redlines")),
        subject("helder again, nothing changed", helder("plain", &["--no-redlines"]), None),
        subject("the floor", floor, Some("floor")),
        subject("`cp -r` of the output", copy, Some("copy")),
    ];
    if Command::new("hugo").arg("version").output().is_ok_and(|output| output.status.success()) {
        let (source, output) = (text(at("hugo")), text(at("hugo-output")));
        // Hugo takes a relative folder to stand below its source.
        let absolute = |path: &str| std::path::absolute(path).map_or(path.to_owned(), text);
        let hugo =
            command(&["hugo", "--quiet", "--noBuildLock", "--source", &source, "--destination", &absolute(&output)]);
        subjects.push(subject("Hugo", hugo, Some("hugo-output")));
    } else {
        eprintln!("no `hugo` on the PATH; it is left out");
    }
    subjects
}

/// Measures sites that grow in documents and in versions; a page should cost the same in all of them.
fn growth(options: &Options) -> Result<(), String> {
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

/// Writes the sites anew.
fn prepare(folder: &Path, size: Size) -> Result<(), String> {
    for name in ["helder", "hugo", "plain", "redlines", "floor", "copy", "hugo-output"] {
        remove(&folder.join(name))?;
    }
    site::write(folder, size).map_err(|error| format!("can't write the sites: {error}"))
}

fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("{}: {error}", folder.display())),
        _ => Ok(()),
    }
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

//! `cargo xtask bench consent`: what the banner costs on a first visit.
//!
//! Bytes are those of a built site after Brotli 11. Times are Chromium's own, on pages served by a listener on this machine, so the
//! network costs nothing. Pages alternate with an empty one many times, and the medians are printed.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "a measurement starts programs and reads clocks, and one that can't go on fails"
)]
#![allow(dead_code, unused_imports, reason = "the tests use the rest of the stage")]

mod browser;
mod stage;

use browser::Kind;
use stage::{PRIVACY, Response, Site, Stage, WWW, embedding};

/// Visits of each page.
const ROUNDS: usize = 15;

/// Records when the banner is about to be painted, and how many frames of the page came before it.
const WATCH: &str = "
    let before = 0;
    const look = () => {
        const banner = document.getElementById('helder');
        if (banner && !banner.hidden) window.seen = { at: performance.now(), before };
        else if (before++ < 600) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

/// A page without any banner.
const EMPTY: &str = "<!doctype html><html lang=nl><meta charset=utf-8><title>A website</title><link rel=icon href='data:,'>\
    <body><main><h1>A website</h1></main>";

fn main() {
    sizes();
    println!(
        "\n| page | slow-down | first paint, ms | banner, ms | pictures before it | script, ms | tasks, ms |\n\
         | --- | --- | --- | --- | --- | --- | --- |"
    );
    for factor in [1, 4] {
        stage::run(Kind::Chromium, |stage| times(stage, factor));
    }
    println!("\nScript and tasks are what comes on top of an empty page; {ROUNDS} rounds, medians.");
}

/// Prints the downloaded bytes by part.
fn sizes() {
    let site = Site::plain();
    println!("| file | bytes | Brotli 11 |\n| --- | --- | --- |");
    let mut all = 0;
    for path in site.paths().filter(|path| path.starts_with("consent/core.") || path.starts_with("consent/nl.")) {
        let plain = site.bytes(path).len();
        let small = compressed(site.bytes(path));
        all += small;
        println!("| `{path}` | {plain} | {small} |");
    }
    println!("| a first visit to another website, in Dutch | | {all} |");
}

/// The measurements of one page.
#[derive(Default)]
struct Times {
    first_paint_ms: Vec<f64>,
    banner_ms: Vec<f64>,
    pictures_before: Vec<f64>,
    script_ms: Vec<f64>,
    task_ms: Vec<f64>,
}

/// Opens each page in turn, with an empty browser, and prints a row for each.
fn times(stage: &Stage, factor: u32) {
    stage.play.put(WWW, "/", Response::page(&embedding("nl", "")));
    stage.play.put(WWW, "/empty", Response::page(EMPTY));
    let pages = [("empty", WWW, "/empty"), ("another website", WWW, "/"), ("one of helder's own", PRIVACY, "/")];
    let mut all = pages.map(|_| Times::default());
    for round in 0..=ROUNDS {
        for ((name, host, path), times) in pages.iter().zip(&mut all) {
            stage.browser.reset();
            stage.browser.run_before_pages(WATCH);
            stage.browser.slow_down(factor);
            let before = stage.browser.work();
            stage.browser.open(&format!("https://{host}{path}"));
            if *name != "empty" {
                stage.browser.wait("window.seen");
            }
            stage.settle();
            let after = stage.browser.work();
            // The first round creates certificates and fills caches of the system.
            if round > 0 {
                times.note(stage);
                times.script_ms.push(after.script_ms - before.script_ms);
                times.task_ms.push(after.task_ms - before.task_ms);
            }
        }
    }
    let empty = [&all[0].script_ms, &all[0].task_ms].map(|numbers| median(numbers));
    for ((name, ..), times) in pages.iter().zip(&all).skip(1) {
        println!(
            "| {name} | {factor}× | {:.0} | {:.0} | {:.0} | {:.1} | {:.1} |",
            median(&times.first_paint_ms),
            median(&times.banner_ms),
            median(&times.pictures_before),
            median(&times.script_ms) - empty[0],
            median(&times.task_ms) - empty[1],
        );
    }
}

impl Times {
    fn note(&mut self, stage: &Stage) {
        let first_paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";
        self.first_paint_ms.extend(stage.browser.value(first_paint).as_f64());
        self.banner_ms.extend(stage.browser.value("window.seen?.at ?? null").as_f64());
        self.pictures_before.extend(stage.browser.value("window.seen?.before ?? null").as_f64());
    }
}

/// Returns the size after Brotli at its highest quality.
fn compressed(content: &[u8]) -> usize {
    let mut output = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut output, &parameters).unwrap();
    output.len()
}

fn median(numbers: &[f64]) -> f64 {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

//! Runs wasm-bindgen over a compiled banner: `bind <in.wasm> <out folder>`.
//!
//! It is a program of its own behind a feature, so that the other chores needn't wait for what it depends on.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = &arguments[..] else {
        eprintln!("usage: bind <in.wasm> <out folder>");
        return ExitCode::from(2);
    };
    match bind(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why:#}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the module and its glue in the plainest form there is, the one for bundlers: it fetches and starts nothing.
fn bind(input: &str, output: &str) -> Result<(), impl std::fmt::Display> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name("h").typescript(false).remove_name_section(true).remove_producers_section(true);
    bindgen.bundler(true)?.generate(output)
}

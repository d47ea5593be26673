//! The chores of the repository: `cargo xtask <command>`, one command per file.

#![expect(clippy::disallowed_methods, reason = "chores are made of disk, environment and other programs")]

mod bench;
mod consent;
mod licenses;
mod setup;
mod step;
mod test;
mod theme;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

commands:
  test    everything that must be well before a change goes in: format, lints, tests, the site's own pages
  consent builds the banner's scripts into consent-wasm/pkg; --check says whether they are up to date
  theme   minifies the built-in templates into themes/default-minified; --check says whether they are up to date
  licenses  writes the licences of the packages in the program into LICENSE-THIRD-PARTY; --check says whether it is up to date
  bench   measures builds: [--documents N] [--versions N] [--runs N] [--growth], or what the banner costs: consent,
          or how soon a browser sees an edit: serve
  setup   installs what the tests need and this machine lacks
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => test::run(),
        ["consent", ..] => consent::run(&arguments[1..]),
        ["theme", ..] => theme::run(&arguments[1..]),
        ["licenses", ..] => licenses::run(&arguments[1..]),
        ["setup"] => setup::run(),
        ["bench", ..] => bench::run(&arguments[1..]),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

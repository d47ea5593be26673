//! The chores of the repository: `cargo xtask <command>`, one command per file.

#![expect(clippy::disallowed_methods, reason = "chores are made of disk, environment and other programs")]

mod bench;
mod consent;
mod error;
mod licenses;
mod setup;
mod step;
mod test;
mod theme;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

commands:
  test     checks everything that a change must pass: format, lints, tests, packages, the banner in real browsers
  consent  builds the banner's scripts into consent-wasm/pkg; with --check, checks that they are up to date
  theme    minifies the built-in templates into themes/default-minified; with --check, checks that they are up to date
  licenses writes the licences of the packages in the program into LICENSE-THIRD-PARTY; with --check, checks that file
  bench    measures builds: [--documents N] [--versions N] [--runs N] [--growth];
           with `consent`, what the banner costs; with `serve`, how soon a browser sees an edit
  setup    installs what the tests need and this machine does not have
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => test::run(),
        ["consent", ..] => setup::run().and_then(|()| consent::run(&arguments[1..])),
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
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

//! The command line: one command per file, and what they share.

mod ask;
mod build;
mod check;
mod completions;
mod content;
mod deny;
mod diff;
mod examples;
mod exit_status;
mod explain;
mod history;
mod init;
mod law_language;
mod licenses;
mod man;
mod output;
mod progress;
mod redline;
mod reference;
mod release;
mod schema;
mod serve;
mod terminal;
mod unknown_name;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::shell::Error;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::message::message;
use crate::shell::visible;

/// Privacy documents, every version of them, as a site.
#[derive(Debug, Parser)]
#[command(version = env!("HELDER_VERSION"), about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Build(build::Args),
    Serve(serve::Args),
    Check(check::Args),
    History(history::Args),
    Diff(diff::Args),
    Release(release::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
    Licenses(licenses::Args),
}

/// Returns the command line with its examples.
fn command() -> clap::Command {
    examples::add(Cli::command())
}

/// Returns the reference of all commands, in Markdown.
pub fn reference() -> String {
    reference::reference(command())
}

/// Runs the program.
pub fn run() -> ExitCode {
    let cli = match command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print().and_then(|()| io::stdout().flush());
            // Help and the version are output; mistakes in the arguments are messages.
            return if error.use_stderr() {
                ExitCode::from(2)
            } else {
                code(output::done(printed).map(|()| ExitStatus::Clean))
            };
        }
    };
    // A bug ends a command as a failure does: its message has been printed by then.
    match catch_unwind(AssertUnwindSafe(|| execute(cli))) {
        Ok(result) => code(result),
        Err(_) => {
            message!("error: this is a bug in helder; nothing else is known about it");
            ExitCode::from(2)
        }
    }
}

fn execute(cli: Cli) -> Result<ExitStatus, Error> {
    match cli.command {
        Command::Init(args) => init::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::History(args) => history::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Release(args) => release::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args, command()),
        Command::Man(args) => man::run(&args, command()),
        Command::Licenses(args) => licenses::run(&args),
    }
}

/// Returns the exit code: 0, 1 or 2, whether or not anything could be printed.
fn code(result: Result<ExitStatus, Error>) -> ExitCode {
    match result {
        Ok(status) => status.into(),
        Err(error) => {
            message!("error: {}", visible::lines(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

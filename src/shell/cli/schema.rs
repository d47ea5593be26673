//! `helder schema`: the shapes of the YAML files, for the program in which they are written.

use crate::parse::FILE_KINDS;
use crate::shell::Error;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::write_output;
use crate::shell::cli::unknown_name::UnknownName;

/// Prints the JSON Schema of a kind of file, or the list of kinds.
///
/// A line `# yaml-language-server: $schema=activities.json` at the head of a YAML file makes many editors complete and check it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kind of file, such as site, activities or front-matter
    #[arg(value_name = "FILE-KIND", value_parser = kind)]
    kind: Option<usize>,
}

/// Reads the name of a kind of file.
fn kind(name: &str) -> Result<usize, UnknownName> {
    let names = FILE_KINDS.iter().map(|kind| kind.name);
    let unknown = || UnknownName::new(name, names.clone(), "`helder schema` lists every kind");
    names.clone().position(|known| known == name).ok_or_else(unknown)
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    let text = match args.kind {
        Some(index) => {
            let schema = FILE_KINDS[index].schema();
            serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n"
        }
        None => FILE_KINDS.iter().map(|kind| format!("{:12}  {}\n", kind.name, kind.of)).collect(),
    };
    write_output(&text)?;
    Ok(ExitStatus::Clean)
}

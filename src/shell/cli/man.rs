//! `helder man`: the manual, a page for each command.

#![expect(clippy::disallowed_methods, reason = "this command writes the pages into a folder that the user names")]

use std::fs;
use std::io;
use std::path::PathBuf;

use clap_mangen::Man;

use crate::shell::Error;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::write_output;
use crate::shell::message::message;

/// Writes the manual pages into a folder, or prints the one of `helder` itself.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder for `helder.1`, `helder-build.1` and so on; pages in it are replaced
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args, command: clap::Command) -> Result<ExitStatus, Error> {
    let mut root = command.disable_help_subcommand(true);
    root.build();
    let Some(folder) = &args.folder else {
        write_output(&page(&root)?)?;
        return Ok(ExitStatus::Clean);
    };
    fs::create_dir_all(folder).map_err(|source| Error::disk("make the folder", folder, source))?;
    let commands: Vec<_> = root.get_subcommands().filter(|command| !command.is_hide_set()).collect();
    for command in [&root].into_iter().chain(commands.iter().copied()) {
        let path = folder.join(format!("{}.1", command.get_display_name().unwrap_or_else(|| command.get_name())));
        fs::write(&path, page(command)?).map_err(|source| Error::disk("write", &path, source))?;
    }
    message!("wrote {} pages in `{}`", commands.len() + 1, folder.display());
    Ok(ExitStatus::Clean)
}

/// Writes a command's page.
fn page(command: &clap::Command) -> Result<String, Error> {
    let man = Man::new(command.clone());
    let mut page = section(&|part| {
        man.render_title(part)?;
        man.render_name_section(part)?;
        man.render_synopsis_section(part)?;
        man.render_description_section(part)?;
        man.render_options_section(part)
    })?;
    if command.has_subcommands() {
        page.push_str(&section(&|part| man.render_subcommands_section(part))?);
    }
    // clap_mangen calls this section EXTRA and joins its lines.
    let examples = section(&|part| man.render_extra_section(part))?;
    if let Some(examples) = examples.split_once("Examples:\n").map(|(_, examples)| examples) {
        page.push_str(&format!(".SH EXAMPLES\n.nf\n{}\n.fi\n", examples.trim_end()));
    }
    if command.get_version().is_some() {
        page.push_str(&section(&|part| man.render_version_section(part))?);
    }
    Ok(page)
}

fn section(render: &dyn Fn(&mut Vec<u8>) -> io::Result<()>) -> Result<String, Error> {
    let mut part = Vec::new();
    render(&mut part).map_err(Error::Report)?;
    Ok(String::from_utf8_lossy(&part).into_owned())
}

//! `helder serve`: the site in a browser while it is being written.

use std::io;
use std::str::FromStr;

use clap::ValueEnum;

use crate::document::Audience;
use crate::shell::Error;
use crate::shell::cli::content::ContentArgs;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::colour;
use crate::shell::serve::{Editor, EditorError, ServeOptions, serve};

/// Shows the site in a browser while you write it, drafts too.
///
/// Every change of the content or the theme shows at once: pages reload by themselves. What is wrong stands over the page, with the
/// place; a click on it opens your editor. Nothing is written to the disk. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    content: ContentArgs,
    /// The port to listen at; where it is taken, the next free one; 0 for any
    #[arg(long, value_name = "PORT", default_value_t = 4000)]
    port: u16,
    /// The address or name to listen at; 0.0.0.0 lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Whose pages stand at the root; those of the others stand below `/-/`
    #[arg(long, value_enum, default_value_t = AudienceArg::Public)]
    audience: AudienceArg,
    /// Open a browser
    #[arg(long)]
    open: bool,
    /// The link that opens a place in your editor, with {path}, {line} and {column}; `none` for no links
    #[arg(long, value_name = "LINK", default_value = "vscode://file/{path}:{line}:{column}")]
    editor: Link,
}

/// An audience on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AudienceArg {
    /// What anyone may read
    Public,
    /// What customers may read
    Customers,
}

/// The template of links to an editor, or `none`.
#[derive(Clone, Debug)]
struct Link(Option<Editor>);

impl FromStr for Link {
    type Err = EditorError;

    fn from_str(text: &str) -> Result<Link, EditorError> {
        Ok(Link(if text == "none" { None } else { Some(text.parse()?) }))
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    serve(&ServeOptions {
        content: args.content.content.clone(),
        today: args.content.today,
        host: args.host.clone(),
        port: args.port,
        audience: match args.audience {
            AudienceArg::Public => Audience::Public,
            AudienceArg::Customers => Audience::Customers,
        },
        editor: args.editor.0.clone(),
        open: args.open,
        colour: colour(&io::stderr()),
    })?;
    Ok(ExitStatus::Clean)
}

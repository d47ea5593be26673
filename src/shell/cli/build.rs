//! `helder build`: the whole site, made beside the former one and put in its place.

use std::path::PathBuf;
use std::sync::Mutex;

use crate::diagnostic::Severity;
use crate::history::timelines;
use crate::render::{Artifact, Options, render};
use crate::shell::cli::progress::Progress;
use crate::shell::cli::{ContentArgs, Format, Loaded, Outcome, load};
use crate::shell::{self, Error, emit};

/// Builds the site: every document, every version, every redline.
///
/// The output folder is made beside the former one and then takes its place in one step; when the content has errors,
/// nothing is changed. `public` in it is what anyone may read, `customers` what only customers may.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    content: ContentArgs,
    /// The folder to build; it must be new, empty, or made by helder
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    output: PathBuf,
    /// Build drafts too, with their open questions
    #[arg(long)]
    drafts: bool,
    /// Leave the redlines out, for a measurement
    #[arg(long, hide = true)]
    no_redlines: bool,
    /// How to report errors and warnings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = load(&args.content)?;
    loaded.check();
    let mut emitted = None;
    if loaded.outcome() == Outcome::Clean {
        emitted = build(&mut loaded, args)?;
    }
    loaded.report(args.format, |found| found.severity != Severity::Advice)?;
    if let (Some(emitted), Format::Human) = (emitted, args.format) {
        let files = if emitted.files == 1 { "1 file".to_owned() } else { format!("{} files", emitted.files) };
        eprintln!(
            "built {files} in `{}`: {} changed, {} removed",
            args.output.display(),
            emitted.changed,
            emitted.removed
        );
    } else if args.format == Format::Human {
        eprintln!("nothing was built; `{}` is as it was", args.output.display());
    }
    Ok(loaded.outcome())
}

/// Renders into a new folder and swaps it in, unless a template fails.
fn build(loaded: &mut Loaded, args: &Args) -> Result<Option<emit::Emitted>, Error> {
    let Some((site, templates)) = &loaded.site else { return Ok(None) };
    let (timelines, _) = timelines(site, loaded.today);
    let staging = emit::begin(&args.output, &shell::load::folders(&args.content.content))?;
    let failure = Mutex::new(None);
    let progress = Progress::begin();
    let sink = |artifact: Artifact| {
        progress.step();
        if let Err(error) = staging.write(&artifact) {
            failure.lock().expect("no thread panics while it holds this").get_or_insert(error);
        }
    };
    let options = Options { drafts: args.drafts, redlines: !args.no_redlines };
    let found = render(site, &timelines, templates, &options, &sink);
    drop(progress);
    if let Some(error) = failure.into_inner().expect("every thread is done") {
        return Err(error);
    }
    let clean = found.is_empty();
    loaded.diagnostics.extend(found);
    if clean { staging.finish().map(Some) } else { Ok(None) }
}

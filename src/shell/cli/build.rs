//! `helder build`: the whole site, made beside the former one and put in its place.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::check::{self as checks, Outline};
use crate::compose::Texts;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::history::timelines;
use crate::parse::{Document, Site};
use crate::render::{Artifact, Options, render};
use crate::shell::cli::deny::Deny;
use crate::shell::cli::progress::Progress;
use crate::shell::cli::{ContentArgs, Format, Loaded, Outcome, read};
use crate::shell::{self, Error, emit, inputs};
use crate::template::Templates;

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
    /// Ask the law too, and build nothing where a finding weighs this much
    #[arg(long, value_enum)]
    deny: Option<Deny>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = read(&args.content)?;
    let inputs = inputs(&loaded, args);
    let folders = shell::load::folders(&args.content.content);
    if loaded.diagnostics.is_empty()
        && let Some(emitted) = emit::unchanged(&args.output, &folders, &inputs)
    {
        // The build that made the output reported nothing.
        loaded.report(args.format, is_shown)?;
        announce(Some(emitted), args);
        return Ok(Outcome::Clean);
    }
    loaded = loaded.parse();
    if args.deny.is_some() {
        loaded.judge(None, &[]);
    }
    let deny = args.deny.unwrap_or(Deny::Errors);
    let emitted = build(&mut loaded, args, deny, &inputs)?;
    loaded.report(args.format, is_shown)?;
    announce(emitted, args);
    Ok(loaded.outcome(deny))
}

/// Returns the digest of everything that the output depends on.
fn inputs(loaded: &Loaded, args: &Args) -> String {
    let Args { drafts, no_redlines, deny, content: _, output: _, format: _ } = args;
    inputs::digest(&loaded.sources, &format!("{} {drafts} {no_redlines} {deny:?}", loaded.today))
}

/// Returns whether a build reports a finding.
fn is_shown(found: &Diagnostic) -> bool {
    found.severity != Severity::Advice
}

fn announce(emitted: Option<emit::Emitted>, args: &Args) {
    if args.format != Format::Human {
        return;
    }
    let output = args.output.display();
    match emitted {
        Some(emit::Emitted { files, changed, removed }) => {
            let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            eprintln!("built {files} in `{output}`: {changed} changed, {removed} removed");
        }
        None => eprintln!("nothing was built; `{output}` is as it was"),
    }
}

/// Checks and renders into a new folder, document by document, and swaps it in when nothing is wrong.
fn build(loaded: &mut Loaded, args: &Args, deny: Deny, inputs: &str) -> Result<Option<emit::Emitted>, Error> {
    let Some((site, templates)) = &loaded.site else { return Ok(None) };
    let (timelines, found) = timelines(site, loaded.today);
    loaded.diagnostics.extend(found);
    loaded.diagnostics.extend(checks::before_texts(site));
    let checking = Checking::new(site, templates);
    if deny.forbids(&loaded.diagnostics) {
        // There will be no site, but all that is wrong is told at once.
        site.documents.par_iter().for_each(|document| drop(checking.texts(document)));
        loaded.diagnostics.extend(checking.finish());
        return Ok(None);
    }
    let staging = emit::begin(&args.output, &shell::load::folders(&args.content.content))?;
    let failure = Mutex::new(None);
    let progress = Progress::begin();
    let sink = |artifact: Artifact| {
        progress.step();
        if let Err(error) = staging.write(&artifact) {
            failure.lock().expect("no thread panics while it holds this").get_or_insert(error);
        }
    };
    let options = Options { drafts: args.drafts, redlines: !args.no_redlines, ..Options::default() };
    let broken_templates = render(site, &timelines, templates, &options, &|document| checking.texts(document), &sink);
    drop(progress);
    if let Some(error) = failure.into_inner().expect("every thread is done") {
        return Err(error);
    }
    loaded.diagnostics.extend(checking.finish());
    if !deny.forbids(&loaded.diagnostics) {
        // Beside a broken text it would be chance which templates were tried.
        loaded.diagnostics.extend(broken_templates);
    }
    if loaded.outcome(deny) != Outcome::Clean {
        return Ok(None);
    }
    // What a build reports, the next one has to find again.
    let is_silent = !loaded.diagnostics.iter().any(is_shown);
    staging.finish(is_silent.then_some(inputs)).map(Some)
}

/// What is checked while a site is rendered: each document is composed once, for its check and for its pages.
struct Checking<'a> {
    site: &'a Site,
    templates: &'a Templates,
    broken: AtomicBool,
    found: Mutex<(Vec<Outline>, Vec<Diagnostic>)>,
}

impl<'a> Checking<'a> {
    fn new(site: &'a Site, templates: &'a Templates) -> Checking<'a> {
        Checking { site, templates, broken: AtomicBool::new(false), found: Mutex::default() }
    }

    /// Composes and checks a document. Returns its texts as long as there is a site to be made.
    fn texts(&self, document: &'a Document) -> Option<Texts<'a>> {
        let texts = Texts::compose(self.site, document, self.templates);
        let (outline, diagnostics) = checks::document(self.site, &texts);
        if diagnostic::has_errors(&diagnostics) {
            self.broken.store(true, Ordering::Relaxed);
        }
        let mut found = self.found.lock().expect("no thread panics while it holds this");
        found.0.push(outline);
        found.1.extend(diagnostics);
        (!self.broken.load(Ordering::Relaxed)).then_some(texts)
    }

    /// Checks what texts say about each other, and returns all that was found.
    fn finish(self) -> Vec<Diagnostic> {
        let (outlines, mut diagnostics) = self.found.into_inner().expect("every thread is done");
        diagnostics.extend(checks::across_documents(self.site, &outlines));
        diagnostics
    }
}

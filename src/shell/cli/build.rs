//! `helder build`: the whole site, written next to the former one and then put in its place.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::check::{self, Checked};
use crate::compose::Texts;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::document::{DocumentId, Kind};
use crate::pages::Pages;
use crate::parse::{Document, ServerKind, ServerSettings, Version};
use crate::render::{Artifact, Options, render};
use crate::server::{self, Redirect};
use crate::shell::cli::content::{ContentArgs, ContentFolder};
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::Format;
use crate::shell::cli::progress::Progress;
use crate::shell::emit::{self, Durability, Shown, Unchanged};
use crate::shell::load;
use crate::shell::message::message;
use crate::shell::{Error, inputs};
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;

/// The output folder, unless another is named.
const OUTPUT_DEFAULT: &str = "dist";

/// Builds the site: every document, every version, every redline.
///
/// The output folder is made beside the former one and then takes its place in one step; when the content has errors,
/// nothing is changed. `public` in it is what anyone may read, `customers` what only customers may.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    content: ContentArgs,
    /// The folder to build; it must be new, empty, or made by helder
    #[arg(long, value_name = "FOLDER", default_value = OUTPUT_DEFAULT)]
    output: PathBuf,
    /// Build drafts too, with their open questions
    #[arg(long)]
    drafts: bool,
    /// Write the configuration of this web server too; `site.yaml` can name it instead
    #[arg(long, value_name = "SERVER", value_parser = server_kind())]
    server: Option<ServerKind>,
    /// Write each text file compressed too, as `.br` and `.gz`, for a server that sends these
    #[arg(long)]
    precompress: bool,
    /// Do not wait until the disk has the files, for a measurement
    #[arg(long, hide = true)]
    no_sync: bool,
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

fn server_kind() -> impl TypedValueParser<Value = ServerKind> {
    let named = |name: String| ServerKind::ALL.into_iter().find(|kind| kind.as_str() == name);
    PossibleValuesParser::new(ServerKind::ALL.map(ServerKind::as_str))
        .map(move |name| named(name).expect("the parser has only these names"))
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    let mut content = args.content.read_unparsed()?;
    let today = args.content.today();
    let inputs = inputs(&content, args, today);
    let folders = load::folders(&args.content.content);
    let is_readable = content.diagnostics.is_empty();
    let unchanged = is_readable.then(|| emit::unchanged(&args.output, &folders, &inputs)).flatten();
    if let Some(Unchanged { emitted, is_silent: true }) = unchanged {
        content.report(args.format, is_shown)?;
        announce(Some(emitted), args);
        return Ok(ExitStatus::Clean);
    }
    content.parse(today);
    if args.deny.is_some() {
        content.judge(None, &[]);
    }
    let deny = args.deny.unwrap_or(Deny::Errors);
    let staging = match unchanged {
        // Nothing has to be rendered, but what the former build reported must be found again.
        Some(_) => {
            content.check();
            None
        }
        None => build(&mut content, args, deny)?,
    };
    // A report that can't be written is a failure, so it comes before the swap: after that a build must not fail.
    content.report(args.format, is_shown)?;
    let is_silent = !content.diagnostics.iter().any(is_shown);
    let emitted = match staging {
        Some(staging) => Some(staging.finish(&inputs, is_silent)?),
        None => unchanged.map(|unchanged| unchanged.emitted),
    };
    announce(emitted, args);
    Ok(content.exit_status(deny))
}

/// Returns the digest of everything that the output depends on.
fn inputs(content: &ContentFolder, args: &Args, today: Date) -> String {
    let Args { drafts, no_redlines, deny, server, precompress, content: _, no_sync: _, output: _, format: _ } = args;
    inputs::digest(&content.sources, &format!("{today} {drafts} {no_redlines} {deny:?} {server:?} {precompress}"))
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
        Some(emit::Emitted { files, changed, removed, is_piecemeal }) => {
            let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            message!("built {files} in `{output}`: {changed} changed, {removed} removed");
            if is_piecemeal {
                message!(
                    "`{output}` is a mount point, so its files were replaced one by one: for a moment old and new pages were mixed"
                );
            }
        }
        None => message!("nothing was built; `{output}` is as it was"),
    }
}

/// Checks the site, and renders it if nothing is wrong.
fn build(content: &mut ContentFolder, args: &Args, deny: Deny) -> Result<Option<emit::Staging>, Error> {
    let Some(snapshot) = &content.snapshot else { return Ok(None) };
    if deny.forbids(&content.diagnostics) || deny.forbids(&check::without_texts(snapshot)) {
        content.diagnostics.extend(check::check(snapshot));
        return Ok(None);
    }
    let shown = match shown(snapshot, args) {
        Ok(shown) => shown,
        Err(found) => {
            content.diagnostics.push(*found);
            return Ok(None);
        }
    };
    let settings = server_settings(args, snapshot)?;
    let durability = if args.no_sync { Durability::Unsynced } else { Durability::Synced };
    let staging = emit::begin(&args.output, &load::folders(&args.content.content), durability)?.showing(shown);
    let checks = Checks::new(snapshot);
    let options = Options { drafts: args.drafts, redlines: !args.no_redlines, ..Options::default() };
    let broken_templates = render_into(&staging, &options, settings.precompress, &checks)?;
    configure_server(&staging, Pages::new(snapshot, options.scope()), &settings, args.format)?;
    content.diagnostics.extend(checks.finish());
    if !deny.forbids(&content.diagnostics) {
        // After an error in a text it would depend on chance which templates were used.
        content.diagnostics.extend(broken_templates);
    }
    Ok((!deny.forbids(&content.diagnostics)).then_some(staging))
}

/// Returns whether a build shows the site or an earlier day.
///
/// On a day before the last publication a build leaves out what is published already. That is a wrong clock, unless somebody wants to
/// look at that day: then the output is a folder of its own, which says so.
fn shown(snapshot: &Snapshot, args: &Args) -> Result<Shown, Box<Diagnostic>> {
    let Some((document, version)) = last_published(snapshot).filter(|(_, version)| version.published > snapshot.today)
    else {
        return Ok(Shown::Site);
    };
    let parts = args.output.components().filter(|part| *part != Component::CurDir);
    let is_default = parts.eq(Path::new(OUTPUT_DEFAULT).components());
    let is_own = !is_default && emit::shown(&args.output) != Some(Shown::Site);
    if args.content.today.is_some() && is_own {
        return Ok(Shown::EarlierDay);
    }
    let text = &version.texts[snapshot.site.authoritative()];
    let message = format!(
        "this build is for {}, and version {} of `{}` was published on {}",
        snapshot.today, version.label, document.id, version.published
    );
    let hint = match args.content.today {
        Some(day) => format!(
            "it would take published pages offline; to look at that day, build it into a new folder: `--today {day} --output ../{day}`"
        ),
        None => {
            "it would take published pages offline; set the clock of this machine, or correct `published`".to_owned()
        }
    };
    let place = text.front_matter().place(&["published"]);
    Err(Box::new(Diagnostic::error(StructureRule::DayBeforePublication, message).at(place).hint(hint)))
}

/// Returns the version that was published last, of any document.
fn last_published(snapshot: &Snapshot) -> Option<(&Document, &Version)> {
    let documents = snapshot.site.documents.iter().map(|document| &**document);
    let versions = documents.flat_map(|document| document.versions.iter().map(move |version| (document, version)));
    versions.max_by_key(|(_, version)| version.published)
}

/// Returns what `site.yaml` says about the server, with what the options say in its place.
fn server_settings(args: &Args, snapshot: &Snapshot) -> Result<ServerSettings, Error> {
    let config = &snapshot.site.config;
    let settings = ServerSettings {
        kind: args.server.or(config.server.kind),
        precompress: args.precompress || config.server.precompress,
        ..config.server
    };
    settings.check(&config.base_url).map_err(Error::Server)?;
    Ok(settings)
}

/// Writes what the server needs, and says what it can't do.
fn configure_server(
    staging: &emit::Staging,
    pages: Pages<'_>,
    settings: &ServerSettings,
    format: Format,
) -> Result<(), Error> {
    // The address of a document never changes, so there are no redirects yet.
    let redirects: Vec<Redirect> = Vec::new();
    let paths = staging.paths();
    let files = server::files(pages, settings, &redirects, paths.iter().map(String::as_str)).map_err(Error::Server)?;
    for file in &files {
        staging.write(file)?;
    }
    if format == Format::Human {
        for lost in server::lost(settings, pages.audiences(), &redirects) {
            message!("note: {lost}");
        }
    }
    Ok(())
}

/// Renders every document that passes its check. Returns the mistakes in templates.
fn render_into(
    staging: &emit::Staging,
    options: &Options,
    precompress: bool,
    checks: &Checks<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let failure = Mutex::new(None);
    let progress = Progress::begin();
    let sink = |artifact: Artifact| {
        progress.step();
        let written = staging.write(&artifact);
        let written = if precompress { written.and_then(|()| staging.write_variants(&artifact)) } else { written };
        if let Err(error) = written {
            failure.lock().expect("no thread panics while it holds this").get_or_insert(error);
        }
    };
    let broken_templates = render(checks.snapshot, options, &|document| checks.texts(document), &sink);
    failure.into_inner().expect("every thread is done").map_or(Ok(broken_templates), Err)
}

/// The check of a site, one document at a time, each just before its pages are rendered: so its texts are composed once, and those
/// of one document are in memory at a time. The output is discarded if the check finds errors.
struct Checks<'a> {
    snapshot: &'a Snapshot,
    has_errors: AtomicBool,
    checked: Mutex<BTreeMap<(Kind, DocumentId), Checked>>,
}

impl<'a> Checks<'a> {
    fn new(snapshot: &'a Snapshot) -> Checks<'a> {
        Checks { snapshot, has_errors: AtomicBool::new(false), checked: Mutex::default() }
    }

    /// Composes and checks a document. Returns its texts, unless an error was found in any document.
    fn texts(&self, document: &'a Document) -> Option<Texts<'a>> {
        let Snapshot { site, templates, .. } = self.snapshot;
        let texts = Texts::compose(site, document, templates);
        let checked = check::document(site, &texts);
        if diagnostic::has_errors(&checked.diagnostics) {
            self.has_errors.store(true, Ordering::Relaxed);
        }
        let key = (document.kind, document.id.clone());
        self.checked.lock().expect("no thread panics while it holds this").insert(key, checked);
        (!self.has_errors.load(Ordering::Relaxed)).then_some(texts)
    }

    /// Returns everything that `helder check --structure` finds.
    fn finish(self) -> Vec<Diagnostic> {
        let checked = self.checked.into_inner().expect("every thread is done");
        debug_assert!(checked.len() == self.snapshot.site.documents.len(), "every document has been checked");
        check::findings(self.snapshot, checked.values())
    }
}

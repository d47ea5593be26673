//! `helder diff`: a redline in the terminal, for a pull request, or for a program.

mod json;

use clap::ValueEnum;

use crate::check;
use crate::compose::{Source, compose};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::VersionLabel;
use crate::history::Timeline;
use crate::language::Language;
use crate::parse::Site;
use crate::redline::{Redline, redline};
use crate::register::change::{RegisterChange, changes};
use crate::shell::Error;
use crate::shell::cli::content::ContentArgs;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::output::{Format, write_output};
use crate::shell::cli::redline::Markup;
use crate::shell::cli::{redline, terminal};
use crate::snapshot::Snapshot;
use crate::structure::StructureRule;
use crate::template::Templates;

/// Shows what one version of a document changes in another.
///
/// Deleted words stand in [-brackets-], inserted ones in {+braces+}.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document's folder
    document: String,
    /// The version before, as 1.0 [default: the version in force]
    from: Option<String>,
    /// The version after, as 2.0, or `draft`, or `now`: the newest text with the registers as they are now
    /// [default: the draft, else `now` where that differs, else the newest version]
    to: Option<String>,
    /// The language to compare in [default: the site's first]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    format: DiffFormat,
    #[command(flatten)]
    content: ContentArgs,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people, with colour and a pager on a terminal
    Human,
    /// For programs
    Json,
    /// For a pull request
    Markdown,
}

/// A comparison to write.
struct Compared<'a> {
    document: &'a str,
    language: &'a Language,
    from: String,
    to: String,
    redline: Redline,
    registers: Vec<RegisterChange>,
}

/// One of the texts that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextSelector {
    Version(VersionLabel),
    Draft,
    /// The newest version's text composed with the current registers: what a release would publish.
    Now,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    let mut content = args.content.read_document(&args.document)?;
    let Some(snapshot) = &content.snapshot else {
        content.report(Format::Human, |_| true)?;
        return Ok(ExitStatus::Denied);
    };
    let mut diagnostics = check::order(&snapshot.site);
    match compare(args, snapshot, content.sources.documents()) {
        Ok((compared, found)) => {
            diagnostics.extend(found);
            write(&compared, args.format)?;
        }
        Err(wrong) => diagnostics.push(*wrong),
    }
    content.diagnostics.extend(diagnostics);
    content.report(Format::Human, |found| found.severity == Severity::Error)?;
    Ok(content.exit_status(Deny::Errors))
}

fn write(compared: &Compared<'_>, format: DiffFormat) -> Result<(), Error> {
    let Compared { document, from, to, redline, .. } = compared;
    match format {
        DiffFormat::Human => {
            let head = format!("{document}: {from} → {to}\n");
            terminal::page(&redline::write(redline, &head, terminal::markup(), terminal::width()))
        }
        DiffFormat::Json => write_output(&json::write(compared)),
        DiffFormat::Markdown => {
            let head = format!("**{document}** ({}): {from} → {to}\n\n", compared.language);
            write_output(&redline::write(redline, &head, Markup::Markdown, None))
        }
    }
}

fn compare<'a>(
    args: &'a Args,
    snapshot: &'a Snapshot,
    documents: impl Iterator<Item = &'a str>,
) -> Result<(Compared<'a>, Vec<Diagnostic>), Box<Diagnostic>> {
    let Snapshot { site, templates, timelines, .. } = snapshot;
    let language = args.language.as_ref().unwrap_or(site.authoritative());
    if !site.config.languages.contains(language) {
        let known = site.config.languages.iter().map(Language::as_str);
        let wrong = Diagnostic::error(StructureRule::UnknownLanguage, format!("the site has no language `{language}`"));
        return Err(Box::new(wrong.did_you_mean(language.as_str(), known)));
    }
    let timeline =
        timelines.iter().find(|timeline| timeline.document.id.as_str() == args.document).ok_or_else(|| {
            let message = format!("there is no document `{}` in `{}`", args.document, args.content.folder());
            Box::new(Diagnostic::error(StructureRule::UnknownDocument, message).did_you_mean(&args.document, documents))
        })?;
    let has_draft = timeline.document.draft.is_some();
    let newest = newest(timeline);
    let to = match &args.to {
        Some(name) => edition(timeline, name)?,
        None if has_draft => TextSelector::Draft,
        None if args.from.is_none() && has_moved_on(site, timeline, templates, language) => TextSelector::Now,
        None => newest.ok_or_else(|| nothing_to_compare(timeline))?,
    };
    let from = match &args.from {
        Some(name) => edition(timeline, name)?,
        None => match (timeline.in_force(), to) {
            // The version in force is not compared with itself but with the version before it.
            (Some(moment), TextSelector::Version(after)) if moment.version.label == after => {
                let before = moment.before().ok_or_else(|| nothing_to_compare(timeline))?;
                TextSelector::Version(before.version.label)
            }
            (_, TextSelector::Now) => newest.ok_or_else(|| nothing_to_compare(timeline))?,
            (Some(moment), _) => TextSelector::Version(moment.version.label),
            (None, TextSelector::Draft) => newest.ok_or_else(|| nothing_to_compare(timeline))?,
            (None, TextSelector::Version(_)) => return Err(nothing_to_compare(timeline)),
        },
    };
    let (before, mut diagnostics) = compose(&source(site, timeline, from, language), site, templates);
    let (after, found) = compose(&source(site, timeline, to, language), site, templates);
    diagnostics.extend(found);
    let registers = [from, to].map(|selector| source(site, timeline, selector, language).registers);
    let compared = Compared {
        document: timeline.document.id.as_str(),
        language,
        from: name(from),
        to: name(to),
        redline: redline(&before.text, &after.text),
        registers: changes(&registers[0], &registers[1]),
    };
    Ok((compared, diagnostics))
}

/// Returns whether the newest version would have another text with the current registers.
fn has_moved_on(site: &Site, timeline: &Timeline, templates: &Templates, language: &Language) -> bool {
    let Some(newest) = newest(timeline) else { return false };
    let [before, after] = [newest, TextSelector::Now]
        .map(|selector| compose(&source(site, timeline, selector, language), site, templates).0.text);
    before != after
}

fn newest(timeline: &Timeline) -> Option<TextSelector> {
    timeline.newest().map(|moment| TextSelector::Version(moment.version.label))
}

fn nothing_to_compare(timeline: &Timeline) -> Box<Diagnostic> {
    let message = format!("`{}` has no two texts to compare", timeline.document.id);
    Box::new(Diagnostic::error(StructureRule::NothingToCompare, message).hint("name two versions, or write a draft"))
}

fn edition(timeline: &Timeline, name: &str) -> Result<TextSelector, Box<Diagnostic>> {
    let document = &timeline.document;
    if name == "draft" && document.draft.is_some() {
        return Ok(TextSelector::Draft);
    }
    if name == "now" && !timeline.is_empty() {
        return Ok(TextSelector::Now);
    }
    let found = name.parse::<VersionLabel>().ok().and_then(|label| timeline.find(label));
    found.map(|moment| TextSelector::Version(moment.version.label)).ok_or_else(|| {
        let mut known: Vec<String> = timeline.moments().map(|moment| moment.version.label.to_string()).collect();
        known.extend(document.draft.iter().map(|_| "draft".to_owned()));
        let wrong =
            Diagnostic::error(StructureRule::UnknownVersion, format!("`{}` has no version `{name}`", document.id));
        Box::new(wrong.did_you_mean(name, known.iter().map(String::as_str)))
    })
}

fn source<'a>(site: &'a Site, timeline: &'a Timeline, edition: TextSelector, language: &'a Language) -> Source<'a> {
    let document = &timeline.document;
    match edition {
        TextSelector::Version(label) => {
            let moment = timeline.find(label).expect("an edition is a version of the timeline");
            Source::version(site, document, moment.version, language)
        }
        TextSelector::Draft => {
            let draft = document.draft.as_ref().expect("an edition is a draft only where there is one");
            Source::draft(site, document, draft, language)
        }
        TextSelector::Now => {
            let newest = timeline.newest().expect("there is a version that reads otherwise now").version;
            Source::now(site, document, newest, language)
        }
    }
}

fn name(edition: TextSelector) -> String {
    match edition {
        TextSelector::Version(label) => label.to_string(),
        TextSelector::Draft => "draft".into(),
        TextSelector::Now => "now".into(),
    }
}

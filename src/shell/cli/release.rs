//! `helder release`: a draft becomes a version.

use std::collections::{BTreeMap, BTreeSet};

use crate::check;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity, SourcePath};
use crate::language::{InvalidLanguage, Language};
use crate::law::{self, CheckOptions};
use crate::lock::sha256;
use crate::release::{File, Plan, Prepared, ReleaseOptions, prepare};
use crate::shell::cli::content::{ContentArgs, ContentFolder};
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::law_language::LawLanguage;
use crate::shell::cli::output::{Format, write_output};
use crate::shell::cli::{ask, redline, terminal};
use crate::shell::journal::{self, FileChanges, FileRemoval, FileWrite};
use crate::shell::message::message;
use crate::shell::{Error, visible};
use crate::snapshot::Snapshot;
use crate::sources::{SourceFile, Sources};
use crate::structure::StructureRule;

/// Turns a document's draft into a published version.
///
/// Shows what the draft changes and what `check` says of it, proposes whether that is a material or an editorial change, and asks
/// for the day and the summaries. Then it writes the version's texts, keeps the registers that they show beside them, adds their
/// digests to `history.lock` and takes the draft away: all of it, or nothing.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document's folder
    document: String,
    #[command(flatten)]
    content: ContentArgs,
    /// Release it as a material change: a new first number
    #[arg(long, conflicts_with = "editorial")]
    material: bool,
    /// Release it as an editorial change: a new second number
    #[arg(long)]
    editorial: bool,
    /// Why the change is editorial although it is proposed as material; it stays in the version's front matter
    #[arg(long, value_name = "TEXT", conflicts_with = "material")]
    because: Option<String>,
    /// The day from which the version holds; a material change is announced as many days ahead as the organisation promises
    #[arg(long, value_name = "DATE")]
    effective: Option<Date>,
    /// What changed, in a language: `nl=Nieuwe bewaartermijn.` [default: what the draft says]
    #[arg(long, value_name = "LANGUAGE=TEXT", value_parser = summary)]
    summary: Vec<(Language, String)>,
    /// Release it without a text in this language
    #[arg(long, value_name = "LANGUAGE")]
    without: Vec<Language>,
    /// Release it although the registers have open questions; the text leaves those lines out
    #[arg(long)]
    allow_unknown: bool,
    /// Show everything and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Ask nothing: take what the flags, the draft and the proposal say
    #[arg(long)]
    yes: bool,
}

/// What is wrong with a `--summary`.
#[derive(Debug, thiserror::Error)]
enum SummaryError {
    #[error("write the language, `=` and the text, as in nl=…")]
    NoLanguage,
    #[error("the summary is empty")]
    Empty,
    #[error(transparent)]
    Language(InvalidLanguage),
}

fn summary(text: &str) -> Result<(Language, String), SummaryError> {
    let (language, words) = text.split_once('=').ok_or(SummaryError::NoLanguage)?;
    if words.trim().is_empty() {
        return Err(SummaryError::Empty);
    }
    Ok((language.parse().map_err(SummaryError::Language)?, words.trim().to_owned()))
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    if !args.dry_run
        && let Some(change) = journal::finish(&args.content.content)?
    {
        message!(
            "an earlier `helder release` was interrupted here, and is finished now; run this again for another one"
        );
        list(&change, args);
        message!("\ncommit it:\n  git add {}", args.content.folder());
        return Ok(ExitStatus::Clean);
    }
    let mut content = args.content.read()?;
    content.check();
    let decision = match &content.snapshot {
        Some(snapshot) if content.exit_status(Deny::Errors) == ExitStatus::Clean => decide(&content, snapshot, args)?,
        _ => return refuse(content, Vec::new()),
    };
    let (plan, title) = match decision {
        ReleaseDecision::Release(plan, title) => (plan, title),
        ReleaseDecision::Refused(found) => return refuse(content, found),
        ReleaseDecision::Cancelled => {
            message!("nothing was released");
            return Ok(ExitStatus::Clean);
        }
    };
    let change = change_of(&plan, &content.sources, args);
    let broken = check_after(&content.sources, &change, args);
    if !broken.is_empty() {
        return refuse(content, broken);
    }
    if args.dry_run {
        message!("this would be written:");
    } else {
        journal::apply(&args.content.content, &change)?;
        message!("released {title}");
    }
    report(&change, &plan, args);
    Ok(ExitStatus::Clean)
}

enum ReleaseDecision {
    /// The plan, and the name of the version for messages.
    Release(Plan, String),
    Refused(Vec<Diagnostic>),
    /// The editor answered no.
    Cancelled,
}

/// Shows the change, and determines what the version will be.
fn decide(content: &ContentFolder, snapshot: &Snapshot, args: &Args) -> Result<ReleaseDecision, Error> {
    let site = &snapshot.site;
    let Some(document) = site.document(&args.document) else {
        let known = site.documents.iter().map(|document| document.id.as_str());
        let message = format!("there is no document `{}` in `{}`", args.document, args.content.folder());
        let wrong = Diagnostic::error(StructureRule::UnknownDocument, message).did_you_mean(&args.document, known);
        return Ok(ReleaseDecision::Refused(vec![wrong]));
    };
    let prepared = match prepare(snapshot, document) {
        Ok(prepared) => prepared,
        Err(found) => return Ok(ReleaseDecision::Refused(found)),
    };
    show(&prepared)?;
    let english = LawLanguage::En.language();
    let mut found = law::check_draft(snapshot, document, &CheckOptions { language: &english, only: &[] });
    found.retain(|found| found.severity != Severity::Advice);
    content.write(&found, Format::Human)?;
    propose(&prepared);
    let asks = !args.yes && !args.dry_run && ask::is_possible();
    let options = options(&prepared, args, asks)?;
    let plan = match prepared.plan(&options) {
        Ok(plan) => plan,
        Err(found) => return Ok(ReleaseDecision::Refused(found)),
    };
    let title = format!("{} {}, which holds from {}", document.id, plan.label, plan.effective);
    if asks && !ask::confirm(&format!("Release {title}?"))? {
        return Ok(ReleaseDecision::Cancelled);
    }
    Ok(ReleaseDecision::Release(plan, title))
}

fn show(prepared: &Prepared<'_>) -> Result<(), Error> {
    let id = &prepared.document.id;
    for (language, changed) in &prepared.redlines {
        let head = match prepared.before {
            Some(before) => format!("{id} in {language}: {} → draft\n", before.label),
            None => format!("{id} in {language}: the first version\n"),
        };
        if prepared.before.is_some() {
            terminal::page(&redline::write(changed, &head, terminal::markup(), terminal::width()))?;
        } else {
            write_output(&head)?;
        }
    }
    Ok(())
}

fn propose(prepared: &Prepared<'_>) {
    let word = kind(prepared.proposal.is_material);
    message!("\nproposed: {word}");
    for reason in &prepared.proposal.reasons {
        message!("  {}: {}", kind(reason.is_material), visible::line(&reason.text));
    }
}

fn kind(is_material: bool) -> &'static str {
    if is_material { "material" } else { "editorial" }
}

/// Takes the options from the flags, and asks for the rest on a terminal.
fn options(prepared: &Prepared<'_>, args: &Args, asks: bool) -> Result<ReleaseOptions, Error> {
    let mut options = ReleaseOptions {
        material: (args.material || args.editorial).then_some(args.material),
        because: args.because.clone(),
        effective: args.effective,
        summaries: args.summary.iter().cloned().collect::<BTreeMap<_, _>>(),
        without: args.without.iter().cloned().collect::<BTreeSet<_>>(),
        allow_unknown: args.allow_unknown,
    };
    if !asks {
        return Ok(options);
    }
    if options.material.is_none() && prepared.before.is_some() {
        let default = kind(prepared.proposal.is_material);
        options.material =
            Some(ask::ask("Is this change material or editorial?", Some(default), |answer| match answer {
                "material" | "m" => Ok(true),
                "editorial" | "e" => Ok(false),
                _ => Err("answer material or editorial".to_owned()),
            })?);
    }
    if options.material.is_some_and(|material| prepared.is_against_proposal(material)) && options.because.is_none() {
        let question = "Why is it editorial? The answer stays in the version's front matter.";
        options.because = Some(ask::ask(question, None, |answer| {
            if answer.is_empty() { Err("write a sentence") } else { Ok(answer.to_owned()) }
        })?);
    }
    if options.effective.is_none() {
        let material = options.material.unwrap_or(prepared.proposal.is_material);
        let earliest = prepared.days.earliest(material).to_string();
        let default = prepared.draft.effective.map_or(earliest, |day| day.to_string());
        options.effective = Some(ask::ask("From which day does it hold?", Some(&default), |answer| {
            let day = answer.parse::<Date>().map_err(|_| "write a day as 2027-01-31".to_owned())?;
            prepared.days.refuse(day, material).map_or(Ok(day), |found| Err(found.message))
        })?);
    }
    for (language, _) in &prepared.redlines {
        if options.summaries.contains_key(*language) {
            continue;
        }
        let question = format!("What changed, in a sentence in `{language}`?");
        let words = ask::ask(&question, prepared.summary(language), |answer| {
            if answer.is_empty() { Err("write a sentence".to_owned()) } else { Ok(answer.to_owned()) }
        })?;
        options.summaries.insert((*language).clone(), words);
    }
    Ok(options)
}

/// Reports why there is no version.
fn refuse(mut content: ContentFolder, found: Vec<Diagnostic>) -> Result<ExitStatus, Error> {
    content.diagnostics.extend(found);
    content.report(Format::Human, |found| found.severity == Severity::Error)?;
    message!("nothing was released");
    Ok(ExitStatus::Denied)
}

fn change_of(plan: &Plan, sources: &Sources, args: &Args) -> FileChanges {
    let command = format!("helder release {}", args.document);
    let mut change = FileChanges { command, ..FileChanges::default() };
    for File { path, text } in &plan.write {
        change.write.push(FileWrite { path: path.clone(), text: text.clone(), before: digest(path, sources) });
    }
    for path in &plan.remove {
        if let Some(before) = digest(path, sources) {
            change.remove.push(FileRemoval { path: path.clone(), before });
        }
    }
    change
}

/// Returns the digest of a file as it was read; `None` where there is no such file.
fn digest(path: &str, sources: &Sources) -> Option<String> {
    sources.content.get(path).map(|file| sha256(&file.text))
}

/// Checks the site as it will be after the change. An error in it is a reason to release nothing.
fn check_after(before: &Sources, change: &FileChanges, args: &Args) -> Vec<Diagnostic> {
    let mut content = before.content.clone();
    for FileWrite { path, text, .. } in &change.write {
        let shown = SourcePath::new(format!("{}{path}", before.content_prefix));
        content.insert(path.clone(), SourceFile { path: shown, text: text.as_str().into() });
    }
    for FileRemoval { path, .. } in &change.remove {
        content.remove(path);
    }
    let sources = Sources { content_prefix: before.content_prefix.clone(), content, themes: before.themes.clone() };
    let (snapshot, mut found) = Snapshot::read(&sources, args.content.today());
    found.extend(snapshot.iter().flat_map(check::check));
    found.retain(|one| one.severity == Severity::Error);
    for place in found.iter_mut().filter_map(|one| one.place.as_mut()) {
        let path = place.path.as_str().strip_prefix(&sources.content_prefix).unwrap_or_default();
        let Some(written) = change.write.iter().find(|file| file.path == path) else { continue };
        if let Some((_, language)) = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')) {
            let draft = format!("{}/draft.{language}.md", args.document);
            let path = SourcePath::new(format!("{}{draft}", sources.content_prefix));
            let text = before.content.get(&draft).map_or("", |file| &file.text);
            *place = place_in_draft(place, &written.text, path, text);
        }
    }
    found
}

/// Returns the place in a draft for a place in the version that is made of it. That file does not exist yet: the editor fixes the draft.
fn place_in_draft(place: &Place, version: &str, path: SourcePath, draft: &str) -> Place {
    // Both texts end with the same body; the head of the version is new.
    match version.get(place.span.start as usize..).filter(|rest| !rest.is_empty() && draft.ends_with(rest)) {
        Some(rest) => {
            let start = draft.len() - rest.len();
            Place::new(&path, start..start + place.span.len())
        }
        None => Place::file(&path),
    }
}

/// Lists the files that have changed.
fn list(change: &FileChanges, args: &Args) {
    let content = args.content.folder();
    for file in &change.write {
        message!("  {content}/{}", file.path);
    }
    for file in &change.remove {
        message!("  {content}/{} (removed)", file.path);
    }
}

/// Lists the files that have changed, and says how to commit them.
fn report(change: &FileChanges, plan: &Plan, args: &Args) {
    list(change, args);
    if !args.dry_run {
        let content = args.content.folder();
        message!("\ncommit it:\n  git add {content}/{} {content}/history.lock", args.document);
        message!("  git commit -m \"{} {}\"", args.document, plan.label);
    }
}

//! `helder release`: a draft becomes a version.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::check as checks;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity, SourcePath};
use crate::language::{InvalidLanguage, Language};
use crate::lock::sha256;
use crate::parse;
use crate::release::{Plan, Prepared, Wish, prepare};
use crate::shell::Error;
use crate::shell::cli::deny::Deny;
use crate::shell::cli::speech::Speech;
use crate::shell::cli::{
    ContentArgs, Format, Loaded, Outcome, ask, document_path, load, redline, terminal, write_stream,
};
use crate::shell::journal::{self, Change, Removed, Written};
use crate::sources::{SourceFile, Sources};
use crate::structure::StructureRule;
use crate::template::Templates;

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

fn summary(text: &str) -> Result<(Language, String), String> {
    let (language, words) = text.split_once('=').ok_or("write the language, `=` and the text, as in nl=…")?;
    if words.trim().is_empty() {
        return Err("the summary is empty".to_owned());
    }
    Ok((language.parse().map_err(|error: InvalidLanguage| error.to_string())?, words.trim().to_owned()))
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut loaded = load(&args.content)?;
    loaded.check();
    if loaded.site.is_none() || loaded.outcome(Deny::Errors) == Outcome::ContentErrors {
        return refuse(loaded, Vec::new());
    }
    let (plan, title) = match decide(&mut loaded, args)? {
        Decided::Plan(plan, title) => (plan, title),
        Decided::Refused(found) => return refuse(loaded, found),
        Decided::Left => {
            eprintln!("nothing was released");
            return Ok(Outcome::Clean);
        }
    };
    let change = change_of(&plan, &loaded.sources);
    let broken = try_out(&loaded.sources, &change, &args.document);
    if !broken.is_empty() {
        return refuse(loaded, broken);
    }
    if args.dry_run {
        eprintln!("this would be written:");
    } else {
        journal::apply(&args.content.content, &change)?;
        eprintln!("released {title}");
    }
    tell(&change, &plan, args);
    Ok(Outcome::Clean)
}

enum Decided {
    Plan(Plan, String),
    Refused(Vec<Diagnostic>),
    /// The editor thought better of it.
    Left,
}

/// Shows the change, and settles what the version will be.
fn decide(loaded: &mut Loaded, args: &Args) -> Result<Decided, Error> {
    let Some((site, templates)) = &loaded.site else { return Ok(Decided::Left) };
    let Some(document) = site.document(&args.document) else {
        let known = site.documents.iter().map(|document| document.id.as_str());
        let message = format!("there is no document `{}` in `{}`", args.document, document_path(&args.content));
        let wrong = Diagnostic::error(StructureRule::UnknownDocument, message).did_you_mean(&args.document, known);
        return Ok(Decided::Refused(vec![wrong]));
    };
    let prepared = match prepare(site, templates, document, loaded.today) {
        Ok(prepared) => prepared,
        Err(found) => return Ok(Decided::Refused(found)),
    };
    show(&prepared)?;
    loaded.write(&loaded.law_of_draft(&args.document), Format::Human)?;
    propose(&prepared);
    let asks = !args.yes && !args.dry_run && ask::is_possible();
    let wish = wish(&prepared, args, asks)?;
    let plan = match prepared.plan(&wish) {
        Ok(plan) => plan,
        Err(found) => return Ok(Decided::Refused(found)),
    };
    let title = format!("{} {}, which holds from {}", document.id, plan.label, plan.effective);
    if asks && !ask::confirm(&format!("Release {title}?"))? {
        return Ok(Decided::Left);
    }
    Ok(Decided::Plan(plan, title))
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
            write_stream(io::stdout(), &head)?;
        }
    }
    Ok(())
}

fn propose(prepared: &Prepared<'_>) {
    let word = kind(prepared.proposal.is_material);
    eprintln!("\nproposed: {word}");
    for reason in &prepared.proposal.reasons {
        eprintln!("  {}: {}", kind(reason.is_material), reason.text);
    }
}

fn kind(is_material: bool) -> &'static str {
    if is_material { "material" } else { "editorial" }
}

/// Gathers what the editor wishes from the flags, and asks for the rest where somebody is there.
fn wish(prepared: &Prepared<'_>, args: &Args, asks: bool) -> Result<Wish, Error> {
    let mut wish = Wish {
        material: (args.material || args.editorial).then_some(args.material),
        effective: args.effective,
        summaries: args.summary.iter().cloned().collect::<BTreeMap<_, _>>(),
        without: args.without.iter().cloned().collect::<BTreeSet<_>>(),
        allow_unknown: args.allow_unknown,
    };
    if !asks {
        return Ok(wish);
    }
    if wish.material.is_none() && prepared.before.is_some() {
        let default = kind(prepared.proposal.is_material);
        wish.material =
            Some(ask::ask("Is this change material or editorial?", Some(default), |answer| match answer {
                "material" | "m" => Ok(true),
                "editorial" | "e" => Ok(false),
                _ => Err("answer material or editorial".to_owned()),
            })?);
    }
    if wish.effective.is_none() {
        let material = wish.material.unwrap_or(prepared.proposal.is_material);
        let earliest = prepared.days.earliest(material).to_string();
        let default = prepared.draft.effective.map_or(earliest, |day| day.to_string());
        wish.effective = Some(ask::ask("From which day does it hold?", Some(&default), |answer| {
            let day = answer.parse::<Date>().map_err(|_| "write a day as 2027-01-31".to_owned())?;
            prepared.days.refuse(day, material).map_or(Ok(day), |found| Err(found.message))
        })?);
    }
    for (language, _) in &prepared.redlines {
        if wish.summaries.contains_key(*language) {
            continue;
        }
        let question = format!("What changed, in a sentence in `{language}`?");
        let words = ask::ask(&question, prepared.summary(language), |answer| {
            if answer.is_empty() { Err("write a sentence".to_owned()) } else { Ok(answer.to_owned()) }
        })?;
        wish.summaries.insert((*language).clone(), words);
    }
    Ok(wish)
}

/// Reports why there is no version.
fn refuse(mut loaded: Loaded, found: Vec<Diagnostic>) -> Result<Outcome, Error> {
    loaded.diagnostics.extend(found);
    loaded.report(Format::Human, |found| found.severity == Severity::Error)?;
    eprintln!("nothing was released");
    Ok(Outcome::ContentErrors)
}

fn change_of(plan: &Plan, sources: &Sources) -> Change {
    let before = |path: &str| sources.content.get(path).map(|file| sha256(&file.text));
    let written = |file: &crate::release::File| Written {
        path: file.path.clone(),
        text: file.text.clone(),
        before: before(&file.path),
    };
    let removed = |path: &String| Some(Removed { path: path.clone(), before: before(path)? });
    Change { write: plan.write.iter().map(written).collect(), remove: plan.remove.iter().filter_map(removed).collect() }
}

/// Builds the site in thought as it will be; what would break it is a reason to release nothing.
fn try_out(sources: &Sources, change: &Change, document: &str) -> Vec<Diagnostic> {
    let mut content = sources.content.clone();
    for Written { path, text, .. } in &change.write {
        let shown = SourcePath::new(format!("{}{path}", sources.content_prefix));
        content.insert(path.clone(), SourceFile { path: shown, text: text.as_str().into() });
    }
    for Removed { path, .. } in &change.remove {
        content.remove(path);
    }
    let sources = Sources { content_prefix: sources.content_prefix.clone(), content, themes: sources.themes.clone() };
    let (site, mut found) = parse::parse(&sources);
    if let Some(site) = &site {
        let (templates, broken) = Templates::load(site);
        found.extend(broken);
        found.extend(checks::check(site, &templates));
    }
    found.retain(|one| one.severity == Severity::Error);
    for place in found.iter_mut().filter_map(|one| one.place.as_mut()) {
        // The file is not there yet: the editor mends the draft.
        let path = place.path.as_str().strip_prefix(&sources.content_prefix).unwrap_or_default();
        let is_written = change.write.iter().any(|file| file.path == path);
        if let Some((_, language)) =
            path.strip_suffix(".md").filter(|_| is_written).and_then(|stem| stem.rsplit_once('.'))
        {
            let draft = format!("{}{document}/draft.{language}.md", sources.content_prefix);
            *place = Place::file(&SourcePath::new(draft));
        }
    }
    found
}

/// Says which files there are now, and how they are committed.
fn tell(change: &Change, plan: &Plan, args: &Args) {
    let content = document_path(&args.content);
    for file in &change.write {
        eprintln!("  {content}/{}", file.path);
    }
    for file in &change.remove {
        eprintln!("  {content}/{} (removed)", file.path);
    }
    if !args.dry_run {
        eprintln!("\ncommit it:\n  git add {content}/{} {content}/history.lock", args.document);
        eprintln!("  git commit -m \"{} {}\"", args.document, plan.label);
    }
}

impl Loaded {
    /// Returns what the law asks of a document's draft, and what is broken or lacks in it.
    fn law_of_draft(&self, document: &str) -> Vec<Diagnostic> {
        let Some((site, templates)) = &self.site else { return Vec::new() };
        let speech = Speech::En.language();
        let asked = crate::law::Asked { today: self.today, speech: &speech, only: &[] };
        let of_draft = format!("{}{document}/draft.", self.sources.content_prefix);
        let is_of_draft = |found: &Diagnostic| {
            let in_text = found.place.as_ref().is_some_and(|place| place.path.as_str().starts_with(&of_draft));
            let subject = found.legal.as_ref().and_then(|legal| legal.subject.as_ref());
            in_text || subject.is_some_and(|subject| subject.is_draft_of(document))
        };
        let heavy = |found: &Diagnostic| found.severity != Severity::Advice;
        crate::law::judge(site, templates, &asked).into_iter().filter(|one| is_of_draft(one) && heavy(one)).collect()
    }
}

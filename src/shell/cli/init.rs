//! `helder init`: a new site, from a few answers.

use std::io;
use std::path::{Path, PathBuf};

use crate::parse::{BaseUrl, InvalidBaseUrl};
use crate::shell::cli::ask::{self, Asker};
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::message::message;
use crate::shell::{Error, journal};
use crate::starter::{self, Choices, Domains, Kinds, KnownServices, OrganisationName, Translations};

/// Begins a new site: registers, a first draft of each document, and what an editor and CI need.
///
/// On a terminal it asks for what no option gives. What nobody told it stands as a question in the registers; `helder check` lists
/// those. It writes all of its files or none, and never over one that is there.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to begin in; it may be new, and may hold other files
    #[arg(default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,
    /// The name by which people know the organisation
    #[arg(long, value_name = "NAME")]
    organisation: Option<OrganisationName>,
    /// The domains that the documents hold for, with their subdomains
    #[arg(long, value_name = "DOMAIN,…")]
    domains: Option<Domains>,
    /// The languages, the authoritative one first: nl, en [default: nl,en]
    #[arg(long, value_name = "LANGUAGE,…")]
    languages: Option<Translations>,
    /// The documents: privacy-statement, cookie-policy, processing-agreement
    #[arg(long, value_name = "DOCUMENT,…")]
    documents: Option<Kinds>,
    /// The services that visitors are asked about: google-analytics, new-relic, or none
    #[arg(long, value_name = "SERVICE,…")]
    services: Option<KnownServices>,
    /// Where the public pages will stand [default: https://privacy. and the first domain]
    #[arg(long, value_name = "ADDRESS", value_parser = base_url)]
    base_url: Option<BaseUrl>,
}

fn base_url(text: &str) -> Result<BaseUrl, InvalidBaseUrl> {
    text.trim().to_owned().try_into()
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, Error> {
    if let Some(count) = journal::finish_creation(&args.folder)? {
        message!("an earlier `helder init` was interrupted here; its answers are used");
        announce(count, &args.folder);
        return Ok(ExitStatus::Clean);
    }
    let choices = if ask::is_possible() { asked(args, &mut Asker::on_terminal())? } else { given(args)? };
    let files = starter::files(&choices);
    journal::create(&args.folder, &files)?;
    announce(files.len(), &args.folder);
    Ok(ExitStatus::Clean)
}

/// Says what was written, and what to do next.
fn announce(count: usize, folder: &Path) {
    message!("wrote {count} files in `{}`", folder.display());
    let step = if folder == Path::new(".") { String::new() } else { format!("cd {}\n  ", folder.display()) };
    message!(
        "next:\n  {step}helder serve --open   what it looks like, while you write\n  helder check          what to fill in"
    );
}

/// Takes everything from the options.
fn given(args: &Args) -> Result<Choices, Error> {
    let Args { organisation: Some(organisation), domains: Some(domains), .. } = args else { return Err(missing(args)) };
    let (Some(documents), Some(services)) = (&args.documents, &args.services) else { return Err(missing(args)) };
    Ok(Choices {
        organisation: organisation.clone(),
        domains: domains.clone(),
        languages: args.languages.clone().unwrap_or_else(languages),
        documents: documents.clone(),
        services: services.clone(),
        base_url: args.base_url.clone().unwrap_or_else(|| Choices::usual_base_url(domains)),
        revision: option_env!("HELDER_COMMIT"),
    })
}

fn languages() -> Translations {
    "nl,en".parse().expect("these are languages of the starter")
}

/// Names the required options that are missing.
fn missing(args: &Args) -> Error {
    let all = [
        ("--organisation NAME", args.organisation.is_none()),
        ("--domains DOMAIN,…", args.domains.is_none()),
        ("--documents DOCUMENT,…", args.documents.is_none()),
        ("--services SERVICE,…", args.services.is_none()),
    ];
    let missing: Vec<&str> = all.iter().filter(|(_, is_missing)| *is_missing).map(|(option, _)| *option).collect();
    Error::MissingOptions(missing)
}

/// Asks for what the options did not give.
fn asked(args: &Args, asker: &mut Asker<impl io::BufRead, impl io::Write>) -> Result<Choices, Error> {
    let organisation = match &args.organisation {
        Some(organisation) => organisation.clone(),
        None => asker.ask("By which name do people know the organisation?", None)?,
    };
    let domains = match &args.domains {
        Some(domains) => domains.clone(),
        None => asker.ask("For which domains do the documents hold? (as example.org, shop.example)", None)?,
    };
    let languages = match &args.languages {
        Some(languages) => languages.clone(),
        None => asker.ask("In which languages, the authoritative one first? (nl, en)", Some("nl, en"))?,
    };
    let documents = match &args.documents {
        Some(documents) => documents.clone(),
        None => asker.ask(
            "Which documents? A processing-agreement is for those who process data on behalf of customers.\n  \
             (privacy-statement, cookie-policy, processing-agreement)",
            Some("privacy-statement, cookie-policy"),
        )?,
    };
    let services = match &args.services {
        Some(services) => services.clone(),
        None => asker.ask("Which of these do your websites use? (google-analytics, new-relic, none)", None)?,
    };
    let base_url = match &args.base_url {
        Some(base_url) => base_url.clone(),
        None => {
            let usual = Choices::usual_base_url(&domains);
            asker.ask_with("At what address will the pages stand?", Some(usual.as_str()), base_url)?
        }
    };
    Ok(Choices {
        organisation,
        domains,
        languages,
        documents,
        services,
        base_url,
        revision: option_env!("HELDER_COMMIT"),
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Args, Asker, asked};
    use crate::starter;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    /// Returns what is asked and, when the answers suffice, the site's settings.
    fn play(options: &[&str], answers: &str) -> (String, Option<String>) {
        let line = Line::parse_from([&["init"], options].concat());
        let mut said = Vec::new();
        let choices = asked(&line.args, &mut Asker::new(answers.as_bytes(), &mut said));
        let site = choices.ok().map(|choices| starter::files(&choices)["content/site.yaml"].clone());
        (String::from_utf8(said).unwrap(), site)
    }

    #[test]
    fn asks_again_after_an_invalid_answer() {
        let answers = "De Fiets\nhttps://fiets.example\nFiets.example\n\nprivacy, cookie-policy\n\nnone\n\n";
        let (said, site) = play(&[], answers);
        assert_eq!(
            said,
            "\
By which name do people know the organisation?
> For which domains do the documents hold? (as example.org, shop.example)
> `https://fiets.example` is not a domain: write the name alone, as example.org
> In which languages, the authoritative one first? (nl, en)
[nl, en] > Which documents? A processing-agreement is for those who process data on behalf of customers.
  (privacy-statement, cookie-policy, processing-agreement)
[privacy-statement, cookie-policy] > `privacy` is none of privacy-statement, cookie-policy, processing-agreement
[privacy-statement, cookie-policy] > Which of these do your websites use? (google-analytics, new-relic, none)
> At what address will the pages stand?
[https://privacy.fiets.example] > "
        );
        assert!(site.unwrap().contains("base_url: https://privacy.fiets.example\n"));
    }

    #[test]
    fn asks_only_for_what_no_option_gave() {
        let options = ["--organisation", "A", "--domains", "a.example", "--languages", "en", "--documents"];
        let (said, site) =
            play(&[&options[..], &["cookie-policy", "--services", "none"]].concat(), "https://a.example/privacy\n");
        assert_eq!(said, "At what address will the pages stand?\n[https://privacy.a.example] > ");
        assert!(site.unwrap().contains("base_url: https://a.example/privacy\n"));
    }

    #[test]
    fn gives_up_when_the_answers_end() {
        let (_, site) = play(&[], "De Fiets\n");
        assert_eq!(site, None);
    }
}

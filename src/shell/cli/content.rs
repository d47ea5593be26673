//! The content that a command works on: what was read and parsed, what was found on the way, and how that is reported.

use std::io;
use std::path::PathBuf;

use crate::check;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::law::{self, CheckOptions};
use crate::shell::cli::deny::Deny;
use crate::shell::cli::exit_status::ExitStatus;
use crate::shell::cli::law_language::LawLanguage;
use crate::shell::cli::output::{Format, colour, write_output};
use crate::shell::load;
use crate::shell::message;
use crate::shell::report::{self, Quotes};
use crate::shell::{Error, clock};
use crate::snapshot::Snapshot;
use crate::sources::Sources;

/// What every command that reads content takes.
#[derive(Debug, clap::Args)]
pub(super) struct ContentArgs {
    /// The folder with `site.yaml`, the registers and the documents
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    pub(super) content: PathBuf,
    /// The day to take for today, as year-month-day [default: today in UTC]
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<Date>,
}

/// A content folder that was read, with everything that was found in it so far.
pub(super) struct ContentFolder {
    pub(super) sources: Sources,
    /// `None` before parsing, and when `site.yaml` can't be read; the diagnostics say why.
    pub(super) snapshot: Option<Snapshot>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The language of the legal findings, once there are any.
    pub(super) law_language: Option<Language>,
}

impl ContentArgs {
    /// Returns the folder as a message shows it.
    pub(super) fn folder(&self) -> String {
        self.content.to_string_lossy().replace('\\', "/")
    }

    /// Reads and parses all content, and checks nothing yet.
    pub(super) fn read(&self) -> Result<ContentFolder, Error> {
        let mut content = self.read_unparsed()?;
        content.parse(self.today());
        Ok(content)
    }

    /// Reads the content and parses one document of it. Mistakes in other documents are not found.
    pub(super) fn read_document(&self, document: &str) -> Result<ContentFolder, Error> {
        let mut content = self.read_unparsed()?;
        let snapshot = Snapshot::read(&content.sources.of_document(document), self.today());
        content.add(snapshot);
        Ok(content)
    }

    /// Reads all content.
    pub(super) fn read_unparsed(&self) -> Result<ContentFolder, Error> {
        let (sources, diagnostics) = load::load(&self.content)?;
        Ok(ContentFolder { sources, snapshot: None, diagnostics, law_language: None })
    }

    /// Returns the day to take for today.
    pub(super) fn today(&self) -> Date {
        self.today.unwrap_or_else(clock::today)
    }
}

impl ContentFolder {
    /// Parses everything that was read.
    pub(super) fn parse(&mut self, today: Date) {
        let snapshot = Snapshot::read(&self.sources, today);
        self.add(snapshot);
    }

    fn add(&mut self, (snapshot, parsed): (Option<Snapshot>, Vec<Diagnostic>)) {
        self.snapshot = snapshot;
        self.diagnostics = diagnostic::join(std::mem::take(&mut self.diagnostics), parsed);
    }

    /// Checks the structure.
    pub(super) fn check(&mut self) {
        if let Some(snapshot) = &self.snapshot {
            self.diagnostics.extend(check::check(snapshot));
        }
    }

    /// Judges the content by the law, in this language or else in the site's first. An empty list means all rules.
    pub(super) fn judge(&mut self, language: Option<LawLanguage>, only: &[String]) {
        if let Some(snapshot) = &self.snapshot {
            let speech = language.map_or_else(|| snapshot.site.authoritative().clone(), LawLanguage::language);
            self.diagnostics.extend(law::check(snapshot, &CheckOptions { language: &speech, only }));
            self.law_language = Some(speech);
        }
    }

    /// Sorts the diagnostics and writes those that the filter keeps.
    pub(super) fn report(&mut self, format: Format, keep: impl Fn(&Diagnostic) -> bool) -> Result<(), Error> {
        diagnostic::sort(&mut self.diagnostics);
        let kept: Vec<Diagnostic> = self.diagnostics.iter().filter(|found| keep(found)).cloned().collect();
        self.write(&kept, format)
    }

    /// Writes diagnostics with their source lines.
    pub(super) fn write(&self, diagnostics: &[Diagnostic], format: Format) -> Result<(), Error> {
        let sources = self.sources.content.values().chain(self.sources.themes.values());
        let theme = self.snapshot.iter().flat_map(|snapshot| snapshot.site.theme.files());
        let quotes = Quotes::new(sources.chain(theme).map(|file| (&file.path, &*file.text)));
        match format {
            Format::Human => {
                let law = self.law_language.as_ref();
                message::print(&report::human(diagnostics, &quotes, colour(&io::stderr()), law));
                Ok(())
            }
            Format::Json => write_output(&report::json(diagnostics, &quotes)),
            Format::Sarif => write_output(&report::sarif(diagnostics, &quotes)),
            Format::Github => write_output(&report::github(diagnostics, &quotes)),
        }
    }

    /// Returns the result of the run after the findings so far.
    pub(super) fn exit_status(&self, deny: Deny) -> ExitStatus {
        if deny.forbids(&self.diagnostics) { ExitStatus::Denied } else { ExitStatus::Clean }
    }
}

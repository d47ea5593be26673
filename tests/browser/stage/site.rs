//! The privacy site of a test: the folder `content`, changed as the test likes, built in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use helder::compose::Texts;
use helder::render::{Artifact, Options, render};
use helder::snapshot::Snapshot;
use helder::sources::Sources;
use helder::{check, diagnostic, shell};

use super::response::Response;

/// The public files of a built site by their path.
#[derive(Clone, Default)]
pub(crate) struct Site {
    files: Arc<BTreeMap<String, Vec<u8>>>,
}

/// A change to the sources: in a file of the content folder, one text for another.
pub(crate) type Edit<'a> = (&'a str, &'a str, &'a str);

impl Site {
    /// Returns the site of the content folder.
    pub(crate) fn plain() -> Site {
        static PLAIN: OnceLock<Site> = OnceLock::new();
        PLAIN.get_or_init(|| Site::edited(&[])).clone()
    }

    /// Builds the site with some texts in its sources replaced; the sources must contain them.
    pub(crate) fn edited(edits: &[Edit<'_>]) -> Site {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let (mut sources, mut found) = shell::load::load(&content).unwrap();
        for (path, from, to) in edits {
            let file = sources.content.get_mut(*path).unwrap();
            assert!(file.text.contains(from), "`{path}` does not hold `{from}`");
            file.text = file.text.replace(from, to).into();
        }
        let files = build(&sources, &mut found);
        assert!(found.iter().all(|found| found.severity != diagnostic::Severity::Error), "{found:#?}");
        Site { files: Arc::new(files) }
    }

    /// Returns the paths of its files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns the bytes of a file.
    #[allow(dead_code, reason = "the measurement in bench.rs uses it")]
    pub(crate) fn bytes(&self, path: &str) -> &[u8] {
        &self.files[path]
    }

    /// Answers a path like a web server that is set up as the documentation says.
    pub(crate) fn file(&self, path: &str) -> Response {
        let mut path = path.trim_start_matches('/').to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        let Some(bytes) = self.files.get(&path) else { return Response::missing() };
        let kind = match path.rsplit('.').next().unwrap() {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "json" => "application/json",
            "svg" => "image/svg+xml",
            "xml" => "application/xml",
            _ => "application/octet-stream",
        };
        let response = Response::new(kind, bytes.clone());
        if path.starts_with("consent/") { response.with("access-control-allow-origin", "*") } else { response }
    }
}

fn build(sources: &Sources, found: &mut Vec<diagnostic::Diagnostic>) -> BTreeMap<String, Vec<u8>> {
    let (snapshot, mistakes) = Snapshot::read(sources, "2026-11-22".parse().unwrap());
    found.extend(mistakes);
    let snapshot = snapshot.unwrap_or_else(|| panic!("{found:#?}"));
    found.extend(check::check(&snapshot));
    let files = Mutex::new(BTreeMap::new());
    let sink = |artifact: Artifact| {
        if let Some(path) = artifact.path.strip_prefix("public/") {
            files.lock().unwrap().insert(path.to_owned(), artifact.bytes);
        }
    };
    let compose = |document| Some(Texts::compose(&snapshot.site, document, &snapshot.templates));
    let options = Options { drafts: false, redlines: true, scripted: false };
    found.extend(render(&snapshot, &options, &compose, &sink));
    files.into_inner().unwrap()
}

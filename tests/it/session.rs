//! A site while it is being written: every requested page is the one that a build would make, after any series of edits.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};

use helder::check;
use helder::compose::Texts;
use helder::date::Date;
use helder::diagnostic::{self, Diagnostic, SourcePath, has_errors};
use helder::render::{self, Artifact, Options};
use helder::session::Session;
use helder::shell::load;
use helder::snapshot::Snapshot;
use helder::sources::{SourceFile, Sources};
use proptest::prelude::*;

use crate::sandbox::{Sandbox, TODAY, repository};

/// The policy of pages on a site without a banner, in a build and while they are written.
const STRICT: &str = "&#39;none&#39;; style-src &#39;self&#39;; img-src &#39;self&#39;; base-uri";
const SCRIPTED: &str = "&#39;none&#39;; script-src &#39;self&#39;; style-src &#39;self&#39;; img-src &#39;self&#39;; connect-src &#39;self&#39;; base-uri";

fn today() -> Date {
    TODAY.parse().unwrap()
}

fn read(sandbox: &Sandbox) -> Sources {
    load::load(&sandbox.path("content")).unwrap().0
}

/// Builds a site from nothing, with drafts.
fn build(sources: &Sources) -> BTreeMap<String, String> {
    let snapshot = Snapshot::read(sources, today()).0.unwrap();
    let compose = |document| Some(Texts::compose(&snapshot.site, document, &snapshot.templates));
    let files = Mutex::new(BTreeMap::new());
    let sink = |artifact: Artifact| {
        let text = String::from_utf8(artifact.bytes).unwrap();
        files.lock().unwrap().insert(artifact.path, text);
    };
    let options = Options { drafts: true, ..Options::default() };
    let found = render::render(&snapshot, &options, &compose, &sink);
    assert_eq!(found, Vec::new());
    files.into_inner().unwrap()
}

/// Asserts that every file of a build is served with the same bytes.
fn assert_shown(session: &Session, sources: &Sources, what: &str) {
    let built = build(sources);
    assert!(!built.is_empty());
    let preview = session.preview().unwrap();
    for (path, built) in &built {
        let made = preview.file(path);
        assert_eq!(made.problems, Vec::new(), "{what}: {path}");
        let made = String::from_utf8(made.bytes.unwrap_or_else(|| panic!("{what}: {path} is not shown"))).unwrap();
        let made = made.replace(SCRIPTED, STRICT);
        assert!(made == *built, "{what}: {path} is shown otherwise than it is built");
    }
    for path in ["public/nowhere/index.html", "customers/nowhere/index.html", "public/", "", "nowhere"] {
        assert_eq!(preview.file(path).bytes, None, "{path}");
    }
}

#[test]
fn shows_every_file_of_a_build() {
    for site in ["banner", "customers", "drafts", "first-draft", "no-documents", "three-versions", "two-languages"] {
        let sandbox = Sandbox::of(site);
        let sources = read(&sandbox);
        let mut session = Session::default();
        let found = session.update(&sources, Vec::new(), today());
        assert!(!has_errors(&found), "{site}: {found:?}");
        assert_shown(&session, &sources, site);
    }
}

/// A change that an editor can make.
/// A session, a check and a build share one check, so that what one of them accepts, the others accept.
#[test]
fn finds_what_a_check_finds_in_every_golden_site() {
    let mut checked = 0;
    for entry in fs::read_dir(repository("tests/sites")).unwrap() {
        let entry = entry.unwrap();
        if !entry.path().is_dir() {
            continue;
        }
        let site = entry.file_name().into_string().unwrap();
        let sandbox = Sandbox::of(&site);
        let Ok((sources, read)) = load::load(&sandbox.path("content")) else { continue };
        let (snapshot, parsed) = Snapshot::read(&sources, today());
        let mut expected = diagnostic::join(read.clone(), parsed);
        expected.extend(snapshot.iter().flat_map(check::check));
        diagnostic::sort(&mut expected);
        assert_eq!(Session::default().update(&sources, read, today()), expected, "{site}");
        checked += 1;
    }
    assert!(checked > 80, "{checked}");
}

#[test]
fn a_build_is_refused_for_what_a_check_finds() {
    for site in ["rejects-a-broken-section-link", "rejects-a-duplicate-slug", "rejects-a-skipped-heading-level"] {
        let sandbox = Sandbox::of(site);
        let [check, build] = [["check", "--structure"].as_slice(), &["build"]]
            .map(|command| sandbox.run(&[command, &["--format", "json"]].concat()));
        assert_eq!((check.exit, build.exit), (Some(1), Some(1)), "{site}");
        assert_eq!(check.stdout, build.stdout, "{site}");
    }
}

#[derive(Clone, Debug)]
enum Edit {
    /// Replaces the text of a file, if it exists.
    Write(usize, usize),
    Remove(usize),
    Restore(usize),
    Rename(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (any::<usize>(), any::<usize>()).prop_map(|(file, text)| Edit::Write(file, text)),
        2 => any::<usize>().prop_map(Edit::Remove),
        6 => any::<usize>().prop_map(Edit::Restore),
        1 => any::<usize>().prop_map(Edit::Rename),
    ]
}

/// Returns possible texts of a file, most of them valid.
fn variants(original: &str) -> Vec<String> {
    let mut variants = vec![
        original.to_owned(),
        original.replace("privacy", "gegevens"),
        original.replace("2026", "2025"),
        format!("{original}\n"),
        original.replace("title", "titel"),
    ];
    if original.contains("\n# ") {
        variants.push(format!("{original}\nEen zin erbij.\n"));
        variants.push(format!("{original}\n## Nog iets {{#more}}\n\nEn [elders](#more).\n"));
        variants.push(format!("{original}\n[Nergens](#nowhere)\n"));
        variants.push(format!("{original}\n[Elders](@terms#more) en {{{{ organisation.trade_name }}}}\n"));
    }
    variants
}

fn apply(sources: &mut Sources, originals: &BTreeMap<String, SourceFile>, edit: &Edit) {
    let name = |index: &usize| originals.keys().nth(index % originals.len()).unwrap().clone();
    match edit {
        Edit::Write(file, text) => {
            let name = name(file);
            let variants = variants(&originals[&name].text);
            if let Some(file) = sources.content.get_mut(&name) {
                file.text = variants[text % variants.len()].as_str().into();
            }
        }
        Edit::Remove(file) => drop(sources.content.remove(&name(file))),
        Edit::Restore(file) => {
            let name = name(file);
            sources.content.insert(name.clone(), originals[&name].clone());
        }
        Edit::Rename(file) => {
            let name = name(file);
            let Some((folder, _)) = name.split_once('/') else { return };
            let (from, to) = (format!("{folder}/"), format!("{folder}-2/"));
            let (from, to) = match sources.content.keys().any(|path| path.starts_with(&to)) {
                true => (to, from),
                false => (from, to),
            };
            let moved: Vec<String> = sources.content.keys().filter(|path| path.starts_with(&from)).cloned().collect();
            for path in moved {
                let file = sources.content.remove(&path).unwrap();
                let path = path.replacen(&from, &to, 1);
                let shown = SourcePath::new(format!("{}{path}", sources.content_prefix));
                sources.content.insert(path, SourceFile { path: shown, ..file });
            }
        }
    }
}

fn copy(sources: &Sources) -> Sources {
    let text = |file: &SourceFile| SourceFile { text: Arc::from(&*file.text), path: file.path.clone() };
    let files = |files: &BTreeMap<String, SourceFile>| {
        files.iter().map(|(path, file)| (path.clone(), text(file))).collect::<BTreeMap<_, _>>()
    };
    Sources {
        content_prefix: sources.content_prefix.clone(),
        content: files(&sources.content),
        themes: files(&sources.themes),
    }
}

/// Tells the same of the sources as a session that has seen nothing else.
fn assert_as_new(session: &Session, sources: &Sources, found: &[Diagnostic], what: &str) {
    let sources = copy(sources);
    let mut new = Session::default();
    assert_eq!(new.update(&sources, Vec::new(), today()), found, "{what}");
    if !has_errors(found) {
        assert_shown(session, &sources, what);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn is_right_after_any_hundred_edits(edits in proptest::collection::vec(edit(), 100)) {
        let sandbox = Sandbox::of("two-languages");
        sandbox.write(
            "content/terms/document.yaml",
            "kind: processing-agreement\ntitle: {nl: Voorwaarden, en: Terms}\nslug: {nl: voorwaarden, en: terms}\naudience: customers\n",
        );
        sandbox.write("content/terms/draft.nl.md", "---\nversion: \"1.0\"\n---\n\n# Voorwaarden\n\n## Meer {#more}\n\nVeel.\n");
        sandbox.write("content/registers/organisation.yaml", "trade_name: Voorbeeld\nphone: {unknown: Which?}\n");
        let mut sources = read(&sandbox);
        let originals = sources.content.clone();
        let mut session = Session::default();
        session.update(&sources, Vec::new(), today());
        for edit in &edits {
            apply(&mut sources, &originals, edit);
            session.update(&sources, Vec::new(), today());
        }
        let found = session.update(&sources, Vec::new(), today());
        assert_as_new(&session, &sources, &found, "after the edits");
        sources.content = originals;
        let found = session.update(&sources, Vec::new(), today());
        prop_assert!(!has_errors(&found), "{found:?}");
        assert_as_new(&session, &sources, &found, "when all is restored");
    }
}

//! What must be true of any input: the functions of the fuzz targets, which the tests run too. Each panics if it is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use helder::check;
use helder::compose::Texts;
use helder::diagnostic::{Diagnostic, SourcePath, has_errors};
use helder::law::{self, CheckOptions};
use helder::lock::Lock;
use helder::parse::markdown::markdown;
use helder::redline;
use helder::render::{Options, render};
use helder::shell::{journal, requested_path};
use helder::snapshot::Snapshot;
use helder::sources::{SourceFile, Sources};
use helder_consent::policy::Policy;
use helder_consent::record::Record;

/// Separates the files of an input for [`sources`], and the two texts of one for [`redline`].
pub(crate) const SEPARATOR: char = '\0';

/// The files that an input replaces, in this order.
pub(crate) const FILES: [&str; 5] =
    ["site.yaml", "privacy/document.yaml", "privacy/1.0.nl.md", "privacy/draft.nl.md", "registers/services.yaml"];

/// Sources to artifacts: mistakes are findings, and no file is written outside the output.
pub(crate) fn sources(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let files = FILES.into_iter().zip(text.split(SEPARATOR)).filter(|(_, text)| !text.is_empty());
    let content: BTreeMap<String, SourceFile> = files
        .map(|(path, text)| {
            (path.to_owned(), SourceFile { path: SourcePath::new(format!("content/{path}")), text: text.into() })
        })
        .collect();
    let sources = Sources { content_prefix: "content/".to_owned(), content, ..Sources::default() };
    let today = "2026-11-22".parse().expect("this is a date");
    let (snapshot, found) = Snapshot::read(&sources, today);
    let Some(snapshot) = snapshot else {
        assert!(has_errors(&found), "there is no site and no error");
        return;
    };
    let is_broken = has_errors(&found) || has_errors(&check::check(&snapshot));
    let language = snapshot.site.authoritative();
    let _: Vec<Diagnostic> = law::check(&snapshot, &CheckOptions { language, only: &[] });
    if is_broken {
        return;
    }
    let paths = Mutex::new(Vec::new());
    let compose = |document| Some(Texts::compose(&snapshot.site, document, &snapshot.templates));
    render(&snapshot, &Options { drafts: true, ..Options::default() }, &compose, &|artifact| {
        paths.lock().expect("no thread panics").push(artifact.path);
    });
    let mut paths = paths.into_inner().expect("every thread is done");
    for path in &paths {
        let is_inside = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        assert!(is_inside && !path.chars().any(char::is_control), "`{path}` is no path in the output");
    }
    paths.sort();
    let count = paths.len();
    paths.dedup();
    assert_eq!(paths.len(), count, "two artifacts have one path");
}

/// Both texts can be recovered from their redline, and it is empty only if they are the same.
pub(crate) fn redline(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (before, after) = text.split_once(SEPARATOR).unwrap_or((&text, ""));
    let (before, after) = (markdown(before).text, markdown(after).text);
    let made = redline::redline(&before, &after);
    assert!(made.before() == before && made.after() == after, "a text can't be recovered");
    assert_eq!(made.is_empty(), before == after);
    assert_eq!(made.summary().is_empty(), before == after);
}

/// A policy or record that can be read is one that could have been written.
pub(crate) fn consent(bytes: &[u8]) {
    if let Some(record) = Record::decode(bytes) {
        assert!(record.given <= record.updated && record.text == bytes);
    }
    if let Some(policy) = std::str::from_utf8(bytes).ok().and_then(Policy::decode)
        && let Some(text) = policy.encode()
    {
        assert_eq!(Policy::decode(&text), Some(policy));
    }
}

/// The head of a request is read or refused, and a path does not depend on what follows the head.
pub(crate) fn request(bytes: &[u8]) {
    if let Some(path) = requested_path(bytes) {
        let longer = [bytes, b"more"].concat();
        assert_eq!(requested_path(&longer), Some(path));
    }
}

/// A lock that was read is written so that it is read the same again.
pub(crate) fn lock(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lock = Lock::default();
    for (path, digest) in text.lines().filter_map(|line| Lock::line(line).ok().flatten()) {
        lock.insert(path, digest);
    }
    let mut again = Lock::default();
    for line in lock.to_string().split('\n') {
        if let Some((path, digest)) = Lock::line(line).expect("helder wrote this line") {
            again.insert(path, digest);
        }
    }
    assert_eq!(again, lock);
}

/// A journal that came with somebody else's folder is reported by whoever reads it, and reaches no further than the folder.
pub(crate) fn journal(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let content = folder.path().join("content");
    let write = |path: &Path, bytes: &[u8]| fs::write(path, bytes).expect("the folder is writable");
    fs::create_dir_all(content.join("privacy")).expect("the folder is writable");
    write(&folder.path().join("outside"), b"outside");
    write(&content.join("privacy/1.0.nl.md"), b"text");
    write(&content.join(".helder-change"), bytes);
    journal::refuse_interrupted(&content).expect_err("a journal waits, or is none");
    assert_eq!(fs::read(content.join(".helder-change")).expect("it was only read"), bytes);
    let finished = journal::finish(&content);
    assert_eq!(finished.is_ok(), !content.join(".helder-change").exists());
    let outside: Vec<_> = fs::read_dir(folder.path())
        .expect("it is a folder")
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect();
    assert_eq!(outside.len(), 2, "the journal reached out of its folder: {outside:?}");
    assert_eq!(fs::read(folder.path().join("outside")).expect("nothing removes it"), b"outside");
}

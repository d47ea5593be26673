//! The least that any generator must do: read every text, make HTML of it, put a head and a foot around it, write it.
//!
//! No front matter, no templates, no checks, no links as seen from the page.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pulldown_cmark::{Options, Parser, html};

/// Builds every text below `content` into `output`.
pub(super) fn build(content: &Path, output: &Path) -> io::Result<()> {
    let mut jobs: Vec<(PathBuf, PathBuf)> = Vec::new();
    for folder in fs::read_dir(content)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder.path())? {
            let path = entry?.path();
            if let Some(label) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".nl.md")) {
                jobs.push((path.clone(), output.join(folder.file_name()).join(label)));
            }
        }
    }
    let documents = fs::read_dir(content)?.count();
    let head = head(documents);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(|| work(&jobs, &next, &head))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("a worker does not panic"))
    })
}

fn work(jobs: &[(PathBuf, PathBuf)], next: &AtomicUsize, head: &str) -> io::Result<()> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST;
    while let Some((source, folder)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
        let text = fs::read_to_string(source)?;
        let mut page = String::with_capacity(head.len() + 2 * text.len());
        page.push_str(head);
        html::push_html(&mut page, Parser::new_ext(&text, options));
        page.push_str("</main></body></html>\n");
        fs::create_dir_all(folder)?;
        fs::write(folder.join("index.html"), page)?;
    }
    Ok(())
}

/// As many bytes as helder's pages have around a text: the head, and a link to every document.
fn head(documents: usize) -> String {
    let mut head = String::from("<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"></head><body>");
    head.push_str(&" ".repeat(6_000));
    for number in 0..documents {
        head.push_str(&format!("<li><a href=\"../../verklaring-{number:04}/\">Verklaring {number}</a></li>\n"));
    }
    head.push_str("<main>");
    head
}

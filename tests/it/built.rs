//! Sites that are built once and shared by several tests: this repository's own content, and golden sites with many features.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use scraper::{Html, Selector};

use crate::sandbox::Sandbox;
use crate::tree::{self, Tree};

/// A built site.
pub(crate) struct Built {
    pub(crate) name: &'static str,
    /// The start of every public address, without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) tree: Tree,
    pub(crate) sandbox: Sandbox,
}

/// Golden sites with pages that the repository's own content does not have.
const GOLDEN: [&str; 10] = [
    "banner",
    "customers",
    "drafts",
    "first-draft",
    "empty-registers",
    "long-redline",
    "no-documents",
    "no-version-in-force",
    "three-versions",
    "two-languages",
];

pub(crate) fn sites() -> &'static [Built] {
    static SITES: OnceLock<Vec<Built>> = OnceLock::new();
    SITES.get_or_init(|| {
        let mut sites = vec![
            built("content", Sandbox::of_repository(), &[]),
            built("content with drafts", Sandbox::of_repository(), &["--drafts"]),
            built("content in a year", Sandbox::of_repository(), &["--today", "2027-11-22"]),
        ];
        for name in GOLDEN {
            sites.push(built(name, Sandbox::of(name), &["--drafts"]));
        }
        let path = Sandbox::of("three-versions");
        path.edit("content/site.yaml", "https://privacy.example.org", "https://example.org/over/privacy");
        sites.push(built("three-versions below a path", path, &[]));
        sites
    })
}

fn built(name: &'static str, sandbox: Sandbox, arguments: &[&str]) -> Built {
    sandbox.build(arguments);
    let config = std::fs::read_to_string(sandbox.path("content/site.yaml")).unwrap();
    let base_url = config.lines().find_map(|line| line.strip_prefix("base_url: ")).unwrap().to_owned();
    Built { name, base_url, tree: tree::read(&sandbox.path("dist")), sandbox }
}

impl Built {
    /// Returns the audiences that the site has pages for.
    pub(crate) fn audiences(&self) -> Vec<&'static str> {
        let has = |audience: &&str| self.tree.keys().any(|path| path.starts_with(&format!("{audience}/")));
        ["public", "customers"].into_iter().filter(has).collect()
    }

    /// Returns the files of an audience by their path in its folder.
    pub(crate) fn files(&self, audience: &str) -> BTreeMap<&str, &tree::File> {
        let prefix = format!("{audience}/");
        self.tree.iter().filter_map(|(path, file)| Some((path.strip_prefix(&prefix)?, file))).collect()
    }

    /// Returns the pages of an audience, parsed as a browser does.
    pub(crate) fn pages(&self, audience: &str) -> BTreeMap<&str, Html> {
        let pages = self.files(audience).into_iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, file)| (path, Html::parse_document(file.text()))).collect()
    }

    /// Returns the path of the site on its host, with a slash at the start and none at the end; empty at the root.
    pub(crate) fn base_path(&self) -> &str {
        let rest = self.base_url.split_once("://").unwrap().1;
        rest.find('/').map_or("", |at| &rest[at..])
    }
}

/// Parses a CSS selector.
pub(crate) fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// Resolves a relative address in a file; `None` if it leads out of the folder.
pub(crate) fn resolve(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let (last_is_folder, steps) = (to.is_empty() || to.ends_with('/') || to.ends_with('.'), to.split('/'));
    for step in steps {
        match step {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    if to.is_empty() {
        return Some(from.to_owned());
    }
    if last_is_folder {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

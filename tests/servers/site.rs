//! The site that is served: two languages, a banner, pages for customers, and redirects of former addresses.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Mutex, PoisonError};

use helder::pages::{Pages, Scope};
use helder::parse::ServerKind;
use helder::server::{self, Redirect};
use helder::shell::load;
use helder::snapshot::Snapshot;

use crate::sandbox::{Sandbox, TODAY};
use crate::tree;

/// How many addresses the site has left behind.
pub(crate) const REDIRECTS: usize = 10_000;

/// Builds the site with the configuration for a server. HSTS is asked for where there is TLS. Everything but the configuration is
/// built once for each address; the build for a server goes over an output that may have the configuration of another.
pub(crate) fn build(kind: ServerKind, base_url: &str) -> Sandbox {
    static BUILT: Mutex<BTreeMap<String, Sandbox>> = Mutex::new(BTreeMap::new());
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let first = built.entry(base_url.to_owned()).or_insert_with(|| {
        let sandbox = sources(base_url);
        sandbox.edit("content/site.yaml", "server: {", "server: {precompress: true, ");
        sandbox.build(&["--server", "nginx"]);
        sandbox
    });
    let sandbox = Sandbox::new();
    tree::copy(&first.path(""), &sandbox.path(""));
    drop(built);
    sandbox.build(&["--server", kind.as_str()]);
    add_redirects(&sandbox, kind);
    sandbox
}

fn sources(base_url: &str) -> Sandbox {
    let sandbox = Sandbox::of("banner");
    sandbox.add("customers", "other");
    tree::copy(&sandbox.path("other/content/agreement"), &sandbox.path("content/agreement"));
    sandbox.edit("content/agreement/document.yaml", "slug: {", "slug: {en: agreement, ");
    sandbox.edit("content/agreement/document.yaml", "title: {", "title: {en: Agreement, ");
    let hsts = if base_url.starts_with("https:") { "hsts_days: 365" } else { "" };
    sandbox.edit("content/site.yaml", "https://privacy.example.org\n", &format!("{base_url}\n"));
    let settings = fs::read_to_string(sandbox.path("content/site.yaml")).unwrap();
    sandbox.write("content/site.yaml", format!("{settings}server: {{{hsts}}}\n"));
    sandbox
}

/// Writes the configuration again as it is with redirects, of which a site has none today. Without them it is what was built.
fn add_redirects(sandbox: &Sandbox, kind: ServerKind) {
    let sources = load::load(&sandbox.path("content")).unwrap().0;
    let snapshot = Snapshot::read(&sources, TODAY.parse().unwrap()).0.unwrap();
    let pages = Pages::new(&snapshot, Scope { drafts: false, redlines: true });
    let mut settings = snapshot.site.config.server;
    settings.kind = Some(kind);
    let built = server::files(pages, &settings, &[], std::iter::empty()).unwrap();
    assert!(built.len() > 3);
    for file in built {
        assert_eq!(fs::read(sandbox.path("dist").join(&file.path)).unwrap(), file.bytes, "{}", file.path);
    }
    let redirects: Vec<Redirect> = (0..REDIRECTS).map(redirect).collect();
    for file in server::files(pages, &settings, &redirects, std::iter::empty()).unwrap() {
        fs::write(sandbox.path("dist").join(file.path), file.bytes).unwrap();
    }
}

/// Returns one of the redirects.
pub(crate) fn redirect(number: usize) -> Redirect {
    Redirect { from: format!("/een-vroegere-naam-{number}/versie-1.0/"), to: "/privacyverklaring/".into() }
}

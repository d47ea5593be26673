//! The configuration of web servers: what each of them needs to serve a built site as it should be served.
//!
//! Takes the table of pages, the settings and the redirects; returns files with a path below the output folder. Everything that
//! is sent is in the tables of this file; the modules below it write them in the language of each server. Knows no disk.

mod apache;
mod caddy;
pub mod compress;
mod host_files;
mod nginx;

use sha2::{Digest, Sha256};

use crate::document::Audience;
use crate::pages::{Caching, PageKind, Pages};
use crate::parse::{BaseUrl, ServerKind, ServerRefusal, ServerSettings};
use crate::render::Artifact;

/// The folder, on the server, in which the output is; the owner changes it in the file that is copied.
pub const FOLDER: &str = "/srv/privacy";

/// What a page of the site may not do, and what browsers may not do with it. Every answer has these, errors too.
const HEADERS: [(&str, &str); 4] = [
    // A script or style with another type is not run.
    ("X-Content-Type-Options", "nosniff"),
    // Other hosts do not learn which page a visitor came from.
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    // A window that opened the page, or that the page opened, has no hold on it.
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// Nobody shows a page in a frame, where a visitor could be made to click. Browsers read it in a header only; the rest of the
/// policy is in the page.
const FRAMES: (&str, &str) = ("Content-Security-Policy", "frame-ancestors 'none'");

/// Other websites load the scripts of the banner as modules.
const ALLOW_ORIGIN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Who else may use a file: nobody, but the banner is for everyone.
const RESOURCE_POLICY: &str = "Cross-Origin-Resource-Policy";
const RESOURCE_POLICY_PAGES: &str = "same-origin";
const RESOURCE_POLICY_BANNER: &str = "cross-origin";

/// Pages for customers are in no index of a search engine.
const ROBOTS: (&str, &str) = ("X-Robots-Tag", "noindex");

/// What the site may be asked for by other sites: all below this.
const BANNER_FOLDER: &str = "/consent/";

/// The types of the files that a build makes, by the ending of their names.
const TYPES: [(&str, &str); 7] = [
    ("html", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
];

/// A former address of a page. Both are paths from the root of the site, with a slash at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    pub from: String,
    pub to: String,
}

/// A file with a rule of its own for caches.
struct Cached {
    /// From the root of the site, with a slash at the start; `*` for a digest.
    path: String,
    value: &'static str,
}

/// What the configuration of one audience's pages depends on.
struct Site<'a> {
    base_url: &'a BaseUrl,
    settings: &'a ServerSettings,
    audience: Audience,
    /// The path of the site on its host, with a slash at the start and none at the end; empty at the root.
    base: &'a str,
    /// The part of the path that each language has, with slashes around it; the authoritative one first, which has `/`.
    languages: Vec<String>,
    cached: Vec<Cached>,
    redirects: &'a [Redirect],
}

/// Writes the configuration that the settings ask for. `paths` are the files of the output, below its folder.
///
/// # Errors
///
/// The server can't serve this site.
pub fn files<'p>(
    pages: Pages<'_>,
    settings: &ServerSettings,
    redirects: &[Redirect],
    paths: impl Iterator<Item = &'p str>,
) -> Result<Vec<Artifact>, ServerRefusal> {
    let base_url = pages.base_url();
    settings.check(base_url)?;
    let Some(kind) = settings.kind else { return Ok(Vec::new()) };
    let sites: Vec<Site<'_>> =
        pages.audiences().map(|audience| Site::new(pages, settings, redirects, audience)).collect();
    Ok(match kind {
        ServerKind::Nginx => nginx::files(&sites),
        ServerKind::Apache => apache::files(&sites),
        ServerKind::Caddy => caddy::files(&sites),
        ServerKind::Netlify => host_files::netlify(&sites[0], paths),
        ServerKind::Cloudflare => host_files::cloudflare(&sites[0], paths)?,
        ServerKind::GithubPages => host_files::github_pages(),
    })
}

/// Returns what the host can't do, in sentences for its owner.
pub fn lost(
    settings: &ServerSettings,
    audiences: impl Iterator<Item = Audience>,
    redirects: &[Redirect],
) -> Vec<String> {
    let Some(kind) = settings.kind.filter(|kind| !kind.is_own()) else { return Vec::new() };
    let mut lost = Vec::new();
    if kind == ServerKind::GithubPages {
        lost.push(format!(
            "{kind} sends no headers of its own site: pages can be shown in frames, and no file is cached for longer than ten minutes"
        ));
        lost.push(format!("{kind} shows the page for missing addresses in the first language only"));
        if !redirects.is_empty() {
            lost.push(format!("{kind} redirects nothing: former addresses lead nowhere"));
        }
    }
    if audiences.into_iter().any(|audience| audience == Audience::Customers) {
        lost.push(format!("{kind} serves only `public`: put `customers` behind a login elsewhere"));
    }
    lost
}

impl<'a> Site<'a> {
    fn new(pages: Pages<'a>, settings: &'a ServerSettings, redirects: &'a [Redirect], audience: Audience) -> Site<'a> {
        let base_url = pages.base_url();
        let is_public = audience == Audience::Public;
        let of_site = pages.of_site(audience);
        let not_found = of_site.iter().filter(|page| matches!(page.kind, PageKind::NotFound));
        let languages =
            not_found.map(|page| format!("/{}", page.address().as_str().trim_end_matches("404.html"))).collect();
        let cached =
            of_site.iter().filter_map(|page| Some(Cached { path: page.url_path(), value: value(page.caching())? }));
        Site {
            base_url,
            settings,
            audience,
            // Pages for customers have a host of their own.
            base: if is_public { base_url.path() } else { "" },
            languages,
            cached: cached.collect(),
            redirects: if is_public { redirects } else { &[] },
        }
    }

    /// Returns the headers of every answer.
    fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers: Vec<(&str, String)> =
            HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        if let Some(days) = self.settings.hsts_days {
            headers.push(("Strict-Transport-Security", format!("max-age={}", days.seconds())));
        }
        if self.audience == Audience::Customers {
            headers.push((ROBOTS.0, ROBOTS.1.to_owned()));
        }
        headers
    }

    /// Returns what caches may do with an answer that has no rule of its own: keep it, and ask each time whether it is still so.
    fn cache_default(&self) -> &'static str {
        match self.audience {
            Audience::Public => "no-cache",
            Audience::Customers => "private, no-cache",
        }
    }

    /// Returns the languages that have addresses of their own, each with its part of the path, such as `/en/`.
    fn other_languages(&self) -> &[String] {
        &self.languages[1..]
    }

    /// Returns the end of the names of variables, so that a server can have several sites. nginx refuses long names, so it is a
    /// digest of the address.
    fn name(&self) -> String {
        let digest = Sha256::digest(self.base_url.as_str());
        let start: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        format!("{}_{start}", self.audience.as_str())
    }

    /// Returns the host that visitors name; that of the pages for customers is proposed.
    fn host(&self) -> String {
        match self.audience {
            Audience::Public => self.base_url.host().to_owned(),
            Audience::Customers => format!("customers.{}", self.base_url.host()),
        }
    }

    fn port(&self) -> &str {
        self.base_url.port().unwrap_or(if self.base_url.is_https() { "443" } else { "80" })
    }

    /// Returns the port as an address has it, with its colon; empty for the usual one.
    fn port_in_address(&self) -> String {
        self.base_url.port().map_or(String::new(), |port| format!(":{port}"))
    }
}

/// Returns what caches are told about a file; none for what every page has.
fn value(caching: Caching) -> Option<&'static str> {
    match caching {
        Caching::Immutable => Some("public, max-age=31536000, immutable"),
        Caching::Short => Some("public, max-age=300"),
        Caching::Revalidate => None,
    }
}

/// Writes a path as a regular expression, which nginx, Apache and Caddy read alike; a digest in it is `*`.
fn pattern(path: &str) -> String {
    path.replace('.', "\\.").replace('*', "[0-9a-f]{12}")
}

/// Makes a file of the folder `server`.
fn file(name: &str, text: String) -> Artifact {
    Artifact { path: format!("server/{name}"), bytes: text.into_bytes() }
}

//! Hosts for static sites, which read files in the public folder: `_headers` and `_redirects` of Netlify and Cloudflare Pages, and
//! `.nojekyll` of GitHub Pages.
//!
//! Neither reads a pattern for a digest, so a file that is cached for ever is named. The general block comes first: Netlify uses
//! the last value of a header, and Cloudflare joins the values, unless a line with `!` takes the former away.

use crate::parse::{ServerKind, ServerRefusal};
use crate::render::Artifact;
use crate::server::{
    ALLOW_ORIGIN, BANNER_FOLDER, FRAMES, RESOURCE_POLICY, RESOURCE_POLICY_BANNER, RESOURCE_POLICY_PAGES, Site,
};

/// How many redirects without a pattern Cloudflare reads.
const CLOUDFLARE_REDIRECTS: usize = 2_000;

pub(super) fn netlify<'p>(site: &Site<'_>, paths: impl Iterator<Item = &'p str>) -> Vec<Artifact> {
    let mut redirects = redirects(site);
    // Netlify looks for `404.html` at the root only. An existing file goes before a rule.
    for language in site.other_languages() {
        redirects.push_str(&format!("{language}* {language}404.html 404\n"));
    }
    vec![public("_headers", headers(site, paths, "")), public("_redirects", redirects)]
}

pub(super) fn cloudflare<'p>(
    site: &Site<'_>,
    paths: impl Iterator<Item = &'p str>,
) -> Result<Vec<Artifact>, ServerRefusal> {
    let count = site.redirects.len();
    if count > CLOUDFLARE_REDIRECTS {
        return Err(ServerRefusal::Redirects { kind: ServerKind::Cloudflare, limit: CLOUDFLARE_REDIRECTS, count });
    }
    Ok(vec![public("_headers", headers(site, paths, "! ")), public("_redirects", redirects(site))])
}

/// GitHub Pages leaves out names that begin with a point, such as `.well-known`, unless this file is there.
pub(super) fn github_pages() -> Vec<Artifact> {
    vec![public(".nojekyll", String::new())]
}

fn public(name: &str, text: String) -> Artifact {
    Artifact { path: format!("public/{name}"), bytes: text.into_bytes() }
}

fn redirects(site: &Site<'_>) -> String {
    let mut text = String::from("# Written by helder; a build replaces this file.\n");
    for redirect in site.redirects {
        text.push_str(&format!("{} {} 301\n", redirect.from, redirect.to));
    }
    text
}

/// Writes the headers. With `remove`, a line that begins so takes away what an earlier block said.
fn headers<'p>(site: &Site<'_>, paths: impl Iterator<Item = &'p str>, remove: &str) -> String {
    let mut text = String::from("# Written by helder; a build replaces this file.\n/*\n");
    for (name, value) in site.headers() {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    // The type of an answer can't be asked for. On a script or a picture the policy has no effect.
    text.push_str(&format!("  {}: {}\n", FRAMES.0, FRAMES.1));
    text.push_str(&format!(
        "  {RESOURCE_POLICY}: {RESOURCE_POLICY_PAGES}\n  Cache-Control: {}\n",
        site.cache_default()
    ));
    if !remove.is_empty() {
        // Cloudflare lets every website read every file.
        text.push_str(&format!("  {remove}{}\n", ALLOW_ORIGIN.0));
    }
    let mut replace = |path: &str, headers: &[(&str, &str)]| {
        text.push_str(&format!("{path}\n"));
        for (name, value) in headers {
            if !remove.is_empty() {
                text.push_str(&format!("  {remove}{name}\n"));
            }
            text.push_str(&format!("  {name}: {value}\n"));
        }
    };
    replace(&format!("{BANNER_FOLDER}*"), &[(RESOURCE_POLICY, RESOURCE_POLICY_BANNER), ALLOW_ORIGIN]);
    let files: Vec<&str> = paths.filter_map(|path| path.strip_prefix("public")).collect();
    for cached in &site.cached {
        let (start, end) = cached.path.split_once('*').unwrap_or((&cached.path, ""));
        let is_it = |file: &&&str| {
            let digest = file.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            digest.is_some_and(|digest| !digest.contains(['/', '.']))
        };
        if let Some(file) = files.iter().find(is_it) {
            replace(file, &[("Cache-Control", cached.value)]);
        }
    }
    text
}

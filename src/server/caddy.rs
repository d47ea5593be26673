//! Caddy: a Caddyfile to copy, and two files for each audience that it imports: one for pages, one for errors.
//!
//! Caddy sorts directives, and a general `header` would win from a special one; within `route` they keep their order. An error has
//! routes of its own, so the headers are written twice.

use crate::document::Audience;
use crate::render::Artifact;
use crate::server::{
    ALLOW_ORIGIN, BANNER_FOLDER, FOLDER, FRAMES, RESOURCE_POLICY, RESOURCE_POLICY_BANNER, RESOURCE_POLICY_PAGES, Site,
    file, pattern,
};

pub(super) fn files(sites: &[Site<'_>]) -> Vec<Artifact> {
    let mut caddyfile = String::from(
        "# The site in Caddy. Copy this file to /etc/caddy/Caddyfile, and change the lines after FILL IN.\n\
         # A build never changes your copy; it renews the files that the copy imports, and then Caddy must be reloaded.\n",
    );
    let mut files = Vec::new();
    for site in sites {
        let audience = site.audience.as_str();
        caddyfile.push_str(&site_block(site));
        files.push(file(&format!("{audience}.caddy"), pages(site)));
        files.push(file(&format!("{audience}-errors.caddy"), errors(site)));
    }
    files.push(file("Caddyfile", caddyfile));
    files
}

fn site_block(site: &Site<'_>) -> String {
    let (audience, base) = (site.audience.as_str(), site.base);
    let scheme = if site.base_url.is_https() { "" } else { "http://" };
    let mut text = String::new();
    let is_for_customers = site.audience == Audience::Customers;
    if is_for_customers {
        text.push_str("\n# FILL IN: the host for customers");
    }
    text.push_str(&format!("\n{scheme}{}{} {{\n", site.host(), site.port_in_address()));
    if is_for_customers {
        text.push_str(
            "\t# FILL IN: the login. `caddy hash-password` makes the hash; from Caddy 2.8 the name is `basic_auth`.\n\t\
             # `forward_auth` asks a service of yours instead.\n\tbasicauth {\n\t\tcustomer HASH\n\t}\n",
        );
    }
    let body = format!(
        "# FILL IN: where the output folder is\n\troot * {FOLDER}/{audience}\n\timport {FOLDER}/server/{audience}.caddy\n"
    );
    if base.is_empty() {
        text.push_str(&format!("\t{body}"));
    } else {
        let body = body.replace("\n\t", "\n\t\t");
        text.push_str(&format!("\tredir {base} {base}/ 301\n\thandle_path {base}/* {{\n\t\t{body}\t}}\n"));
    }
    text.push_str(&format!(
        "\thandle_errors {{\n\t\troot * {FOLDER}/{audience}\n\t\timport {FOLDER}/server/{audience}-errors.caddy\n\t}}\n}}\n"
    ));
    text
}

/// Writes a block of headers that every answer has.
fn header_block(site: &Site<'_>) -> String {
    let mut text = String::from("header -Server\nheader {\n");
    for (name, value) in site.headers() {
        text.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    text.push_str(&format!("\t{RESOURCE_POLICY} {RESOURCE_POLICY_PAGES}\n"));
    text.push_str(&format!("\tCache-Control \"{}\"\n}}\n", site.cache_default()));
    if site.settings.precompress {
        // Set at the end, because the file server adds a second one.
        text.push_str("header {\n\tVary Accept-Encoding\n\tdefer\n}\n");
    }
    text
}

fn file_server(site: &Site<'_>) -> &'static str {
    if site.settings.precompress { "file_server {\n\tprecompressed br gzip\n}\n" } else { "file_server\n" }
}

fn pages(site: &Site<'_>) -> String {
    let mut text = header_block(site);
    text.push_str(&format!("@html path */ *.html\nheader @html {} \"{}\"\n", FRAMES.0, FRAMES.1));
    text.push_str(&format!(
        "@banner path {BANNER_FOLDER}*\nheader @banner {{\n\t{} {}\n",
        ALLOW_ORIGIN.0, ALLOW_ORIGIN.1
    ));
    text.push_str(&format!("\t{RESOURCE_POLICY} {RESOURCE_POLICY_BANNER}\n}}\n"));
    let mut values: Vec<&str> = site.cached.iter().map(|cached| cached.value).collect();
    values.sort_unstable();
    values.dedup();
    for (number, value) in values.into_iter().enumerate() {
        let own = site.cached.iter().filter(|cached| cached.value == value);
        let patterns: Vec<String> = own.map(|cached| pattern(&cached.path)).collect();
        text.push_str(&format!("@cached{number} path_regexp ^({})$\n", patterns.join("|")));
        text.push_str(&format!("header @cached{number} Cache-Control \"{value}\"\n"));
    }
    if !site.redirects.is_empty() {
        text.push_str("map {path} {helder_moved} {\n");
        for redirect in site.redirects {
            text.push_str(&format!("\t{} {}{}\n", redirect.from, site.base, redirect.to));
        }
        text.push_str("\tdefault \"\"\n}\n@moved expression {helder_moved} != \"\"\nredir @moved {helder_moved} 301\n");
    }
    text.push_str(file_server(site));
    route(&text)
}

fn errors(site: &Site<'_>) -> String {
    let mut text = header_block(site);
    // An answer may have this from before the error.
    text.push_str(&format!("header -{}\n", ALLOW_ORIGIN.0));
    text.push_str("@missing expression {http.error.status_code} == 404\nhandle @missing {\n");
    text.push_str(&format!("\theader {} \"{}\"\n", FRAMES.0, FRAMES.1));
    // Each rewrite is in a `handle` of its own, of which the first that fits is used.
    for (number, language) in site.other_languages().iter().enumerate() {
        let prefix = format!("{}{language}", site.base);
        text.push_str(&format!("\t@language{number} path {prefix} {prefix}*\n\thandle @language{number} {{\n"));
        text.push_str(&format!("\t\trewrite * {language}404.html\n\t}}\n"));
    }
    text.push_str("\thandle {\n\t\trewrite * /404.html\n\t}\n");
    text.push_str(&format!("\t{}}}\n", file_server(site).trim_end().replace('\n', "\n\t").to_owned() + "\n"));
    route(&text)
}

/// Puts directives into a block that keeps their order.
fn route(text: &str) -> String {
    let body: String = text.lines().map(|line| format!("\t{line}\n")).collect();
    format!("# Written by helder; a build replaces this file.\nroute {{\n{body}}}\n")
}

//! nginx: maps for what differs between files, the rules of a `location`, and a site to copy.
//!
//! A `location` with one `add_header` of its own loses all those of its `server`, so all of them are at one level, and a map
//! gives an empty value where a header is not sent. Every header has `always`, or errors would have none.

use crate::document::Audience;
use crate::render::Artifact;
use crate::server::{
    ALLOW_ORIGIN, BANNER_FOLDER, FOLDER, FRAMES, RESOURCE_POLICY, RESOURCE_POLICY_BANNER, RESOURCE_POLICY_PAGES, Site,
    TYPES, file, pattern,
};

pub(super) fn files(sites: &[Site<'_>]) -> Vec<Artifact> {
    let mut files = vec![file("nginx-site.conf", site_file(sites)), file("nginx-maps.conf", maps_file(sites))];
    for site in sites {
        files.push(file(&format!("nginx-{}.conf", site.audience.as_str()), rules(site)));
    }
    files
}

/// The file that the owner copies and completes.
fn site_file(sites: &[Site<'_>]) -> String {
    let mut text = format!(
        "# The site in nginx. Copy this file to /etc/nginx/conf.d/{}.conf, and change the lines marked FILL IN.\n\
         # A build never changes your copy; it renews the files that the copy includes, and then nginx must be reloaded.\n\
         include {FOLDER}/server/nginx-maps.conf; # FILL IN: where the output folder is\n",
        sites[0].host()
    );
    for site in sites {
        text.push_str(&server(site));
        if site.base_url.is_https() && site.base_url.port().is_none() {
            text.push_str(&format!(
                "server {{\n    listen 80;\n    listen [::]:80;\n    server_name {};\n    return 301 https://$host$request_uri;\n}}\n",
                site.host()
            ));
        }
    }
    text
}

fn server(site: &Site<'_>) -> String {
    let (host, port, audience) = (site.host(), site.port(), site.audience.as_str());
    let tls = if site.base_url.is_https() { " ssl http2" } else { "" };
    let mut text =
        format!("\nserver {{\n    listen {port}{tls};\n    listen [::]:{port}{tls};\n    server_name {host};");
    text.push_str(if site.audience == Audience::Customers { " # FILL IN: the host for customers\n" } else { "\n" });
    if site.base_url.is_https() {
        text.push_str(&format!(
            "    ssl_certificate /etc/ssl/certs/{host}.pem; # FILL IN\n    ssl_certificate_key /etc/ssl/private/{host}.key; # FILL IN\n"
        ));
    }
    if !site.base.is_empty() {
        text.push_str(&format!("    location = {0} {{ return 301 {0}/; }}\n", site.base));
    }
    text.push_str(&format!("    location {}/ {{\n", site.base));
    if site.audience == Audience::Customers {
        text.push_str(
            "        # FILL IN: the login. `auth_request` asks a service of yours instead of a file of passwords.\n        \
             auth_basic \"customers\";\n        auth_basic_user_file /etc/nginx/customers.htpasswd;\n",
        );
    }
    // With `root` the path of the request is added to the folder, so a site below a path needs `alias`.
    if site.base.is_empty() {
        text.push_str(&format!("        root {FOLDER}/{audience}; # FILL IN\n"));
    } else {
        text.push_str(&format!("        alias {FOLDER}/{audience}/; # FILL IN\n"));
    }
    text.push_str(&format!("        include {FOLDER}/server/nginx-{audience}.conf; # FILL IN\n"));
    if site.settings.precompress {
        text.push_str(
            "        brotli_static on; # remove this line if nginx has no module for Brotli (libnginx-mod-http-brotli-static)\n",
        );
    }
    text.push_str("    }\n}\n");
    text
}

/// The maps, which nginx allows only outside a `server`.
fn maps_file(sites: &[Site<'_>]) -> String {
    let mut text = String::from("# Written by helder; a build replaces this file.\n");
    if let Some(longest) = sites.iter().flat_map(|site| site.redirects).map(|redirect| redirect.from.len()).max() {
        // Without these a long table of redirects is refused. A key and its place need a bucket.
        let base = sites[0].base.len();
        let bucket = (longest + base + 32).next_power_of_two().max(64);
        text.push_str(&format!("map_hash_max_size 65536;\nmap_hash_bucket_size {bucket};\n"));
    }
    for site in sites {
        maps(site, &mut text);
    }
    text
}

fn maps(site: &Site<'_>, text: &mut String) {
    let (name, base) = (site.name(), pattern(site.base));
    let mut map = |source: &str, variable: &str, lines: &[(String, &str)]| {
        text.push_str(&format!("map {source} $helder_{variable}_{name} {{\n"));
        for (key, value) in lines {
            text.push_str(&format!("    {key} \"{value}\";\n"));
        }
        text.push_str("}\n");
    };
    let default = "default".to_owned();
    let mut cache = vec![(default.clone(), site.cache_default())];
    cache.extend(site.cached.iter().map(|cached| (format!("\"~^{base}{}$\"", pattern(&cached.path)), cached.value)));
    map("$uri", "cache", &cache);
    let banner = format!("\"~^{base}{BANNER_FOLDER}\"");
    map("$uri", "origin", &[(default.clone(), ""), (banner.clone(), ALLOW_ORIGIN.1)]);
    map("$uri", "policy", &[(default.clone(), RESOURCE_POLICY_PAGES), (banner, RESOURCE_POLICY_BANNER)]);
    map("$sent_http_content_type", "frames", &[(default.clone(), ""), ("\"~^text/html\"".into(), FRAMES.1)]);
    let page = |language: &str| format!("{}{language}404.html", site.base);
    let (first, others) = (page("/"), site.other_languages());
    let pages: Vec<String> = others.iter().map(|language| page(language)).collect();
    let mut missing = vec![(default, first.as_str())];
    missing
        .extend(others.iter().zip(&pages).map(|(language, page)| (format!("\"~^{base}{language}\""), page.as_str())));
    map("$uri", "missing", &missing);
    if !site.redirects.is_empty() {
        let moved = |path: &str| format!("{}{path}", site.base);
        let to: Vec<String> = site.redirects.iter().map(|redirect| moved(&redirect.to)).collect();
        let from = site.redirects.iter().map(|redirect| format!("\"{}\"", moved(&redirect.from)));
        map("$uri", "moved", &from.zip(to.iter().map(String::as_str)).collect::<Vec<_>>());
    }
}

/// The rules that a `location` includes.
fn rules(site: &Site<'_>) -> String {
    let name = site.name();
    let mut text = String::from("# Written by helder; a build replaces this file.\nindex index.html;\n");
    if !site.redirects.is_empty() {
        text.push_str(&format!("if ($helder_moved_{name}) {{ return 301 $helder_moved_{name}; }}\n"));
    }
    text.push_str(&format!(
        "error_page 404 $helder_missing_{name};\n# A folder without a page of its own.\nerror_page 403 =404 $helder_missing_{name};\n\
         absolute_redirect off;\nserver_tokens off;\n"
    ));
    let types: Vec<String> = TYPES.iter().map(|(ending, kind)| format!("{kind} {ending};")).collect();
    text.push_str(&format!("types {{ {} }}\ncharset utf-8;\n", types.join(" ")));
    // HTML has the charset already; nginx warns if it is listed.
    let others: Vec<&str> = TYPES.iter().map(|(_, kind)| *kind).filter(|kind| *kind != "text/html").collect();
    text.push_str(&format!("charset_types {};\n", others.join(" ")));
    if site.settings.precompress {
        // Without `Vary` a shared cache could give Brotli to a client that can't read it.
        text.push_str("gzip_static on;\ngzip_vary on;\n");
    }
    text.push_str(&format!("add_header Cache-Control $helder_cache_{name} always;\n"));
    text.push_str(&format!("add_header {} $helder_origin_{name} always;\n", ALLOW_ORIGIN.0));
    text.push_str(&format!("add_header {RESOURCE_POLICY} $helder_policy_{name} always;\n"));
    text.push_str(&format!("add_header {} $helder_frames_{name} always;\n", FRAMES.0));
    for (header, value) in site.headers() {
        text.push_str(&format!("add_header {header} \"{value}\" always;\n"));
    }
    text
}

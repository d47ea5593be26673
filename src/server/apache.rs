//! Apache: a site to copy, the rules of its folder, and the redirects as a table that Apache keeps in memory.
//!
//! `Header always` reaches errors, which `Header` alone does not. `.br` and `.gz` are found by a rewrite, since MultiViews offers
//! variants only for names that do not exist.

use crate::document::Audience;
use crate::render::Artifact;
use crate::server::{
    ALLOW_ORIGIN, BANNER_FOLDER, FOLDER, FRAMES, RESOURCE_POLICY, RESOURCE_POLICY_BANNER, RESOURCE_POLICY_PAGES, Site,
    TYPES, file, pattern,
};

pub(super) fn files(sites: &[Site<'_>]) -> Vec<Artifact> {
    let mut files =
        vec![file("apache-site.conf", site_file(sites)), file("apache-redirects.txt", redirects(&sites[0]))];
    for site in sites {
        files.push(file(&format!("apache-{}.conf", site.audience.as_str()), rules(site)));
    }
    files
}

/// The file that the owner copies and completes.
fn site_file(sites: &[Site<'_>]) -> String {
    let host = sites[0].host();
    let mut text = format!(
        "# The site in Apache. Copy this file to /etc/apache2/sites-available/{host}.conf, and change the lines after FILL IN.\n\
         # Then: a2enmod headers rewrite ssl; a2ensite {host}\n\
         # A build never changes your copy; it renews the files that the copy includes, and then Apache must be reloaded.\n"
    );
    if let Some(port) = sites[0].base_url.port() {
        text.push_str(&format!("Listen {port}\n"));
    }
    for site in sites {
        text.push_str(&virtual_host(site));
        if site.base_url.is_https() && site.base_url.port().is_none() {
            let host = site.host();
            text.push_str(&format!(
                "<VirtualHost *:80>\n    ServerName {host}\n    Redirect permanent / https://{host}/\n</VirtualHost>\n"
            ));
        }
    }
    text
}

fn virtual_host(site: &Site<'_>) -> String {
    let (host, audience) = (site.host(), site.audience.as_str());
    let mut text = format!("\n<VirtualHost *:{}>\n", site.port());
    if site.audience == Audience::Customers {
        text.push_str("    # FILL IN: the host for customers\n");
    }
    text.push_str(&format!("    ServerName {host}\n"));
    if site.base_url.is_https() {
        text.push_str(&format!(
            "    SSLEngine on\n    # FILL IN\n    SSLCertificateFile /etc/ssl/certs/{host}.pem\n    \
             SSLCertificateKeyFile /etc/ssl/private/{host}.key\n"
        ));
    }
    text.push_str("    # FILL IN: where the output folder is\n");
    if site.base.is_empty() {
        text.push_str(&format!("    DocumentRoot {FOLDER}/{audience}\n"));
    } else {
        text.push_str(&format!(
            "    RedirectMatch permanent ^{0}$ {1}/\n    Alias {1}/ {FOLDER}/{audience}/\n",
            pattern(site.base),
            site.base
        ));
    }
    if site.audience == Audience::Public {
        text.push_str(&format!("    RewriteMap helder \"txt:{FOLDER}/server/apache-redirects.txt\"\n"));
    }
    text.push_str(&format!("    <Directory {FOLDER}/{audience}>\n"));
    if site.audience == Audience::Customers {
        text.push_str(
            "        # FILL IN: the login\n        AuthType Basic\n        AuthName customers\n        \
             AuthUserFile /etc/apache2/customers.htpasswd\n        Require valid-user\n",
        );
    } else {
        text.push_str("        Require all granted\n");
    }
    text.push_str(&format!(
        "        Include {FOLDER}/server/apache-{audience}.conf\n    </Directory>\n</VirtualHost>\n"
    ));
    text
}

fn redirects(site: &Site<'_>) -> String {
    let mut text = String::from("# Written by helder; a build replaces this file, and Apache reads it by itself.\n");
    for redirect in site.redirects {
        text.push_str(&format!("{0}{1} {0}{2}\n", site.base, redirect.from, redirect.to));
    }
    text
}

/// The rules that a `<Directory>` includes.
fn rules(site: &Site<'_>) -> String {
    let base = site.base;
    let mut text = String::from(
        "# Written by helder; a build replaces this file.\nOptions -Indexes -MultiViews\nAllowOverride None\nDirectoryIndex index.html\n",
    );
    text.push_str(&format!("ErrorDocument 404 {base}/404.html\nErrorDocument 403 {base}/404.html\n"));
    for language in site.other_languages() {
        text.push_str(&format!(
            "<If \"%{{REQUEST_URI}} =~ m#^{0}{language}#\">\n    ErrorDocument 404 {base}{language}404.html\n    \
             ErrorDocument 403 {base}{language}404.html\n</If>\n",
            pattern(base)
        ));
    }
    for (ending, kind) in TYPES {
        text.push_str(&format!("AddType {kind} .{ending}\n"));
    }
    let endings: Vec<String> = TYPES.iter().map(|(ending, _)| format!(".{ending}")).collect();
    text.push_str(&format!("AddCharset utf-8 {}\n", endings.join(" ")));
    text.push_str("RewriteEngine On\n");
    text.push_str(&format!("RewriteBase {base}/\n"));
    if site.audience == Audience::Public {
        text.push_str("RewriteCond ${helder:%{REQUEST_URI}} ^(.+)$\nRewriteRule ^ %1 [R=301,L]\n");
    }
    if site.settings.precompress {
        text.push_str(&variants());
    }
    headers(site, &mut text);
    text
}

/// Serves a `.br` or a `.gz` next to a file in its place, as that file.
fn variants() -> String {
    let mut text = String::new();
    for (accepted, ending) in [("br", "br"), ("gzip", "gz")] {
        text.push_str(&format!(
            "RewriteCond %{{HTTP:Accept-Encoding}} \\b{accepted}\\b\nRewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule ^(.+)$ $1.{ending} [L]\n"
        ));
    }
    for (ending, kind) in TYPES {
        text.push_str(&format!(
            "<FilesMatch \"\\.{ending}\\.(br|gz)$\">\n    ForceType \"{kind}; charset=utf-8\"\n</FilesMatch>\n"
        ));
    }
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        // `br` is the code of Breton too, and Debian compresses what is compressed already.
        text.push_str(&format!(
            "<FilesMatch \"\\.{ending}$\">\n    RemoveLanguage .{ending}\n    RemoveEncoding .{ending}\n    \
             Header set Content-Encoding {encoding}\n    <IfModule mod_env.c>\n        SetEnv no-gzip 1\n        \
             SetEnv no-brotli 1\n    </IfModule>\n</FilesMatch>\n"
        ));
    }
    text.push_str("Header merge Vary Accept-Encoding\n");
    text
}

fn headers(site: &Site<'_>, text: &mut String) {
    let base = pattern(site.base);
    let mut header = |name: &str, value: &str, condition: &str| {
        text.push_str(&format!("Header always set {name} \"{value}\"{condition}\n"));
    };
    // A rewritten name has the ending of its variant.
    let uri = |pattern: &str| format!(" \"expr=%{{REQUEST_URI}} =~ m#^{base}{pattern}#\"");
    for (name, value) in site.headers() {
        header(name, &value, "");
    }
    header(RESOURCE_POLICY, RESOURCE_POLICY_PAGES, "");
    header(RESOURCE_POLICY, RESOURCE_POLICY_BANNER, &uri(BANNER_FOLDER));
    header(ALLOW_ORIGIN.0, ALLOW_ORIGIN.1, &uri(BANNER_FOLDER));
    header(FRAMES.0, FRAMES.1, " \"expr=%{CONTENT_TYPE} =~ m#^text/html#\"");
    header("Cache-Control", site.cache_default(), "");
    for cached in &site.cached {
        header("Cache-Control", cached.value, &uri(&format!("{}(\\.br|\\.gz)?$", pattern(&cached.path))));
    }
}

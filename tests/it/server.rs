//! `helder build --server` and `server` in `site.yaml`: which files are written, and what is refused. `tests/servers` shows that the
//! servers do what the files say.

use std::fs;

use helder::pages::{Pages, Scope};
use helder::parse::ServerKind;
use helder::server::{self, Redirect};
use helder::shell::load;
use helder::snapshot::Snapshot;

use crate::sandbox::{Run, Sandbox, TODAY};
use crate::tree;

/// Makes the site with the banner at another address.
fn at(base_url: &str) -> Sandbox {
    let sandbox = Sandbox::of("banner");
    sandbox.edit("content/site.yaml", "https://privacy.example.org\n", &format!("{base_url}\n"));
    sandbox
}

fn build(sandbox: &Sandbox, server: &str) -> Run {
    sandbox.run(&["build", "--server", server])
}

/// Asserts that a build for a server ends with this message and writes nothing.
fn refused(base_url: &str, arguments: &[&str], message: &str) {
    let sandbox = at(base_url);
    let run = sandbox.run(&[&["build"], arguments].concat());
    assert_eq!((run.exit, run.stderr.as_str()), (Some(2), format!("error: {message}\n").as_str()));
    assert!(!sandbox.path("dist").exists());
}

/// Returns the files of the output that are no pages and no compressed pages.
fn configuration(sandbox: &Sandbox) -> Vec<String> {
    let is_own = |path: &String| path.starts_with("server/") || path.contains("/_") || path.contains(".nojekyll");
    tree::read(&sandbox.path("dist")).into_keys().filter(is_own).collect()
}

#[test]
fn writes_what_the_server_needs_and_removes_what_another_needed() {
    let sandbox = at("https://privacy.example.org");
    let expected: [(&str, &[&str]); 6] = [
        ("netlify", &["public/_headers", "public/_redirects"]),
        ("nginx", &["server/nginx-maps.conf", "server/nginx-public.conf", "server/nginx-site.conf"]),
        ("apache", &["server/apache-public.conf", "server/apache-redirects.txt", "server/apache-site.conf"]),
        ("caddy", &["server/Caddyfile", "server/public-errors.caddy", "server/public.caddy"]),
        ("cloudflare", &["public/_headers", "public/_redirects"]),
        ("github-pages", &["public/.nojekyll"]),
    ];
    for (server, files) in expected {
        assert_eq!(build(&sandbox, server).exit, Some(0));
        assert_eq!(configuration(&sandbox), files, "{server}");
    }
    sandbox.build(&[]);
    assert_eq!(configuration(&sandbox), Vec::<String>::new());
}

#[test]
fn refuses_an_output_with_somebody_elses_configuration() {
    let sandbox = at("https://privacy.example.org");
    sandbox.build(&[]);
    sandbox.write("dist/server/nginx-site.conf", "mine");
    let run = build(&sandbox, "nginx");
    assert_eq!(run.exit, Some(2));
    assert!(
        run.stderr.starts_with("error: `[sandbox]/dist/server/nginx-site.conf` holds files that helder did not make")
    );
    assert_eq!(fs::read_to_string(sandbox.path("dist/server/nginx-site.conf")).unwrap(), "mine");
}

#[test]
fn refuses_a_server_that_it_does_not_know() {
    let sandbox = at("https://privacy.example.org");
    let run = build(&sandbox, "ngnix");
    assert_eq!(run.exit, Some(2));
    assert!(
        run.stderr.contains("possible values: nginx, apache, caddy, netlify, cloudflare, github-pages"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("a similar value exists: 'nginx'"), "{}", run.stderr);
    let settings = fs::read_to_string(sandbox.path("content/site.yaml")).unwrap();
    sandbox.write("content/site.yaml", format!("{settings}server: {{kind: ngnix}}\n"));
    let run = sandbox.run(&["build"]);
    assert_eq!(run.exit, Some(1));
    assert!(run.stderr.contains("`nginx`"), "{}", run.stderr);
}

#[test]
fn refuses_an_address_that_a_host_can_not_have() {
    let path = "it serves a site at the root of a host, so leave the path out";
    refused(
        "https://example.org/privacy",
        &["--server", "netlify"],
        &format!("Netlify can't serve `https://example.org/privacy`: {path}"),
    );
    refused(
        "https://example.org/privacy",
        &["--server", "cloudflare"],
        &format!("Cloudflare Pages can't serve `https://example.org/privacy`: {path}"),
    );
    refused(
        "http://privacy.example.org",
        &["--server", "netlify"],
        "Netlify can't serve `http://privacy.example.org`: it serves every site over HTTPS, so write `https:`",
    );
    refused(
        "https://privacy.example.org:8443",
        &["--server", "github-pages"],
        "GitHub Pages can't serve `https://privacy.example.org:8443`: it serves at the port of HTTPS alone",
    );
    for port in ["0", "65536", "x", "080"] {
        let base_url = format!("https://privacy.example.org:{port}");
        let message = format!("nginx can't serve `{base_url}`: the port must be a number from 1 to 65535");
        refused(&base_url, &["--server", "nginx"], &message);
    }
    for base_url in ["https://Privacy.example.org", "https://me@example.org", "https://[::1]"] {
        let message = format!("Caddy can't serve `{base_url}`: the host must be a plain name in lower case");
        refused(base_url, &["--server", "caddy"], &message);
    }
    for path in ["/a$b", "/a;b", "/a//b", "/a'b"] {
        let base_url = format!("https://example.org{path}");
        let reason = "the path may have letters, digits, `-`, `.`, `_`, `~` and single slashes";
        refused(&base_url, &["--server", "apache"], &format!("Apache can't serve `{base_url}`: {reason}"));
    }
    refused(
        "https://privacy.example.org",
        &["--server", "netlify", "--precompress"],
        "Netlify compresses by itself and does not read `.br` and `.gz` files: leave `precompress` out",
    );
}

#[test]
fn a_name_with_other_letters_is_written_as_dns_has_it() {
    let run = at("https://privacé.example").run(&["build"]);
    assert_eq!(run.exit, Some(1));
    assert!(run.stderr.contains("is written as DNS has it, which begins with `xn--`"), "{}", run.stderr);
    assert_eq!(build(&at("https://xn--privac-hva.example"), "caddy").exit, Some(0));
}

#[test]
fn insists_on_https_only_when_asked_and_only_with_tls() {
    let header = "Strict-Transport-Security";
    let sandbox = at("https://privacy.example.org");
    sandbox.build(&["--server", "nginx"]);
    let text = |sandbox: &Sandbox| fs::read_to_string(sandbox.path("dist/server/nginx-public.conf")).unwrap();
    assert!(!text(&sandbox).contains(header));
    let settings = fs::read_to_string(sandbox.path("content/site.yaml")).unwrap();
    sandbox.write("content/site.yaml", format!("{settings}server: {{kind: nginx, hsts_days: 365}}\n"));
    sandbox.build(&[]);
    assert!(text(&sandbox).contains("add_header Strict-Transport-Security \"max-age=31536000\" always;"));
    sandbox.edit("content/site.yaml", "https://privacy.example.org\n", "http://privacy.example.org\n");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.exit, Some(1));
    let message =
        "error[invalid-value]: `hsts_days` makes browsers insist on HTTPS, and `http://privacy.example.org` has none";
    assert!(run.stderr.starts_with(message), "{}", run.stderr);
    for days in ["0", "3651"] {
        sandbox.write("content/site.yaml", format!("{settings}server: {{hsts_days: {days}}}\n"));
        let run = sandbox.run(&["build"]);
        assert!(run.stderr.contains("`hsts_days` is a number from 1 to 3650"), "{}", run.stderr);
    }
}

#[test]
fn ten_thousand_redirects_are_written_or_refused() {
    let sandbox = at("https://privacy.example.org");
    let sources = load::load(&sandbox.path("content")).unwrap().0;
    let snapshot = Snapshot::read(&sources, TODAY.parse().unwrap()).0.unwrap();
    let pages = Pages::new(&snapshot, Scope { drafts: false, redlines: true });
    let redirects: Vec<Redirect> =
        (0..10_000).map(|number| Redirect { from: format!("/was-{number}/"), to: "/is/".into() }).collect();
    let files = |kind: ServerKind| {
        let mut settings = snapshot.site.config.server;
        settings.kind = Some(kind);
        server::files(pages, &settings, &redirects, std::iter::empty())
    };
    for (kind, path, line) in [
        (ServerKind::Nginx, "server/nginx-maps.conf", "    \"/was-9999/\" \"/is/\";\n"),
        (ServerKind::Apache, "server/apache-redirects.txt", "/was-9999/ /is/\n"),
        (ServerKind::Caddy, "server/public.caddy", "\t\t/was-9999/ /is/\n"),
        (ServerKind::Netlify, "public/_redirects", "/was-9999/ /is/ 301\n"),
    ] {
        let files = files(kind).unwrap();
        let file = files.iter().find(|file| file.path == path).unwrap();
        assert!(String::from_utf8_lossy(&file.bytes).contains(line), "{kind}");
    }
    let refusal = files(ServerKind::Cloudflare).unwrap_err();
    assert_eq!(refusal.to_string(), "Cloudflare Pages reads at most 2000 redirects, and the site has 10000");
}

#[test]
fn compresses_texts_and_keeps_what_did_not_change() {
    let sandbox = at("https://privacy.example.org");
    sandbox.build(&["--precompress"]);
    let first = tree::read(&sandbox.path("dist"));
    for ending in [".br", ".gz"] {
        assert!(first.keys().filter(|path| path.ends_with(&format!(".html{ending}"))).count() > 5);
    }
    sandbox.edit("content/registers/organisation.yaml", "name: ", "name: Nieuwe ");
    sandbox.build(&["--precompress"]);
    let second = tree::read(&sandbox.path("dist"));
    let changed = |path: &str| first.get(path) != second.get(path);
    let mut kept = 0;
    for path in second.keys().filter(|path| path.ends_with(".br")) {
        assert_eq!(changed(path), changed(path.trim_end_matches(".br")), "{path}");
        kept += usize::from(!changed(path));
    }
    assert!(kept > 0 && second.keys().any(|path| changed(path)));
    // A variant that somebody changed is made again.
    fs::write(sandbox.path("dist/public/index.html.br"), &second["public/404.html.br"].bytes).unwrap();
    sandbox.build(&["--precompress"]);
    assert_eq!(tree::read(&sandbox.path("dist"))["public/index.html.br"].bytes, second["public/index.html.br"].bytes);
    sandbox.build(&[]);
    assert!(tree::read(&sandbox.path("dist")).keys().all(|path| !path.ends_with(".br") && !path.ends_with(".gz")));
}

#[test]
fn says_what_a_host_can_not_do() {
    let sandbox = at("https://privacy.example.org");
    let run = build(&sandbox, "github-pages");
    assert_eq!(run.exit, Some(0));
    assert!(run.stderr.starts_with(
        "note: GitHub Pages sends no headers of its own site: pages can be shown in frames, and no file is cached for longer than ten \
         minutes\nnote: GitHub Pages shows the page for missing addresses in the first language only\nbuilt "
    ));
    let customers = Sandbox::of("customers");
    let run = build(&customers, "netlify");
    assert!(
        run.stderr.starts_with("note: Netlify serves only `public`: put `customers` behind a login elsewhere\nbuilt ")
    );
}

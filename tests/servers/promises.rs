//! What every server must send, whichever it is.

use std::collections::BTreeMap;
use std::fs;

use helder::parse::ServerKind;

use crate::client::{Request, Response};
use crate::running::{LOGIN, Running};
use crate::site::{self, REDIRECTS};
use crate::tree::{self, Tree};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const SHORT: &str = "public, max-age=300";

/// A server with the site that it serves.
struct Served {
    running: Running,
    base_url: String,
    kind: ServerKind,
    /// The output, by the path in its folder.
    files: Tree,
}

/// Builds a site for a server and asks it for everything.
pub(crate) fn keeps_its_promises(kind: ServerKind, base_url: &str) {
    let sandbox = site::build(kind, base_url);
    let files = tree::read(&sandbox.path("dist"));
    let running = Running::start(kind, sandbox, base_url);
    let served = Served { running, base_url: base_url.to_owned(), kind, files };
    served.sends_every_file();
    served.sends_the_encoding_that_is_accepted();
    served.answers_an_etag_with_304();
    served.shows_the_missing_page_of_the_language();
    served.redirects_former_addresses();
    served.adds_the_slash_of_a_folder();
    served.refuses_customers_without_login();
}

impl Served {
    /// Returns the file that a name with a digest has in the output.
    fn file(&self, path: &str) -> &[u8] {
        &self.files.get(path).unwrap_or_else(|| panic!("there is no {path}")).bytes
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn get(&self, requests: Vec<Request>) -> Vec<(Request, Response)> {
        let responses = self.running.get(&requests);
        requests.into_iter().zip(responses).collect()
    }

    fn one(&self, request: Request) -> Response {
        self.running.get(&[request]).pop().unwrap()
    }

    /// Returns the paths of the public files that have one address each, without the variants.
    fn public(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().filter_map(|(path, file)| Some((path.strip_prefix("public")?, &file.bytes[..])));
        files.filter(|(path, _)| !path.ends_with(".br") && !path.ends_with(".gz"))
    }

    fn sends_every_file(&self) {
        let files: Vec<(&str, &[u8])> = self.public().collect();
        let requests = files.iter().map(|(path, _)| Request::to(self.url(path.trim_end_matches("index.html"))));
        for ((request, response), (path, bytes)) in self.get(requests.collect()).into_iter().zip(&files) {
            let at = &request.url;
            assert_eq!(response.status, 200, "{at}");
            assert!(response.body == *bytes, "{at} has other bytes");
            assert_eq!(response.header("content-encoding"), None, "{at}");
            assert_kind(&response, path, at);
            assert_eq!(response.header("cache-control"), Some(cache(path)), "{at}");
            self.assert_headers(&response, path, at);
        }
        assert!(files.len() > 20, "{}", files.len());
    }

    /// Asserts the headers that say what may be done with an answer.
    fn assert_headers(&self, response: &Response, path: &str, at: &str) {
        let is_html = path.ends_with(".html");
        let is_banner = path.starts_with("/consent/");
        let hsts = self.base_url.starts_with("https").then_some("max-age=31536000");
        let expected = BTreeMap::from([
            ("x-content-type-options", Some("nosniff")),
            ("referrer-policy", Some("no-referrer")),
            ("permissions-policy", Some("camera=(), geolocation=(), microphone=(), payment=(), usb=()")),
            ("cross-origin-opener-policy", Some("same-origin")),
            ("cross-origin-resource-policy", Some(if is_banner { "cross-origin" } else { "same-origin" })),
            ("access-control-allow-origin", is_banner.then_some("*")),
            ("content-security-policy", is_html.then_some("frame-ancestors 'none'")),
            ("strict-transport-security", hsts),
            ("vary", Some("Accept-Encoding")),
        ]);
        for (name, value) in expected {
            // An answer that is never compressed has no need of it.
            let is_free = name == "vary"
                && response.header(name).is_none()
                && !self.files.contains_key(&format!("public{path}.br"));
            assert!(is_free || response.header(name) == value, "{at}: {name} is {:?}", response.header(name));
        }
        let server = response.header("server").unwrap_or_default();
        assert!(
            self.kind == ServerKind::Apache || !server.contains(|letter: char| letter.is_ascii_digit()),
            "{server}"
        );
    }

    fn sends_the_encoding_that_is_accepted(&self) {
        let cases = [
            ("br", Some("br")),
            ("gzip", Some("gzip")),
            ("gzip, deflate, br", Some("br")),
            ("identity", None),
            ("deflate", None),
        ];
        let script = self.public().map(|(path, _)| path).find(|path| path.starts_with("/consent/core.")).unwrap();
        for (path, file) in [("/", "/index.html"), (script, script), ("/en/", "/en/index.html")] {
            let requests =
                cases.map(|(accepted, _)| Request::to(self.url(path)).with(format!("Accept-Encoding: {accepted}")));
            for ((request, response), (accepted, encoding)) in self.get(requests.to_vec()).into_iter().zip(cases) {
                let at = format!("{} as {accepted}", request.url);
                assert_eq!(response.status, 200, "{at}");
                assert_eq!(response.header("content-encoding"), encoding, "{at}");
                let ending = encoding.map_or("", |encoding| if encoding == "br" { ".br" } else { ".gz" });
                assert!(response.body == self.file(&format!("public{file}{ending}")), "{at} has other bytes");
                assert_kind(&response, file, &at);
                assert_eq!(response.header("cache-control"), Some(cache(file)), "{at}");
                assert_eq!(response.header("content-language"), None, "{at}");
                self.assert_headers(&response, file, &at);
            }
        }
    }

    fn answers_an_etag_with_304(&self) {
        for path in ["/", "/consent/nl.js", "/en/feed.xml"] {
            for accepted in ["br", "gzip", "identity"] {
                let request = Request::to(self.url(path)).with(format!("Accept-Encoding: {accepted}"));
                let etag = self.one(request.clone()).header("etag").unwrap().to_owned();
                let again = self.one(request.with(format!("If-None-Match: {etag}")));
                let at = format!("{path} as {accepted}");
                assert_eq!((again.status, again.body.len()), (304, 0), "{at}");
                assert_eq!(again.header("cache-control"), Some(cache(path)), "{at}");
                assert_eq!(again.header("etag"), Some(etag.as_str()), "{at}");
                assert_eq!(again.header("x-content-type-options"), Some("nosniff"), "{at}");
            }
        }
    }

    fn shows_the_missing_page_of_the_language(&self) {
        let cases = [
            ("/niets", "404.html"),
            ("/niets/daaronder/", "404.html"),
            ("/enkel/", "404.html"),
            ("/en/nothing", "en/404.html"),
            ("/en/nothing/below/", "en/404.html"),
            ("/consent/fr.js", "404.html"),
            ("/assets/style.000000000000.css", "404.html"),
            ("/consent/core.000000000000.js", "404.html"),
        ];
        let requests = cases.map(|(path, _)| Request::to(self.url(path)));
        for ((request, response), (_, page)) in self.get(requests.to_vec()).into_iter().zip(cases) {
            let at = &request.url;
            assert_eq!(response.status, 404, "{at}");
            assert!(response.body == self.file(&format!("public/{page}")), "{at} has another page");
            assert_kind(&response, page, at);
            // What is missing may be there in a minute.
            assert_eq!(response.header("cache-control"), Some("no-cache"), "{at}");
            self.assert_headers(&response, "/404.html", at);
        }
        let folder = self.one(Request::to(self.url("/assets/")));
        assert!([403, 404].contains(&folder.status), "a folder is listed");
        assert!(folder.body == self.file("public/404.html"), "a folder without a page has another page");
    }

    fn redirects_former_addresses(&self) {
        for number in [0, REDIRECTS / 2, REDIRECTS - 1] {
            let redirect = site::redirect(number);
            let response = self.one(Request::to(self.url(&redirect.from)));
            assert_eq!(response.status, 301, "{}", redirect.from);
            assert_eq!(self.location(&response), redirect.to);
            assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(response.header("cache-control"), Some("no-cache"));
        }
        let other = self.one(Request::to(self.url("/een-vroegere-naam-0/")));
        assert_eq!(other.status, 404, "an address that only begins like a former one");
    }

    fn adds_the_slash_of_a_folder(&self) {
        let response = self.one(Request::to(self.url("/privacyverklaring")));
        assert!([301, 308].contains(&response.status), "{}", response.status);
        assert_eq!(self.location(&response), "/privacyverklaring/");
    }

    /// Returns where an answer leads, as a path from the root of the site.
    fn location(&self, response: &Response) -> String {
        let location = response.header("location").unwrap();
        let path = location.split_once("://").map_or(location, |(_, rest)| &rest[rest.find('/').unwrap()..]);
        let base = self.base_url.splitn(4, '/').nth(3).map_or(String::new(), |base| format!("/{base}"));
        let path = path.strip_prefix(&base).unwrap_or_else(|| panic!("{location} leads out of the site"));
        path.to_owned()
    }

    fn refuses_customers_without_login(&self) {
        let (scheme, rest) = self.base_url.split_once("://").unwrap();
        let customers = format!("{scheme}://customers.{}", rest.split(['/', ':']).next().unwrap());
        let marked: Vec<&str> = self.files.keys().filter_map(|path| path.strip_prefix("customers")).collect();
        assert!(marked.iter().any(|path| path.contains("merkteken")));
        let pages: Vec<&str> = marked.into_iter().filter(|path| path.ends_with(".html")).collect();
        let wrong = LOGIN.replace("secret", "wrong");
        for path in pages {
            let request = Request::to(format!("{customers}{}", path.trim_end_matches("index.html")));
            let public = Request::to(self.url(path));
            let requests = vec![request.clone(), request.clone().login(&wrong), request.login(LOGIN), public];
            let responses: Vec<Response> = self.get(requests).into_iter().map(|(_, response)| response).collect();
            let [without, wrong, with, public] = &responses[..] else { panic!() };
            for refused in [without, wrong] {
                assert_eq!(refused.status, 401, "{path}");
                assert!(!String::from_utf8_lossy(&refused.body).contains("MERKTEKEN"), "{path}");
            }
            assert_eq!(with.status, 200, "{path}");
            assert!(with.body == self.file(&format!("customers{path}")), "{path}");
            assert_eq!(with.header("x-robots-tag"), Some("noindex"), "{path}");
            assert_eq!(with.header("cache-control"), Some("private, no-cache"), "{path}");
            assert!(!String::from_utf8_lossy(&public.body).contains("MERKTEKEN"), "{path}");
            if path.contains("merkteken") {
                assert_eq!(public.status, 404, "{path}");
            }
        }
        for (path, bytes) in self.public() {
            assert!(!String::from_utf8_lossy(bytes).contains("MERKTEKEN"), "{path} is about customers");
        }
        let below = self.one(Request::to(format!("{customers}/nothing")).login(LOGIN));
        assert_eq!(below.status, 404);
        let output = self.running.sandbox.path("dist/.helder-files");
        let output = fs::read(output).unwrap();
        let out = self.one(Request::to(self.url("/../.helder-files")));
        assert!(out.body != output, "the server sends files above its folder");
    }
}

/// Returns what caches are told about a file.
fn cache(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap();
    let digest = name.split('.').nth(1).filter(|part| part.len() == 12);
    match digest {
        Some(digest) if digest.bytes().all(|byte| byte.is_ascii_hexdigit()) => IMMUTABLE,
        _ if ["/consent/nl.js", "/consent/en.js", "/consent/integrity.json"].contains(&path) => SHORT,
        _ => "no-cache",
    }
}

fn assert_kind(response: &Response, path: &str, at: &str) {
    let kind = match path.rsplit('.').next().unwrap() {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "txt" => "text/plain",
        "xml" => "xml",
        other => panic!("{at}: {other}"),
    };
    let sent = response.header("content-type").unwrap_or_default();
    let (sent, parameter) = sent.split_once(';').unwrap_or((sent, ""));
    assert!(sent == kind || (kind == "xml" && ["text/xml", "application/xml"].contains(&sent)), "{at}: {sent}");
    assert!(parameter.is_empty() || parameter.trim() == "charset=utf-8", "{at}: {parameter}");
}

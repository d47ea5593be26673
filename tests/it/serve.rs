//! `helder serve`: after any change of the sources the pages become right, and the server keeps running.
//!
//! A test waits for a condition and for events in between. Time only decides when to give up.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};
use crate::tree;

/// How long a test waits before it gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub(crate) struct Serving<'a> {
    sandbox: &'a Sandbox,
    child: Child,
    port: u16,
    said: Receiver<String>,
}

/// The response to a request.
#[derive(Debug)]
pub(crate) struct Answer {
    status: u16,
    head: String,
    pub(crate) body: String,
}

impl<'a> Serving<'a> {
    pub(crate) fn begin(sandbox: &'a Sandbox, arguments: &[&str]) -> Serving<'a> {
        let mut serving = Serving::spawn(sandbox, &[&["serve", "--port", "0"], arguments].concat());
        serving.find();
        serving
    }

    fn spawn(sandbox: &'a Sandbox, arguments: &[&str]) -> Serving<'a> {
        let mut child = sandbox.helder(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        Serving { sandbox, child, port: 0, said }
    }

    /// Waits until it serves, and reads the port.
    fn find(&mut self) {
        let line = self.says("serving ");
        self.port = line.rsplit_once(':').unwrap().1.trim_end_matches('/').parse().unwrap();
    }

    /// Waits for a line of output with these words.
    fn says(&self, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut all = Vec::new();
        while let Ok(line) = self.said.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if line.contains(words) {
                return line;
            }
            all.push(line);
        }
        panic!("`{words}` was not said, but {all:?}");
    }

    fn connect(&self, path: &str, host: &str, method: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).unwrap();
        stream
    }

    fn ask(&self, path: &str, host: &str, method: &str) -> Answer {
        let mut text = String::new();
        self.connect(path, host, method).read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(path, "localhost", "GET")
    }

    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.body
    }

    pub(crate) fn state(&self, page: &str) -> Value {
        serde_json::from_str(&self.get(&format!("/-/serve/state?page={page}")).body).unwrap()
    }

    fn rules(&self) -> Vec<String> {
        let state = self.state("/");
        let rows = state["problems"].as_array().unwrap().iter();
        let structure = rows.filter(|row| row["authority"].is_null());
        structure.map(|row| row["rule"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits for events until a condition is true.
    pub(crate) fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        let mut events = BufReader::new(self.connect("/-/serve/events", "localhost", "GET"));
        loop {
            if is_so() {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{what} never came");
            let mut line = String::new();
            assert!(events.read_line(&mut line).unwrap() > 0, "the events ended before {what}");
        }
    }

    /// Waits until every page is the same as in a build of the current sources.
    fn until_built(&self, what: &str) {
        self.sandbox.build(&["--drafts"]);
        let built = tree::read(&self.sandbox.path("dist"));
        let built: BTreeMap<String, String> = built
            .iter()
            .filter(|(path, _)| *path != ".helder-files")
            .map(|(path, file)| (path.clone(), file.text().to_owned()))
            .collect();
        fs::remove_dir_all(self.sandbox.path("dist")).unwrap();
        let is_built = |(path, built): (&String, &String)| {
            let path = match path.split_once('/').unwrap() {
                ("public", path) => format!("/{path}"),
                (audience, path) => format!("/-/{audience}/{path}"),
            };
            without_overlay(&self.get(&path).body) == *built
        };
        self.until(what, || self.rules().iter().all(|rule| rule != "missing-site-file") && built.iter().all(is_built));
    }

    pub(crate) fn interrupt(&mut self) -> Option<i32> {
        let killed = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Serving<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Removes what the server adds to a page.
fn without_overlay(page: &str) -> String {
    let mut page = page.replace("; script-src &#39;self&#39;; style-src", "; style-src");
    page = page.replace("; connect-src &#39;self&#39;; base-uri", "; base-uri");
    if let Some(start) = page.find("<script type=\"module\" src=\"/-/serve/") {
        let end = start + page[start..].find("</script>").unwrap() + "</script>".len();
        page.replace_range(start..end, "");
    }
    page
}

#[test]
fn shows_what_was_saved_on_every_page_that_depends_on_it() {
    let sandbox = Sandbox::of("three-versions");
    let serving = Serving::begin(&sandbox, &[]);
    assert!(serving.page("/privacyverklaring/1.1/").contains("heel zorgvuldig"));
    // A page sends its generation with the request.
    let events = format!("/-/serve/events?generation={}", serving.state("/")["generation"]);
    let mut events = BufReader::new(serving.connect(&events, "localhost", "GET"));
    sandbox.edit("content/privacy/1.1.nl.md", "heel zorgvuldig", "erg netjes");
    let mut line = String::new();
    while line != "event: reload\n" {
        line.clear();
        assert!(events.read_line(&mut line).unwrap() > 0, "the events ended");
    }
    for page in ["1.1/", "1.1/wijzigingen/", "2.0/wijzigingen/", "1.0/sinds/", ""] {
        let page = format!("/privacyverklaring/{page}");
        assert!(serving.page(&page).contains("netjes"), "{page}");
    }
    sandbox.edit("content/privacy/1.1.nl.md", "summary: ", "summary: Nu netjes. ");
    for page in ["/privacyverklaring/geschiedenis/", "/privacyverklaring/feed.xml", "/feed.xml", "/", "/versions.json"]
    {
        serving.until(page, || serving.page(page).contains("Nu netjes."));
    }
    serving.until_built("the last edit");
}

#[test]
fn shows_an_error_on_top_of_the_last_good_page() {
    let sandbox = Sandbox::of("drafts");
    let serving = Serving::begin(&sandbox, &["--editor", "x-edit:{path}#{line},{column}"]);
    let draft = "content/privacy/draft.nl.md";
    let page = "/privacyverklaring/concept/";
    assert!(serving.page(page).contains("U mag veel."));
    sandbox.edit(draft, "U mag veel.", "U mag [alles](#nergens).");
    serving.says("error[broken-section-link]");
    let state = serving.state(page);
    assert_eq!(state["behind"], true);
    let row = state["problems"].as_array().unwrap().iter().find(|row| row["rule"] == "broken-section-link").unwrap();
    let at = sandbox.path(draft).canonicalize().unwrap();
    let (line, column) = (row["line"].as_u64().unwrap(), row["column"].as_u64().unwrap());
    assert_eq!(row["open"], format!("x-edit:{}#{line},{column}", at.display()));
    assert_eq!((row["path"].as_str(), row["here"].as_bool()), (Some(draft), Some(true)));
    assert!(serving.page(page).contains("U mag veel."));
    // Other documents are still updated while this one is broken.
    sandbox.write(
        "content/terms/document.yaml",
        "kind: processing-agreement\ntitle: {nl: Voorwaarden}\nslug: {nl: voorwaarden}\n",
    );
    sandbox.write("content/terms/draft.nl.md", "---\nversion: \"1.0\"\n---\n\n# Voorwaarden\n\nVeel.\n");
    serving.until("the other document", || serving.get("/voorwaarden/concept/").status == 200);
    assert!(serving.page(page).contains("U mag veel."));
    sandbox.edit(draft, "U mag [alles](#nergens).", "U mag alles.");
    serving.says("mended");
    assert!(serving.page(page).contains("U mag alles."));
    assert_eq!(serving.state(page)["behind"], false);
}

#[test]
fn reports_the_draft_and_legal_findings() {
    let sandbox = Sandbox::of("drafts");
    let serving = Serving::begin(&sandbox, &[]);
    let page = "/privacyverklaring/concept/";
    serving.until("the legal findings", || serving.state(page)["law"] == true);
    let state = serving.state(page);
    assert!(state["problems"].as_array().unwrap().iter().any(|row| row["authority"] == "law"));
    assert_eq!((state["behind"].as_bool(), state["document"].as_str()), (Some(false), Some("Privacyverklaring")));
    let draft = &state["draft"];
    assert_eq!((draft["page"].as_str(), draft["path"].as_str()), (Some(page), Some("content/privacy/draft.nl.md")));
    assert_eq!(draft["changes"], format!("{page}wijzigingen/"));
    assert_eq!(
        (draft["since"]["version"].as_str(), draft["since"]["inserted"].as_u64() > Some(0)),
        (Some("1.0"), true)
    );
    assert_eq!(draft["readability"]["formula"], "Douma");
    assert_eq!(state["drafts"].as_array().unwrap().len(), 1);
    sandbox.edit("content/privacy/draft.nl.md", "U mag veel.", "U mag veel. Echt heel veel.");
    let inserted = draft["since"]["inserted"].as_u64().unwrap();
    let more = || serving.state(page)["draft"]["since"]["inserted"].as_u64() > Some(inserted);
    serving.until("more words", more);
}

#[test]
fn pages_become_right_after_any_way_of_saving() {
    let sandbox = Sandbox::of("three-versions");
    sandbox.write("content/privacy/draft.nl.md", "---\nversion: \"3.0\"\n---\n\n# Privacyverklaring\n\nNieuw.\n");
    let serving = Serving::begin(&sandbox, &[]);
    let draft = sandbox.path("content/privacy/draft.nl.md");
    let text = fs::read_to_string(&draft).unwrap();
    for number in 0..300 {
        fs::write(&draft, format!("{text}\nKeer {number}.\n")).unwrap();
    }
    serving.until_built("the last of many quick saves");
    for number in 0..20 {
        // Some editors write a temporary file first and then rename it.
        let beside = sandbox.path("content/privacy/.draft.nl.md.swp");
        fs::write(&beside, format!("{text}\nAnders {number}.\n")).unwrap();
        fs::rename(&beside, &draft).unwrap();
    }
    serving.until_built("a file that replaced another");
    fs::remove_file(&draft).unwrap();
    serving.until("the draft gone", || serving.get("/privacyverklaring/concept/").status == 404);
    fs::write(&draft, &text).unwrap();
    serving.until_built("a file restored");
    fs::rename(sandbox.path("content/privacy"), sandbox.path("content/statement")).unwrap();
    serving.until_built("a renamed folder");
    fs::write(sandbox.path("content/statement/draft.nl.md"), format!("{text}\nIn de nieuwe map.\n")).unwrap();
    serving.until_built("a file in the renamed folder");
    fs::rename(sandbox.path("content"), sandbox.path("away")).unwrap();
    serving.until("no content", || serving.rules().iter().any(|rule| rule == "missing-site-file"));
    assert!(serving.page("/privacyverklaring/concept/").contains("In de nieuwe map."));
    fs::rename(sandbox.path("away"), sandbox.path("content")).unwrap();
    serving.until_built("the content back");
    fs::write(sandbox.path("content/statement/draft.nl.md"), format!("{text}\nNa de terugkeer.\n")).unwrap();
    serving.until_built("a file in the folder that came back");
}

#[test]
fn follows_the_theme_the_registers_and_the_settings() {
    let sandbox = Sandbox::of("drafts");
    let serving = Serving::begin(&sandbox, &[]);
    sandbox.write("themes/default/styles/99-own.css", "h1 { color: teal; }\n");
    serving.until_built("a style");
    sandbox
        .write("themes/default/shortcodes/organisation.md", "Dat is {{ organisation?.trade_name or \"onbekend\" }}.\n");
    serving.until_built("a shortcode");
    sandbox.write("content/registers/organisation.yaml", "trade_name: Een ander\nemail: ander@example.org\n");
    serving.until_built("a register");
    let index = "themes/default/templates/index.html";
    sandbox.write(index, "{% extends \"base.html\" %}{% block main %}{{ nothing.of.this }}{% endblock main %}");
    let home = |rule: &str| {
        let rows = serving.state("/")["problems"].as_array().unwrap().clone();
        serving.get("/").status == 200 && rows.iter().any(|row| row["rule"] == rule)
    };
    serving.until("the page as it was before the template", || home("template"));
    sandbox.write(index, "{% extends \"base.html\" %}{% block main %}");
    serving.says("error[template]");
    assert_eq!(serving.get("/").status, 200);
    sandbox.write(index, "{% extends \"base.html\" %}{% block main %}<h1>Eigen</h1>{% endblock main %}");
    serving.until_built("the fixed template");
    fs::remove_dir_all(sandbox.path("themes")).unwrap();
    serving.until_built("no theme of its own");
    let settings = fs::read_to_string(sandbox.path("content/site.yaml")).unwrap();
    sandbox.write("content/site.yaml", "title: [");
    serving.says("error[");
    assert_eq!(serving.get("/").status, 200);
    sandbox.write("content/site.yaml", settings.replace("title: {nl: ", "title: {nl: Over "));
    serving.until_built("other settings");
}

#[test]
fn starts_with_broken_content_and_shows_it_when_it_is_fixed() {
    let sandbox = Sandbox::of("minimal");
    let text = fs::read_to_string(sandbox.path("content/privacy/1.0.nl.md")).unwrap();
    sandbox.write("content/privacy/1.0.nl.md", "nothing of a version");
    let serving = Serving::begin(&sandbox, &[]);
    let answer = serving.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("/-/serve/overlay.js?generation="), "{}", answer.body);
    assert_eq!(serving.rules(), ["missing-front-matter"]);
    sandbox.write("content/privacy/1.0.nl.md", text);
    serving.until_built("the fixed text");
}

#[test]
fn takes_the_next_free_port() {
    let sandbox = Sandbox::of("minimal");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut serving = Serving::spawn(&sandbox, &["serve", "--port", &port]);
    let line = serving.says("is taken");
    serving.find();
    assert_eq!(line, format!("port {port} is taken; took {}, the next free one", serving.port));
    assert_ne!(serving.port.to_string(), port);
    assert_eq!(serving.get("/").status, 200);
}

#[test]
fn answers_only_requests_for_its_own_host_name() {
    let sandbox = Sandbox::of("minimal");
    let serving = Serving::begin(&sandbox, &[]);
    for host in ["localhost", "localhost:4000", "127.0.0.1:1", "[::1]:4000", "privacy.localhost"] {
        assert_eq!(serving.ask("/", host, "GET").status, 200, "{host}");
    }
    for host in ["", "example.org", "localhost.example.org", "192.168.0.1", "127.0.0.1.example.org:80"] {
        for path in ["/", "/-/serve/state", "/-/serve/events"] {
            assert_eq!(serving.ask(path, host, "GET").status, 403, "{host}");
        }
    }
    assert_eq!(serving.ask("/", "localhost", "POST").status, 405);
    let head = serving.ask("/", "localhost", "HEAD");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains("\r\nCache-Control: no-store\r\n"), "{}", head.head);
    for path in ["/..%2f..%2fetc/passwd", "/../site.yaml", "//example.org", "/-/serve/nothing", "/%00", "/%ff"] {
        assert_eq!(serving.get(path).status, 404, "{path}");
    }
    let redirect = serving.get("/privacyverklaring");
    assert!(redirect.head.contains("\r\nLocation: /privacyverklaring/\r\n"), "{}", redirect.head);
}

#[test]
fn adds_its_script_to_served_pages_and_not_to_a_build() {
    let sandbox = Sandbox::of("banner");
    let serving = Serving::begin(&sandbox, &[]);
    for page in ["/", "/privacyverklaring/concept/", "/voorkeuren/", "/404.html"] {
        let text = serving.page(page);
        assert_eq!(text.matches("/-/serve/").count(), 1, "{page}");
        assert!(text.contains("script-src &#39;self&#39;"), "{page}");
    }
    for (file, kind) in [("overlay.js", "text/javascript"), ("overlay.css", "text/css")] {
        let answer = serving.get(&format!("/-/serve/{file}"));
        assert_eq!(answer.status, 200);
        assert!(answer.head.contains(&format!("Content-Type: {kind}")), "{}", answer.head);
    }
    sandbox.build(&["--drafts"]);
    let built = tree::read(&sandbox.path("dist"));
    assert!(built.values().all(|file| !file.text().contains("/-/serve")));
}

#[test]
fn serves_each_audience_its_pages() {
    let sandbox = Sandbox::of("customers");
    let serving = Serving::begin(&sandbox, &[]);
    assert!(serving.says("another audience").ends_with("/-/customers/"));
    let agreement = "merkteken-overeenkomst/";
    assert_eq!(serving.get(&format!("/{agreement}")).status, 404);
    assert_eq!(serving.get(&format!("/-/customers/{agreement}")).status, 200);
    drop(serving);
    let serving = Serving::begin(&sandbox, &["--audience", "customers"]);
    assert_eq!(serving.get(&format!("/{agreement}")).status, 200);
    assert_eq!(serving.get("/-/public/privacyverklaring/").status, 200);
    assert_eq!(serving.get("/-/customers/").status, 404);
    drop(serving);
    sandbox.edit("content/site.yaml", "https://privacy.example.org", "https://example.org/over/privacy");
    let serving = Serving::begin(&sandbox, &[]);
    assert!(serving.get("/").head.contains("\r\nLocation: /over/privacy/\r\n"));
    assert_eq!(serving.get("/over/privacy/privacyverklaring/").status, 200);
}

#[test]
fn survives_clients_that_disconnect_and_ends_cleanly() {
    let sandbox = Sandbox::of("minimal");
    let before = tree::read(&sandbox.path(""));
    let mut serving = Serving::begin(&sandbox, &[]);
    for _ in 0..400 {
        drop(serving.connect("/-/serve/events", "localhost", "GET"));
        drop(TcpStream::connect(("127.0.0.1", serving.port)).unwrap());
    }
    let mut stream = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
    stream.write_all(b"\x16\x03\x01 nonsense\r\n\r\n").unwrap();
    assert_eq!(stream.read(&mut [0; 16]).unwrap_or(0), 0);
    let mut waiting = serving.connect("/-/serve/events", "localhost", "GET");
    serving.until("a page", || serving.get("/").status == 200);
    assert_eq!(serving.interrupt(), Some(0));
    serving.says("stopped");
    let mut rest = String::new();
    waiting.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("text/event-stream"), "{rest}");
    tree::assert_same_bytes(&before, &tree::read(&sandbox.path("")), "after serving");
}

/// Writes a document that takes seconds to check.
fn write_large_document(sandbox: &Sandbox) {
    let rows: String = (0..400).map(|row| format!("| {row} | gegevens |\n")).collect();
    for number in 0..300 {
        let (label, year) = (format!("{}.0", number + 1), 1000 + number);
        let head = format!("version: \"{label}\"\npublished: {year}-01-01\neffective: {year}-01-01\nsummary: Meer.\n");
        let text = format!("---\n{head}---\n\n# Groot\n\n| nummer | wat |\n| --- | --- |\n{rows}");
        sandbox.write(&format!("content/large/{label}.nl.md"), text);
    }
    let document = "kind: processing-agreement\ntitle: {nl: Groot}\nslug: {nl: groot}\n";
    sandbox.write("content/large/document.yaml", document);
}

/// How long the program may take to end: a second if it has a processor to itself, and here it shares two with other tests.
const END_MAX: Duration = Duration::from_secs(4);

/// Presses Ctrl-C; the program must end at once, and say so.
fn assert_ends_at_once(serving: &mut Serving<'_>, what: &str) {
    let begun = Instant::now();
    assert_eq!(serving.interrupt(), Some(0), "{what}");
    let took = begun.elapsed();
    assert!(took < END_MAX, "{what}: it took {took:?}");
    assert_eq!(serving.said.iter().last().as_deref(), Some("stopped"), "{what}");
}

#[test]
fn ends_at_once_while_a_large_site_is_checked() {
    let sandbox = Sandbox::of("minimal");
    let mut serving = Serving::begin(&sandbox, &[]);
    serving.until("a page", || serving.get("/").status == 200);
    write_large_document(&sandbox);
    // Longer than the pause after which the change is read, and much shorter than the check takes.
    std::thread::sleep(Duration::from_millis(400));
    assert_eq!(serving.get("/groot/").status, 404, "the check is over; the document must be larger");
    assert_ends_at_once(&mut serving, "during a check");
}

#[cfg(target_os = "linux")]
#[test]
fn ends_at_once_before_it_serves() {
    let sandbox = Sandbox::of("minimal");
    write_large_document(&sandbox);
    let mut serving = Serving::spawn(&sandbox, &["serve", "--port", "0"]);
    // Before the program handles the signal, the system would end it: just as promptly, but without testing anything.
    let status = format!("/proc/{}/status", serving.child.id());
    let handles_interrupt = || {
        let status = fs::read_to_string(&status).unwrap();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap().trim();
        u64::from_str_radix(mask, 16).unwrap() & 0b10 != 0
    };
    let begun = Instant::now();
    while !handles_interrupt() {
        assert!(begun.elapsed() < PATIENCE, "the program never handles the signal");
        std::thread::sleep(Duration::from_millis(5));
    }
    let begun = Instant::now();
    assert_eq!(serving.interrupt(), Some(0));
    assert!(begun.elapsed() < END_MAX, "it took {:?}", begun.elapsed());
    assert_eq!(serving.said.iter().collect::<Vec<_>>(), ["stopped"], "the first check was over");
}

#[test]
fn ends_at_once_while_a_client_reads_nothing() {
    let sandbox = Sandbox::of("minimal");
    let mut serving = Serving::begin(&sandbox, &[]);
    let request = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
    let events: Vec<TcpStream> = (0..8).map(|_| serving.connect("/-/serve/events", "localhost", "GET")).collect();
    assert_ends_at_once(&mut serving, "with clients that read nothing");
    drop((request, events));
}

#[test]
fn refuses_what_it_cannot_serve() {
    let sandbox = Sandbox::new();
    let expected = "error: the content folder `content` does not exist\n";
    assert_eq!(sandbox.run(&["serve"]), Run { exit: Some(2), stdout: String::new(), stderr: expected.to_owned() });
    let sandbox = Sandbox::of("minimal");
    let run = sandbox.run(&["serve", "--host", "192.0.2.1", "--port", "0"]);
    assert_eq!(run.exit, Some(2), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: can't listen at `192.0.2.1:0`: "), "{}", run.stderr);
    assert_eq!(sandbox.run(&["serve", "--editor", "code {path}"]).exit, Some(2));
}

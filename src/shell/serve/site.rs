//! From what a browser asks for to what it gets: pages of the site with the script for the overlay in them, and the overlay's own files.
//!
//! The pages of one audience stand where they will stand on its host, those of the other below `/-/`.

use std::sync::Arc;

use crate::address::Address;
use crate::document::Audience;
use crate::session::Preview;
use crate::shell::serve::Hosts;
use crate::shell::serve::http::{self, Request, Response, Status};
use crate::shell::serve::latest::{Latest, State};
use crate::shell::serve::overlay::{self, Links};

/// All that an answer needs.
pub(super) struct Root {
    /// Whose pages stand at the root.
    pub(super) audience: Audience,
    pub(super) latest: Arc<Latest>,
    pub(super) hosts: Hosts,
    pub(super) links: Links,
}

/// What a connection gets.
pub(super) enum Answer {
    File(Response),
    /// News, from this generation on.
    Events {
        generation: u64,
    },
}

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Answers a request.
pub(super) fn answer(root: &Root, request: &Request) -> Answer {
    if !root.hosts.allow(&request.host) {
        return Answer::File(text(Status::Forbidden, "this server answers under other names; see `--host`\n"));
    }
    if !["GET", "HEAD"].contains(&request.method.as_str()) {
        return Answer::File(text(Status::MethodNotAllowed, "pages can be read, and that is all\n"));
    }
    let state = root.latest.read();
    match request.path.strip_prefix(overlay::FOLDER) {
        Some("events") => {
            let generation = parameter(&request.query, "generation").and_then(|value| value.parse().ok());
            Answer::Events { generation: generation.unwrap_or(state.generation) }
        }
        Some("state") => {
            let page = parameter(&request.query, "page").unwrap_or_default();
            Answer::File(file(Status::Ok, "application/json", overlay::state(root, &state, &page).into_bytes()))
        }
        Some(name) => Answer::File(match overlay::file(name) {
            Some(body) => file(Status::Ok, content_type(name), body.into()),
            None => text(Status::NotFound, "there is no such file\n"),
        }),
        None => Answer::File(page(root, &state, &request.path)),
    }
}

/// Where a page stands: whose it is, and its path below its audience's folder.
pub(super) fn place(main: Audience, preview: &Preview, path: &str) -> Option<(Audience, String)> {
    for audience in Audience::ALL {
        let mount = mount(main, preview, audience);
        if audience != main
            && let Some(inner) = path.strip_prefix(&mount)
        {
            return Some((audience, inner.to_owned()));
        }
    }
    path.strip_prefix(&mount(main, preview, main)).map(|inner| (main, inner.to_owned()))
}

/// Returns the path below which an audience's pages stand, with slashes around it.
pub(super) fn mount(main: Audience, preview: &Preview, audience: Audience) -> String {
    match audience {
        audience if audience != main => format!("/-/{}/", audience.as_str()),
        Audience::Public => format!("{}/", preview.site().config.base_url.path().trim_end_matches('/')),
        Audience::Customers => "/".into(),
    }
}

fn page(root: &Root, state: &State, path: &str) -> Response {
    let Some(preview) = &state.preview else {
        let body = overlay::waiting(state.generation);
        return file(Status::Unavailable, HTML, body.into_bytes());
    };
    let home = mount(root.audience, preview, root.audience);
    let Some((audience, inner)) = place(root.audience, preview, path) else {
        // The site stands below a path of its host, and the root above it is nothing.
        return redirect(&home);
    };
    let address = Address::new(inner.as_str());
    let name = format!("{}/{}", audience.as_str(), address.file());
    let made = preview.file(&name);
    if let Some(bytes) = made.bytes {
        let content_type = content_type(&name);
        let is_page = content_type == HTML;
        return file(
            Status::Ok,
            content_type,
            if is_page { overlay::put_into(bytes, state.generation) } else { bytes },
        );
    }
    if !made.problems.is_empty() {
        return file(Status::Failed, HTML, overlay::waiting(state.generation).into_bytes());
    }
    let is_folder = !inner.is_empty() && !inner.ends_with('/');
    if is_folder && preview.file(&format!("{name}/index.html")).bytes.is_some() {
        return redirect(&format!("{path}/"));
    }
    let lost = format!("{}/{}", audience.as_str(), lost(preview, &inner));
    match preview.file(&lost).bytes {
        Some(bytes) => file(Status::NotFound, HTML, overlay::put_into(bytes, state.generation)),
        None => text(Status::NotFound, "there is no such page\n"),
    }
}

/// Returns the page for lost visitors in the language of the path.
fn lost(preview: &Preview, inner: &str) -> String {
    let languages = preview.site().config.languages.iter().skip(1);
    let prefixes = languages.map(|language| format!("{language}/"));
    let prefix = prefixes.into_iter().find(|prefix| inner.starts_with(prefix.as_str())).unwrap_or_default();
    format!("{prefix}404.html")
}

fn file(status: Status, content_type: &'static str, body: Vec<u8>) -> Response {
    Response { status, content_type, location: None, body }
}

fn text(status: Status, words: &str) -> Response {
    file(status, TEXT, words.into())
}

fn redirect(to: &str) -> Response {
    // Only our own paths: a second slash at the front would lead to another host, and a line end into the head.
    let to = format!("/{}", to.trim_start_matches(['/', '\\']));
    let is_plain = to.bytes().all(|byte| byte.is_ascii_graphic());
    let location = if is_plain { to } else { "/".into() };
    Response { location: Some(location), ..text(Status::Found, "") }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" if name.ends_with("feed.xml") => "application/atom+xml; charset=utf-8",
        "xml" => "application/xml",
        _ => TEXT,
    }
}

/// Returns a value out of a query.
fn parameter(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(http::decoded)
}

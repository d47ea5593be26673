//! From a request to its answer: pages of the site with the script of the overlay in them, and the overlay's own files.
//!
//! The pages of one audience have the addresses that they have on their host. Those of the other audience are below `/-/`.

use crate::address::Address;
use crate::session::Preview;
use crate::shell::serve::context::{Context, mount, place};
use crate::shell::serve::http::{self, Request, Response, Status};
use crate::shell::serve::latest::SiteState;
use crate::shell::serve::overlay;

/// What a connection receives.
pub(super) enum Reply {
    File(Response),
    /// The events after this generation.
    Events {
        generation: u64,
    },
}

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Answers a request.
pub(super) fn answer(context: &Context, request: &Request) -> Reply {
    if !context.hosts.allow(&request.host) {
        return Reply::File(text(Status::Forbidden, "this server answers under other names; see `--host`\n"));
    }
    if !["GET", "HEAD"].contains(&request.method.as_str()) {
        return Reply::File(text(Status::MethodNotAllowed, "pages can be read, and that is all\n"));
    }
    let state = context.latest.read();
    match request.path.strip_prefix(overlay::FOLDER) {
        Some("events") => {
            let generation = parameter(&request.query, "generation").and_then(|value| value.parse().ok());
            Reply::Events { generation: generation.unwrap_or(state.generation) }
        }
        Some("state") => {
            let page = parameter(&request.query, "page").unwrap_or_default();
            Reply::File(file(Status::Ok, "application/json", overlay::state(context, &state, &page).into_bytes()))
        }
        Some(name) => Reply::File(match overlay::file(name) {
            Some(body) => file(Status::Ok, content_type(name), body.into()),
            None => text(Status::NotFound, "there is no such file\n"),
        }),
        None => Reply::File(page(context, &state, &request.path)),
    }
}

fn page(context: &Context, state: &SiteState, path: &str) -> Response {
    let Some(preview) = &state.preview else {
        let body = overlay::waiting(state.generation);
        return file(Status::Unavailable, HTML, body.into_bytes());
    };
    let home = mount(context.audience, preview, context.audience);
    let Some((audience, inner)) = place(context.audience, preview, path) else {
        // The site is below a path of its host; there is nothing above it.
        return redirect(&home);
    };
    let address = Address::new(inner.as_str());
    let name = format!("{}/{}", audience.as_str(), address.file());
    let rendered = preview.file(&name);
    if let Some(bytes) = rendered.bytes {
        let content_type = content_type(&name);
        let is_page = content_type == HTML;
        return file(
            Status::Ok,
            content_type,
            if is_page { overlay::put_into(bytes, state.generation) } else { bytes },
        );
    }
    if !rendered.problems.is_empty() {
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

/// Returns the page for unknown addresses, in the language of the path.
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
    // Only paths of this server: a second slash at the front would lead to another host, and a line end into the head.
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

/// Returns a value from a query.
fn parameter(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(http::decoded)
}

//! A response as a host gives it.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

/// The response of a host.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
}

impl Response {
    /// Makes one of a kind (`text/html; charset=utf-8`).
    pub(crate) fn new(kind: &str, body: impl Into<Vec<u8>>) -> Response {
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        Response { status: 200, headers, body: body.into(), delay: Duration::ZERO }
    }

    /// Makes a page.
    pub(crate) fn page(html: &str) -> Response {
        Response::new("text/html; charset=utf-8", html)
    }

    /// Makes a script.
    pub(crate) fn script(text: &str) -> Response {
        Response::new("text/javascript; charset=utf-8", text)
    }

    /// Makes an empty response, as an analytics host gives it; any origin may read it.
    pub(crate) fn empty() -> Response {
        let response = Response { status: 204, headers: Vec::new(), ..Response::new("", "") };
        response.with("access-control-allow-origin", "*")
    }

    /// Says that there is no such file.
    pub(crate) fn missing() -> Response {
        Response { status: 404, ..Response::new("text/plain", "there is none") }
    }

    /// Lets the host take its time.
    pub(crate) fn late(self, delay: Duration) -> Response {
        Response { delay, ..self }
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Response {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn write(&self, connection: &mut impl Write) -> io::Result<()> {
        thread::sleep(self.delay);
        let mut bytes = format!("HTTP/1.1 {} -\r\ncontent-length: {}\r\n", self.status, self.body.len()).into_bytes();
        for (name, value) in &self.headers {
            write!(bytes, "{name}: {value}\r\n")?;
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.body);
        connection.write_all(&bytes)?;
        connection.flush()
    }
}

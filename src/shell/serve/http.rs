//! The part of HTTP/1.1 that a browser on the same machine needs: one request on a connection, a head without a body, and a response
//! of known length.

use std::io::{self, Read, Write};
use std::net::TcpStream;

use percent_encoding::percent_decode_str;

/// No browser sends a longer head.
const HEAD_BYTES_MAX: usize = 16 * 1024;

/// The request of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) is_head: bool,
    /// Decoded, with its slash at the front.
    pub(super) path: String,
    /// As sent.
    pub(super) query: String,
    pub(super) host: String,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: Status,
    pub(super) content_type: &'static str,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    Found,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Failed,
    Unavailable,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Status::Ok => "200 OK",
            Status::Found => "302 Found",
            Status::Forbidden => "403 Forbidden",
            Status::NotFound => "404 Not Found",
            Status::MethodNotAllowed => "405 Method Not Allowed",
            Status::Failed => "500 Internal Server Error",
            Status::Unavailable => "503 Service Unavailable",
        }
    }
}

/// Reads the head of a request; `None` when the client went away or sent something else.
pub(super) fn read(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut buffer = [0; 2048];
    loop {
        let count = stream.read(&mut buffer)?;
        head.extend_from_slice(&buffer[..count]);
        match parse(&head) {
            Parsed::Whole(request) => return Ok(Some(request)),
            Parsed::Partial if count > 0 && head.len() < HEAD_BYTES_MAX => {}
            Parsed::Partial | Parsed::Invalid => return Ok(None),
        }
    }
}

/// Returns the path that the head of a request asks for; none for anything else. It is here for the tests of random heads.
pub fn requested_path(head: &[u8]) -> Option<String> {
    match parse(head) {
        Parsed::Whole(request) => Some(request.path),
        Parsed::Partial | Parsed::Invalid => None,
    }
}

enum Parsed {
    Whole(Request),
    Partial,
    Invalid,
}

fn parse(head: &[u8]) -> Parsed {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Parsed::Partial,
        Err(_) => return Parsed::Invalid,
    }
    let (Some(method), Some(target)) = (request.method, request.path) else { return Parsed::Invalid };
    let host = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("host"));
    let host = host.map_or(String::new(), |header| String::from_utf8_lossy(header.value).into_owned());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Parsed::Whole(Request {
        method: method.to_owned(),
        is_head: method == "HEAD",
        path: decoded(path),
        query: query.to_owned(),
        host,
    })
}

/// Writes a response. No browser may cache it, since the next one may differ.
pub(super) fn write(stream: &mut TcpStream, response: &Response, is_head: bool) -> io::Result<()> {
    let Response { status, content_type, location, body } = response;
    let location = location.as_ref().map_or(String::new(), |to| format!("Location: {to}\r\n"));
    let head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n{location}Connection: close\r\n\r\n",
        status.line(),
        body.len(),
    );
    let mut bytes = head.into_bytes();
    if !is_head {
        bytes.extend_from_slice(body);
    }
    stream.write_all(&bytes)?;
    stream.flush()
}

/// Decodes a part of an address. Bytes that are not UTF-8 are replaced, so that they match no path.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Parsed, decoded, parse};

    #[test]
    fn reads_the_request_of_a_browser() {
        let Parsed::Whole(request) = parse(b"GET /a%20b/?x=%2F HTTP/1.1\r\nHost: localhost:4000\r\n\r\n") else {
            panic!("not read");
        };
        assert_eq!((request.path.as_str(), request.query.as_str()), ("/a b/", "x=%2F"));
        assert_eq!((request.host.as_str(), request.is_head), ("localhost:4000", false));
        assert!(matches!(parse(b"GET / HTTP/1.1\r\nHost: loc"), Parsed::Partial));
        assert!(matches!(parse(b"\x16\x03\x01\x02\x00\x01"), Parsed::Invalid));
    }

    #[test]
    fn decodes_percent_signs_and_keeps_invalid_ones() {
        assert_eq!(decoded("%C3%ABn%"), "ën%");
        assert_eq!(decoded("%zz%4"), "%zz%4");
    }
}

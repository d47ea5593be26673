//! A request as a host receives it.

use std::io::{self, BufRead};

/// The largest head and the largest body that a host reads; no page of ours sends more.
const BYTES_MAX: usize = 4 * 1024 * 1024;

/// A request of a browser to a host.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) host: String,
    pub(crate) method: String,
    /// The path with the query.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Reads one request; `None` if the connection ends before it.
    pub(crate) fn read(connection: &mut impl BufRead, host: &str) -> io::Result<Option<Request>> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if connection.read_until(b'\n', &mut head)? == 0 || head.len() > BYTES_MAX {
                return Ok(None);
            }
        }
        let mut headers = [httparse::EMPTY_HEADER; 96];
        let mut parsed = httparse::Request::new(&mut headers);
        parsed.parse(&head).map_err(io::Error::other)?;
        let headers = parsed.headers.iter().map(|header| {
            let value = String::from_utf8_lossy(header.value).into_owned();
            (header.name.to_lowercase(), value)
        });
        let mut request = Request {
            host: host.to_owned(),
            method: parsed.method.unwrap_or_default().to_owned(),
            target: parsed.path.unwrap_or_default().to_owned(),
            headers: headers.collect(),
            body: Vec::new(),
        };
        request.body = request.read_body(connection)?;
        Ok(Some(request))
    }

    fn read_body(&self, connection: &mut impl BufRead) -> io::Result<Vec<u8>> {
        if self.header("transfer-encoding") == Some("chunked") {
            return read_chunks(connection);
        }
        let length = self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; usize::min(length, BYTES_MAX)];
        connection.read_exact(&mut body)?;
        Ok(body)
    }

    /// Returns a header by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Returns the path without the query.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    /// Returns a parameter of the query; the stubs need no escapes.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let query = self.target.split_once('?')?.1;
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Returns the names of the cookies that came with it, in alphabetical order.
    pub(crate) fn cookies(&self) -> Vec<String> {
        cookie_names(self.header("cookie").unwrap_or_default())
    }

    /// Returns the body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Returns the names in a line of cookies, in alphabetical order and with repetitions.
pub(crate) fn cookie_names(line: &str) -> Vec<String> {
    let pairs = line.split(';').map(str::trim).filter(|pair| !pair.is_empty());
    let mut names: Vec<String> = pairs.map(|pair| pair.split('=').next().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn read_chunks(connection: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        connection.read_line(&mut line)?;
        let size = line.trim().split(';').next().and_then(|size| usize::from_str_radix(size, 16).ok());
        let size = size.filter(|size| body.len() + size <= BYTES_MAX).ok_or_else(|| io::Error::other("a bad chunk"))?;
        let mut chunk = vec![0; size + 2];
        connection.read_exact(&mut chunk)?;
        if size == 0 {
            return Ok(body);
        }
        body.extend_from_slice(&chunk[..size]);
    }
}

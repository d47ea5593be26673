//! Requests with curl, many in one run, each with its whole answer.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A request to the server of a test.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) url: String,
    pub(crate) headers: Vec<String>,
    /// Name and password, as `customer:secret`.
    pub(crate) login: Option<String>,
}

/// An answer as it came, without any decoding.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn to(url: impl Into<String>) -> Request {
        Request { url: url.into(), ..Request::default() }
    }

    pub(crate) fn with(mut self, header: impl Into<String>) -> Request {
        self.headers.push(header.into());
        self
    }

    pub(crate) fn login(mut self, login: &str) -> Request {
        self.login = Some(login.to_owned());
        self
    }
}

impl Response {
    /// Returns the value of a header, which must not be there twice.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} is sent twice: {:?}", self.headers);
        value
    }
}

/// Sends requests one after another. All host names lead to loopback.
pub(crate) fn get(requests: &[Request], folder: &Path, certificate: &Path) -> Vec<Response> {
    let mut command = Command::new("curl");
    for (number, Request { url, headers, login }) in requests.iter().enumerate() {
        if number > 0 {
            command.arg("--next");
        }
        // Caddy listens before it has made its certificates.
        command.args(["--retry", "20", "--retry-delay", "1", "--retry-all-errors", "--fail-early"]);
        command.args(["--silent", "--show-error", "--http1.1", "--max-time", "60", "--path-as-is", "--connect-to"]);
        command.arg("::127.0.0.1:").arg("--cacert").arg(certificate);
        command.arg("--dump-header").arg(folder.join(format!("{number}.head")));
        command.arg("--output").arg(folder.join(format!("{number}.body")));
        for header in headers {
            command.args(["--header", header]);
        }
        if let Some(login) = login {
            command.args(["--user", login]);
        }
        command.arg(url);
    }
    let output = command.output().unwrap_or_else(|error| panic!("curl: {error}; run `cargo xtask setup`"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (0..requests.len()).map(|number| read(folder, number)).collect()
}

fn read(folder: &Path, number: usize) -> Response {
    let (head, body) = (folder.join(format!("{number}.head")), folder.join(format!("{number}.body")));
    let text = fs::read_to_string(&head).unwrap();
    let mut lines = text.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
    let response = Response { status, headers, body: fs::read(&body).unwrap_or_default() };
    // An answer without a body leaves no file, and a former one must not stay.
    let _ = fs::remove_file(body);
    fs::remove_file(head).unwrap();
    response
}

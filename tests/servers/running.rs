//! A server that runs with the written configuration: the changes that an owner makes, and what the machine has around a site.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use helder::parse::ServerKind;
use helder::server::FOLDER;

use crate::client::{self, Request, Response};
use crate::sandbox::Sandbox;

/// The login of the pages for customers.
pub(crate) const LOGIN: &str = "customer:secret";

/// What `caddy hash-password` of version 2.6 makes of the password, with the lowest cost.
const BCRYPT: &str = "JDJ5JDA0JDZHdnBjdEdMSHNCRDlHeG9QalNhemVFaFRwWVBtOXFiYWdhN2Q5UDUvQmFjei5wMFhRZHNt";

/// A server that ends with this value.
pub(crate) struct Running {
    pub(crate) sandbox: Sandbox,
    process: Child,
    port: u16,
    certificate: PathBuf,
}

/// The modules that Debian switches on, and those that the written file names.
const APACHE_MODULES: [&str; 22] = [
    "mpm_event",
    "access_compat",
    "alias",
    "auth_basic",
    "authn_core",
    "authn_file",
    "authz_core",
    "authz_host",
    "authz_user",
    "autoindex",
    "deflate",
    "dir",
    "env",
    "filter",
    "mime",
    "negotiation",
    "reqtimeout",
    "setenvif",
    "headers",
    "rewrite",
    "socache_shmcb",
    "ssl",
];

impl Running {
    /// Starts the server for a site that was built.
    pub(crate) fn start(kind: ServerKind, sandbox: Sandbox, base_url: &str) -> Running {
        // Apache gives up its rights before it reads the files.
        fs::set_permissions(sandbox.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        for folder in ["answers", "run"] {
            fs::create_dir(sandbox.path(folder)).unwrap();
        }
        age(&sandbox.path("dist"));
        let (port, other) = (free_port(), free_port());
        let (https, http) = if base_url.starts_with("https") { (port, other) } else { (other, port) };
        certificate(&sandbox);
        let command = match kind {
            ServerKind::Nginx => nginx(&sandbox, https, http),
            ServerKind::Apache => apache(&sandbox, https, http),
            ServerKind::Caddy => caddy(&sandbox, https, http),
            other => panic!("{other} is not a program"),
        };
        let certificate = match kind {
            ServerKind::Caddy => sandbox.path("run/caddy/pki/authorities/local/root.crt"),
            _ => sandbox.path("certificate.pem"),
        };
        let process = spawn(command, &sandbox);
        let mut running = Running { sandbox, process, port, certificate };
        running.wait();
        running
    }

    /// Sends requests. Each address has the host and the scheme of the site, and its port is replaced.
    pub(crate) fn get(&self, requests: &[Request]) -> Vec<Response> {
        let with_port = |request: &Request| {
            let (scheme, rest) = request.url.split_once("://").unwrap();
            let (host, path) = rest.split_once('/').unwrap();
            let host = host.split(':').next().unwrap();
            Request { url: format!("{scheme}://{host}:{}/{path}", self.port), ..request.clone() }
        };
        let requests: Vec<Request> = requests.iter().map(with_port).collect();
        client::get(&requests, &self.sandbox.path("answers"), &self.certificate)
    }

    fn wait(&mut self) {
        let start = Instant::now();
        let is_trusted = |path: &Path| path.is_file();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err()
            || (self.certificate.ends_with("root.crt") && self.is_https() && !is_trusted(&self.certificate))
        {
            let ended = self.process.try_wait().unwrap();
            if ended.is_some() || start.elapsed() > Duration::from_secs(30) {
                panic!("the server did not start:\n{}", self.log());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn is_https(&self) -> bool {
        fs::read_to_string(self.sandbox.path("content/site.yaml")).unwrap().contains("base_url: https")
    }

    /// Returns what the server has written, for a test that fails.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.sandbox.path("run/log")).unwrap_or_default()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("{}", self.log());
        }
        // nginx and Apache end their workers when they are asked, and not when they are killed.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn spawn(mut command: Command, sandbox: &Sandbox) -> Child {
    let log = fs::File::create(sandbox.path("run/log")).unwrap();
    command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
    command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}; run `cargo xtask setup`"))
}

/// Makes files an hour older: Apache sends a weak ETag for a file that was written less than a second ago.
fn age(folder: &Path) {
    let earlier = SystemTime::now() - Duration::from_secs(3600);
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            fs::File::open(entry.path()).unwrap().set_modified(earlier).unwrap();
        }
    }
}

/// Returns a port that nothing listens at: one below those that the system gives to clients, and each one once.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 500) as u16 * 24;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Makes a certificate for all hosts of the tests, and the file of passwords.
fn certificate(sandbox: &Sandbox) {
    let names = ["privacy.example.org", "example.org", "customers.privacy.example.org", "customers.example.org"];
    let names = format!("subjectAltName={}", names.map(|name| format!("DNS:{name}")).join(","));
    let status = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=example.org", "-addext", &names, "-out"])
        .arg(sandbox.path("certificate.pem"))
        .arg("-keyout")
        .arg(sandbox.path("certificate.key"))
        .stderr(Stdio::null())
        .status();
    assert!(status.is_ok_and(|status| status.success()), "openssl fails; run `cargo xtask setup`");
    let (name, password) = LOGIN.split_once(':').unwrap();
    let hash = Command::new("openssl").args(["passwd", "-apr1", password]).output().unwrap().stdout;
    sandbox.write("customers.htpasswd", format!("{name}:{}", String::from_utf8(hash).unwrap()));
}

/// Changes the lines of the file that an owner copies: the folder, the certificate and the passwords.
fn owners_copy(sandbox: &Sandbox, name: &str) -> String {
    let text = fs::read_to_string(sandbox.path("dist/server").join(name)).unwrap();
    let path = |name: &str| sandbox.path(name).display().to_string();
    let lines = text.replace(FOLDER, &path("dist"));
    let lines: String = lines
        .lines()
        // Not every machine has this protocol.
        .filter(|line| !line.contains("listen [::]"))
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                ["ssl_certificate", ..] => format!("ssl_certificate {};\n", path("certificate.pem")),
                ["ssl_certificate_key", ..] => format!("ssl_certificate_key {};\n", path("certificate.key")),
                ["auth_basic_user_file", ..] => format!("auth_basic_user_file {};\n", path("customers.htpasswd")),
                ["SSLCertificateFile", ..] => format!("SSLCertificateFile {}\n", path("certificate.pem")),
                ["SSLCertificateKeyFile", ..] => format!("SSLCertificateKeyFile {}\n", path("certificate.key")),
                ["AuthUserFile", ..] => format!("AuthUserFile {}\n", path("customers.htpasswd")),
                ["customer", "HASH"] => format!("customer {BCRYPT}\n"),
                _ => format!("{line}\n"),
            }
        })
        .collect();
    lines
}

fn nginx(sandbox: &Sandbox, https: u16, http: u16) -> Command {
    let copy = owners_copy(sandbox, "nginx-site.conf");
    let copy = ["443", "8443"]
        .iter()
        .fold(copy, |copy, port| copy.replace(&format!("listen {port} "), &format!("listen 127.0.0.1:{https} ")));
    sandbox.write("run/site.conf", copy.replace("listen 80;", &format!("listen 127.0.0.1:{http};")));
    let run = sandbox.path("run").display().to_string();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {run}/{name};\n"))
        .concat();
    let main = format!(
        "daemon off;\nworker_processes 1;\npid {run}/pid;\nerror_log stderr;\n\
         load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\nevents {{}}\nhttp {{\n{temporary}\
         include /etc/nginx/mime.types;\naccess_log off;\n\
         # As Debian has it.\ngzip on;\ninclude {run}/site.conf;\n}}\n"
    );
    sandbox.write("run/nginx.conf", main);
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-e").arg("stderr").arg("-p").arg(&run).arg("-c").arg(format!("{run}/nginx.conf"));
    command
}

fn apache(sandbox: &Sandbox, https: u16, http: u16) -> Command {
    let copy = owners_copy(sandbox, "apache-site.conf");
    let copy: String =
        copy.lines().filter(|line| !line.starts_with("Listen ")).map(|line| format!("{line}\n")).collect();
    let copy = copy.replace("*:443>", &format!("*:{https}>")).replace("*:8443>", &format!("*:{https}>"));
    sandbox.write("run/site.conf", copy.replace("*:80>", &format!("*:{http}>")));
    let run = sandbox.path("run").display().to_string();
    let modules: String = APACHE_MODULES
        .map(|name| format!("Include /etc/apache2/mods-available/{name}.load\nIncludeOptional /etc/apache2/mods-available/{name}.conf\n"))
        .concat();
    let main = format!(
        "ServerRoot /etc/apache2\nServerName localhost\nPidFile {run}/pid\nDefaultRuntimeDir {run}\nErrorLog /dev/stderr\n\
         Listen 127.0.0.1:{https}\nListen 127.0.0.1:{http}\n{modules}User www-data\nGroup www-data\n\
         <Directory />\n    Require all denied\n</Directory>\nInclude {run}/site.conf\n"
    );
    sandbox.write("run/apache.conf", main);
    let mut command = Command::new("/usr/sbin/apache2");
    command.arg("-D").arg("FOREGROUND").arg("-f").arg(format!("{run}/apache.conf"));
    for (name, value) in [("APACHE_RUN_DIR", run.as_str()), ("APACHE_LOG_DIR", &run), ("APACHE_PID_FILE", "pid")] {
        command.env(name, value);
    }
    command
}

fn caddy(sandbox: &Sandbox, https: u16, http: u16) -> Command {
    // An authority of its own instead of one that checks the domain over the network.
    let options = format!("{{\nadmin off\nlocal_certs\nskip_install_trust\nhttp_port {http}\nhttps_port {https}\n}}\n");
    let copy = owners_copy(sandbox, "Caddyfile").replace(".org:8443 {", ".org {");
    sandbox.write("run/Caddyfile", options + &copy);
    let mut command = Command::new("/usr/bin/caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(sandbox.path("run/Caddyfile"));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, sandbox.path("run"));
    }
    command
}

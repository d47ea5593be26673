//! The driver of a browser: a separate program that starts the browser and carries out commands.
//!
//! A shell in its own session runs it. When the tests end in any way, the pipe to the shell closes. The shell then ends the
//! driver and every browser that it started, and removes their profile.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Kind;

/// How long a driver may take to report its port.
const START_MAX: Duration = Duration::from_secs(30);

/// Runs the driver, waits for the pipe to close, ends everything in this session but itself, and removes the folder.
const KEEPER: &str = r#"
folder=$1; shift
"$@" &
cat > /dev/null
for process in $(pgrep -s $$); do [ "$process" = $$ ] || kill -KILL "$process"; done 2> /dev/null
wait 2> /dev/null
rm -rf "$folder"
"#;

/// A driver that runs until it is dropped.
pub(crate) struct Driver {
    pub(crate) port: u16,
    /// A folder for the browser, removed with the driver.
    pub(crate) folder: PathBuf,
    keeper: Child,
}

impl Driver {
    /// Starts the driver of a kind of browser.
    pub(crate) fn start(kind: Kind) -> Driver {
        let program = find(kind.driver());
        find(kind.program());
        let folder = tempfile::Builder::new().prefix("helder-browser-").tempdir().unwrap().keep();
        let mut command = Command::new("setsid");
        command.args(["sh", "-c", KEEPER, "keeper"]).arg(&folder).arg(program);
        match kind {
            Kind::Chromium => command.args(["--port=0"]),
            Kind::Firefox => command.args(["--port", "0", "--allow-system-access", "--profile-root"]).arg(&folder),
        };
        command.env("HOME", &folder).env("TMPDIR", &folder).env("LANG", "C.UTF-8").env("TZ", "UTC");
        command.env_remove("DISPLAY").env_remove("XDG_RUNTIME_DIR");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut keeper = command.spawn().unwrap();
        let said = BufReader::new(keeper.stdout.take().unwrap());
        let mut driver = Driver { port: 0, folder, keeper };
        let (port_found, port) = mpsc::channel();
        // Reads to the end, so that the driver never blocks on a full pipe.
        thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = port_found.send(port);
                }
            }
        });
        driver.port = port.recv_timeout(START_MAX).unwrap_or_else(|_| panic!("`{}` does not start", kind.driver()[0]));
        driver
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Finds a program among those that `cargo xtask setup` installs for the tests, or on the path.
fn find(names: &[&str]) -> PathBuf {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/bin");
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = [tools].into_iter().chain(env::split_paths(&path)).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = places.into_iter().find(|place| place.is_file());
    found.unwrap_or_else(|| panic!("there is no `{}`: `cargo xtask setup` installs it", names.join("` and no `")))
}

/// Returns the port in the line by which a driver says that it is ready.
fn port_in(line: &str) -> Option<u16> {
    let chromium = line.strip_prefix("ChromeDriver was started successfully on port ");
    let firefox = line.split_once("Listening on 127.0.0.1:").map(|(_, port)| port);
    chromium.or(firefox)?.trim_end_matches('.').trim().parse().ok()
}

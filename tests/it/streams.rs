//! Streams that take nothing: full, closed, or a pipe that ended. Exit codes are 0, 1 and 2, and say what the command did.

use std::fs::{self, File};
use std::io::pipe;
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::sandbox::{Sandbox, TODAY, repository};
use crate::tree;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Output,
    Error,
}

/// Why a stream takes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Broken {
    Full,
    Closed,
    /// A pipe whose reader is gone.
    Ended,
}

/// What is run in a site with a draft, the exit code, and whether the command writes data to the output stream.
const RUNS: [(&[&str], i32, bool); 28] = [
    (&["build"], 0, false),
    (&["build", "--deny", "warnings"], 0, false),
    (&["build", "--format", "json"], 0, true),
    (&["build", "--content", "broken", "--output", "other"], 1, false),
    (&["build", "--content", "absent"], 2, false),
    (&["check"], 0, false),
    (&["check", "--format", "sarif"], 0, true),
    (&["check", "--format", "github", "--content", "broken"], 1, true),
    (&["check", "--content", "broken"], 1, false),
    (&["history"], 0, true),
    (&["history", "--verify"], 0, true),
    (&["history", "--record"], 0, false),
    (&["history", "--record", "--content", "unrecorded"], 0, false),
    (&["history", "--record", "--content", "broken"], 1, false),
    (&["diff", "privacy"], 0, true),
    (&["diff", "absent"], 1, false),
    (&["release", "privacy", "--yes", "--effective", "2027-01-01"], 0, true),
    (&["release", "privacy", "--dry-run", "--effective", "2027-01-01"], 0, true),
    (&["release", "absent"], 1, false),
    (
        &[
            "init",
            "new",
            "--organisation",
            "A",
            "--domains",
            "a.example",
            "--documents",
            "cookie-policy",
            "--services",
            "none",
        ],
        0,
        false,
    ),
    (&["init", "new"], 2, false),
    (&["explain", "--list"], 0, true),
    (&["schema"], 0, true),
    (&["completions", "bash"], 0, true),
    (&["man"], 0, true),
    (&["man", "pages"], 0, false),
    (&["licenses"], 0, true),
    (&["--version"], 0, true),
];

/// Makes the good site with a draft that has a material change, and a broken one.
fn site() -> Sandbox {
    let sandbox = Sandbox::new();
    tree::copy(&repository("tests/rules/good/content"), &sandbox.path("content"));
    for language in ["nl", "en"] {
        let text = fs::read_to_string(sandbox.path(&format!("content/privacy/1.0.{language}.md"))).unwrap();
        let body = text.splitn(3, "---").nth(2).unwrap();
        sandbox.write(&format!("content/privacy/draft.{language}.md"), format!("---\nsummary: Iets.\n---{body}"));
    }
    sandbox.edit("content/registers/activities.yaml", "period: P1M\n", "period: P3M\n");
    sandbox.add("rejects-a-base-url-that-is-none", "unused");
    tree::copy(&sandbox.path("unused/content"), &sandbox.path("broken"));
    tree::copy(&sandbox.path("content"), &sandbox.path("unrecorded"));
    assert_eq!(sandbox.run(&["history", "--record"]).exit, Some(0));
    sandbox
}

fn copy(site: &Sandbox) -> Sandbox {
    let copy = Sandbox::new();
    tree::copy(&site.path(""), &copy.path(""));
    copy
}

/// Returns the program with a stream that takes nothing.
fn program(sandbox: &Sandbox, arguments: &[&str], stream: Stream, broken: Broken) -> Command {
    let mut command = sandbox.helder(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let target: Stdio = match broken {
        Broken::Full => File::options().write(true).open("/dev/full").unwrap().into(),
        Broken::Ended => pipe().unwrap().1.into(),
        Broken::Closed => {
            let mut shell = Command::new("/bin/sh");
            let number = if stream == Stream::Output { 1 } else { 2 };
            shell.args(["-c", &format!("exec \"$0\" \"$@\" {number}>&-")]).arg(command.get_program());
            shell.args(command.get_args()).current_dir(sandbox.path("")).env_clear();
            shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            return shell;
        }
    };
    match stream {
        Stream::Output => command.stdout(target),
        Stream::Error => command.stderr(target),
    };
    command
}

#[test]
fn the_exit_code_says_what_happened_whatever_can_be_printed() {
    let prepared = site();
    let before = tree::read(&prepared.path(""));
    for (arguments, exit, writes_data) in RUNS {
        let whole = copy(&prepared);
        let run = whole.run(arguments);
        assert_eq!(run.exit, Some(exit), "{arguments:?}: {}", run.stderr);
        assert_eq!(!run.stdout.is_empty(), writes_data, "{arguments:?}: {}", run.stdout);
        let expected = tree::read(&whole.path(""));
        for stream in [Stream::Output, Stream::Error] {
            for broken in [Broken::Full, Broken::Closed, Broken::Ended] {
                let sandbox = copy(&prepared);
                let status = program(&sandbox, arguments, stream, broken).status().unwrap();
                let what = format!("{arguments:?} with {stream:?} {broken:?}");
                let fails = writes_data && stream == Stream::Output && broken == Broken::Full;
                assert_eq!(status.code(), Some(if fails { 2 } else { exit }), "{what}");
                // Data that could not be written is a failure, and then nothing else has happened.
                tree::assert_same_bytes(if fails { &before } else { &expected }, &tree::read(&sandbox.path("")), &what);
            }
        }
    }
}

#[test]
fn a_server_needs_no_stream() {
    for broken in [Broken::Full, Broken::Closed, Broken::Ended] {
        let sandbox = site();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let arguments = ["serve", "--today", TODAY, "--port", &port.to_string()];
        let mut server = program(&sandbox, &arguments, Stream::Error, broken).spawn().unwrap();
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until && server.try_wait().unwrap().is_none(), "{broken:?}: it does not serve");
            std::thread::sleep(Duration::from_millis(20));
        }
        // An error and its end are messages too.
        sandbox.write("content/privacy/1.0.nl.md", "broken");
        std::thread::sleep(Duration::from_millis(300));
        let kill = Command::new("kill").args(["-INT", &server.id().to_string()]).status().unwrap();
        assert!(kill.success());
        assert_eq!(server.wait().unwrap().code(), Some(0), "{broken:?}");
    }
}

//! An output folder that is a mount point, as a volume of a container is. Where a test can't mount
//! anything, only the tests of `emit` cover this.

use std::fs;
use std::process::Command;

use crate::sandbox::{Run, Sandbox, say};
use crate::tree;

/// Runs commands of a shell with folders mounted, in a name space of their own; none if the system does not allow it.
fn mounted(sandbox: &Sandbox, mount: &str, commands: &str) -> Option<Run> {
    let helder = sandbox.helder(&["build"]);
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--mount", "/bin/sh", "-c"]);
    unshare.arg(format!("{mount} || exit 99; {commands}")).arg(helder.get_program()).args(helder.get_args());
    unshare.current_dir(sandbox.path("")).env("NO_COLOR", "1");
    let run = sandbox.outcome(&mut unshare);
    let is_allowed = run.exit != Some(99) && !run.stderr.contains("unshare");
    if !is_allowed {
        say(&format!("nothing can be mounted here: {}", run.stderr));
    }
    is_allowed.then_some(run)
}

const NOTE: &str =
    "`dist` is a mount point, so its files were replaced one by one: for a moment old and new pages were mixed\n";

#[test]
fn a_mount_point_gets_new_contents() {
    let whole = Sandbox::of("three-versions");
    whole.build(&[]);
    for mount in ["mount -t tmpfs none dist", "mount --bind volume dist"] {
        let sandbox = Sandbox::of("three-versions");
        fs::create_dir(sandbox.path("dist")).unwrap();
        fs::create_dir(sandbox.path("volume")).unwrap();
        // Three builds, the second without a change, the third with one less document and one changed page.
        let commands = "\
\"$0\" \"$@\" && \"$0\" \"$@\" && cp -r dist first && rm content/privacy/1.1.nl.md && printf spoilt > dist/public/404.html
\"$0\" \"$@\" && cp -r dist second && ls -A . dist >&2";
        let Some(run) = mounted(&sandbox, mount, commands) else { return };
        assert_eq!(run.exit, Some(0), "{mount}: {}", run.stderr);
        let mut said = run.stderr.split_inclusive('\n');
        assert_eq!(said.next(), Some("built 17 files in `dist`: 17 changed, 0 removed\n"), "{mount}");
        assert_eq!(said.next(), Some(NOTE), "{mount}");
        assert_eq!(said.next(), Some("built 17 files in `dist`: 0 changed, 0 removed\n"), "{mount}");
        let third = said.next().unwrap();
        assert!(third.starts_with("built 1") && !third.contains(" 0 removed"), "{mount}: {third}");
        assert_eq!(said.next(), Some(NOTE), "{mount}");
        let rest: String = said.collect();
        assert!(!rest.contains(".helder-new") && !rest.contains(".dist.helder"), "{mount}: {rest}");
        tree::assert_same_bytes(
            &tree::read(&whole.path("dist")),
            &tree::read(&sandbox.path("first")),
            "the first build into a mount point",
        );
        fs::remove_dir_all(sandbox.path("dist")).unwrap();
        sandbox.build(&[]);
        tree::assert_same_bytes(
            &tree::read(&sandbox.path("dist")),
            &tree::read(&sandbox.path("second")),
            "the third build into a mount point",
        );
    }
}

#[test]
fn a_mount_point_with_somebody_elses_files_is_refused() {
    let sandbox = Sandbox::of("minimal");
    fs::create_dir(sandbox.path("dist")).unwrap();
    let Some(run) = mounted(&sandbox, "mount -t tmpfs none dist && echo mine > dist/mine", "exec \"$0\" \"$@\"") else {
        return;
    };
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.contains("dist/mine` holds files that helder did not make"), "{}", run.stderr);
}

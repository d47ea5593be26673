//! The output folder: helder replaces what it made, and never touches anything else.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::process::{Child, Command};

use crate::sandbox::{Run, Sandbox};
use crate::tree;

/// Asserts that a build ends with exit code 2 and this message, and leaves every file of the sandbox as it was.
fn refused(sandbox: &Sandbox, arguments: &[&str], expected: &str) {
    let former = tree::read(&sandbox.path(""));
    let run = sandbox.run(&[&["build"], arguments].concat());
    assert_eq!(run, Run { exit: Some(2), stdout: String::new(), stderr: expected.to_owned() });
    assert_eq!(former, tree::read(&sandbox.path("")));
    assert_eq!(sandbox.remnants(), Vec::<String>::new());
}

const FOREIGN_HINT: &str = "hint: name an empty or new folder with `--output`";

#[test]
fn refuses_a_folder_with_somebody_elses_files() {
    let sandbox = Sandbox::of("minimal");
    sandbox.write("site/index.html", "mine");
    refused(
        &sandbox,
        &["--output", "site"],
        &format!(
            "error: `[sandbox]/site/index.html` holds files that helder did not make; nothing was changed\n{FOREIGN_HINT}\n"
        ),
    );
}

#[test]
fn refuses_its_own_folder_with_a_foreign_file_in_it() {
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&[]);
    sandbox.write("dist/public/CNAME", "privacy.example.org");
    refused(
        &sandbox,
        &[],
        &format!(
            "error: `[sandbox]/dist/public/CNAME` holds files that helder did not make; nothing was changed\n{FOREIGN_HINT}\n"
        ),
    );
}

#[test]
fn refuses_a_file_as_output() {
    let sandbox = Sandbox::of("minimal");
    sandbox.write("dist", "mine");
    refused(&sandbox, &[], "error: `[sandbox]/dist` can't be the output folder: it is a file\n");
}

#[test]
fn refuses_a_symbolic_link_as_output() {
    let sandbox = Sandbox::of("minimal");
    symlink(".", sandbox.path("dist")).unwrap();
    for output in ["dist", "./dist", "dist/"] {
        let expected = format!("error: `{output}` can't be the output folder: it is a symbolic link\n");
        let run = sandbox.run(&["build", "--output", output]);
        assert_eq!(run, Run { exit: Some(2), stdout: String::new(), stderr: expected });
    }
    assert_eq!(sandbox.remnants(), Vec::<String>::new());
}

#[test]
fn refuses_the_working_directory_and_its_parents() {
    let sandbox = Sandbox::of("minimal");
    for output in [".", "..", "./.", "content/..", "/", "../.."] {
        let expected =
            format!("error: `{output}` can't be the output folder: it is the working directory, or holds it\n");
        refused(&sandbox, &["--output", output], &expected);
    }
}

#[test]
fn refuses_to_write_among_its_sources() {
    let sandbox = Sandbox::of("minimal");
    sandbox.write("themes/default/styles/99-own.css", "h1 { color: teal; }");
    for output in ["content", "content/dist", "content/privacy/dist", "themes", "themes/dist"] {
        let expected = format!(
            "error: `{output}` can't be the output folder: it is a folder of sources, or lies in one or holds one\n"
        );
        refused(&sandbox, &["--output", output], &expected);
    }
}

#[test]
fn refuses_to_replace_the_folder_of_its_sources() {
    let sandbox = Sandbox::new();
    sandbox.add("minimal", "site");
    refused(
        &sandbox,
        &["--content", "site/content", "--output", "site"],
        "error: `site` can't be the output folder: it is a folder of sources, or lies in one or holds one\n",
    );
}

#[test]
fn accepts_an_empty_folder_and_one_with_litter() {
    let sandbox = Sandbox::of("minimal");
    fs::create_dir_all(sandbox.path("dist/empty")).unwrap();
    sandbox.write("dist/.DS_Store", "");
    let said = sandbox.build(&[]);
    assert!(said.ends_with(" changed, 0 removed\n"), "{said}");
    assert!(!sandbox.path("dist/empty").exists());
}

#[test]
fn makes_the_folders_above_the_output() {
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&["--output", "a/b/dist"]);
    assert!(sandbox.path("a/b/dist/public/index.html").exists());
}

#[test]
fn restores_missing_and_changed_files() {
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&[]);
    let whole = tree::read(&sandbox.path("dist"));
    fs::remove_file(sandbox.path("dist/public/index.html")).unwrap();
    fs::write(sandbox.path("dist/public/404.html"), "spoilt").unwrap();
    let said = sandbox.build(&[]);
    assert!(said.ends_with(": 2 changed, 0 removed\n"), "{said}");
    tree::assert_same_bytes(&whole, &tree::read(&sandbox.path("dist")), "after the second build");
}

#[test]
fn leaves_a_page_that_somebody_reads_as_it_was() {
    // A reader that opened a page before a build can read all of it.
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&[]);
    let page = sandbox.path("dist/public/privacyverklaring/index.html");
    let before = fs::read(&page).unwrap();
    let open = fs::File::open(&page).unwrap();
    sandbox.edit("content/privacy/1.0.nl.md", "zorgvuldig", "netjes");
    sandbox.build(&[]);
    assert_ne!(fs::read(&page).unwrap(), before);
    assert_eq!(std::io::read_to_string(open).unwrap().into_bytes(), before);
}

#[test]
fn follows_no_link_in_the_former_output() {
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&[]);
    let page = sandbox.path("dist/public/index.html");
    fs::rename(&page, sandbox.path("elsewhere.html")).unwrap();
    symlink(sandbox.path("elsewhere.html"), &page).unwrap();
    sandbox.build(&[]);
    assert!(fs::symlink_metadata(&page).unwrap().is_file(), "the link was kept");
    assert_eq!(fs::metadata(sandbox.path("elsewhere.html")).unwrap().nlink(), 1);
}

#[test]
fn leaves_the_former_output_complete_when_the_disk_is_full() {
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&[]);
    let former = tree::read(&sandbox.path("dist"));
    // The new style sheet is larger than the limit of 8 KiB a file; pages are not.
    sandbox.edit("content/privacy/1.0.nl.md", "zorgvuldig", "netjes");
    sandbox.write("themes/default/styles/99-own.css", format!("h1{{content:\"{}\"}}", "x".repeat(64 * 1024)));
    let program = sandbox.helder(&["build"]);
    let mut limited = Command::new("bash");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "bash"]);
    limited.arg(program.get_program()).args(program.get_args());
    limited.current_dir(sandbox.path("")).env_clear();
    let run = sandbox.outcome(&mut limited);
    assert_eq!(run.exit, Some(2), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: can't write `[sandbox]/.dist.helder-"), "{}", run.stderr);
    assert!(run.stderr.ends_with(": File too large (os error 27)\n"), "{}", run.stderr);
    assert_eq!(former, tree::read(&sandbox.path("dist")));
    assert_eq!(sandbox.remnants(), Vec::<String>::new());
}

#[test]
fn concurrent_builds_leave_one_complete_site() {
    let sandbox = Sandbox::of("minimal");
    sandbox.add("three-versions", "other");
    let one = ["build"];
    let two = ["build", "--content", "other/content"];
    sandbox.build(&["--output", "one"]);
    sandbox.build(&["--output", "two", "--content", "other/content"]);
    let (first, second) = (tree::read(&sandbox.path("one")), tree::read(&sandbox.path("two")));
    for round in 0..12 {
        let builds: Vec<Child> =
            [&one[..], &two, &one, &two].iter().map(|arguments| quiet(&sandbox, arguments).spawn().unwrap()).collect();
        for build in builds {
            let output = build.wait_with_output().unwrap();
            assert!(output.status.success(), "round {round}: {}", String::from_utf8_lossy(&output.stderr));
        }
        let made = tree::read(&sandbox.path("dist"));
        let whole = [&first, &second].iter().any(|whole| tree::differing(whole, &made).is_empty());
        assert!(whole, "round {round}: {:?}", made.keys());
        assert_eq!(sandbox.remnants(), Vec::<String>::new(), "round {round}");
    }
}

fn quiet(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut command = sandbox.helder(arguments);
    command.stderr(std::process::Stdio::piped());
    command
}

#[test]
fn a_build_says_that_it_waits_for_another() {
    let sandbox = Sandbox::of("minimal");
    let folder = fs::File::open(sandbox.path("")).unwrap();
    folder.lock().unwrap();
    let build = quiet(&sandbox, &["build"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(!sandbox.path("dist").exists(), "the build did not wait");
    folder.unlock().unwrap();
    let output = build.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let expected =
        format!("waiting for another build in `{}`\nbuilt ", sandbox.path("").to_str().unwrap().trim_end_matches('/'));
    assert!(output.status.success() && said.starts_with(&expected), "{said}");
}

const EARLIER: [&str; 2] = ["--today", "2026-10-01"];

#[test]
fn a_day_before_the_last_publication_takes_nothing_offline() {
    let sandbox = Sandbox::of("three-versions");
    sandbox.build(&["--today", "2026-12-01"]);
    sandbox.build(&["--today", "2026-12-01", "--output", "site"]);
    let former = tree::read(&sandbox.path(""));
    // The default output, however it is written, and any other that shows the site.
    for output in ["dist", "./dist", "dist/", "site"] {
        let run = sandbox.run(&[&["build", "--output", output], &EARLIER[..]].concat());
        assert_eq!(run.exit, Some(1), "{output}: {}", run.stderr);
        let fact = "error[day-before-publication]: this build is for 2026-10-01, and version 2.0 of `privacy` was published on 2026-11-01\n";
        assert!(run.stderr.starts_with(fact), "{output}: {}", run.stderr);
        assert_eq!(former, tree::read(&sandbox.path("")), "{output}");
    }
    // Nor where there is no output yet.
    fs::remove_dir_all(sandbox.path("dist")).unwrap();
    assert_eq!(sandbox.run(&[&["build"], &EARLIER[..]].concat()).exit, Some(1));
    assert!(!sandbox.path("dist").exists());
}

#[test]
fn an_earlier_day_has_an_output_of_its_own() {
    let sandbox = Sandbox::of("three-versions");
    let earlier = [&EARLIER[..], &["--output", "earlier"]].concat();
    for round in 0..2 {
        sandbox.build(&earlier);
        assert!(sandbox.path("earlier/public/privacyverklaring/1.1/index.html").exists(), "round {round}");
        assert!(!sandbox.path("earlier/public/privacyverklaring/2.0/index.html").exists(), "round {round}");
    }
    // The last day of 1.1 alone, and then the site: from then on it is one.
    sandbox.build(&["--today", "2026-10-31", "--output", "earlier"]);
    sandbox.build(&["--today", "2026-12-01", "--output", "earlier"]);
    assert_eq!(sandbox.run(&[&["build"], &earlier[..]].concat()).exit, Some(1));
}

#[test]
fn a_wrong_clock_stops_a_build_into_any_folder() {
    let sandbox = Sandbox::of("minimal");
    sandbox.edit(
        "content/privacy/1.0.nl.md",
        "published: 2026-01-01\neffective: 2026-01-01",
        "published: 2926-01-01\neffective: 2926-01-01",
    );
    // Without `--today` the day is that of the clock.
    let mut build = Command::new(sandbox.helder(&["build"]).get_program());
    build.args(["build", "--output", "new"]).current_dir(sandbox.path("")).env_clear();
    let run = sandbox.outcome(&mut build);
    assert_eq!(run.exit, Some(1), "{}", run.stderr);
    assert!(
        run.stderr.contains("hint: it would take published pages offline; set the clock of this machine"),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path("new").exists());
}

//! Content that is too large or too odd for a golden site: helder reports it with its place, does not crash, and does not change the
//! output.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::sandbox::{Run, Sandbox};
use crate::tree;

const DRAFT: &str = "content/privacy/draft.nl.md";

/// Front matter and title; the text after it begins on line 7.
const HEAD: &str = "---\nversion: \"2.0\"\n---\n\n# Privacyverklaring\n\n";

/// Builds the minimal site, lets `spoil` change it, and asserts that a second build reports this error and changes nothing.
fn check(spoil: impl FnOnce(&Sandbox), expected: &str) {
    let sandbox = Sandbox::of("minimal");
    sandbox.build(&[]);
    let former = tree::read(&sandbox.path("dist"));
    spoil(&sandbox);
    let run = sandbox.run(&["build"]);
    let stderr = format!("{expected}\n1 error\nnothing was built; `dist` is as it was\n");
    assert_eq!(run, Run { exit: Some(1), stdout: String::new(), stderr });
    assert_eq!(former, tree::read(&sandbox.path("dist")));
    assert_eq!(sandbox.remnants(), Vec::<String>::new());
}

#[test]
fn refuses_twenty_thousand_nested_quotes() {
    let quotes = ">".repeat(20_000);
    check(
        |sandbox| sandbox.write(DRAFT, format!("{HEAD}{quotes} diep\n")),
        &format!(
            "error[nested-too-deep]: blocks are nested more than 24 deep\n --> {DRAFT}:7:25\n7 | {}\n  | {}{}\nhint: take some of the `>` or list levels away\n",
            ">".repeat(160),
            " ".repeat(24),
            "^".repeat(136),
        ),
    );
}

#[test]
fn refuses_deeply_nested_lists() {
    let lists: String = (0..1_000).map(|depth| format!("{}- diep\n", "  ".repeat(depth))).collect();
    let sandbox = Sandbox::of("minimal");
    sandbox.write(DRAFT, format!("{HEAD}{lists}"));
    let run = sandbox.run(&["build"]);
    assert_eq!(run.exit, Some(1));
    assert!(run.stderr.starts_with("error[nested-too-deep]: blocks are nested more than 24 deep\n"), "{}", run.stderr);
}

#[test]
fn survives_lines_that_are_hard_to_parse() {
    for unit in ["*", "_a_*", "[", "![", "<", "`", "| ", "\\{{", "a\n: ", "&", "[a](", "**a* "] {
        let sandbox = Sandbox::of("minimal");
        sandbox.write(DRAFT, format!("{HEAD}{}\n", unit.repeat(20_000)));
        let run = sandbox.run(&["build"]);
        assert!(matches!(run.exit, Some(0 | 1)), "`{unit}` ended with {:?}: {:.400}", run.exit, run.stderr);
    }
}

#[test]
fn refuses_a_huge_file() {
    check(
        |sandbox| sandbox.write(DRAFT, format!("{HEAD}{}", "Nog een zin. ".repeat(200_000))),
        &format!(
            "error[file-too-large]: the file is larger than 2097152 bytes\n --> {DRAFT}:1:1\nhint: a text this long can't be read by anyone; split it into documents\n"
        ),
    );
}

#[test]
fn refuses_a_link_out_of_the_folder() {
    check(
        |sandbox| {
            sandbox.write("secret.md", format!("{HEAD}Geheim.\n"));
            symlink("../../secret.md", sandbox.path(DRAFT)).unwrap();
        },
        &format!(
            "error[symbolic-link]: this is a symbolic link, which could lead out of the folder\n --> {DRAFT}\nhint: put the file itself here\n"
        ),
    );
}

#[test]
fn refuses_a_linked_folder() {
    check(
        |sandbox| {
            fs::create_dir(sandbox.path("elsewhere")).unwrap();
            symlink("../elsewhere", sandbox.path("content/cookies")).unwrap();
        },
        "error[symbolic-link]: this is a symbolic link, which could lead out of the folder\n --> content/cookies\nhint: put the file itself here\n",
    );
}

#[test]
fn refuses_a_pipe() {
    check(
        |sandbox| {
            let made = Command::new("mkfifo").arg(sandbox.path(DRAFT)).status().unwrap();
            assert!(made.success());
        },
        &format!("error[not-a-file]: this is neither a file nor a folder\n --> {DRAFT}\n"),
    );
}

#[test]
fn refuses_a_name_that_is_not_utf8() {
    check(
        |sandbox| {
            let name = std::ffi::OsStr::from_bytes(b"draft\xff.nl.md");
            fs::write(sandbox.path("content/privacy").join(name), HEAD).unwrap();
        },
        "error[invalid-name]: the file's name is not valid UTF-8\n --> content/privacy/draft\u{FFFD}.nl.md\nhint: rename it with letters, digits, dots and hyphens\n",
    );
}

#[test]
fn refuses_deeply_nested_folders() {
    let path = format!("content/{}", vec!["a"; 40].join("/"));
    let shown = format!("content/{}", vec!["a"; 17].join("/"));
    check(
        |sandbox| fs::create_dir_all(sandbox.path(&path)).unwrap(),
        &format!("error[nested-too-deep]: folders are nested more than 16 deep\n --> {shown}\n"),
    );
}

#[test]
fn refuses_more_shortcodes_than_a_text_needs() {
    check(
        |sandbox| {
            sandbox.write("content/registers/organisation.yaml", "trade_name: Voorbeeld\n");
            sandbox.write(DRAFT, format!("{HEAD}{}", "{{ organisation.trade_name }} ".repeat(20_001)));
        },
        &format!(
            "error[too-many-shortcodes]: the text has more than 20000 shortcodes and values\n --> {DRAFT}:1:1\n1 | ---\n  | ^\n"
        ),
    );
}

#[test]
fn ignores_temporary_files_of_editors() {
    let sandbox = Sandbox::of("minimal");
    for name in [".1.0.nl.md.swp", "1.0.nl.md~", "#1.0.nl.md#", ".DS_Store"] {
        sandbox.write(&format!("content/privacy/{name}"), [0xFF]);
    }
    let said = sandbox.build(&[]);
    assert!(said.starts_with("built "), "{said}");
}

#[test]
fn reads_text_with_a_byte_order_mark_and_windows_line_ends() {
    let plain = Sandbox::of("minimal");
    plain.build(&[]);
    let odd = Sandbox::of("minimal");
    let path = "content/privacy/1.0.nl.md";
    let text = fs::read_to_string(odd.path(path)).unwrap();
    odd.write(path, format!("\u{FEFF}{}", text.replace('\n', "\r\n")));
    odd.build(&[]);
    // The digest of the file differs; the text is the same.
    assert_eq!(article(&plain), article(&odd));
}

fn article(sandbox: &Sandbox) -> String {
    let html = fs::read_to_string(sandbox.path("dist/public/privacyverklaring/index.html")).unwrap();
    let (_, article) = html.split_once("<article").unwrap();
    article.split_once("</article>").unwrap().0.to_owned()
}

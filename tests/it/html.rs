//! Every page and style sheet passes the Nu HTML checker of the W3C.

use std::process::Command;

use crate::built::sites;
use crate::sandbox::{repository, say};

/// Where `cargo xtask setup` puts the checker.
const CHECKER: &str = "target/tools/node_modules/vnu-jar/build/dist/vnu.jar";

/// Features that browsers support and the checker does not know yet: container queries (css-contain-3), and the marking of the current
/// entry in a list of links (css-overflow-5), which older browsers ignore.
const UNKNOWN: &str = ".*(“container”|“container-type”|“@container”|“scroll-target-group”|“:target-current”).*";

#[test]
fn every_page_is_valid_html() {
    let checker = repository(CHECKER);
    assert!(checker.exists(), "the Nu HTML checker is missing: run `cargo xtask setup`, which installs it and Java");
    let mut command = Command::new("java");
    command.arg("-jar").arg(checker).args([
        "--errors-only",
        "--skip-non-html",
        "--also-check-css",
        "--also-check-svg",
        "--filterpattern",
        UNKNOWN,
    ]);
    let (mut pages, mut styles) = (0, 0);
    for site in sites() {
        pages += site.tree.keys().filter(|path| path.ends_with(".html")).count();
        styles += site.tree.keys().filter(|path| path.ends_with(".css")).count();
        command.arg(site.sandbox.path("dist"));
    }
    let output = command.output().expect("Java runs the Nu HTML checker: run `cargo xtask setup`, which installs both");
    let said = String::from_utf8_lossy(&output.stderr);
    say(&format!("{pages} pages and {styles} style sheets checked"));
    assert!(pages > 100, "only {pages} pages");
    let errors: Vec<&str> = said.lines().collect();
    let shown = errors.iter().take(40).copied().collect::<Vec<_>>().join("\n");
    assert!(output.status.success() && errors.is_empty(), "{} errors, the first are:\n{shown}", errors.len());
}

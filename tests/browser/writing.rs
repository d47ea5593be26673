//! A site while it is written: `helder serve` in the browser of an editor.
//!
//! A saved change shows at once, an error shows on top of the last good page, and pages with a strict policy have no inline script.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::stage::Stage;

in_each_browser! {
    what_is_saved_is_seen_and_what_is_broken_stands_over_the_last_good_page,
    the_overlay_is_worked_with_the_keyboard,
}

const DRAFT: &str = "---\nsummary: Morgen.\n---\n\n# Privacyverklaring\n\n## Van wie {#controller}\n\nVan ons.\n";

/// The text of the overlay.
const OVERLAY: &str = "document.querySelector('helder-serve').shadowRoot.textContent";

/// A running server with its own site; both end with the test.
struct Served {
    child: Child,
    folder: TempDir,
    address: String,
}

impl Served {
    fn begin() -> Served {
        let folder = tempfile::tempdir().unwrap();
        copy(&repository().join("tests/rules/good/content"), &folder.path().join("content"));
        fs::write(folder.path().join("content/privacy/draft.nl.md"), DRAFT).unwrap();
        let mut child = Command::new(program())
            .args(["serve", "--port", "0", "--today", "2026-11-25"])
            .current_dir(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("serving ")).expect("it says where it serves");
        // The output must be read, or the program would block on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let port = line.rsplit_once(':').unwrap().1.trim_end_matches('/');
        Served { child, folder, address: format!("http://localhost:{port}") }
    }

    fn save(&self, text: &str) {
        fs::write(self.folder.path().join("content/privacy/draft.nl.md"), text).unwrap();
    }

    fn open_draft(&self, stage: &Stage) {
        stage.browser.open(&format!("{}/privacyverklaring/concept/", self.address));
        stage.browser.wait("document.querySelector('helder-serve')");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the program, which is in the folder above that of this test.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.ancestors().nth(2).unwrap().join(format!("helder{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "`{}` is not there; run `cargo build` first", program.display());
    program
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn what_is_saved_is_seen_and_what_is_broken_stands_over_the_last_good_page(stage: &Stage) {
    let served = Served::begin();
    served.open_draft(stage);
    assert_eq!(stage.browser.text("h1"), "Privacyverklaring");
    served.save(&DRAFT.replace("# Privacyverklaring\n", "# Privacyverklaring van morgen\n"));
    stage.browser.wait("document.querySelector('h1').textContent === 'Privacyverklaring van morgen'");
    served.save(&DRAFT.replace("Van ons.", "Van [ons](#nergens)."));
    stage.browser.wait(&format!("{OVERLAY}.includes('#nergens')"));
    assert!(stage.browser.holds(&format!("{OVERLAY}.includes('draft.nl.md')")), "the place is named");
    assert_eq!(stage.browser.text("h1"), "Privacyverklaring van morgen", "the last good page stays");
    served.save(DRAFT);
    stage.browser.wait("document.querySelector('h1').textContent === 'Privacyverklaring'");
    stage.browser.wait(&format!("!{OVERLAY}.includes('#nergens')"));
}

fn the_overlay_is_worked_with_the_keyboard(stage: &Stage) {
    let served = Served::begin();
    served.open_draft(stage);
    let root = "document.querySelector('helder-serve').shadowRoot";
    stage.browser.wait(&format!("{root}.querySelector('button.fold')"));
    let is_open = format!("{root}.querySelector('button.fold').getAttribute('aria-expanded') === 'true'");
    stage.browser.run(&format!("{root}.querySelector('button.fold').focus()"));
    stage.browser.press(crate::browser::Key::Enter);
    stage.browser.wait(&is_open);
    stage.browser.press(crate::browser::Key::Escape);
    stage.browser.wait(&format!("!({is_open})"));
}

//! Browsers that can be used for another test: starting one takes seconds, resetting one a few milliseconds.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::{fs, thread};

use super::Stage;
use crate::browser::{Kind, Profile};

/// Idle browsers with the default setup.
static WAITING: Mutex<Vec<Stage>> = Mutex::new(Vec::new());

/// Runs a test in a browser with the default setup.
pub(crate) fn run(kind: Kind, test: impl FnOnce(&Stage)) {
    let waiting = {
        let mut waiting = WAITING.lock().unwrap();
        let place = waiting.iter().position(|stage| stage.browser.kind == kind);
        place.map(|place| waiting.swap_remove(place))
    };
    let stage = waiting.unwrap_or_else(|| Stage::new(kind, Profile::Plain));
    play(&stage, test);
    stage.reset();
    WAITING.lock().unwrap().push(stage);
}

/// Runs a test in a browser of its own.
pub(crate) fn run_with(kind: Kind, profile: Profile, test: impl FnOnce(&Stage)) {
    play(&Stage::new(kind, profile), test);
}

/// Runs a test. If it fails, reports the requests and saves a screenshot, and drops the browser, whose state is unknown.
fn play(stage: &Stage, test: impl FnOnce(&Stage)) {
    if let Err(cause) = catch_unwind(AssertUnwindSafe(|| test(stage))) {
        println!("what {:?} asked for:\n{}", stage.browser.kind, stage.play.ledger());
        if let Some(picture) = stage.browser.picture() {
            let name = thread::current().name().unwrap_or("test").replace("::", "-");
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            fs::write(&file, picture).unwrap();
            println!("what it showed: {}", file.display());
        }
        resume_unwind(cause);
    }
}

//! Faults for tests: a step on the disk that fails, or at which the program is killed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What happens at one of the steps below a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::shell) enum Fault {
    /// The step fails, and the program goes on.
    Failure,
    /// The program is killed: no later step has an effect.
    Kill,
}

struct Plan {
    fault: Fault,
    /// Counted from 1.
    at: usize,
    taken: usize,
}

/// The faults, by the folders of the tests that want them: tests run at the same time.
static PLANS: Mutex<BTreeMap<PathBuf, Plan>> = Mutex::new(BTreeMap::new());

/// Runs something with a fault at the given step below a folder. Returns its result and whether it came as far.
pub(in crate::shell) fn run<T>(folder: &Path, fault: Fault, at: usize, action: impl FnOnce() -> T) -> (T, bool) {
    let plan = Plan { fault, at, taken: 0 };
    PLANS.lock().expect("no thread panics while it has this").insert(folder.to_owned(), plan);
    let result = action();
    let plan = PLANS.lock().expect("no thread panics while it has this").remove(folder).expect("it was added above");
    (result, plan.taken >= at)
}

/// Counts a step, and fails if the plan says so.
pub(super) fn step(path: &Path) -> io::Result<()> {
    let mut plans = PLANS.lock().expect("no thread panics while it has this");
    let Some((_, plan)) = plans.iter_mut().find(|(folder, _)| path.starts_with(folder)) else { return Ok(()) };
    plan.taken += 1;
    let fails = match plan.fault {
        Fault::Failure => plan.taken == plan.at,
        Fault::Kill => plan.taken >= plan.at,
    };
    if fails { Err(io::Error::other("a fault of the test")) } else { Ok(()) }
}

/// Leaves half a file behind, if this is the step with the fault: a full disk and a kill do that.
pub(super) fn write_half(path: &Path, bytes: &[u8]) {
    let plans = PLANS.lock().expect("no thread panics while it has this");
    let plan = plans.iter().find(|(folder, _)| path.starts_with(folder)).map(|(_, plan)| plan);
    if plan.is_some_and(|plan| plan.taken == plan.at) {
        let _ = fs::write(path, &bytes[..bytes.len() / 2]);
    }
}

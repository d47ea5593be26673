//! What a process costs: wall time, processor time and peak memory.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::error::Error;

/// What one run cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    pub(super) wall_s: f64,
    pub(super) cpu_s: f64,
    pub(super) peak_mib: f64,
}

/// Runs a command in a process that has no other child, so that what the children of that process used is what the command used.
pub(super) fn run(name: &str, command: &[&OsStr]) -> Result<Cost, Error> {
    let output = std::env::current_exe()
        .and_then(|this| Command::new(this).args(["bench", "child"]).args(command).stdin(Stdio::null()).output())
        .map_err(|source| Error::Start { command: name.to_owned(), source })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [wall_s, cpu_s, peak_mib] if output.status.success() => Ok(Cost { wall_s, cpu_s, peak_mib }),
        _ => {
            let output = format!("{said}{}", String::from_utf8_lossy(&output.stderr));
            Err(Error::Measurement { name: name.to_owned(), output })
        }
    }
}

/// Runs a command and prints what it cost, for [`run`].
pub(super) fn child(command: &[String]) -> Result<(), Error> {
    let [program, args @ ..] = command else { return Err(Error::Usage("bench child COMMAND")) };
    let start = Instant::now();
    let status = Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .status()
        .map_err(|source| Error::Start { command: program.clone(), source })?;
    let wall_s = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(Error::Step(program.clone()));
    }
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu_s = seconds(used.user_time()) + seconds(used.system_time());
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1024.0 * 1024.0 } else { 1024.0 };
    println!("{wall_s} {cpu_s} {}", used.max_rss() as f64 / unit);
    Ok(())
}

fn seconds(time: TimeVal) -> f64 {
    time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6
}

/// What several runs of one thing cost.
#[derive(Debug, Default)]
pub(super) struct Costs(Vec<Cost>);

impl Costs {
    pub(super) fn push(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    /// Returns the least, the median and the most of one number.
    pub(super) fn spread(&self, of: impl Fn(&Cost) -> f64) -> [f64; 3] {
        let mut all: Vec<f64> = self.0.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        match all[..] {
            [] => [0.0; 3],
            _ => [all[0], all[all.len() / 2], all[all.len() - 1]],
        }
    }

    /// Returns the median of one number.
    pub(super) fn median(&self, of: impl Fn(&Cost) -> f64) -> f64 {
        self.spread(of)[1]
    }
}

//! What a process costs: wall time, processor time and peak memory.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// What one run cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    pub(super) wall_s: f64,
    pub(super) cpu_s: f64,
    pub(super) peak_mib: f64,
}

/// Runs a command in a process that has no other child, so that what its children used is what the command used.
pub(super) fn run(name: &str, command: &[&OsStr]) -> Result<Cost, String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(this)
        .args(["bench", "child"])
        .args(command)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("can't run {name}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [wall_s, cpu_s, peak_mib] if output.status.success() => Ok(Cost { wall_s, cpu_s, peak_mib }),
        _ => Err(format!("{name} failed:\n{said}{}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// Runs a command and says what it cost, for [`run`].
pub(super) fn child(command: &[String]) -> Result<(), String> {
    let [program, args @ ..] = command else { return Err("no command".into()) };
    let start = Instant::now();
    let status = Command::new(program).args(args).stdout(Stdio::null()).status().map_err(|error| error.to_string())?;
    let wall_s = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("`{program}` ended with {status}"));
    }
    let used = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let cpu_s = seconds(used.user_time()) + seconds(used.system_time());
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1024.0 * 1024.0 } else { 1024.0 };
    println!("{wall_s} {cpu_s} {}", used.max_rss() as f64 / unit);
    Ok(())
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

//! What Chromium measures of a page: the work of its main thread, and the time of its first paint.

use serde_json::{Value, json};

use super::Browser;

/// The cost of a page so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work {
    /// Time in scripts, in milliseconds.
    pub(crate) script_ms: f64,
    /// Time in tasks of any kind, in milliseconds.
    pub(crate) task_ms: f64,
}

impl Browser {
    /// Makes the processor slower by a factor.
    pub(crate) fn slow_down(&self, factor: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": factor }));
    }

    /// Runs a script in every new page before the page's own.
    pub(crate) fn run_before_pages(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Starts to measure, or returns the measurements.
    pub(crate) fn work(&self) -> Work {
        self.devtools("Performance.enable", json!({}));
        let answer = self.devtools("Performance.getMetrics", json!({}));
        let metrics = answer["metrics"].as_array().unwrap();
        Work { script_ms: milliseconds(metrics, "ScriptDuration"), task_ms: milliseconds(metrics, "TaskDuration") }
    }
}

/// Returns the value of a metric, which Chromium states in seconds.
fn milliseconds(metrics: &[Value], name: &str) -> f64 {
    metrics.iter().find(|metric| metric["name"] == name).unwrap()["value"].as_f64().unwrap() * 1e3
}

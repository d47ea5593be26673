//! From Rust to a small WebAssembly module and its glue.

use std::fs;

use crate::consent::toolchain::{TARGET, Toolchain};
use crate::consent::work;
use crate::setup::tool;
use crate::step;

/// What the page uses of the module. wasm-bindgen exports more, for a page that wants to know why a module ended.
const REACHABLE: &str = r#"[
  {"name": "page", "root": true, "reaches": ["hear", "room", "memory"]},
  {"name": "hear", "export": "hear"},
  {"name": "room", "export": "room"},
  {"name": "memory", "export": "memory"}
]"#;

/// Makes `target/consent/small.wasm`, and its glue in `target/consent/bound/h_bg.js`.
pub(super) fn make(toolchain: &Toolchain) -> Result<(), String> {
    step::run_command(toolchain.cargo())?;
    let compiled = work().join(TARGET).join("release/helder_consent.wasm");
    let (bound, small) = (work().join("bound"), work().join("small.wasm"));
    let [compiled, bound, small] = [compiled, bound, small].map(|path| path.display().to_string());
    // wasm-bindgen reads the module's list of features, so nothing may be stripped before.
    let bind = ["run", "--quiet", "--package", "xtask", "--features", "bind", "--bin", "bind", "--", &compiled, &bound];
    step::run("cargo", &bind)?;
    let reachable = work().join("reachable.json");
    fs::write(&reachable, REACHABLE).map_err(|error| format!("can't write `{}`: {error}", reachable.display()))?;
    let [reachable, reduced] = [reachable, work().join("reduced.wasm")].map(|path| path.display().to_string());
    step::run(&tool("wasm-metadce"), &[&format!("{bound}/h_bg.wasm"), "--graph-file", &reachable, "-o", &reduced])?;
    step::run(&tool("wasm-opt"), &["-Oz", "--converge", &reduced, "-o", &small])
}

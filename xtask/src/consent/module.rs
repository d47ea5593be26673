//! From Rust to a small WebAssembly module and its glue.

use std::fs;

use crate::consent::toolchain::{TARGET, Toolchain};
use crate::error::Error;
use crate::step::{self, work};
use crate::tools;

/// The exports that the page uses. wasm-bindgen exports more, for pages that want to know why a module ended.
const REACHABLE: &str = r#"[
  {"name": "page", "root": true, "reaches": ["step", "room", "memory"]},
  {"name": "step", "export": "step"},
  {"name": "room", "export": "room"},
  {"name": "memory", "export": "memory"}
]"#;

/// Makes `target/consent/small.wasm`, and its glue in `target/consent/bound/h_bg.js`.
pub(super) fn make(toolchain: &Toolchain) -> Result<(), Error> {
    step::run_command(toolchain.cargo())?;
    let compiled = work("consent").join(TARGET).join("release/helder_consent.wasm");
    let (bound, small) = (work("consent").join("bound"), work("consent").join("small.wasm"));
    let [compiled, bound, small] = [compiled, bound, small].map(|path| path.display().to_string());
    // Nothing may be stripped before this step: wasm-bindgen reads the module's list of features.
    let bind = ["run", "--quiet", "--package", "xtask", "--features", "bind", "--bin", "bind", "--", &compiled, &bound];
    step::run("cargo", &bind)?;
    let reachable = work("consent").join("reachable.json");
    fs::write(&reachable, REACHABLE).map_err(Error::at("write", &reachable))?;
    let [reachable, reduced] = [reachable, work("consent").join("reduced.wasm")].map(|path| path.display().to_string());
    step::run(
        &tools::program("wasm-metadce"),
        &[&format!("{bound}/h_bg.wasm"), "--graph-file", &reachable, "-o", &reduced],
    )?;
    step::run(&tools::program("wasm-opt"), &["-Oz", "--converge", &reduced, "-o", &small])
}

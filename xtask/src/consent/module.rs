//! From Rust to a small WebAssembly module and its glue.

use crate::consent::toolchain::{TARGET, Toolchain};
use crate::consent::work;
use crate::setup::tool;
use crate::step;

/// Makes `target/consent/small.wasm`, and its glue in `target/consent/bound/h_bg.js`.
pub(super) fn make(toolchain: &Toolchain) -> Result<(), String> {
    step::run_command(toolchain.cargo())?;
    let compiled = work().join(TARGET).join("release/helder_consent.wasm");
    let (bound, small) = (work().join("bound"), work().join("small.wasm"));
    let [compiled, bound, small] = [compiled, bound, small].map(|path| path.display().to_string());
    // wasm-bindgen reads the module's list of features, so nothing may be stripped before.
    let bind = ["run", "--quiet", "--package", "xtask", "--features", "bind", "--bin", "bind", "--", &compiled, &bound];
    step::run("cargo", &bind)?;
    step::run(&tool("wasm-opt"), &["-Oz", "--converge", &format!("{bound}/h_bg.wasm"), "-o", &small])
}

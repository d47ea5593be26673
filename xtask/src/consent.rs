//! `cargo xtask consent`: builds the banner's scripts into `consent-wasm/pkg`, which is checked in, so that nothing else needs a
//! WebAssembly toolchain. `--check` says whether what is checked in is what the sources make.
//!
//! In order: rustc and a linker make a module, wasm-bindgen its glue, wasm-opt a smaller module, esbuild the scripts.

mod bundle;
mod module;
mod stamp;
pub(crate) mod toolchain;

use std::fs;
use std::path::PathBuf;

use crate::consent::stamp::Stamp;
use crate::consent::toolchain::Toolchain;
use crate::setup;
use crate::step::root;

/// What the package holds, besides the stamp.
const FILES: [&str; 2] = ["core.js", "page.js"];

/// Builds the package, or checks it with `--check`.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => build(),
        ["--check"] => check(),
        _ => Err("usage: cargo xtask consent [--check]".to_owned()),
    }
}

fn build() -> Result<(), String> {
    let (toolchain, scripts) = make()?;
    for (name, script) in FILES.iter().zip(&scripts) {
        write(name, script)?;
        println!("{name}: {} bytes", script.len());
    }
    write("stamp", Stamp::of(&toolchain)?.to_string().as_bytes())
}

/// The hash comes first: it is quick, and says enough where the recorded toolchain is not installed.
fn check() -> Result<(), String> {
    let recorded = String::from_utf8_lossy(&read("stamp")?).into_owned();
    if !Stamp::fits_sources(&recorded)? {
        return Err("`consent-wasm/pkg` is older than what it is made from: run `cargo xtask consent`".to_owned());
    }
    let (toolchain, scripts) = make()?;
    if recorded != Stamp::of(&toolchain)?.to_string() {
        println!("the package was made with other tools, and only its sources could be checked:\n{recorded}");
        return Ok(());
    }
    for (name, script) in FILES.iter().zip(&scripts) {
        if read(name)? != *script {
            return Err(format!("`consent-wasm/pkg/{name}` is not what its sources make: run `cargo xtask consent`"));
        }
    }
    println!("the package is what its sources make");
    Ok(())
}

fn make() -> Result<(Toolchain, [Vec<u8>; 2]), String> {
    setup::run()?;
    let toolchain = Toolchain::find()?;
    module::make(&toolchain)?;
    Ok((toolchain, bundle::make()?))
}

fn package() -> PathBuf {
    root().join("consent-wasm/pkg")
}

fn read(name: &str) -> Result<Vec<u8>, String> {
    let path = package().join(name);
    fs::read(&path).map_err(|error| format!("can't read `{}`: {error}", path.display()))
}

fn write(name: &str, content: &[u8]) -> Result<(), String> {
    let path = package().join(name);
    let made = fs::create_dir_all(package()).and_then(|()| fs::write(&path, content));
    made.map_err(|error| format!("can't write `{}`: {error}", path.display()))
}

/// Where the steps leave what they make; git ignores it.
fn work() -> PathBuf {
    root().join("target/consent")
}

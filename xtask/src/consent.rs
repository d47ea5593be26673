//! `cargo xtask consent`: builds the banner's scripts into `consent-wasm/pkg`, which is checked in, so that nothing else needs a
//! WebAssembly toolchain. With `--check` it compares what is checked in with what the sources make.
//!
//! In order: rustc and a linker make a module, wasm-bindgen its glue, wasm-opt a smaller module, esbuild the scripts.

mod bundle;
mod check;
mod module;
mod stamp;
pub(crate) mod toolchain;

use std::fs;
use std::path::PathBuf;

use crate::consent::check::{Checked, FILES};
use crate::consent::stamp::Stamp;
use crate::consent::toolchain::Toolchain;
use crate::error::Error;
use crate::step::root;

/// Builds the package, or checks it with `--check`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => build(),
        ["--check"] => {
            println!("\n=== {}", check()?);
            Ok(())
        }
        _ => Err(Error::Usage("consent [--check]")),
    }
}

/// Compares the package with what its sources make. The hash of the sources comes first, because it is quick.
pub(crate) fn check() -> Result<Checked, Error> {
    let recorded = String::from_utf8_lossy(&read("stamp")?).into_owned();
    if !Stamp::fits_sources(&recorded)? {
        return Err(Error::StalePackage);
    }
    let (toolchain, scripts) = make()?;
    let mut packaged = Vec::new();
    for name in FILES {
        packaged.push(read(name)?);
    }
    check::compare(
        &recorded,
        &Stamp::of(&toolchain)?.to_string(),
        [&packaged[0], &packaged[1]],
        [&scripts[0], &scripts[1]],
    )
}

/// Returns the stamp of the package, or an empty text where there is none.
pub(crate) fn recorded_stamp() -> String {
    fs::read_to_string(package().join("stamp")).unwrap_or_default()
}

fn build() -> Result<(), Error> {
    let (toolchain, scripts) = make()?;
    for (name, script) in FILES.iter().zip(&scripts) {
        write(name, script)?;
        println!("{name}: {} bytes", script.len());
    }
    write("stamp", Stamp::of(&toolchain)?.to_string().as_bytes())
}

fn make() -> Result<(Toolchain, [Vec<u8>; 2]), Error> {
    let toolchain = Toolchain::find(&recorded_stamp())?;
    module::make(&toolchain)?;
    Ok((toolchain, bundle::make()?))
}

fn package() -> PathBuf {
    root().join("consent-wasm/pkg")
}

fn read(name: &str) -> Result<Vec<u8>, Error> {
    let path = package().join(name);
    fs::read(&path).map_err(Error::at("read", &path))
}

fn write(name: &str, content: &[u8]) -> Result<(), Error> {
    let path = package().join(name);
    fs::create_dir_all(package()).and_then(|()| fs::write(&path, content)).map_err(Error::at("write", &path))
}

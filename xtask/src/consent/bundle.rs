//! From the module, its glue and the host's scripts to two scripts without names or spaces.

use std::fmt::Write;
use std::fs;

use crate::error::Error;
use crate::step::{self, work};
use crate::tools;

/// Marks where the module goes after the scripts have been minified, since a minifier would only lose time over it.
const PLACE: &str = "\"the module\"";

/// Makes `core.js`, with the module inside, and `page.js`.
pub(super) fn make() -> Result<[Vec<u8>; 2], Error> {
    // The only import takes nothing but numbers, so that the function itself can be imported, without the glue around it. Its
    // name ends in a hash.
    let glue = read("bound/h_bg.js")?;
    let glue = String::from_utf8_lossy(&glue);
    let hash = glue.lines().find_map(|line| line.strip_prefix("export function __wbg_carry_out_")?.split('(').next());
    let hash = hash.ok_or(Error::UnexpectedGlue)?;
    let module = format!(
        "import {{ carry_out as __wbg_carry_out_{hash} }} from \"helder-effects\";\n\
         export const imports = {{ \"./h_bg.js\": {{ __wbg_carry_out_{hash} }} }};\n\
         export const bytes = {PLACE};\n"
    );
    let path = work("consent").join("module.js");
    fs::write(&path, module).map_err(Error::at("write", &path))?;
    let module = read("small.wasm")?;

    let core = script("consent-wasm/src/host/core.js")?;
    if core.matches(PLACE).count() != 1 {
        return Err(Error::UnexpectedScript);
    }
    let core = core.replacen(PLACE, &literal(&module), 1);
    Ok([core.into_bytes(), script("consent-wasm/src/page/page.js")?.into_bytes()])
}

/// Bundles a script with everything that it imports.
fn script(entry: &str) -> Result<String, Error> {
    let output = work("consent").join("script.js");
    let outfile = format!("--outfile={}", output.display());
    let options = [
        entry,
        "--bundle",
        "--minify",
        "--format=esm",
        "--charset=utf8",
        "--target=es2022",
        "--alias:helder-module=./target/consent/module.js",
        "--alias:helder-effects=./consent-wasm/src/host/effects.js",
        "--log-level=warning",
        &outfile,
    ];
    step::run(&tools::program("esbuild"), &options)?;
    Ok(String::from_utf8_lossy(&read("script.js")?).into_owned())
}

/// Returns what an earlier step has made.
fn read(name: &str) -> Result<Vec<u8>, Error> {
    let path = work("consent").join(name);
    fs::read(&path).map_err(Error::at("read", &path))
}

/// Returns a JavaScript string with one character per byte. After Brotli it is a tenth smaller than base64, which hides
/// repetitions from the compressor.
fn literal(bytes: &[u8]) -> String {
    let mut text = String::from("`");
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            // A digit after it would become part of the number.
            0 if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => text.push_str("\\x00"),
            0 => text.push_str("\\0"),
            b'\r' => text.push_str("\\r"),
            b'\\' | b'`' | b'$' => write!(text, "\\{}", char::from(*byte)).expect("writing to a string does not fail"),
            byte => text.push(char::from(*byte)),
        }
    }
    text.push('`');
    text
}

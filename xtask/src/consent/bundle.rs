//! From the module, its glue and the host's scripts to two scripts without names or spaces.

use std::fmt::Write;
use std::fs;

use crate::consent::work;
use crate::setup::tool;
use crate::step;

/// Stands in the script until the module takes its place: no minifier need read it.
const PLACE: &str = "\"the module\"";

/// Makes `core.js`, with the module inside, and `page.js`.
pub(super) fn make() -> Result<[Vec<u8>; 2], String> {
    // The only import takes numbers alone, so that the function itself does, without the glue around it. Its name has a hash.
    let glue = read("bound/h_bg.js")?;
    let glue = String::from_utf8_lossy(&glue);
    let hash = glue.lines().find_map(|line| line.strip_prefix("export function __wbg_carry_out_")?.split('(').next());
    let hash = hash.ok_or("the glue has another shape")?;
    let module = format!(
        "import {{ carry_out as __wbg_carry_out_{hash} }} from \"helder-effects\";\n\
         export const imports = {{ \"./h_bg.js\": {{ __wbg_carry_out_{hash} }} }};\n\
         export const bytes = {PLACE};\n"
    );
    let path = work().join("module.js");
    fs::write(&path, module).map_err(|error| format!("can't write `{}`: {error}", path.display()))?;
    let module = read("small.wasm")?;

    let core = script("consent-wasm/src/host/core.js")?;
    if core.matches(PLACE).count() != 1 {
        return Err("the module has no place in its script".to_owned());
    }
    let core = core.replacen(PLACE, &literal(&module), 1);
    Ok([core.into_bytes(), script("consent-wasm/src/page/page.js")?.into_bytes()])
}

/// Puts a script and all that it imports into one.
fn script(entry: &str) -> Result<String, String> {
    let output = work().join("script.js");
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
    step::run(&tool("esbuild"), &options)?;
    Ok(String::from_utf8_lossy(&read("script.js")?).into_owned())
}

/// Returns what an earlier step has made.
fn read(name: &str) -> Result<Vec<u8>, String> {
    let path = work().join(name);
    fs::read(&path).map_err(|error| format!("can't read `{}`: {error}", path.display()))
}

/// Returns a string of JavaScript with a letter for each byte. After Brotli it is a tenth smaller than base64, whose six bits hide
/// from it what repeats.
fn literal(bytes: &[u8]) -> String {
    let mut text = String::from("`");
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            // A digit behind it would make another number of it.
            0 if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => text.push_str("\\x00"),
            0 => text.push_str("\\0"),
            b'\r' => text.push_str("\\r"),
            b'\\' | b'`' | b'$' => write!(text, "\\{}", char::from(*byte)).expect("a string takes all"),
            byte => text.push(char::from(*byte)),
        }
    }
    text.push('`');
    text
}
